import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { holdersOn, isSeizedOn, title } from './index.ts';
import {
  annul,
  auction1,
  catalogue,
  correctMortgage,
  correctRight,
  correctTransfer,
  endRight,
  factsOf,
  fileTransfer,
  foundBy,
  giveOpinion,
  granted,
  gudao,
  halves,
  land,
  mortgage1,
  nowhere,
  only,
  oufeng,
  parcelId,
  pulizi,
  registerCertificate,
  registerLease,
  registerMortgage,
  registerRight,
  registerTransfer,
  releaseMortgage,
  releaseSeizure,
  renewSeizure,
  reportRight,
  reportSublease,
  reportTransfer,
  seize,
  serveRuling,
  transfer2,
  yuan,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;

describe('correcting a right', () => {
  it('replaces day and content of its registration', () => {
    const correction = correctRight('2010-02-01', { holders: [{ partyId: pulizi }] });
    given(title, registerRight('2010-01-01'))
      .when(correction)
      .then({
        type: 'RightCorrected',
        data: {
          parcelId,
          rightId: land,
          kind: 'state-land-use',
          holders: only(pulizi),
          part: null,
          until: date('2059-12-31'),
          reason: '录入有误',
        },
        corrects: specId(0),
      });
    const { state } = given(title, registerRight('2010-01-01'), correction);
    expect([holdersOn(state, land, on('2010-01-31')), holdersOn(state, land, on('2010-02-01'))]).toEqual([[], only(pulizi)]);
  });
  it('leaves what came later as it is', () => {
    const { state } = given(title, registerRight('2010-01-01'), serveRuling('2020-01-01'), correctRight('2010-01-01', { holders: halves }));
    expect([holdersOn(state, land, on('2019-12-31')), holdersOn(state, land, on('2020-01-01'))]).toEqual([halves, only(oufeng)]);
  });
  it('that changes nothing is nothing new', () => given(title, registerRight('2010-01-01')).when(correctRight('2010-01-01')).thenNothing());
  it('keeps the rules of a right', () => {
    const registered = registerRight('2010-01-01');
    given(title, registered)
      .when(correctRight('2010-01-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown');
    given(title, registered)
      .when(correctRight('2010-01-01', { holders: [...halves, ...only(oufeng)] }))
      .thenRefused('right-shares-not-whole', '2/1');
    given(title, registered)
      .when(correctRight('2010-01-01', { until: '2001-01-01' }))
      .thenRefused('right-ends-before-start');
  });
  it('is bound as what it corrects: a decided right does not begin after it was mortgaged, a reported one is found to', () => {
    given(title, registerRight('2010-01-01'), registerMortgage('2012-01-01'))
      .when(correctRight('2013-01-01'))
      .thenRefused('right-not-standing', '2012-01-01');
    const reported = given(title, reportRight('2010-01-01', { until: null }), registerMortgage('2012-01-01')).state;
    expect(foundBy(reported, correctRight('2013-01-01', { until: null }))).toEqual(['right-not-standing']);
  });
});

describe('correcting a right that has ended', () => {
  it('does not let it begin after its end', () =>
    given(title, registerRight('2010-01-01', { until: null }), endRight('2015-01-01'))
      .when(correctRight('2016-01-01', { until: null }))
      .thenRefused('right-not-standing', '2015-01-01'));
});

describe('correcting a transfer', () => {
  const right = registerRight('2010-01-01', { until: null });
  it('replaces the day of a ruling that was misread, and everything follows', () => {
    const ruled = [right, seize('2019-05-01'), serveRuling('2020-01-01')];
    const correction = correctTransfer('2020-03-01', { transferId: auction1, holders: only(oufeng) });
    given(title, ...ruled)
      .when(correction)
      .then({
        type: 'RightTransferCorrected',
        data: { parcelId, rightId: land, kind: 'state-land-use', holders: only(oufeng), transferId: auction1, reason: '送达日期有误' },
        corrects: specId(2),
      });
    const { state } = given(title, ...ruled, correction);
    expect([holdersOn(state, land, on('2020-02-29')), holdersOn(state, land, on('2020-03-01'))]).toEqual([only(gudao), only(oufeng)]);
  });
  it('that changes nothing is nothing new', () => {
    given(title, right, serveRuling('2020-01-01'))
      .when(correctTransfer('2020-01-01', { transferId: auction1, holders: only(oufeng) }))
      .thenNothing();
    given(title, right, reportTransfer('2020-01-01')).when(correctTransfer('2020-01-01')).thenNothing();
  });
  it('is of a transfer that happened', () => {
    given(title, right).when(correctTransfer('2020-01-01')).thenRefused('title-names-unknown');
    given(title, right, reportTransfer('2020-01-01'))
      .when(correctTransfer('2020-01-01', { transferId: transfer2 }))
      .thenRefused('title-names-unknown', transfer2);
    given(title, right, reportTransfer('2020-01-01'))
      .when(correctTransfer('2020-01-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown');
  });
  it('keeps the rules of a transfer', () => {
    given(title, right, reportTransfer('2020-01-01')).when(correctTransfer('2009-12-31')).thenRefused('title-before-fact');
    given(title, right, reportTransfer('2020-01-01'))
      .when(correctTransfer('2020-01-01', { holders: [{ partyId: gudao, share: '1/2' }] }))
      .thenRefused('right-shares-not-whole');
  });
  it('that puts it behind a later one is recorded and found, and refused when we decided it', () => {
    const two = [right, serveRuling('2020-01-01'), reportTransfer('2021-01-01', { transferId: transfer2 })];
    const behind = correctTransfer('2021-06-01', { transferId: auction1, holders: only(oufeng) });
    expect(foundBy(given(title, ...two).state, behind)).toEqual(['right-move-order-changed']);
    expect(foundBy(given(title, ...two).state, correctTransfer('2019-01-01', { transferId: transfer2 }))).toEqual([
      'right-move-order-changed',
    ]);
    expect(foundBy(given(title, ...two).state, correctTransfer('2020-06-01', { transferId: transfer2 }))).toEqual([]);
    given(title, right, ...granted('2020-01-01'), registerTransfer('2020-02-01'), serveRuling('2021-01-01'))
      .when(correctTransfer('2021-02-01'))
      .thenRefused('right-move-order-changed', '2021-01-01');
  });
  it('to other holders, or behind it, leaves a certificate of others in force, which is found', () => {
    const { state } = given(title, right, serveRuling('2020-01-01'), registerCertificate('2020-02-01'));
    const corrected = (day: string, partyId: string) => correctTransfer(day, { transferId: auction1, holders: only(partyId) });
    expect(foundBy(state, corrected('2020-01-01', pulizi))).toEqual(['right-certificate-of-others']);
    expect(foundBy(state, corrected('2020-02-02', oufeng))).toEqual(['right-certificate-of-others']);
    expect(foundBy(state, corrected('2020-02-01', oufeng))).toEqual([]);
  });
  it('that we decided does not put it before its grant', () =>
    given(title, right, ...granted('2020-01-01'), registerTransfer('2020-02-01'))
      .when(correctTransfer('2019-12-31'))
      .thenRefused('right-transfer-before-grant', '2019-12-31', '2020-01-01'));
});

describe('correcting a mortgage', () => {
  const right = registerRight('2010-01-01');
  it('replaces its terms', () =>
    given(title, right, registerMortgage('2012-01-01'))
      .when(correctMortgage('2012-01-01'))
      .then({
        type: 'MortgageCorrected',
        data: {
          parcelId,
          rightId: land,
          mortgageId: mortgage1,
          rank: 1,
          secured: yuan(6_000_000),
          maximum: false,
          transferRestricted: false,
          reason: '录入有误',
        },
        corrects: specId(1),
      }));
  it('that changes nothing is nothing new; one of an unknown mortgage is refused', () => {
    given(title, right, registerMortgage('2012-01-01'))
      .when(correctMortgage('2012-01-01', { secured: yuan(5_000_000) }))
      .thenNothing();
    given(title, right).when(correctMortgage('2012-01-01')).thenRefused('title-names-unknown', mortgage1);
  });
});

describe('annulling a fact that was none', () => {
  const right = registerRight('2010-01-01');
  it('takes it out of the title', () => {
    const facts = [right, seize('2019-05-01')];
    given(title, ...facts)
      .when(annul('2019-06-01', { entry: specId(1) }))
      .then({
        type: 'TitleFactAnnulled',
        data: { parcelId, rightId: land, reason: '误录' },
        corrects: specId(1),
      });
    const { state } = given(title, ...facts, annul('2019-06-01', { entry: specId(1) }));
    expect(factsOf(state, registerMortgage('2019-07-01')).length).toBe(1);
  });
  it('is nothing new the second time', () => {
    const annulled = annul('2019-06-01', { entry: specId(1) });
    given(title, right, seize('2019-05-01'), annulled).when(annulled).thenNothing();
  });
  it('is refused of a fact that is not there', () =>
    given(title, right)
      .when(annul('2019-06-01', { entry: specId(7) }))
      .thenRefused('title-names-unknown', specId(7)));
  it('is refused while others rest on it', () => {
    given(title, right, registerMortgage('2012-01-01'))
      .when(annul('2019-06-01', { entry: specId(0) }))
      .thenRefused('title-fact-rested-on', 'MortgageRegistered');
    given(title, right, registerMortgage('2012-01-01'), releaseMortgage('2013-01-01'))
      .when(annul('2019-06-01', { entry: specId(1) }))
      .thenRefused('title-fact-rested-on', 'MortgageReleased');
    given(title, right, registerLease('2020-01-01'), reportSublease('2021-01-01'))
      .when(annul('2021-06-01', { entry: specId(1) }))
      .thenRefused('title-fact-rested-on', 'SubleaseRegistered');
    given(title, right, seize('2019-05-01'), renewSeizure('2020-05-01'))
      .when(annul('2021-06-01', { entry: specId(1) }))
      .thenRefused('title-fact-rested-on', 'SeizureRenewed');
    given(title, right, fileTransfer('2019-05-01'), giveOpinion('2019-05-01'))
      .when(annul('2021-06-01', { entry: specId(1) }))
      .thenRefused('title-fact-rested-on', 'RightTransferOpinionRecorded');
  });
  it('finds what it shows to be broken: a seizure whose release was none still stands', () => {
    const { state } = given(title, right, seize('2019-05-01'), releaseSeizure('2019-08-01'), registerMortgage('2019-09-01'));
    expect(foundBy(state, annul('2020-01-01', { entry: specId(2) }))).toEqual(['right-seized']);
  });
  it('of a ruling brings back what ended with it, and finds that the right has passed on since', () => {
    const ruled = [right, seize('2019-05-01'), serveRuling('2020-01-01')];
    const revoked = annul('2020-06-01', { entry: specId(2) });
    const { state } = given(title, ...ruled, revoked);
    expect([holdersOn(state, land, on('2020-02-01')), isSeizedOn(state, land, on('2020-02-01'))]).toEqual([only(gudao), true]);
    const passedOn = given(title, ...ruled, reportTransfer('2020-03-01', { transferId: transfer2 })).state;
    expect(foundBy(passedOn, revoked)).toEqual(['right-seized', 'right-moved-later']);
  });
  it('of a ruling leaves the certificate of the buyer in force, which is found: the registrar cancels or replaces it', () => {
    const [old, ofBuyer] = ['沪（2015）金字不动产权第000001号', '沪（2024）金字不动产权第000009号'];
    const certified = registerCertificate('2020-02-01', { certificateNumber: ofBuyer });
    const ruled = [registerRight('2010-01-01', { certificateNumber: old }), serveRuling('2020-01-01')];
    const revoked = annul('2020-06-01', { entry: specId(1) });
    expect(foundBy(given(title, ...ruled, certified).state, revoked)).toEqual(['right-certificate-of-others']);
    expect(factsOf(given(title, ...ruled, certified).state, revoked)[1]).toMatchObject({
      data: { rightId: land, about: 'TitleFactAnnulled', discrepancy: { en: expect.stringContaining(ofBuyer) } },
    });
    expect(foundBy(given(title, ...ruled).state, revoked)).toEqual([]);
    const before = registerCertificate('2019-12-31', { certificateNumber: ofBuyer });
    expect(foundBy(given(title, ...ruled, before).state, revoked)).toEqual([]);
    const both = given(title, ...ruled, reportTransfer('2020-01-20', { transferId: transfer2 }), certified).state;
    expect(foundBy(both, revoked)).toEqual(['right-moved-later']);
    expect(foundBy(given(title, ...ruled, certified).state, annul('2020-06-01', { entry: specId(2) }))).toEqual([]);
  });
  it('of a grant shows that the transfer was not reviewed', () => {
    const { state } = given(title, right, ...granted('2020-01-01'), registerTransfer('2020-02-01'));
    const [grant] = state.entries.filter(({ type }) => type === 'RightTransferDecided');
    expect(foundBy(state, annul('2020-03-01', { entry: String(grant?.id) }))).toEqual(['right-transfer-unreviewed']);
  });
});

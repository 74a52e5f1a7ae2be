import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { holdersOn, rightsOn, title } from './index.ts';
import {
  building,
  catalogue,
  endRight,
  factsOf,
  foundBy,
  gudao,
  halves,
  land,
  nowhere,
  only,
  otherLand,
  oufeng,
  parcelId,
  pulizi,
  registerCertificate,
  registerMortgage,
  registerRight,
  releaseMortgage,
  reportRight,
  reportRightEnd,
  seize,
  town,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
describe('registering a right (登记)', () => {
  it('records its holders, term and certificate, and concerns the town of the parcel', () => {
    const registering = given(title).when(registerRight('2010-01-01'));
    registering.then({
      type: 'RightRegistered',
      data: {
        parcelId,
        rightId: land,
        kind: 'state-land-use',
        holders: only(gudao),
        part: null,
        nature: null,
        until: date('2059-12-31'),
        certificateNumber: null,
        basis: 'decided',
      },
    });
    registering.thenConcerns(town);
  });
  it('is nothing new the second time, and refused with other content', () => {
    given(title, registerRight('2010-01-01')).when(registerRight('2010-01-01')).thenNothing();
    given(title, registerRight('2010-01-01')).when(registerRight('2010-01-02')).thenRefused('title-recorded-otherwise', land);
    given(title, registerRight('2010-01-01'))
      .when(registerRight('2010-01-01', { holders: halves }))
      .thenRefused('title-recorded-otherwise');
    given(title, registerRight('2010-01-01')).when(reportRight('2010-01-01')).thenRefused('title-recorded-otherwise');
  });
  it('does not end before it starts', () =>
    given(title)
      .when(registerRight('2010-01-01', { until: '2009-12-31' }))
      .thenRefused('right-ends-before-start', '2009-12-31'));
  it('may have no end', () => {
    const { state } = given(title, registerRight('2010-01-01', { kind: 'collective-ownership', until: null }));
    expect(rightsOn(state, on('2999-01-01'))).toMatchObject([{ until: null, endedOn: null }]);
  });
  it('needs a date that has come', () => given(title).when(registerRight('2026-01-02')).thenRefused('effective-in-the-future'));
});

describe('the shares of the holders', () => {
  it('total 1, however they are printed', () => {
    const { state } = given(title, registerRight('2010-01-01', { holders: halves }));
    expect(holdersOn(state, land, on('2010-01-01'))).toEqual(halves);
  });
  it('are the whole for a sole holder, said or not', () => {
    const { state } = given(title, registerRight('2010-01-01', { holders: [{ partyId: gudao }] }));
    expect(holdersOn(state, land, on('2010-01-01'))).toEqual(only(gudao));
  });
  it('may be missing for all: 共同共有', () => {
    const joint = [
      { partyId: gudao, share: null },
      { partyId: pulizi, share: null },
    ];
    const { state } = given(title, registerRight('2010-01-01', { holders: joint }));
    expect(holdersOn(state, land, on('2010-01-01'))).toEqual(joint);
  });
  it('may be missing for some who hold together what the shares of the others leave (按份共有中的共同共有)', () => {
    const couple = [{ partyId: gudao, share: '1/2' }, ...[pulizi, oufeng].map((partyId) => ({ partyId, share: null }))];
    expect(holdersOn(given(title, registerRight('2010-01-01', { holders: couple })).state, land, on('2010-01-01'))).toEqual(couple);
    expect(foundBy(title.initial, reportRight('2010-01-01', { holders: couple }))).toEqual([]);
  });
  it.each([
    [
      'right-shares-not-whole',
      [
        { partyId: gudao, share: '1/3' },
        { partyId: pulizi, share: '1/3' },
      ],
    ],
    ['right-shares-not-whole', [{ partyId: gudao, share: '1/2' }]],
    ['right-shares-mixed', [{ partyId: gudao, share: '1/2' }, { partyId: pulizi }]],
    ['right-shares-mixed', [{ partyId: gudao, share: '1/1' }, { partyId: pulizi }, { partyId: oufeng }]],
    [
      'right-holder-twice',
      [
        { partyId: gudao, share: '1/2' },
        { partyId: gudao, share: '1/2' },
      ],
    ],
  ])('are refused by %s, in a report too: no right is held so', (rule, holders) => {
    given(title).when(registerRight('2010-01-01', { holders })).thenRefused(rule);
    given(title).when(reportRight('2010-01-01', { holders })).thenRefused(rule);
  });
});

describe('two rights exclude each other', () => {
  const first = registerRight('2010-01-01', { until: '2020-01-01' });
  const second = (day: string, more: object = {}) => registerRight(day, { rightId: otherLand, kind: 'collective-land-use', ...more });
  it('when both use the same land on one day', () =>
    given(title, first).when(second('2020-01-01')).thenRefused('right-overlaps', '2020-01-01'));
  it('when the earlier one was recorded later', () =>
    given(title, second('2015-01-01', { until: null }))
      .when(registerRight('2010-01-01'))
      .thenRefused('right-overlaps'));
  it('not when one begins after the other', () => expect(given(title, first, second('2020-01-02')).state.entries.length).toBe(2));
  it('not on different parts, but on the same and on the whole', () => {
    const part = registerRight('2010-01-01', { part: '8幢' });
    expect(given(title, part, second('2010-01-01', { part: '9幢' })).state.entries.length).toBe(2);
    given(title, part)
      .when(second('2010-01-01', { part: '8 幢' }))
      .thenRefused('right-overlaps');
    given(title, part).when(second('2010-01-01')).thenRefused('right-overlaps');
  });
  it('when one is of the state and the other owns the land as a collective, but not collective ownership and use', () => {
    const owned = registerRight('2012-01-01', { rightId: otherLand, kind: 'collective-ownership' });
    given(title, first).when(owned).thenRefused('right-overlaps');
    const used = registerRight('2012-01-01', { kind: 'collective-land-use' });
    expect(given(title, owned, used).state.entries.length).toBe(2);
  });
  it('not land and buildings, but a certificate for both and one for the buildings', () => {
    const owner = registerRight('2012-01-01', { rightId: building, kind: 'building-ownership' });
    expect(given(title, first, owner).state.entries.length).toBe(2);
    given(title, registerRight('2010-01-01', { kind: 'state-land-use-and-buildings' }))
      .when(owner)
      .thenRefused('right-overlaps');
  });
  it('in a report too, which is recorded with what a person has to look at', () => {
    const facts = factsOf(given(title, first).state, reportRight('2019-01-01', { rightId: otherLand }));
    expect(facts.map(({ type }) => type)).toEqual(['RightRegistered', 'TitleDiscrepancyFound']);
    expect(facts[1]?.data).toMatchObject({
      parcelId,
      rightId: otherLand,
      discrepancy: { rule: 'right-overlaps' },
      about: 'RightRegistered',
    });
  });
});

describe('the certificate of a right', () => {
  const number = '沪（2023）金字不动产权第000001号';
  const two = [registerRight('2010-01-01'), registerRight('2010-01-01', { rightId: building, kind: 'building-ownership' })];
  it('is an attribute that may come later and change', () => {
    const { state } = given(
      title,
      ...two,
      registerCertificate('2023-05-01'),
      registerCertificate('2024-01-01', { certificateNumber: '沪（2024）金字不动产权第2号' }),
    );
    const numberOn = (day: string) => rightsOn(state, on(day)).map(({ certificateNumber }) => certificateNumber);
    expect([numberOn('2023-04-30'), numberOn('2023-05-01')[0], numberOn('2024-01-01')[0]]).toEqual([
      [null, null],
      number,
      '沪（2024）金字不动产权第2号',
    ]);
  });
  it('is recorded as printed', () =>
    given(title, ...two)
      .when(registerCertificate('2023-05-01'))
      .then({
        type: 'CertificateRegistered',
        data: { parcelId, rightId: land, kind: 'state-land-use', certificateNumber: number },
      }));
  it('is nothing new the second time', () =>
    given(title, ...two, registerCertificate('2023-05-01'))
      .when(registerCertificate('2023-05-01'))
      .thenNothing());
  it('may be an earlier number again', () => {
    const second = { certificateNumber: '沪（2024）金字不动产权第2号' };
    const { state } = given(
      title,
      ...two,
      registerCertificate('2023-05-01'),
      registerCertificate('2024-01-01', second),
      registerCertificate('2025-01-01'),
    );
    expect(rightsOn(state, on('2025-01-01'))[0]?.certificateNumber).toBe(number);
    given(title, ...two, registerCertificate('2023-05-01'))
      .when(registerCertificate('2025-01-01'))
      .thenNothing();
  });
  it('belongs to one right, however its brackets are printed', () => {
    const taken = { rightId: building, certificateNumber: '沪(2023)金字不动产权第000001号' };
    given(title, ...two, registerCertificate('2023-05-01'))
      .when(registerCertificate('2023-06-01', taken))
      .thenRefused('right-certificate-taken', '000001');
    given(title, registerRight('2010-01-01', { certificateNumber: number }))
      .when(registerRight('2010-01-01', { ...taken, kind: 'building-ownership' }))
      .thenRefused('right-certificate-taken');
    expect(given(title, registerRight('2010-01-01', { certificateNumber: number })).state.entries.length).toBe(1);
  });
  it('is of a right that is there', () => {
    given(title, ...two)
      .when(registerCertificate('2023-05-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown', nowhere);
    given(title, ...two)
      .when(registerCertificate('2009-12-31'))
      .thenRefused('title-before-fact', '2009-12-31', '2010-01-01');
  });
});

describe('the end of a right', () => {
  const right = registerRight('2010-01-01', { until: '2020-01-01' });
  it('comes by itself after the last day of its term', () => {
    const { state } = given(title, right);
    expect([rightsOn(state, on('2009-12-31')), rightsOn(state, on('2020-01-01')).length, rightsOn(state, on('2020-01-02'))]).toEqual([
      [],
      1,
      [],
    ]);
    expect(holdersOn(state, land, on('2020-01-02'))).toEqual([]);
  });
  it('is the day of the decision when the land is recovered (收回)', () => {
    given(title, right)
      .when(endRight('2015-06-01'))
      .then({
        type: 'RightEnded',
        data: { parcelId, rightId: land, kind: 'state-land-use', reason: 'recovery', basis: 'decided' },
      });
    const { state } = given(title, right, endRight('2015-06-01'));
    expect([rightsOn(state, on('2015-05-31')).length, rightsOn(state, on('2015-06-01')).length]).toEqual([1, 0]);
  });
  it('makes room for the next', () =>
    expect(given(title, right, endRight('2015-06-01'), registerRight('2015-06-01', { rightId: otherLand })).state.entries.length).toBe(3));
  it('is nothing new the second time, and refused on another day or for another reason', () => {
    given(title, right, endRight('2015-06-01')).when(endRight('2015-06-01')).thenNothing();
    given(title, right, endRight('2015-06-01')).when(endRight('2015-06-02')).thenRefused('title-ended-otherwise', '2015-06-01');
    given(title, right, endRight('2015-06-01'))
      .when(endRight('2015-06-01', { reason: 'demolition' }))
      .thenRefused('title-ended-otherwise');
  });
  it('is of a right that is there', () => {
    given(title, right)
      .when(endRight('2015-06-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown');
    given(title, right).when(endRight('2009-06-01')).thenRefused('title-before-fact');
  });
  it('by expiry follows the last day of its term', () => {
    given(title, right)
      .when(endRight('2020-01-01', { reason: 'expiry' }))
      .thenRefused('right-not-expired', '2020-01-01');
    given(title, registerRight('2010-01-01', { until: null }))
      .when(endRight('2020-01-02', { reason: 'expiry' }))
      .thenRefused('right-not-expired');
    expect(factsOf(given(title, right).state, endRight('2020-01-02', { reason: 'expiry' })).length).toBe(1);
    expect(foundBy(given(title, right).state, reportRightEnd('2015-01-01', { reason: 'expiry' }))).toEqual(['right-not-expired']);
  });
  it('is not by surrender (放弃) while it is mortgaged', () => {
    const mortgaged = [right, registerMortgage('2012-01-01')];
    given(title, ...mortgaged)
      .when(endRight('2015-01-01', { reason: 'surrender' }))
      .thenRefused('right-surrendered-while-mortgaged', '1');
    expect(
      factsOf(given(title, ...mortgaged, releaseMortgage('2015-01-01')).state, endRight('2015-01-01', { reason: 'surrender' })).length,
    ).toBe(1);
  });
  it('is not by surrender or reserve (收储) while it is seized; recovery is', () => {
    const seized = [right, seize('2014-01-01')];
    for (const reason of ['surrender', 'reserve'] as const)
      given(title, ...seized)
        .when(endRight('2015-01-01', { reason }))
        .thenRefused('right-seized', '（2023）沪0116执1234号', '2017-01-01');
    expect(factsOf(given(title, ...seized).state, endRight('2015-01-01')).length).toBe(1);
  });
  it('is not decided for a day after which the right is known to have been used', () => {
    given(title, right, registerMortgage('2016-01-01'))
      .when(endRight('2015-06-01'))
      .thenRefused('right-not-standing', '2016-01-01', '2015-06-01');
    expect(foundBy(given(title, right, registerMortgage('2016-01-01')).state, reportRightEnd('2015-06-01'))).toEqual([
      'right-not-standing',
    ]);
  });
});

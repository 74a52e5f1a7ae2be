import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { holdersOn, title } from './index.ts';
import {
  caseNumber,
  catalogue,
  consentToTransfer,
  court,
  decideTransfer,
  endRight,
  factsOf,
  fileTransfer,
  foundBy,
  giveOpinion,
  granted,
  gudao,
  halves,
  land,
  mortgage2,
  nowhere,
  only,
  oufeng,
  parcelId,
  pulizi,
  registerMortgage,
  registerRight,
  registerTransfer,
  releaseSeizure,
  reportTransfer,
  seize,
  serveRuling,
  transfer1,
  transfer2,
  withdrawTransfer,
  yuan,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01');
const ofTransfer = { parcelId, rightId: land, transferId: transfer1 };

describe('a voluntary transfer (转让, 回购, 收购)', () => {
  it('is filed with the holders after it', () =>
    given(title, right)
      .when(fileTransfer('2023-01-01', { transferKind: 'buyback', price: yuan(9_000_000) }))
      .then({
        type: 'RightTransferFiled',
        data: { ...ofTransfer, kind: 'state-land-use', transferKind: 'buyback', holders: only(pulizi), price: yuan(9_000_000) },
      }));
  it('is nothing new the second time, and refused with other content', () => {
    given(title, right, fileTransfer('2023-01-01')).when(fileTransfer('2023-01-01')).thenNothing();
    given(title, right, fileTransfer('2023-01-01')).when(fileTransfer('2023-01-02')).thenRefused('title-recorded-otherwise', transfer1);
  });
  it('is of a right that is there, to holders who share the whole', () => {
    given(title, right)
      .when(fileTransfer('2023-01-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown');
    given(title, right).when(fileTransfer('2009-01-01')).thenRefused('title-before-fact');
    given(title, right)
      .when(fileTransfer('2023-01-01', { holders: [...halves, ...only(oufeng)] }))
      .thenRefused('right-shares-not-whole');
  });
  it('is one at a time for a right', () => {
    const other = fileTransfer('2023-06-01', { transferId: transfer2 });
    given(title, right, fileTransfer('2023-01-01')).when(other).thenRefused('right-transfer-under-way', '2023-01-01');
    given(title, right, ...granted('2023-01-01'))
      .when(other)
      .thenRefused('right-transfer-under-way');
    expect(factsOf(given(title, right, fileTransfer('2023-01-01'), withdrawTransfer('2023-02-01')).state, other).length).toBe(1);
  });
  it('needs the opinions of three departments before it is decided', () => {
    const filed = [right, fileTransfer('2023-01-01'), giveOpinion('2023-01-10')];
    given(title, ...filed)
      .when(decideTransfer('2023-02-01'))
      .thenRefused('right-transfer-opinions-missing', '经委', '市场监管局');
    given(title, ...filed)
      .when(giveOpinion('2023-01-11', { department: '经委', opinion: 'disagree', text: '亩均税收未达约定' }))
      .then({
        type: 'RightTransferOpinionRecorded',
        data: { ...ofTransfer, department: '经委', opinion: 'disagree', text: '亩均税收未达约定' },
      });
  });
  it('takes the last opinion of a department; the same again is nothing new', () => {
    const filed = [right, fileTransfer('2023-01-01'), giveOpinion('2023-01-10')];
    given(title, ...filed)
      .when(giveOpinion('2023-01-10'))
      .thenNothing();
    const changed = giveOpinion('2023-01-12', { opinion: 'disagree', text: '改为不同意' });
    expect(factsOf(given(title, ...filed).state, changed).length).toBe(1);
    expect(factsOf(given(title, ...filed, changed).state, giveOpinion('2023-01-13')).length).toBe(1);
  });
  it('is decided with a reason', () => {
    const reviewed = granted('2023-01-01').slice(0, -1);
    given(title, right, ...reviewed)
      .when(decideTransfer('2023-02-01'))
      .then({ type: 'RightTransferDecided', data: { ...ofTransfer, outcome: 'granted', reason: '三部门均同意' } });
    given(title, right, ...reviewed, decideTransfer('2023-02-01'))
      .when(decideTransfer('2023-02-01'))
      .thenNothing();
    given(title, right, ...reviewed, decideTransfer('2023-02-01'))
      .when(decideTransfer('2023-02-01', { outcome: 'refused' }))
      .thenRefused('right-transfer-stage');
  });
  it('takes its steps in order of time', () => {
    given(title, right, fileTransfer('2023-01-01'))
      .when(giveOpinion('2022-12-31'))
      .thenRefused('right-transfer-step-too-early', '2023-01-01');
    given(title, right, ...granted('2023-01-01'))
      .when(registerTransfer('2022-12-31'))
      .thenRefused('right-transfer-step-too-early');
  });
  it('passes the right when it is registered (过户), which the grant alone does not', () => {
    given(title, right, ...granted('2023-01-01'))
      .when(registerTransfer('2023-03-01'))
      .then({
        type: 'RightTransferred',
        data: { ...ofTransfer, kind: 'state-land-use', holders: only(pulizi), transferKind: 'transfer', basis: 'decided' },
      });
    const { state } = given(title, right, ...granted('2023-01-01'), registerTransfer('2023-03-01'));
    expect([holdersOn(state, land, on('2023-02-28')), holdersOn(state, land, on('2023-03-01'))]).toEqual([only(gudao), only(pulizi)]);
  });
  it('is registered once', () => {
    const registered = [right, ...granted('2023-01-01'), registerTransfer('2023-03-01')];
    given(title, ...registered)
      .when(registerTransfer('2023-03-01'))
      .thenNothing();
    given(title, ...registered)
      .when(registerTransfer('2023-03-02'))
      .thenRefused('right-transfer-stage');
  });
  it('is not registered unless granted', () => {
    given(title, right, fileTransfer('2023-01-01')).when(registerTransfer('2023-03-01')).thenRefused('right-transfer-stage');
    const refused = [right, ...granted('2023-01-01').slice(0, -1), decideTransfer('2023-01-02', { outcome: 'refused' })];
    given(title, ...refused)
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-transfer-stage');
  });
  it('may be withdrawn until it is registered', () => {
    given(title, right, fileTransfer('2023-01-01'))
      .when(withdrawTransfer('2023-02-01'))
      .then({ type: 'RightTransferWithdrawn', data: { ...ofTransfer, reason: '双方协商终止' } });
    given(title, right, fileTransfer('2023-01-01'), withdrawTransfer('2023-02-01')).when(withdrawTransfer('2023-02-01')).thenNothing();
    given(title, right, ...granted('2023-01-01'), registerTransfer('2023-03-01'))
      .when(withdrawTransfer('2023-04-01'))
      .thenRefused('right-transfer-stage');
  });
  it.each([
    ['opinion', giveOpinion('2023-01-01')],
    ['decision', decideTransfer('2023-01-01')],
    ['withdrawal', withdrawTransfer('2023-01-01')],
    ['registration', registerTransfer('2023-01-01')],
  ])('has no %s before it is filed', (_, step) => given(title, right).when(step).thenRefused('title-names-unknown', transfer1));
  it('is not granted or registered while the right is seized, and the refusal names court, 案号 and last day', () => {
    const seized = [right, seize('2022-12-01')];
    given(title, ...seized, ...granted('2023-01-01').slice(0, -1))
      .when(decideTransfer('2023-01-01'))
      .thenRefused('right-seized', court, caseNumber, '2025-12-01');
    const refusal = decideTransfer('2023-01-01', { outcome: 'refused' });
    expect(factsOf(given(title, ...seized, ...granted('2023-01-01').slice(0, -1)).state, refusal).length).toBe(1);
    const later = [right, ...granted('2023-01-01'), seize('2023-02-01')];
    given(title, ...later)
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-seized', court);
    expect(factsOf(given(title, ...later, releaseSeizure('2023-03-01')).state, registerTransfer('2023-03-01')).length).toBe(1);
  });
  it('is not registered for a day before one on which the right is known to have passed', () =>
    given(title, right, reportTransfer('2023-06-01', { transferId: transfer2 }), ...granted('2023-01-01').slice(0, -1))
      .when(decideTransfer('2023-01-01'))
      .thenRefused('right-moved-later', '2023-06-01'));
  it('is not registered when the right has left those who filed it', () =>
    given(title, right, ...granted('2023-01-01'), serveRuling('2023-02-01'))
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-transfer-seller-changed', '2023-01-01'));
  it('is not registered when it becomes known that others held the right on the day it was filed', () => {
    const late = reportTransfer('2022-01-01', { transferId: transfer2, holders: only(oufeng) });
    given(title, right, ...granted('2023-01-01'), late)
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-transfer-seller-changed', '2023-01-01');
    given(title, right, ...granted('2023-01-01'), reportTransfer('2023-01-01', { transferId: transfer2, holders: only(oufeng) }))
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-transfer-seller-changed');
  });
  it('does not stand in the way of the next holder when the right has left those who filed it', () => {
    const { state } = given(title, right, ...granted('2023-01-01'), serveRuling('2023-02-01'));
    expect(factsOf(state, fileTransfer('2023-03-01', { transferId: transfer2 })).length).toBe(1);
  });
  it('is not dated before a seizure that is known: who seized the right relied on its holder', () => {
    given(title, right, ...granted('2023-01-01'), seize('2023-05-10'))
      .when(registerTransfer('2023-05-09'))
      .thenRefused('right-seized-later', '2023-05-10', '2023-05-09');
    expect(
      factsOf(
        given(title, right, seize('2023-05-10'), releaseSeizure('2023-06-01'), ...granted('2023-07-01')).state,
        registerTransfer('2023-07-02'),
      ).length,
    ).toBe(1);
  });
  it('is not registered for a right that has ended', () =>
    given(title, right, ...granted('2023-01-01'), endRight('2023-02-01'))
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-not-standing', '2023-02-01'));
});

describe('a mortgage that restricts transfers (民法典 406)', () => {
  const restricted = [right, registerMortgage('2020-01-01', { transferRestricted: true })];
  it('bars the transfer until its mortgagee has consented', () => {
    given(title, ...restricted, ...granted('2023-01-01'))
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-transfer-without-mortgagee', '2020-01-01');
    const consented = [...restricted, ...granted('2023-01-01'), consentToTransfer('2023-02-01')];
    expect(factsOf(given(title, ...consented).state, registerTransfer('2023-03-01')).length).toBe(1);
    given(title, ...consented)
      .when(registerTransfer('2023-01-15'))
      .thenRefused('right-transfer-without-mortgagee');
  });
  it('that comes after another, each its own consent', () => {
    const both = [
      ...restricted,
      registerMortgage('2021-01-01', { mortgageId: mortgage2, rank: 2, transferRestricted: true }),
      ...granted('2023-01-01'),
    ];
    given(title, ...both, consentToTransfer('2023-02-01'))
      .when(registerTransfer('2023-03-01'))
      .thenRefused('right-transfer-without-mortgagee', '2021-01-01');
  });
  it('is not asked where the mortgage has no such agreement', () =>
    expect(
      factsOf(given(title, right, registerMortgage('2020-01-01'), ...granted('2023-01-01')).state, registerTransfer('2023-03-01')).length,
    ).toBe(1));
  it('is found disregarded by a reported transfer, not by a succession', () => {
    const { state } = given(title, ...restricted);
    expect(foundBy(state, reportTransfer('2023-03-01', { transferKind: 'transfer' }))).toEqual([
      'right-transfer-unreviewed',
      'right-transfer-without-mortgagee',
    ]);
    expect(foundBy(state, reportTransfer('2023-03-01', { transferKind: 'merger' }))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId } from '../testing/given.ts';
import { contract, milestonesOn, suspectedIdleOn } from './index.ts';
import { contractId, declared, determined, extend, given, on, opened, reached, sign } from './test/scene.ts';

const start = 'construction-start';
const signed = specId(0);
const correct = (dueOn: string, entry = signed, node = start, day = '2024-03-11') =>
  on(day, 'CorrectMilestoneDue', { node, entry, dueOn, reason: '合同载明日期读错' });
const corrected = (dueOn: string, entry = signed, node: 'construction-start' | 'completion' = start) => ({
  type: 'MilestoneDueCorrected' as const,
  data: { contractId, node, dueOn: date(dueOn), reason: '合同载明日期读错' },
  corrects: entry,
});
const discrepancy = (rule: string) => ({
  type: 'ContractDiscrepancyFound' as const,
  data: expect.objectContaining({ discrepancy: expect.objectContaining({ rule }), about: 'MilestoneDueCorrected' }),
});
const startOn = (state: typeof contract.initial, day: string) => milestonesOn(state, date(day)).find(({ node }) => node === start);

describe('the due day of a node that was misread', () => {
  it('is corrected, to an earlier day or a later one, and names the event that brought it', () => {
    given(contract, sign()).when(correct('2020-05-01')).then(corrected('2020-05-01'));
    given(contract, sign()).when(correct('2021-05-01')).then(corrected('2021-05-01'));
    given(contract, sign()).when(correct('2020-05-01')).thenConcerns('310116112');
  });
  it('is nothing new when it is so already', () => {
    given(contract, sign()).when(correct('2021-01-10')).thenNothing();
    given(contract, sign(), correct('2020-05-01')).when(correct('2020-05-01')).thenNothing();
  });
  it('may be misread and corrected again', () =>
    given(contract, sign(), correct('2020-05-01')).when(correct('2021-01-10')).then(corrected('2021-01-10')));
  it('counts from the beginning: the days late and the suspicion of idleness follow the corrected day', () => {
    const { state } = given(contract, sign(), correct('2020-05-01'));
    expect(startOn(state, '2020-05-01')).toMatchObject({ dueOn: '2020-05-01', extendedTo: null, daysLate: 0 });
    expect(startOn(state, '2020-05-11')?.daysLate).toBe(10);
    expect(['2021-05-01', '2021-05-02'].map((day) => suspectedIdleOn(state, date(day))?.since)).toEqual([undefined, '2020-05-01']);
  });
  it('of a node that was reached makes it late', () => {
    const { state } = given(contract, sign(), reached(start, '2020-12-01'), correct('2020-11-01'));
    expect(startOn(state, '2022-01-01')).toMatchObject({ achievedOn: '2020-12-01', daysLate: 30 });
  });
  it('of an extension is corrected alike; the agreed day stays, and the extension told again is nothing new', () => {
    const extended = extend('2020-12-01', [start, '2021-06-10']);
    given(contract, sign(), extended)
      .when(correct('2021-03-10', specId(1)))
      .then(corrected('2021-03-10', specId(1)));
    const { state } = given(contract, sign(), extended, correct('2021-03-10', specId(1)));
    expect(startOn(state, '2021-03-11')).toMatchObject({ dueOn: '2021-01-10', extendedTo: '2021-03-10', daysLate: 1 });
    given(contract, sign(), extended, correct('2021-03-10', specId(1)))
      .when(extended)
      .thenNothing();
  });
  it('of a supplementary agreement names that agreement', () => {
    const agreed = on('2020-02-01', 'SignSupplementaryAgreement', {
      number: '补1',
      signedOn: '2020-02-01',
      milestones: [{ node: start, dueOn: '2021-03-01' }],
    });
    given(contract, sign({ milestones: [] }), agreed)
      .when(correct('2021-02-01', specId(1)))
      .then(corrected('2021-02-01', specId(1)));
    given(contract, sign({ milestones: [] }), agreed)
      .when(correct('2021-02-01'))
      .thenRefused('contract-due-unknown', '开工', signed);
  });
  it('is one that some event brought', () => {
    given(contract, sign()).when(correct('2020-05-01', contractId)).thenRefused('contract-due-unknown', '开工', contractId);
    given(contract).when(correct('2020-05-01')).thenRefused('contract-not-signed');
  });
  it('keeps the order of the nodes on every day', () => {
    given(contract, sign())
      .when(correct('2023-01-11'))
      .thenRefused('contract-dues-out-of-order', '开工', '2023-01-11', '竣工', '2023-01-10');
    given(contract, sign())
      .when(correct('2021-01-09', signed, 'completion'))
      .thenRefused('contract-dues-out-of-order', '开工', '2021-01-10', '竣工', '2021-01-09');
    given(contract, sign(), extend('2020-12-01', [start, '2022-06-10']))
      .when(correct('2022-06-09', signed, 'completion'))
      .thenRefused('contract-dues-out-of-order', '2022-06-10', '2022-06-09');
    given(contract, sign())
      .when(correct('2021-01-10', signed, 'completion'))
      .then(corrected('2021-01-10', signed, 'completion'));
  });
  it('stays before the day to which it was put off, and that one after it', () => {
    const extended = extend('2020-12-01', [start, '2021-06-10']);
    given(contract, sign(), extended)
      .when(correct('2021-06-10'))
      .thenRefused('contract-extension-not-longer', '开工', '2021-06-10', '2021-06-10');
    given(contract, sign(), extended)
      .when(correct('2021-01-10', specId(1)))
      .thenRefused('contract-extension-not-longer', '开工', '2021-01-10', '2021-01-10');
    given(contract, sign(), extended).when(correct('2021-06-09')).then(corrected('2021-06-09'));
  });
});

describe('what was decided on the misread day stands, and the broken rule beside the correction', () => {
  it('a breach of a node that was not late', () =>
    given(contract, sign(), declared('2021-03-01'))
      .when(correct('2021-03-01'))
      .then(corrected('2021-03-01'), discrepancy('contract-node-not-missed')));
  it('a verdict', () => {
    const met = on('2021-02-01', 'AssessCompliance', { subject: { kind: 'milestone', node: start, verdict: 'met' }, reason: '核查' });
    given(contract, sign(), reached(start, '2020-12-01'), met)
      .when(correct('2020-11-30'))
      .then(corrected('2020-11-30'), discrepancy('contract-verdict-against-record'));
  });
  it('a determination of idleness', () =>
    given(contract, sign(), opened('2022-02-01'), determined('2022-04-01'))
      .when(correct('2021-01-11'))
      .then(corrected('2021-01-11'), discrepancy('contract-idle-since-before-due')));
});

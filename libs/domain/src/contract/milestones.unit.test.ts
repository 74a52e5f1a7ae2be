import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId } from '../testing/given.ts';
import { contract, milestonesOn } from './index.ts';
import {
  closed,
  contractId,
  declared,
  determined,
  extend,
  given,
  known,
  milestones,
  on,
  opened,
  reached,
  recover,
  sign,
  yuan,
} from './test/scene.ts';

const startOn = (state: typeof contract.initial, day: string) =>
  milestonesOn(state, date(day)).find(({ node }) => node === 'construction-start');
const discrepancy = (rule: string, about: string) => ({
  type: 'ContractDiscrepancyFound' as const,
  data: expect.objectContaining({ contractId, discrepancy: expect.objectContaining({ rule }), about }),
});
const achieved = (node: 'construction-start' | 'completion' | 'production-start') => ({
  type: 'MilestoneAchieved' as const,
  data: { contractId, node },
});

describe('the nodes of a contract as of a day', () => {
  it('are due as agreed, in their order, and none before the contract', () => {
    const { state } = given(contract, sign());
    expect(milestonesOn(state, date('2020-12-01')).map(({ node, dueOn }) => ({ node, dueOn }))).toEqual(milestones);
    expect([milestonesOn(state, date('2020-01-09')), milestonesOn(contract.initial, date('2020-12-01'))]).toEqual([[], []]);
  });
  it('are missed from the day after the due day on, and every day counts', () => {
    const { state } = given(contract, sign());
    expect(startOn(state, '2021-01-10')).toMatchObject({ achievedOn: null, daysLate: 0 });
    expect(startOn(state, '2021-01-11')).toMatchObject({ achievedOn: null, daysLate: 1 });
    expect(startOn(state, '2022-01-10')?.daysLate).toBe(365);
  });
  it('count the days to the day on which they were reached', () => {
    const { state } = given(contract, sign(), reached('construction-start', '2021-01-20'));
    expect(startOn(state, '2021-01-19')).toMatchObject({ achievedOn: null, daysLate: 9 });
    expect(startOn(state, '2023-01-01')).toMatchObject({ achievedOn: '2021-01-20', daysLate: 10 });
  });
  it('are due later once extended, and not yet on the days before', () => {
    const { state } = given(contract, sign(), extend('2020-12-01', ['construction-start', '2021-06-10']));
    expect(startOn(state, '2020-11-30')).toMatchObject({ dueOn: '2021-01-10', extendedTo: null });
    expect(startOn(state, '2020-12-01')).toMatchObject({ dueOn: '2021-01-10', extendedTo: '2021-06-10', daysLate: 0 });
    expect(startOn(state, '2021-06-11')?.daysLate).toBe(1);
  });
});

describe('an extension (延期)', () => {
  const first = extend('2020-12-01', ['construction-start', '2021-06-10']);
  it('is recorded with its approval; several stand beside each other', () => {
    given(contract, sign()).when(first).then({ type: 'MilestonesExtended', data: first.data });
    const { state } = given(contract, sign(), first, extend('2021-05-01', ['construction-start', '2021-12-10']));
    expect(known(state).milestones['construction-start'].dues.map(({ value }) => value.on)).toEqual([
      '2021-01-10',
      '2021-06-10',
      '2021-12-10',
    ]);
    expect(known(state).extensions).toHaveLength(2);
  });
  it('is nothing new the second time', () => given(contract, sign(), first).when(first).thenNothing());
  it('puts a node off, to the day of the next node at most', () => {
    for (const until of ['2021-01-09', '2021-01-10'])
      given(contract, sign())
        .when(extend('2020-12-01', ['construction-start', until]))
        .thenRefused('contract-extension-not-longer', '开工', '2021-01-10', until);
    given(contract, sign())
      .when(extend('2020-12-01', ['construction-start', '2023-01-10']))
      .thenConcerns('310116112');
    given(contract, sign())
      .when(extend('2020-12-01', ['construction-start', '2023-01-11']))
      .thenRefused('contract-dues-out-of-order', '2023-01-11', '竣工', '2023-01-10');
  });
  it('of one node and of those behind it is one act', () =>
    given(contract, sign())
      .when(extend('2020-12-01', ['construction-start', '2023-01-11'], ['completion', '2023-03-01']))
      .thenConcerns('310116112'));
  it('names each node once, and only agreed ones', () => {
    given(contract, sign())
      .when(extend('2020-12-01', ['completion', '2023-02-01'], ['completion', '2023-03-01']))
      .thenRefused('contract-node-named-twice');
    given(contract, sign({ milestones: [] }))
      .when(first)
      .thenRefused('contract-node-not-agreed', '开工', '2020-12-01');
  });
  it('that arrives late keeps below the one that holds after it', () => {
    const late = (until: string) => extend('2020-11-01', ['construction-start', until]);
    given(contract, sign(), first).when(late('2021-06-10')).thenRefused('contract-extension-overtakes-later', '2020-12-01', '2021-06-10');
    const { state } = given(contract, sign(), first, late('2021-03-10'));
    expect(['2020-11-15', '2020-12-01'].map((day) => startOn(state, day)?.extendedTo)).toEqual(['2021-03-10', '2021-06-10']);
  });
  it('that arrives late keeps the order on every later day too', () => {
    const later = extend('2020-12-01', ['completion', '2023-06-10'], ['production-start', '2023-12-10']);
    given(contract, sign(), later)
      .when(extend('2020-11-01', ['construction-start', '2023-02-10']))
      .thenRefused('contract-dues-out-of-order');
  });
  it('does not take away the ground of a declared breach', () => {
    given(contract, sign(), declared('2021-03-01')).when(first).thenRefused('contract-node-not-missed', '开工', '2021-03-01');
    given(contract, sign(), declared('2021-03-01'), closed('2021-03-02', 'withdrawn')).when(first).thenConcerns('310116112');
  });
  it('does not take away the ground of a verdict, or of a determination of idleness', () => {
    const missed = on('2021-03-01', 'AssessCompliance', {
      subject: { kind: 'milestone', node: 'construction-start', verdict: 'not-met' },
      reason: '未开工',
    });
    given(contract, sign(), missed).when(first).thenRefused('contract-verdict-against-record', '2021-03-01', '2021-06-10');
    given(contract, sign(), opened('2022-02-01'), determined('2022-04-01'))
      .when(first)
      .thenRefused('contract-idle-since-before-due', '2021-01-10', '2021-06-10');
    const other = extend('2020-12-01', ['completion', '2023-02-10']);
    given(contract, sign(), opened('2022-02-01'), determined('2022-04-01')).when(other).thenConcerns('310116112');
    const stopped = determined('2022-04-01', { idleKind: 'stopped' });
    given(contract, sign(), opened('2022-02-01', 'stopped'), stopped).when(first).thenConcerns('310116112');
  });
  it('of a start that was never agreed when the land was found idle leaves that as it is', () => {
    const agreed = on('2023-01-01', 'SignSupplementaryAgreement', {
      number: '补1',
      signedOn: '2023-01-01',
      milestones: [{ node: 'construction-start', dueOn: '2023-03-01' }],
    });
    const found = [sign({ milestones: [] }), opened('2022-02-01'), determined('2022-04-01'), agreed] as const;
    given(contract, ...found)
      .when(extend('2023-02-01', ['construction-start', '2023-06-01']))
      .thenConcerns('310116112');
  });
  it('comes before the end of the contract', () => {
    const ended = recover('2020-12-01', 'agreement', { agreement: '收储〔2020〕1号', compensation: yuan(1) });
    given(contract, sign(), ended).when(first).thenRefused('contract-not-in-force', '2020-12-01');
    given(contract, sign(), ended)
      .when(extend('2020-11-30', ['construction-start', '2021-06-10']))
      .thenConcerns('310116112');
  });
});

describe('a node that was reached', () => {
  it('is recorded on its day', () =>
    given(contract, sign()).when(reached('construction-start', '2020-12-01')).then(achieved('construction-start')));
  it('is nothing new the second time, and refused with another day', () => {
    const start = reached('construction-start', '2020-12-01');
    given(contract, sign(), start).when(start).thenNothing();
    given(contract, sign(), start)
      .when(reached('construction-start', '2020-12-02'))
      .thenRefused('contract-node-reached-otherwise', '开工', '2020-12-01');
  });
  it('before the node in front of it is recorded all the same, with the broken rule', () => {
    given(contract, sign(), reached('completion', '2022-01-01'))
      .when(reached('construction-start', '2022-01-02'))
      .then(achieved('construction-start'), discrepancy('contract-nodes-reached-out-of-order', 'MilestoneAchieved'));
    given(contract, sign(), reached('completion', '2022-01-01'))
      .when(reached('production-start', '2021-12-31'))
      .then(achieved('production-start'), discrepancy('contract-nodes-reached-out-of-order', 'MilestoneAchieved'));
  });
  it('after the end of the contract is recorded, with the broken rule', () =>
    given(contract, sign(), recover('2020-12-01', 'agreement', { agreement: '收储', compensation: yuan(1) }))
      .when(reached('construction-start', '2020-12-02'))
      .then(achieved('construction-start'), discrepancy('contract-not-in-force', 'MilestoneAchieved')));
  it('in time after all, although a breach was declared, is recorded with the broken rule', () => {
    given(contract, sign(), declared('2021-03-01'))
      .when(reached('construction-start', '2021-01-10'))
      .then(achieved('construction-start'), discrepancy('contract-node-not-missed', 'MilestoneAchieved'));
    given(
      contract,
      sign(),
      declared('2021-03-01'),
      declared('2021-03-01', { breachId: contractId, of: { kind: 'clause', no: '第十二条' } }),
    )
      .when(reached('construction-start', '2021-02-10'))
      .then(achieved('construction-start'));
  });
  it('although the land was found to lie without works is recorded with the broken rule', () => {
    const found = [sign(), opened('2022-02-01'), determined('2022-04-01')] as const;
    given(contract, ...found)
      .when(reached('construction-start', '2022-03-01'))
      .then(achieved('construction-start'), discrepancy('contract-idle-works-began', 'MilestoneAchieved'));
    given(contract, ...found)
      .when(reached('construction-start', '2022-04-02'))
      .then(achieved('construction-start'));
  });
  it('on another day is corrected to it', () => {
    const correct = (day: string, milestone = specId(1)) => on(day, 'CorrectMilestone', { milestone, reason: '日期有误' });
    const history = [sign(), reached('construction-start', '2020-12-01')] as const;
    given(contract, ...history)
      .when(correct('2020-12-05'))
      .then({
        type: 'MilestoneCorrected',
        data: { contractId, node: 'construction-start', reason: '日期有误' },
        corrects: specId(1),
      });
    given(contract, ...history, correct('2020-12-05'))
      .when(correct('2020-12-05'))
      .thenNothing();
    expect(startOn(given(contract, ...history, correct('2020-12-05')).state, '2021-01-01')?.achievedOn).toBe('2020-12-05');
    given(contract, ...history)
      .when(correct('2020-12-05', specId(9)))
      .thenRefused('contract-node-report-unknown', specId(9));
    given(contract, ...history, reached('completion', '2022-01-01'))
      .when(correct('2022-01-02'))
      .then(
        { type: 'MilestoneCorrected', data: { contractId, node: 'construction-start', reason: '日期有误' }, corrects: specId(1) },
        discrepancy('contract-nodes-reached-out-of-order', 'MilestoneCorrected'),
      );
  });
  it('was not reached after all: the report is annulled, and the node may be reported again', () => {
    const annul = on('2021-05-01', 'AnnulMilestone', { milestone: specId(1), reason: '并未开工' });
    const history = [sign(), reached('construction-start', '2020-12-01')] as const;
    given(contract, ...history)
      .when(annul)
      .then({
        type: 'MilestoneAnnulled',
        data: { contractId, node: 'construction-start', reason: '并未开工' },
        corrects: specId(1),
      });
    given(contract, ...history, annul)
      .when(annul)
      .thenNothing();
    given(contract, sign()).when(annul).thenRefused('contract-node-report-unknown');
    given(contract, ...history, annul)
      .when(reached('construction-start', '2021-06-01'))
      .thenConcerns('310116112');
  });
});

describe('a compliance verdict (考核结论)', () => {
  const assess = (day: string, verdict: string, node = 'construction-start') =>
    on(day, 'AssessCompliance', { subject: { kind: 'milestone', node, verdict }, reason: '现场核查' });
  const clause = (no: string, verdict = 'not-met', year: number | null = 2023) =>
    on('2024-03-11', 'AssessCompliance', { subject: { kind: 'clause', no, year, verdict }, reason: '税收不足' });
  const start = (day: string) => [sign(), reached('construction-start', day)] as const;

  it.each([
    ['met', '2021-01-10'],
    ['met-late', '2021-01-11'],
  ])('of a node is "%s" when it was reached on %s', (verdict, day) => {
    const { data } = assess('2021-02-01', verdict);
    given(contract, ...start(day))
      .when(assess('2021-02-01', verdict))
      .then({ type: 'ComplianceAssessed', data });
    const wrong = verdict === 'met' ? 'met-late' : 'met';
    for (const other of [wrong, 'not-met'])
      given(contract, ...start(day))
        .when(assess('2021-02-01', other))
        .thenRefused('contract-verdict-against-record', '开工', '2021-01-10', day);
  });
  it('of a node is "not met" from the day after the (extended) due day on', () => {
    given(contract, sign()).when(assess('2021-01-10', 'not-met')).thenRefused('contract-verdict-against-record', '2021-01-10', '—');
    given(contract, sign()).when(assess('2021-01-11', 'not-met')).thenConcerns('310116112');
    given(contract, sign(), extend('2020-12-01', ['construction-start', '2021-06-10']))
      .when(assess('2021-01-11', 'not-met'))
      .thenRefused('contract-verdict-against-record', '2021-06-10');
  });
  it('of a node may be "exempt" whatever the record says', () =>
    given(contract, sign()).when(assess('2021-01-11', 'exempt')).thenConcerns('310116112'));
  it('of a node needs a day that is agreed', () =>
    given(contract, sign({ milestones: [] }))
      .when(assess('2021-01-11', 'not-met'))
      .thenRefused('contract-node-not-agreed', '开工'));
  it('of a clause is given per year, or as a whole', () => {
    given(contract, sign()).when(clause('第十二条')).thenConcerns('310116112');
    given(contract, sign(), clause('第十二条'))
      .when(clause('第十二条', 'not-met', null))
      .thenConcerns('310116112');
    given(contract, sign()).when(clause('第九十条')).thenRefused('contract-clause-unknown', '第九十条');
  });
  it('that a later report of the node contradicts stands, and the broken rule beside the report', () => {
    const told = discrepancy('contract-verdict-against-record', 'MilestoneAchieved');
    const missed = assess('2021-02-01', 'not-met');
    given(contract, sign(), missed).when(reached('construction-start', '2021-01-20')).then(achieved('construction-start'), told);
    given(contract, sign(), missed).when(reached('construction-start', '2021-02-02')).then(achieved('construction-start'));
    given(contract, sign(), missed, assess('2021-02-01', 'exempt'), clause('第十二条'))
      .when(reached('construction-start', '2021-01-20'))
      .then(achieved('construction-start'));
    const annul = on('2021-05-01', 'AnnulMilestone', { milestone: specId(1), reason: '并未开工' });
    given(contract, ...start('2021-01-10'), assess('2021-02-01', 'met'))
      .when(annul)
      .then(
        { type: 'MilestoneAnnulled', data: { contractId, node: 'construction-start', reason: '并未开工' }, corrects: specId(1) },
        discrepancy('contract-verdict-against-record', 'MilestoneAnnulled'),
      );
  });
  it('is nothing new the second time; a new one stands beside the old one', () => {
    given(contract, sign(), clause('第十二条')).when(clause('第十二条')).thenNothing();
    const { state } = given(contract, sign(), clause('第十二条'), clause('第十二条', 'met'));
    expect(known(state).assessed.flatMap(({ verdicts }) => verdicts.map(({ value }) => value.subject.verdict))).toEqual(['not-met', 'met']);
  });
});

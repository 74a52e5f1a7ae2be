import { describe, expect, it } from 'vitest';
import { idleCaseKind } from './idle-cases.ts';
import { contract } from './index.ts';
import { idleFeeOf } from './order-53.ts';
import { determined, foundIdle, given, heard, idle, idleId, known, opened, other, reached, recover, sign, yuan } from './test/scene.ts';

const statement = (day: string, words = '前期手续未齐') => idle(day, 'RecordIdleStatement', { statement: words });
const fee = (day: string) => idle(day, 'DecideIdleFee', { number: '金闲费〔2022〕1号' });
const dismiss = (day: string) => idle(day, 'DismissIdle', { reason: '经核实已动工' });
const release = (day: string, reason = '已动工开发') => idle(day, 'ReleaseIdle', { reason });

describe('an idle case', () => {
  it('opens with the notice of its investigation, with the words of the town', () => {
    given(contract, sign())
      .when(opened('2022-02-01'))
      .then({ type: 'IdleInvestigationOpened', data: opened('2022-02-01').data });
    given(contract, sign(), opened('2022-02-01')).when(opened('2022-02-01')).thenNothing();
    given(contract, sign(), opened('2022-02-01')).when(opened('2022-02-02')).thenRefused('contract-idle-opened-otherwise');
  });
  it('is one at a time', () => {
    const second = (day: string) => ({ ...opened(day), data: { ...opened(day).data, idleId: other } });
    given(contract, sign(), opened('2022-02-01')).when(second('2022-05-01')).thenRefused('contract-idle-case-overlaps', '2022-02-01');
    given(contract, sign(), opened('2022-02-01'), dismiss('2022-03-01'))
      .when(second('2022-02-15'))
      .thenRefused('contract-idle-case-overlaps');
    const again = { ...dismiss('2022-04-01'), data: { ...dismiss('2022-04-01').data, idleId: other } };
    const { state } = given(contract, sign(), opened('2022-02-01'), dismiss('2022-03-01'), second('2022-03-01'), again);
    expect(known(state).idleCases.map(({ ended }) => ended?.on)).toEqual(['2022-03-01', '2022-04-01']);
  });
  it('is dismissed while it is investigated, and has then ended', () => {
    given(contract, sign(), opened('2022-02-01'))
      .when(dismiss('2022-03-01'))
      .then({ type: 'IdleDismissed', data: dismiss('2022-03-01').data });
    given(contract, sign(), opened('2022-02-01'), dismiss('2022-03-01')).when(dismiss('2022-03-01')).thenNothing();
    given(contract, sign(), opened('2022-02-01'), dismiss('2022-03-01'))
      .when(statement('2022-03-02'))
      .thenRefused('contract-idle-case-ended', '2022-03-01');
    given(contract, ...foundIdle)
      .when(dismiss('2022-05-01'))
      .thenRefused('contract-idle-determined-already', '2022-04-01');
    given(contract, sign(), opened('2022-02-01')).when(dismiss('2022-01-31')).thenRefused('contract-idle-step-too-early', '2022-02-01');
    given(contract, sign(), opened('2022-02-01'), statement('2022-02-20'))
      .when(dismiss('2022-02-10'))
      .thenRefused('contract-idle-step-too-early', '2022-02-20');
    given(contract, sign()).when(dismiss('2022-03-01')).thenRefused('contract-idle-case-unknown', idleId);
  });
  it('keeps every statement of the grantee', () => {
    given(contract, sign(), opened('2022-02-01'))
      .when(statement('2022-02-20'))
      .then({ type: 'IdleStatementRecorded', data: statement('2022-02-20').data });
    given(contract, sign(), opened('2022-02-01'), statement('2022-02-20')).when(statement('2022-02-20')).thenNothing();
    given(contract, sign(), opened('2022-02-01'), statement('2022-02-20'))
      .when(statement('2022-02-21', '补充说明'))
      .thenConcerns('310116112');
    given(contract, sign(), opened('2022-02-01')).when(statement('2022-01-31')).thenRefused('contract-idle-step-too-early');
  });
});

describe('determining idleness (认定)', () => {
  const history = [sign(), opened('2022-02-01')] as const;
  it('names kind, cause and the day from which it counts', () => {
    given(contract, ...history)
      .when(determined('2022-04-01'))
      .then({ type: 'IdleDetermined', data: determined('2022-04-01').data });
    given(contract, ...foundIdle)
      .when(determined('2022-04-01'))
      .thenNothing();
    given(contract, ...foundIdle)
      .when(determined('2022-04-02'))
      .thenRefused('contract-idle-decided-otherwise');
  });
  it('waits for the grantee, 30 days at most (第五条)', () => {
    given(contract, ...history)
      .when(determined('2022-03-03'))
      .thenRefused('contract-idle-statement-awaited', '2022-03-03');
    given(contract, ...history)
      .when(determined('2022-03-04'))
      .thenConcerns('310116112');
    given(contract, ...history, statement('2022-02-20'))
      .when(determined('2022-02-20'))
      .thenConcerns('310116112');
    given(contract, ...history, statement('2022-02-20'))
      .when(determined('2022-02-19'))
      .thenRefused('contract-idle-statement-awaited');
  });
  it('comes after the notice, in a case that is open, on a contract in force', () => {
    given(contract, ...history)
      .when(determined('2022-01-31'))
      .thenRefused('contract-idle-step-too-early', '2022-02-01');
    given(contract, ...history, dismiss('2022-03-01'))
      .when(determined('2022-04-01'))
      .thenRefused('contract-idle-case-ended');
    given(contract, ...history, recover('2022-03-20', 'agreement', { agreement: '收储', compensation: yuan(1) }))
      .when(determined('2022-04-01'))
      .thenRefused('contract-not-in-force');
  });
  it('of land without works agrees with the record', () => {
    given(contract, ...history)
      .when(determined('2022-04-01', { since: '2021-04-02' }))
      .thenRefused('contract-idle-too-short', '2021-04-02', '2022-04-03');
    given(contract, ...history)
      .when(determined('2022-04-01', { since: '2021-04-01' }))
      .thenRefused('contract-idle-too-short', '2021-04-01', '2022-04-02');
    given(contract, ...history)
      .when(determined('2022-04-01', { since: '2021-03-31' }))
      .thenConcerns('310116112');
    given(contract, ...history, reached('completion', '2022-03-01'))
      .when(determined('2022-04-01'))
      .thenRefused('contract-idle-works-began', '2022-04-01');
    given(contract, ...history)
      .when(determined('2022-04-01', { since: '2021-01-09' }))
      .thenRefused('contract-idle-since-before-due', '2021-01-09', '2021-01-10');
    given(contract, ...history, reached('construction-start', '2022-03-01'))
      .when(determined('2022-04-01'))
      .thenRefused('contract-idle-works-began', '2022-04-01');
    given(contract, sign({ milestones: [] }), opened('2022-02-01'))
      .when(determined('2022-04-01', { since: '2020-06-01' }))
      .thenConcerns('310116112');
  });
  it('of stopped works needs the year', () =>
    given(contract, sign(), reached('construction-start', '2021-01-10'), opened('2022-07-01', 'stopped'))
      .when(determined('2022-09-01', { idleKind: 'stopped', since: '2021-06-01' }))
      .thenConcerns('310116112'));
});

describe('what follows a determination', () => {
  const caused = (cause: string) => [sign(), opened('2022-02-01'), determined('2022-04-01', { cause })] as const;
  const remedy = (day: string, detail = '延长动工期限一年') => idle(day, 'ChooseIdleRemedy', { remedy: 'extension', detail });
  const hearing = heard('2022-05-01', '2022-05-20');

  it.each(['government', 'force-majeure'])('of a cause of %s is a remedy, and never a fee (第十二条)', (cause) => {
    given(contract, ...caused(cause))
      .when(remedy('2022-05-01'))
      .then({ type: 'IdleRemedyChosen', data: remedy('2022-05-01').data });
    given(contract, ...caused(cause), remedy('2022-05-01'))
      .when(remedy('2022-05-01'))
      .thenNothing();
    given(contract, ...caused(cause), remedy('2022-05-01'))
      .when(remedy('2022-06-01', '置换'))
      .thenConcerns('310116112');
    given(contract, ...caused(cause), ...hearing)
      .when(fee('2022-06-01'))
      .thenRefused('contract-idle-cause-of-others');
  });
  it('is no such remedy when the enterprise caused it, or nothing is determined yet', () => {
    given(contract, ...foundIdle)
      .when(remedy('2022-05-01'))
      .thenRefused('contract-idle-cause-of-enterprise');
    given(contract, sign(), opened('2022-02-01')).when(remedy('2022-05-01')).thenRefused('contract-idle-not-determined', '2022-05-01');
    given(contract, ...caused('government'))
      .when(remedy('2022-03-31'))
      .thenRefused('contract-idle-not-determined');
  });
  it('is a hearing, offered and then concluded', () => {
    given(contract, ...foundIdle)
      .when(hearing[0])
      .then({ type: 'IdleHearingOffered', data: hearing[0].data });
    given(contract, ...foundIdle, hearing[0])
      .when(hearing[1])
      .then({ type: 'IdleHearingConcluded', data: hearing[1].data });
    given(contract, ...foundIdle)
      .when(hearing[1])
      .thenRefused('contract-idle-hearing-open', '2022-05-20');
    given(contract, ...foundIdle, hearing[0])
      .when(heard('2022-05-01', '2022-04-30')[1])
      .thenRefused('contract-idle-hearing-open');
    given(contract, sign(), opened('2022-02-01')).when(hearing[0]).thenRefused('contract-idle-not-determined');
  });
  it('is a fee of 20 % of the price, after one year and the hearing (第十四条)', () => {
    const decided = fee('2022-06-01');
    given(contract, ...foundIdle, ...hearing)
      .when(decided)
      .then({ type: 'IdleFeeDecided', data: { ...decided.data, fee: yuan(300) } });
    given(contract, ...foundIdle, ...hearing, decided)
      .when(decided)
      .thenNothing();
    given(contract, ...foundIdle, ...hearing, decided)
      .when(fee('2022-06-02'))
      .thenRefused('contract-idle-decided-otherwise');
    given(contract, ...foundIdle)
      .when(decided)
      .thenRefused('contract-idle-hearing-open');
    given(contract, ...foundIdle, ...hearing)
      .when(fee('2022-05-19'))
      .thenRefused('contract-idle-hearing-open');
    given(contract, sign(), opened('2022-02-01')).when(decided).thenRefused('contract-idle-not-determined');
  });
  it('is no fee for stopped works, nor without a price', () => {
    const stopped = determined('2022-04-01', { idleKind: 'stopped' });
    given(contract, sign(), opened('2022-02-01', 'stopped'), stopped, ...hearing)
      .when(fee('2022-06-01'))
      .thenRefused('contract-idle-not-unstarted');
    given(contract, sign({ price: null }), opened('2022-02-01'), determined('2022-04-01'), ...hearing)
      .when(fee('2022-06-01'))
      .thenRefused('contract-idle-price-unknown');
  });
  it('is the release of the land once works go on', () => {
    given(contract, ...foundIdle)
      .when(release('2022-05-01'))
      .then({ type: 'IdleReleased', data: release('2022-05-01').data });
    given(contract, ...foundIdle, release('2022-05-01'))
      .when(release('2022-05-01'))
      .thenNothing();
    given(contract, ...foundIdle, release('2022-05-01'))
      .when(release('2022-05-02'))
      .thenRefused('contract-idle-decided-otherwise');
    given(contract, ...foundIdle, ...hearing)
      .when(release('2022-05-19'))
      .thenRefused('contract-idle-step-too-early', '2022-05-20');
    given(contract, sign(), opened('2022-02-01')).when(release('2022-05-01')).thenRefused('contract-idle-not-determined');
    given(contract, sign(), opened('2022-02-01'), dismiss('2022-03-01'))
      .when(release('2022-05-01'))
      .thenRefused('contract-idle-case-ended');
  });
});

it('the fee is exact to the 分, half a 分 rounded up', () => {
  const feeOf = (amount: string) => idleFeeOf({ amount, currency: 'CNY' }).amount;
  expect(['5', '12', '13', '100000000000000001', '0'].map(feeOf)).toEqual(['1', '2', '3', '20000000000000000', '0']);
});

it('a case stands as investigating, determined, dismissed or released', () => {
  const kinds = [
    [sign(), opened('2022-02-01')],
    [...foundIdle],
    [sign(), opened('2022-02-01'), dismiss('2022-03-01')],
    [...foundIdle, release('2022-05-01')],
  ].map((history) => known(given(contract, ...history).state).idleCases.map(idleCaseKind));
  expect(kinds).toEqual([['investigating'], ['determined'], ['dismissed'], ['released']]);
});

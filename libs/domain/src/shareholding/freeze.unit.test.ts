// Freezes of shares (股权冻结).
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import type { ShareholdingCommand } from './commands.ts';
import { shareholdingEvents } from './events.ts';
import { freezesOn } from './freezes.ts';
import { shareholding } from './index.ts';

const given = specify(shareholdingEvents);
const companyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const [a, b, c] = [specId(101), specId(102), specId(103)];
const on = (day: string) => ({ effectiveOn: date(day) });
const court = '上海市金山区人民法院';
const [first, second] = ['（2024）沪0116执100号', '（2024）沪0116执200号'];

const half = (holderId: string, share = '1/2') => ({ holderId, share, group: null });
const record = (day: string, ...holdings: { holderId: string; share: string; group: null }[]) =>
  command('RecordShareholdings', { companyId, jurisdictions: ['310116112'], holdings }, on(day));
const halves = record('2024-01-01', half(a), half(b));
interface Terms {
  readonly share?: string;
  readonly caseNumber?: string;
  readonly waiting?: boolean;
  readonly until?: string | null;
}
const freeze = (day: string, { share = '1/4', caseNumber = first, waiting = false, until = null }: Terms = {}) =>
  command(
    'FreezeShares',
    { companyId, jurisdictions: ['310116112'], holderId: a, share, court, caseNumber, waiting, until: until === null ? null : date(until) },
    on(day),
  );
const renew = (day: string, until: string, id = specId(1)) =>
  command('RenewShareFreeze', { companyId, freeze: id, until: date(until) }, on(day));
const lift = (day: string, id = specId(1)) => command('LiftShareFreeze', { companyId, freeze: id }, on(day));
const transfer = (day: string, share: string, caseNumber: string | null = null) =>
  command('TransferShares', { companyId, fromId: a, toId: c, share, equityId: null, caseNumber }, on(day));
const change = (cause: 'capital-increase' | 'capital-reduction' | 'inheritance') => {
  const before = { holdings: [half(a), half(b)] };
  const after = { holdings: [half(a, '1/8'), half(b), half(c, '3/8')] };
  return command('ChangeShareholdings', { companyId, cause, before, after, equityId: null }, on('2024-06-01'));
};
const brokenBy = (next: ShareholdingCommand, ...history: readonly ShareholdingCommand[]): readonly string[] => {
  const decision = shareholding.decide(next, given(shareholding, ...history).state);
  if (!Array.isArray(decision)) throw new Error('refused');
  return decision.flatMap((fact) => (fact.type === 'ShareholdingDiscrepancyFound' ? [fact.data.discrepancy.rule] : []));
};
const frozenOn = (day: string, ...history: readonly ShareholdingCommand[]): readonly string[] =>
  freezesOn(given(shareholding, ...history).state.freezes, a, date(day)).map(({ caseNumber }) => caseNumber);

describe('a freeze of shares', () => {
  it('is recorded with court, case and term', () =>
    given(shareholding, halves)
      .when(freeze('2024-03-01', { until: '2027-03-01' }))
      .then({
        type: 'SharesFrozen',
        data: { companyId, holderId: a, share: '1/4', court, caseNumber: first, waiting: false, until: date('2027-03-01') },
      }));
  it('said again is nothing new', () => {
    given(shareholding, halves, freeze('2024-03-01')).when(freeze('2024-03-01')).thenNothing();
    for (const another of [
      freeze('2024-03-02'),
      freeze('2024-03-01', { share: '1/5' }),
      freeze('2024-03-01', { caseNumber: second }),
      freeze('2024-03-01', { waiting: true }),
    ])
      given(shareholding, halves, freeze('2024-03-01')).when(another).thenConcerns('310116112');
    const otherHolder = { ...freeze('2024-03-01'), data: { ...freeze('2024-03-01').data, holderId: b } };
    const otherCourt = { ...freeze('2024-03-01'), data: { ...freeze('2024-03-01').data, court: '上海市第一中级人民法院' } };
    for (const another of [otherHolder, otherCourt])
      given(shareholding, halves, freeze('2024-03-01')).when(another).thenConcerns('310116112');
  });
  it('that ends before it begins is none', () =>
    given(shareholding, halves)
      .when(freeze('2024-03-01', { until: '2024-02-01' }))
      .thenRefused('shares-freeze-ends-early', '2024-02-01'));
  it('for more than three years, or of more than the holder is known to have, is kept and told', () => {
    expect(brokenBy(freeze('2024-03-01', { until: '2027-03-02' }), halves)).toEqual(['shares-freeze-too-long']);
    expect(brokenBy(freeze('2024-03-01', { share: '2/3' }), halves)).toEqual(['shares-freeze-beyond-holding']);
    expect(brokenBy(freeze('2024-03-01'))).toEqual(['shares-freeze-beyond-holding']);
    const inPart = command('RecordShareholdings', { companyId, jurisdictions: ['310116112'], holdings: [{ holderId: a, share: null }] });
    expect(brokenBy(freeze('2025-03-01'), inPart)).toEqual(['shares-freeze-beyond-holding']);
  });
});

describe('while a share is frozen', () => {
  it('a decided transfer of it is refused, naming the court and the case', () => {
    given(shareholding, halves, freeze('2024-03-01'))
      .when(transfer('2024-06-01', '1/3'))
      .thenRefused('shares-frozen', court, first, '2024-06-01');
  });
  it('what is not frozen may pass', () =>
    given(shareholding, halves, freeze('2024-03-01')).when(transfer('2024-06-01', '1/4')).thenConcerns('310116112'));
  it('the court that froze it may dispose of it', () =>
    given(shareholding, halves, freeze('2024-03-01'))
      .when(transfer('2024-06-01', '1/2', first))
      .thenConcerns('310116112'));
  it('a decided transfer for an earlier day is refused too, when it leaves less than was frozen later', () =>
    given(shareholding, halves, freeze('2024-03-01')).when(transfer('2024-02-01', '1/2')).thenRefused('shares-frozen', '2024-03-01'));
  it('a reported transfer of it is kept and told', () => {
    const reported = { ...transfer('2024-06-01', '1/2'), type: 'ReportShareTransfer' as const };
    expect(brokenBy(reported, halves, freeze('2024-03-01'))).toEqual(['shares-frozen']);
  });
  it('a structure that leaves less is kept and told; one that does not tell the share is not called a breach', () => {
    const less = record('2024-06-01', half(a, '1/8'), half(b, '7/8'));
    expect(brokenBy(less, halves, freeze('2024-03-01'))).toEqual(['shares-changed-unrecorded', 'shares-frozen']);
    const untold = command(
      'RecordShareholdings',
      { companyId, jurisdictions: ['310116112'], holdings: [{ holderId: a, share: null }, half(b)] },
      on('2024-06-01'),
    );
    expect(brokenBy(untold, halves, freeze('2024-03-01'))).toEqual(['shares-changed-unrecorded']);
    expect(brokenBy(record('2024-07-01', half(b)), untold, freeze('2024-06-15'))).toEqual([]);
  });
  it('an inheritance of it is refused, a change of the capital is not', () => {
    const frozen = [halves, freeze('2024-03-01')] as const;
    given(shareholding, ...frozen)
      .when(change('inheritance'))
      .thenRefused('shares-frozen');
    given(shareholding, ...frozen)
      .when(change('capital-increase'))
      .thenConcerns('310116112');
    given(shareholding, ...frozen)
      .when(change('capital-reduction'))
      .thenConcerns('310116112');
  });
});

describe('the end of a freeze', () => {
  it('is the last day of its term, or its lifting', () => {
    const history = [halves, freeze('2024-03-01', { until: '2024-12-31' })] as const;
    expect(['2024-02-29', '2024-03-01', '2024-12-31', '2025-01-01'].map((day) => frozenOn(day, ...history).length)).toEqual([0, 1, 1, 0]);
    expect(['2024-05-31', '2024-06-01'].map((day) => frozenOn(day, ...history, lift('2024-06-01')).length)).toEqual([1, 0]);
  });
  it('lifts it once', () => {
    given(shareholding, halves, freeze('2024-03-01'))
      .when(lift('2024-06-01'))
      .then({ type: 'ShareFreezeLifted', data: { companyId, freeze: specId(1) } });
    given(shareholding, halves, freeze('2024-03-01'), lift('2024-06-01')).when(lift('2024-06-01')).thenNothing();
  });
  it('is the lifting that was said last, where the days differ, and that is told', () => {
    const history = [halves, freeze('2024-03-01'), lift('2024-06-01')] as const;
    expect(brokenBy(lift('2024-04-01'), ...history)).toEqual(['shares-freeze-lifted-otherwise']);
    expect(['2024-03-31', '2024-04-01'].map((day) => frozenOn(day, ...history, lift('2024-04-01')).length)).toEqual([1, 0]);
    given(shareholding, ...history, lift('2024-04-01'))
      .when(lift('2024-04-01'))
      .thenNothing();
  });
  it('is not undone by a renewal that comes after it, unless one that arrives late closes the gap', () => {
    const history = [halves, freeze('2024-03-01', { until: '2024-12-31' }), renew('2025-02-01', '2026-12-31')] as const;
    expect(frozenOn('2025-03-01', ...history)).toEqual([]);
    expect(frozenOn('2025-03-01', ...history, renew('2024-12-01', '2025-06-30'))).toEqual([first]);
  });
  it('is put off by a renewal (续行冻结)', () => {
    const history = [halves, freeze('2024-03-01', { until: '2024-12-31' }), renew('2024-12-01', '2025-12-31')] as const;
    given(shareholding, halves, freeze('2024-03-01', { until: '2024-12-31' }))
      .when(renew('2024-12-01', '2025-12-31'))
      .then({ type: 'ShareFreezeRenewed', data: { companyId, freeze: specId(1), until: date('2025-12-31') } });
    expect(frozenOn('2025-06-01', ...history)).toEqual([first]);
    given(shareholding, ...history)
      .when(renew('2024-12-01', '2025-12-31'))
      .thenNothing();
    given(shareholding, ...history)
      .when(renew('2024-12-01', '2025-12-30'))
      .thenConcerns('310116112');
  });
  it('is renewed for three years at most, and before it is over; otherwise that is told', () => {
    const history = [halves, freeze('2024-03-01', { until: '2024-12-31' })] as const;
    expect(brokenBy(renew('2024-12-01', '2027-12-02'), ...history)).toEqual(['shares-freeze-too-long']);
    expect(brokenBy(renew('2025-02-01', '2025-12-31'), ...history, renew('2024-05-01', '2024-06-01'))).toEqual(['shares-freeze-over']);
    expect(brokenBy(renew('2025-05-01', '2025-12-31'), ...history, renew('2024-12-01', '2025-03-31'))).toEqual(['shares-freeze-over']);
    expect(brokenBy(renew('2024-07-01', '2025-12-31'), ...history, lift('2024-06-01'))).toEqual(['shares-freeze-over']);
    given(shareholding, ...history)
      .when(renew('2024-12-01', '2024-11-30'))
      .thenRefused('shares-freeze-ends-early');
  });
  it('needs a freeze that has begun', () => {
    const frozen = [halves, freeze('2024-03-01')] as const;
    given(shareholding, ...frozen)
      .when(lift('2024-02-01'))
      .thenRefused('shares-freeze-not-begun', '2024-02-01', '2024-03-01');
    given(shareholding, ...frozen)
      .when(renew('2024-02-01', '2025-01-01'))
      .thenRefused('shares-freeze-not-begun');
    given(shareholding, ...frozen)
      .when(lift('2024-06-01', specId(9)))
      .thenRefused('shares-freeze-unknown', specId(9));
    given(shareholding, ...frozen)
      .when(renew('2024-06-01', '2025-01-01', specId(9)))
      .thenRefused('shares-freeze-unknown');
  });
});

describe('a waiting freeze (轮候冻结)', () => {
  const waiting = (day: string, caseNumber: string) => freeze(day, { caseNumber, waiting: true });
  const history = [halves, freeze('2024-03-01'), waiting('2024-05-01', second), waiting('2024-04-01', 'third')] as const;
  it('does not bind while a first one runs', () => expect(frozenOn('2024-06-01', ...history)).toEqual([first]));
  it('takes its place when it ends: the one that came first', () =>
    expect(frozenOn('2024-06-01', ...history, lift('2024-06-01'))).toEqual(['third']));
  it('begins its own term when it takes that place, as long as the one that was printed', () => {
    const printed = (until: string) => freeze('2024-04-01', { caseNumber: second, waiting: true, until });
    const after = (until: string) => [halves, freeze('2024-03-01', { until: '2025-06-09' }), printed(until)] as const;
    const boundOn = (until: string, ...asked: readonly string[]) => asked.map((day) => frozenOn(day, ...after(until)).join());
    expect(boundOn('2027-03-31', '2025-06-09', '2025-06-10', '2028-06-09', '2028-06-10')).toEqual([first, second, second, '']);
    expect(boundOn('2024-12-31', '2025-06-09', '2025-06-10', '2026-03-09', '2026-03-10')).toEqual([first, second, second, '']);
    expect(boundOn('2025-04-15', '2026-06-24', '2026-06-25')).toEqual([second, '']);
    const inMidMonth = freeze('2024-04-20', { caseNumber: second, waiting: true, until: '2025-04-10' });
    const moved = [halves, freeze('2024-03-01', { until: '2025-06-09' }), inMidMonth] as const;
    expect(['2026-05-31', '2026-06-01'].map((day) => frozenOn(day, ...moved).join())).toEqual([second, '']);
    expect(frozenOn('2024-12-31', halves, printed('2024-12-31'))).toEqual([second]);
    expect(frozenOn('2025-01-01', halves, printed('2024-12-31'))).toEqual([]);
  });
  it('goes before the one whose renewal came too late', () => {
    const late = [halves, freeze('2024-03-01', { until: '2024-12-31' }), waiting('2024-05-01', second), renew('2025-02-01', '2026-12-31')];
    expect(['2024-12-31', '2025-01-01', '2025-03-01'].map((day) => frozenOn(day, ...late).join())).toEqual([first, second, second]);
  });
  it('waits for those of its own holder, and for a lapse that came before the lifting', () => {
    const ofOther = { ...freeze('2024-03-01'), data: { ...freeze('2024-03-01').data, holderId: b } };
    expect(frozenOn('2024-06-01', halves, ofOther, waiting('2024-05-01', second))).toEqual([second]);
    const lapsed = [halves, freeze('2024-03-01', { until: '2024-12-31' }), waiting('2024-05-01', second), lift('2025-06-01')] as const;
    expect(frozenOn('2025-01-01', ...lapsed)).toEqual([second]);
  });
  it('is not renewed while it waits, and that is told', () =>
    expect(brokenBy(renew('2024-06-01', '2027-06-01', specId(2)), ...history)).toEqual(['shares-freeze-waiting']));
  it('stays without a place when it is lifted while it waits', () =>
    expect(frozenOn('2024-07-01', ...history, lift('2024-05-15', specId(3)), lift('2024-06-01'))).toEqual([second]));
  it('binds nothing once it has ended itself', () =>
    expect(frozenOn('2024-06-01', ...history, lift('2024-06-01'), lift('2024-06-01', specId(3)))).toEqual([second]));
});

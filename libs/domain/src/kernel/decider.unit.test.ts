import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { type Decider, decider, fold, foldRecorded } from './decider.ts';
import { date } from './effective-date.ts';
import type { Fact, Identified, RecordedEvent } from './event.ts';
import { isRejection } from './rejection.ts';

type Count = Command<'Count' | 'Plan', number>;
type Counted = Fact<'Counted', number>;
const source = { kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: date('2024-03-11') } as const;
const own: Decider<Count, Counted, number> = {
  initial: 0,
  evolve: (sum, event) => sum + event.data,
  decide: ({ data, effectiveOn, sources }) => [{ type: 'Counted', version: 1, data, effectiveOn, jurisdictions: ['310116112'], sources }],
};
const counting = decider(own, ['Plan']);
const today = date('2024-03-11');
const say = (type: Count['type'], effectiveOn: string): Count => ({
  type,
  data: 1,
  effectiveOn: date(effectiveOn),
  today,
  sources: [source],
});

describe('a command whose date has not come', () => {
  it('is refused before the context is asked, naming both dates', () => {
    const decision = counting.decide(say('Count', '2024-03-12'), 0);
    if (!isRejection(decision)) throw new Error('expected a refusal');
    expect(decision).toMatchObject({ rule: 'effective-in-the-future', kind: 'unacceptable' });
    for (const text of [decision.en, decision.zh]) expect(text).toMatch(/2024-03-12.*2024-03-11/);
  });
  it('is accepted where the context lists it', () => expect(isRejection(counting.decide(say('Plan', '2024-03-12'), 0))).toBe(false));
  it('is not in the future today', () => expect(isRejection(counting.decide(say('Count', '2024-03-11'), 0))).toBe(false));
});

describe('folding', () => {
  it('begins at the initial state and takes events in order', () => {
    const counted: Identified<Counted>[] = [1, 2, 3].map((data) => ({
      type: 'Counted',
      version: 1,
      data,
      effectiveOn: today,
      jurisdictions: ['310116112'],
      sources: [source],
      id: String(data),
    }));
    expect([fold(counting, []), fold(counting, counted)]).toEqual([0, 6]);
  });
  it('takes what a store gives, and no stream for the initial state', () => {
    const recorded = [1, 2].map((data) => ({ type: 'Counted', data }) as unknown as RecordedEvent);
    expect([foldRecorded(counting, recorded), foldRecorded(counting, undefined)]).toEqual([3, 0]);
  });
});

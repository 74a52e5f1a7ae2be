// A context made up for these tests: a counter that is entered, raised, and may hold a code. The command names are borrowed,
// because routes accept only commands of the permission table.
import { type Command, type Decider, type Fact, factsOf, type RecordedEvent, refuse, reservationRefusals } from '@yimu/domain/kernel';
import { z } from 'zod';

export const counterEvents = {
  CounterEntered: { version: 1, data: z.strictObject({ jurisdiction: z.string() }) },
  CounterRaised: { version: 1, data: z.strictObject({ by: z.number() }) },
} as const;

export const enterBody = z.object({ jurisdiction: z.string().min(1).max(20), note: z.string().max(2_000_000).optional() });
export const raiseBody = z.object({ by: z.int().min(1).max(10), unit: z.enum(['mu', 'm2']).optional() });

type Enter = Command<'EnterParcel', { readonly counterId: string; readonly jurisdiction: string }>;
type Raise = Command<
  'CorrectParcelArea',
  { readonly counterId: string; readonly by: number; readonly like?: string; readonly code?: string }
>;
export type CounterCommand = Enter | Raise;
type CounterFact = Fact<'CounterEntered', { jurisdiction: string }> | Fact<'CounterRaised', { by: number }>;

export interface Counter {
  readonly jurisdiction: string;
  readonly value: number;
}

const refusals = {
  'counter-is-full': { kind: 'conflict', en: 'The counter stands at {value} and holds 10 at most.', zh: '计数为{value}，上限为10。' },
} as const;

export const counterDecider: Decider<CounterCommand, CounterFact, Counter> = {
  initial: { jurisdiction: '', value: 0 },
  evolve: (state, event) =>
    event.type === 'CounterEntered'
      ? { ...state, jurisdiction: event.data.jurisdiction }
      : { ...state, value: state.value + event.data.by },
  decide: (command, state) => {
    const fact = factsOf(counterEvents);
    if (command.type === 'EnterParcel') {
      if (state.jurisdiction !== '') return [];
      return [fact(command, 'CounterEntered', { jurisdiction: command.data.jurisdiction }, [command.data.jurisdiction])];
    }
    if (command.data.by + state.value > 10) return refuse(refusals, 'counter-is-full', { value: state.value });
    return [fact(command, 'CounterRaised', { by: command.data.by }, [state.jurisdiction])];
  },
};

type Reserve = Command<'ReserveParcelCode', { readonly code: string; readonly holder: string; readonly jurisdiction: string }>;
type Reserved = Fact<'CodeReserved', { code: string; holder: string }>;

/** A code that one counter may hold. */
export const codeDecider: Decider<Reserve, Reserved, string> = {
  initial: '',
  evolve: (_holder, event) => event.data.holder,
  decide: (command, holder) => {
    const { code, holder: asking, jurisdiction } = command.data;
    if (holder === asking) return [];
    if (holder !== '') return refuse(reservationRefusals, 'code-already-held', { code });
    const { effectiveOn, sources } = command;
    return [{ type: 'CodeReserved', version: 1, data: { code, holder: asking }, effectiveOn, sources, jurisdictions: [jurisdiction] }];
  },
};

type Open = Command<'OpenFinding', { readonly about: string }>;

/** What a reaction opens. */
export const findingDecider: Decider<Open, Fact<'FindingOpened', { about: string }>, boolean> = {
  initial: false,
  evolve: () => true,
  decide: ({ data, effectiveOn, sources }, open) =>
    open ? [] : [{ type: 'FindingOpened', version: 1, data, effectiveOn, sources, jurisdictions: ['310116112'] }],
};

/** The types of a stream's events, as they stand. */
export const typesOf = (events: readonly RecordedEvent[]): readonly string[] => events.map(({ type }) => type);

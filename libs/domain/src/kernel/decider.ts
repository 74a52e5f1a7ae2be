// The one shape of every context (the Decider pattern): facts in, state out; command and state in, facts or a refusal out.
import type { Command } from './command.ts';
import type { Fact, Identified, RecordedEvent } from './event.ts';
import { type RefusalCatalogue, type Rejection, refuse } from './rejection.ts';

/** Facts to append (none = already so), or the rule that forbids it. */
export type Decision<E extends Fact> = readonly E[] | Rejection;

export interface Decider<C extends Command, E extends Fact, S> {
  /** The state before any event. */
  readonly initial: S;
  /** Folds one event. Total: never throws on a history that `decide` can produce. */
  readonly evolve: (state: S, event: Identified<E>) => S;
  /** Pure and total. */
  readonly decide: (command: C, state: S) => Decision<E>;
}

/** Refusals that any command may meet. */
export const kernelRefusals = {
  'effective-in-the-future': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies after today, {today}; this command records what already holds.',
    zh: '生效日期{effectiveOn}晚于今日{today}；本操作只能记载已发生的事项。',
  },
} as const satisfies RefusalCatalogue;

/**
 * Puts the rules that hold for all commands in front of a context's own.
 * @param acceptsFuture the command types whose effective date may lie ahead
 */
export const decider = <C extends Command, E extends Fact, S>(
  own: Decider<C, E, S>,
  acceptsFuture: readonly C['type'][] = [],
): Decider<C, E, S> => ({
  ...own,
  decide: (command, state) =>
    command.effectiveOn > command.today && !acceptsFuture.includes(command.type)
      ? refuse(kernelRefusals, 'effective-in-the-future', { effectiveOn: command.effectiveOn, today: command.today })
      : own.decide(command, state),
});

/** Folds a history. */
export const fold = <C extends Command, E extends Fact, S>({ initial, evolve }: Decider<C, E, S>, events: readonly Identified<E>[]): S =>
  events.reduce(evolve, initial);

/**
 * Folds a history as a store gives it. What stands in a stream was decided by the decider of its category, which is what its types rest on:
 * hand over a stream of that category, and no other. None is the initial state.
 */
export const foldRecorded = <C extends Command, E extends Fact, S>(
  decider: Decider<C, E, S>,
  history: readonly RecordedEvent[] | undefined,
): S => fold(decider, (history ?? []) as unknown as readonly Identified<E>[]);

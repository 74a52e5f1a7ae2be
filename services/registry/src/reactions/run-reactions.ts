// Runs the reactions of this service and knows how far they are.
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import type { CheckpointStore, EventFilter, EventStore } from '@yimu/event-store';
import { type Clock, dateInShanghai, type Log, runReaction } from '@yimu/server';

/** What a reaction may use. */
export interface ReactionContext {
  readonly store: EventStore;
  /** The date of law in Asia/Shanghai. */
  readonly today: EffectiveDate;
}

/** A fact of another context turned into a command of ours. */
export interface Reaction {
  /** Names lease, checkpoint and actor: never change it once it has run. */
  readonly name: string;
  readonly filter: EventFilter;
  /** Must bear the same event twice. Throws when the event is to be tried again. */
  readonly react: (context: ReactionContext, event: RecordedEvent) => Promise<void>;
}

/** How far a reaction is, as this process knows; a replica that never led it has nothing in hand, one that lost the lead keeps what it had. */
export interface ReactionProgress {
  readonly name: string;
  /** Events handled by this process since it started. */
  readonly handled: number;
  /** Age in seconds of the event in hand, 0 when there is none. It grows while an event is tried again and again. */
  readonly lagSeconds: number;
}

export interface RunReactionsOptions {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  /** This start of this process. */
  readonly owner: string;
  readonly signal: AbortSignal;
  readonly logger: Log;
  readonly clock: Clock;
}

/** Runs one reaction; answers when it ended, and how far it is. */
const runOne = (reaction: Reaction, { clock, ...options }: RunReactionsOptions) => {
  const { name, filter } = reaction;
  let handled = 0;
  let inHand: RecordedEvent | undefined;
  const react = async (event: RecordedEvent): Promise<void> => {
    inHand = event;
    await reaction.react({ store: options.store, today: dateInShanghai(clock()) }, event);
    inHand = undefined;
    handled += 1;
  };
  const age = (event: RecordedEvent): number => Math.max(0, (clock().getTime() - Date.parse(event.recordedAt)) / 1000);
  return {
    ended: runReaction({ ...options, name, filter, react }),
    progress: (): ReactionProgress => ({ name, handled, lagSeconds: inHand === undefined ? 0 : age(inHand) }),
  };
};

/** Runs reactions until the signal ends them. `ended` resolves when all have stopped, and never rejects. */
export const runReactions = (
  reactions: readonly Reaction[],
  options: RunReactionsOptions,
): { readonly ended: Promise<unknown>; readonly progress: () => readonly ReactionProgress[] } => {
  const running = reactions.map((reaction) => runOne(reaction, options));
  return {
    ended: Promise.all(running.map(({ ended }) => ended)),
    progress: () => running.map(({ progress }) => progress()),
  };
};

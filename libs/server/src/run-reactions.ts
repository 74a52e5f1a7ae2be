// Runs the reactions of a service and knows how far they are.
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import { type CheckpointStore, consumerStatus, type EventFilter, type EventStore } from '@yimu/event-store';
import { type Clock, dateInShanghai } from './clock.ts';
import type { Log } from './logger.ts';
import type { GaugeSource } from './metrics.ts';
import { runReaction } from './reaction.ts';

/** What a reaction may use. */
export interface ReactionContext {
  readonly store: EventStore;
  /** The date of law in Asia/Shanghai. */
  readonly today: EffectiveDate;
  /** Aborted when the service stops: what takes long then throws, and goes on when the event comes again. */
  readonly signal?: AbortSignal;
}

/** A fact of another context turned into a command of ours. */
export interface Reaction {
  /** Names lease, checkpoint and actor: never change it once it has run. */
  readonly name: string;
  readonly filter: EventFilter;
  /** Must bear the same event twice. Throws when the event is to be tried again. */
  readonly react: (context: ReactionContext, event: RecordedEvent) => Promise<void>;
}

/** How far a reaction is. But for `handled` every replica answers the same, whoever leads. */
export interface ReactionProgress {
  readonly name: string;
  /** Events handled by this process since it started. */
  readonly handled: number;
  /** Age in seconds of the oldest event that still waits for its turn, 0 when none does. It grows while an event is tried again and again. */
  readonly lagSeconds: number;
  /** Events that could not be handled, with those that wait behind them, and the streams they stand in. */
  readonly parkedEvents: number;
  readonly parkedStreams: number;
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
  const { store, checkpoints } = options;
  let handled = 0;
  const react = async (event: RecordedEvent): Promise<void> => {
    await reaction.react({ store, today: dateInShanghai(clock()), signal: options.signal }, event);
    handled += 1;
  };
  return {
    ended: runReaction({ ...options, name, filter, react }),
    progress: async (): Promise<ReactionProgress> => {
      const { lag, parkedEvents, parkedStreams } = await consumerStatus({ store, checkpoints, name, filter, now: () => clock().getTime() });
      return { name, handled, lagSeconds: lag / 1_000, parkedEvents, parkedStreams };
    },
  };
};

/** Runs reactions until the signal ends them. `ended` resolves when all have stopped, and never rejects. */
export const runReactions = (
  reactions: readonly Reaction[],
  options: RunReactionsOptions,
): { readonly ended: Promise<unknown>; readonly progress: () => Promise<readonly ReactionProgress[]> } => {
  const running = reactions.map((reaction) => runOne(reaction, options));
  return {
    ended: Promise.all(running.map(({ ended }) => ended)),
    progress: () => Promise.all(running.map(({ progress }) => progress())),
  };
};

/** What /metrics says of the reactions of a service. */
export const reactionGauges = (progress: () => Promise<readonly ReactionProgress[]>): readonly GaugeSource[] => {
  const gauge = (name: string, help: string, key: 'lagSeconds' | 'parkedEvents' | 'parkedStreams'): GaugeSource => ({
    name,
    help,
    label: 'reaction',
    values: async () => new Map((await progress()).map((reaction) => [reaction.name, reaction[key]])),
  });
  return [
    gauge('yimu_reaction_lag_seconds', 'Age of the oldest event that waits for the reaction', 'lagSeconds'),
    gauge('yimu_reaction_parked_events', 'Events that the reaction could not handle, with those behind them', 'parkedEvents'),
    gauge('yimu_reaction_parked_streams', 'Streams that the reaction holds back', 'parkedStreams'),
  ];
};

// A fact here, a command there: how a reaction gives its command in process.
import type { Command, Decider, EffectiveDate, Fact, RecordedEvent, Source } from '@yimu/domain/kernel';
import type { EventStore, Handled } from '@yimu/event-store';
import { commandLoop, type Reservation } from './command-loop.ts';
import { eventIdFor, requestHash } from './idempotency.ts';
import { reactionsMayCommand } from './permissions.ts';

export interface ReactionCommand<C extends Command, E extends Fact, S> {
  /** The reaction's name; it acts as `reaction:<name>`, with the roles and the scope of whoever caused it. */
  readonly name: string;
  /** The event reacted to. */
  readonly cause: RecordedEvent;
  /** Which of the reaction's commands for this event, from 0. With event id and name it is the idempotency key. */
  readonly n?: number;
  readonly type: C['type'];
  readonly data: C['data'];
  readonly stream: string;
  readonly decider: Decider<C, E, S>;
  /** The date of law in Asia/Shanghai. */
  readonly today: EffectiveDate;
  /** Default: those of the cause. */
  readonly effectiveOn?: EffectiveDate;
  readonly sources?: readonly Source[];
  readonly reservations?: readonly Reservation[];
}

/**
 * Runs a reaction's command. Delivered again, the same event gives the same command: nothing is appended twice, even if the
 * reaction has read something else meanwhile. Throws when the permission table does not let reactions give it.
 */
export const runReactionCommand = <C extends Command, E extends Fact, S>(
  store: EventStore,
  reaction: ReactionCommand<C, E, S>,
): Promise<Handled<S>> => {
  const { name, cause, n = 0, type, data, stream, decider, today } = reaction;
  if (!reactionsMayCommand(type)) throw new Error(`reactions may not give the command ${type}`);
  const sub = `reaction:${name}`;
  const key = `${cause.id}/${name}/${n}`;
  const { effectiveOn = cause.effectiveOn, sources = cause.sources } = reaction;
  return commandLoop(store, {
    stream,
    decider,
    // The parameters tie `type` and `data` to C; TypeScript cannot follow that through an object literal.
    command: { type, data, effectiveOn, today, sources } as unknown as C,
    admit: () => true,
    intent: {
      eventId: eventIdFor({ issuer: 'yimu', sub, method: 'REACT', path: stream, key }),
      requestHash: requestHash({ method: 'REACT', path: stream, body: { key, type } }),
      actor: { ...cause.actor, sub },
      correlationId: cause.correlationId,
      causationId: cause.id,
    },
    ...(reaction.reservations === undefined ? {} : { reservations: reaction.reservations }),
  });
};

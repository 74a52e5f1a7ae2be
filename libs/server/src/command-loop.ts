// The core of every command, with or without HTTP: admit, reserve, decide, append. Answers what handle() answers.
import { type Command, type Decider, type Fact, foldRecorded, isRejection, type RecordedEvent, type Rejection } from '@yimu/domain/kernel';
import { type EventStore, type Handled, handle, type Intent } from '@yimu/event-store';
import { continuing, lookAt } from './history.ts';

/** Whether the caller may touch a stream, told by its last event; none = the stream does not exist. */
export type Admit = (last: RecordedEvent | undefined) => boolean;

/** An intent whose ids can be told apart by words too, for what a request does beside its own stream. */
export interface RequestIntent extends Intent {
  readonly eventId: (n: number | string) => string;
}

/** A stream that must be taken before the command is decided, for example the one of a code that only one parcel may hold. */
export interface Reservation {
  readonly take: (store: EventStore, command: Command, intent: Intent) => Promise<Handled<unknown>>;
}

/** Describes a reservation: `type` and `data` are those of the reserving command; date and sources are the main command's. */
export const reservation = <C extends Command, E extends Fact, S>(of: {
  readonly stream: string;
  readonly decider: Decider<C, E, S>;
  readonly type: C['type'];
  readonly data: C['data'];
}): Reservation => ({
  take: (store, command, intent) => {
    // The parameters tie `type` and `data` to C; TypeScript cannot follow that through the spread.
    const reserving = { ...command, type: of.type, data: of.data } as unknown as C;
    return handle(store, of.stream, of.decider, reserving, intent);
  },
});

/** A command with everything that is needed to decide it. */
export interface Undecided<C extends Command, E extends Fact, S> {
  readonly stream: string;
  readonly decider: Decider<C, E, S>;
  readonly command: C;
  readonly intent: RequestIntent;
  readonly admit: Admit;
  /** Taken in order once the command itself has nothing against it; the same request sent again takes them again. */
  readonly reservations?: readonly Reservation[];
}

/** What answers the command before anything is reserved for it: an earlier try, or a refusal. */
const answerAhead = <C extends Command, E extends Fact, S>(
  history: readonly RecordedEvent[],
  asked: Undecided<C, E, S>,
): 'as-before' | Rejection | undefined => {
  const { decider, command, intent } = asked;
  if (history.some(({ id }) => id === intent.eventId(0))) return 'as-before';
  if (intent.ifRevision !== undefined && intent.ifRevision !== history.at(-1)?.revision) return 'as-before';
  const decided = decider.decide(command, foldRecorded(decider, history));
  return isRejection(decided) ? decided : undefined;
};

/** Takes the reservations of a command; what stopped it, if anything did. */
const reserve = async <C extends Command, E extends Fact, S>(
  store: EventStore,
  asked: Undecided<C, E, S>,
): Promise<Handled<S> | undefined> => {
  for (const [i, { take }] of (asked.reservations ?? []).entries()) {
    const eventId = (n: number) => asked.intent.eventId(`reservation ${i}/${n}`);
    const taken = await take(store, asked.command, { ...asked.intent, eventId, ifRevision: undefined });
    if (taken.outcome !== 'done') return taken;
  }
  return undefined;
};

/** Runs a command. Throws for bugs and outages only. */
export const commandLoop = async <C extends Command, E extends Fact, S>(
  store: EventStore,
  asked: Undecided<C, E, S>,
): Promise<Handled<S>> => {
  // The end first: another tenant's long stream must not take longer than a short one.
  const { last, whole } = await lookAt(store, asked.stream);
  if (!asked.admit(last)) return { outcome: 'not-admitted' };
  const history = await whole();
  if (asked.reservations !== undefined && asked.reservations.length > 0) {
    const ahead = answerAhead(history, asked);
    if (isRejection(ahead)) return { outcome: 'rejected', rejection: ahead };
    const stopped = ahead === 'as-before' ? undefined : await reserve(store, asked);
    if (stopped !== undefined) return stopped;
  }
  const known = continuing(store, asked.stream, history);
  return handle(known, asked.stream, asked.decider, asked.command, asked.intent, (read) => asked.admit(read.at(-1)));
};

// Many callers, one stream: their decisions are made one after the other within this process, instead of racing for the same
// revision and losing. A round loads what is new in the stream once, lets all who wait decide in their order, each on the
// state that the one before leaves, and appends each decision by itself with its exact revision. An adapter that combines
// appends commits a round at once; each caller still has an answer of its own. Other processes are met as conflicts, as ever.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { AppendConflict, Appended, EventStore, NewEvent } from './event-store.ts';

/** How a stream becomes a state. */
export interface Folding<S> {
  readonly initial: S;
  readonly evolve: (state: S, event: NewEvent | RecordedEvent) => S;
}

/** Decides on the state and answers the events to append; none when there is nothing to do. Called again after a conflict. */
export type Decide<S> = (state: S) => readonly NewEvent[];

interface Waiting<S> {
  readonly decide: Decide<S>;
  readonly answer: PromiseWithResolvers<Appended | undefined>;
}

interface Place<S> {
  readonly state: S;
  readonly revision: number | 'none';
}

/**
 * Opens the queue of one stream.
 * @returns a function that waits for its turn and answers where the decision was appended, undefined when it was nothing.
 * It rejects with what `decide` or the store throws, and with an Error when ids of the decision stood there already in part.
 */
export const takeTurns = <S>(store: EventStore, stream: string, { initial, evolve }: Folding<S>) => {
  let waiting: Waiting<S>[] = [];
  let running = false;
  let known: Place<S> = { state: initial, revision: 'none' };

  const load = async (): Promise<Place<S>> => {
    let { state, revision } = known;
    for await (const event of store.readStream(stream, { from: revision === 'none' ? 0 : revision + 1 })) {
      state = evolve(state, event);
      revision = event.revision;
    }
    return { state, revision };
  };

  /** Has one decide at a place, starts its append, and answers the place that it leaves if that succeeds. */
  const decideAt = ({ state, revision }: Place<S>, turn: Waiting<S>, again: Waiting<S>[]): readonly [Place<S>, Promise<void>] => {
    const events = turn.decide(state);
    if (events.length === 0) {
      turn.answer.resolve(undefined);
      return [{ state, revision }, Promise.resolve()];
    }
    const appending = store.append(stream, events, revision).then(
      (answer) => settle(turn, answer, again),
      (error: unknown) => turn.answer.reject(error),
    );
    const last = (revision === 'none' ? -1 : revision) + events.length;
    return [{ state: events.reduce<S>(evolve, state), revision: last }, appending];
  };

  const round = async (turns: readonly Waiting<S>[]): Promise<void> => {
    known = await load();
    const again: Waiting<S>[] = [];
    const appends: Promise<void>[] = [];
    let place = known;
    for (const turn of turns) {
      try {
        const [left, appending] = decideAt(place, turn, again);
        place = left;
        appends.push(appending);
      } catch (error) {
        turn.answer.reject(error);
      }
    }
    await Promise.all(appends);
    waiting = [...again, ...waiting];
  };

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const turns = waiting;
      waiting = [];
      await round(turns).catch((error: unknown) => {
        for (const { answer } of turns) answer.reject(error);
      });
    }
    running = false;
  };

  return (decide: Decide<S>): Promise<Appended | undefined> => {
    const answer = Promise.withResolvers<Appended | undefined>();
    waiting.push({ decide, answer });
    if (!running) void run();
    return answer.promise;
  };
};

/** A lost race is run again; the next round loads what the winner appended. */
const settle = <S>(turn: Waiting<S>, answer: Appended | AppendConflict, again: Waiting<S>[]): void => {
  if (answer.appended) turn.answer.resolve(answer);
  else if (answer.conflict === 'wrong-revision') again.push(turn);
  else turn.answer.reject(new Error(`of this decision ${answer.ids.join(', ')} stand in the stream already`));
};

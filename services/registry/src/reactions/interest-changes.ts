// Who holds a thing is entered under the holder too, so that a walk down from a party finds it. Facts about the thing arrive in any
// order and events in any number of deliveries, so an event only tells whose interest it touches: what the interest is to be, day by
// day, is read from the thing's own stream as it stands now.
import { type Interests, interest, interestIn } from '@yimu/domain/interest';
import type { InterestFact } from '@yimu/domain/interest/events';
import { type EffectiveDate, foldRecorded, type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import { type ReactionContext, runReactionCommand } from '@yimu/server';

/** A thing as some of its events tell it. */
export interface Told {
  /** The days on which its holders may change. */
  readonly days: readonly EffectiveDate[];
  readonly holdersOn: (day: EffectiveDate) => ReadonlySet<string>;
}

interface HoldersChanged extends Pick<InterestFact['data'], 'kind' | 'targetId'> {
  /** The name of the reaction. */
  readonly name: string;
  /** The thing as told by the first events of a stream. */
  readonly told: (events: readonly RecordedEvent[]) => Told;
}

const inOrder = (...days: readonly (readonly EffectiveDate[])[]): readonly EffectiveDate[] =>
  [...new Set(days.flat())].toSorted((left, right) => (left < right ? -1 : 1));

/** The parties to which an event made a difference on some day. */
const touchedBetween = (before: Told, after: Told): ReadonlySet<string> =>
  new Set(inOrder(before.days, after.days).flatMap((day) => [...before.holdersOn(day).symmetricDifference(after.holdersOn(day))]));

/** A number of a command: the same for the same thing said of the same day. */
const numberOf = (on: EffectiveDate, holds: boolean): number => Number(on.replaceAll('-', '')) * 2 + (holds ? 1 : 0);

/**
 * Records and ends the interests of those whom an event touched. Days that have not come are left out: what happens on them by itself,
 * only the thing's own stream tells.
 */
export const tellInterests = async (
  { store, today }: ReactionContext,
  event: RecordedEvent,
  { name, kind, targetId, told }: HoldersChanged,
): Promise<void> => {
  const history = await Array.fromAsync(store.readStream(event.stream));
  const upTo = (revision: number): Told => told(history.filter((past) => past.revision <= revision));
  const now = told(history);

  const tellOf = async (partyId: string): Promise<void> => {
    const stream = `interests-${partyId}`;
    const known = await Array.fromAsync(store.readStream(stream));
    let state: Interests = foldRecorded(interest, known);
    const has = () => interestIn(state, { kind, targetId })?.has ?? [];
    for (const on of inOrder(
      now.days,
      has().map(({ from }) => from),
    )) {
      const holds = now.holdersOn(on).has(partyId);
      if (on > today || holds === (valueOn(has(), on) ?? false)) continue;
      const handled = await runReactionCommand(store, {
        name,
        cause: event,
        n: numberOf(on, holds),
        type: holds ? 'RecordInterest' : 'EndInterest',
        data: { partyId, kind, targetId, jurisdictions: [...event.jurisdictions] },
        stream,
        decider: interest,
        today,
        effectiveOn: on,
      });
      if (handled.outcome !== 'done') throw new Error(`no interest of party ${partyId} for event ${event.id}: ${handled.outcome}`);
      ({ state } = handled);
    }
  };
  for (const partyId of touchedBetween(upTo(event.revision - 1), upTo(event.revision))) await tellOf(partyId);
};

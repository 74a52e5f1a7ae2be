// Who holds a right to land is entered under the party too, so that a walk down from a party finds its land.
import { interest } from '@yimu/domain/interest';
import { type EffectiveDate, fold, type Identified, type RecordedEvent } from '@yimu/domain/kernel';
import { rightsOn, title, turningDays } from '@yimu/domain/right';
import type { RightFact } from '@yimu/domain/right/events';
import type { Title } from '@yimu/domain/right/state';
import { runReactionCommand } from '@yimu/server';
import type { Reaction } from './run-reactions.ts';

const name = 'right-holders-change';

/** What has to be said of a party: from a day on it holds some right to the parcel, or none. */
interface Change {
  readonly partyId: string;
  readonly on: EffectiveDate;
  readonly holds: boolean;
  /** The place of the day among those on which holders change: the same however often the event is delivered. */
  readonly n: number;
}

const holdersOn = (state: Title, day: EffectiveDate): ReadonlySet<string> =>
  new Set(rightsOn(state, day).flatMap(({ holders }) => holders.map(({ partyId }) => partyId)));

/** From the first day on which an event made a difference to a party, every later day is said again: facts arrive in any order. */
const changesBetween = (before: Title, after: Title): readonly Change[] => {
  const days = [...new Set([...turningDays(before), ...turningDays(after)])].toSorted((left, right) => (left < right ? -1 : 1));
  const touched = new Set<string>();
  return days.flatMap((on, n) => {
    const [were, are] = [holdersOn(before, on), holdersOn(after, on)];
    for (const partyId of new Set([...were, ...are])) if (were.has(partyId) !== are.has(partyId)) touched.add(partyId);
    return [...touched].map((partyId) => ({ partyId, on, holds: are.has(partyId), n }));
  });
};

const folded = (history: readonly RecordedEvent[]): Title => fold(title, history as unknown as readonly Identified<RightFact>[]);

/** Enters and ends interests of kind `land`. Days that have not come are left out: that a right expires, only its title tells. */
export const whenRightHoldersChange: Reaction = {
  name,
  filter: {
    types: [
      'RightRegistered',
      'RightCorrected',
      'RightEnded',
      'RightTransferred',
      'RightTransferredByRuling',
      'RightTransferCorrected',
      'TitleFactAnnulled',
    ],
  },
  react: async ({ store, today }, event) => {
    const history = await Array.fromAsync(store.readStream(event.stream));
    const upTo = (revision: number): Title => folded(history.filter((past) => past.revision <= revision));
    const changes = changesBetween(upTo(event.revision - 1), upTo(event.revision)).filter(({ on }) => on <= today);
    for (const { partyId, on, holds, n } of changes) {
      const targetId = event.stream.slice('title-'.length);
      const handled = await runReactionCommand(store, {
        name,
        cause: event,
        n,
        type: holds ? 'RecordInterest' : 'EndInterest',
        data: { partyId, kind: 'land', targetId, jurisdictions: [...event.jurisdictions] },
        stream: `interests-${partyId}`,
        decider: interest,
        today,
        effectiveOn: on,
      });
      if (handled.outcome !== 'done') {
        const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
        throw new Error(`no interest of party ${partyId} for event ${event.id}: ${why}`);
      }
    }
  },
};

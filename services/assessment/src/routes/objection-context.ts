// What an objection needs to know: which decision stands against the parcel, until when it may be contested, and who lodged what.
import { assessmentEvents } from '@yimu/domain/assessment/events';
import { classListEvents } from '@yimu/domain/classlist/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { objectionCommands } from '@yimu/domain/objection';
import { objectionEvents } from '@yimu/domain/objection/events';
import type { EventStore } from '@yimu/event-store';
import { entityIdFor } from '@yimu/server';
import type { z } from 'zod';
import { resultStream, submissionStream } from '../scoring/streams.ts';
import { cycleKey } from './cycle-place.ts';

type Lodging = z.output<(typeof objectionCommands)['LodgeObjection']>;
type Final = NonNullable<Lodging['final']>;
type Against = Pick<Lodging, 'parcelId' | 'cycle'>;

const read = (store: EventStore, stream: string): Promise<RecordedEvent[]> => Array.fromAsync(store.readStream(stream));

/** One objection per enterprise, parcel and decided edition: its id follows from them. */
export const objectionIdOf = ({ parcelId, partyId, cycle, edition }: Pick<Lodging, 'parcelId' | 'partyId' | 'cycle' | 'edition'>): string =>
  entityIdFor({
    issuer: 'yimu',
    sub: 'objection',
    method: 'LODGE',
    path: `${parcelId}/${partyId}`,
    key: `${cycle.jurisdiction}-${cycle.year}/${edition}`,
  });

/** The decision of an edition of a district's list; undefined while it is not decided. */
const decisionOn = async (
  store: EventStore,
  cycle: Against['cycle'],
  list: Final['list'],
): Promise<Pick<Final, 'run' | 'decidedOn' | 'objectionsUntil'> | undefined> => {
  const history = await read(store, `classlist-${list.jurisdiction}-${cycleKey({ ...cycle, subject: 'parcel' })}`);
  for (const { type, data, effectiveOn: decidedOn } of history.toReversed()) {
    if (type !== 'ClassListDecided') continue;
    const { edition, run, objectionsUntil } = classListEvents.ClassListDecided.data.parse(data);
    if (edition === list.edition) return { run, decidedOn, objectionsUntil };
  }
  return undefined;
};

/** The grade that stands decided against a parcel, and where the parcel lies; undefined for a parcel that is not part of the cycle. */
export const standingDecision = async (
  store: EventStore,
  { parcelId, cycle }: Against,
): Promise<Pick<Lodging, 'final' | 'jurisdictions'> | undefined> => {
  const place = { ...cycle, subject: 'parcel' as const };
  const results = await read(store, resultStream(place, parcelId));
  const last = results.at(-1) ?? (await read(store, submissionStream(place, parcelId))).at(-1);
  if (last === undefined) return undefined;
  const jurisdictions = [...last.jurisdictions];
  const finalised = results.findLast(({ type }) => type === 'GradeFinalised');
  if (finalised === undefined) return { jurisdictions, final: null };
  const { list, document, grade, partyIds } = assessmentEvents.GradeFinalised.data.parse(finalised.data);
  const decision = await decisionOn(store, cycle, list);
  return { jurisdictions, final: decision === undefined ? null : { list, document, grade, partyIds, ...decision } };
};

/** Who objected, and who sent it; undefined where no objection was lodged. The last lodging counts. */
export const lodgingOf = async (
  store: EventStore,
  objectionId: string,
): Promise<{ readonly partyId: string; readonly by: string } | undefined> => {
  const lodging = (await read(store, `objection-${objectionId}`)).findLast(({ type }) => type === 'ObjectionLodged');
  if (lodging === undefined) return undefined;
  return { partyId: objectionEvents.ObjectionLodged.data.parse(lodging.data).partyId, by: lodging.actor.sub };
};

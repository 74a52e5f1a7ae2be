// What an objection needs to know: which decision stands against the parcel, until when it may be contested, and who lodged what.
import { assessmentEvents } from '@yimu/domain/assessment/events';
import { classListEvents } from '@yimu/domain/classlist/events';
import { foldRecorded, levelOf, type RecordedEvent, type Rejection } from '@yimu/domain/kernel';
import { objection, type objectionCommands, undecidable } from '@yimu/domain/objection';
import { objectionEvents } from '@yimu/domain/objection/events';
import type { EventStore } from '@yimu/event-store';
import { type Caller, entityIdFor, readWithin } from '@yimu/server';
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

type Decided = Pick<Final, 'run' | 'decidedOn' | 'objectionsUntil'> & { readonly edition: number };

/** The decisions on a district's list, the last first. */
const decisionsOn = async (store: EventStore, cycle: Against['cycle'], district: string): Promise<readonly Decided[]> => {
  const history = await read(store, `classlist-${district}-${cycleKey({ ...cycle, subject: 'parcel' })}`);
  return history.toReversed().flatMap(({ type, data, effectiveOn: decidedOn }) => {
    if (type !== 'ClassListDecided') return [];
    const { edition, run, objectionsUntil } = classListEvents.ClassListDecided.data.parse(data);
    return [{ edition, run, decidedOn, objectionsUntil }];
  });
};

/** The decision of an edition of a district's list; undefined while it is not decided. */
const decisionOn = async (
  store: EventStore,
  cycle: Against['cycle'],
  list: Final['list'],
): Promise<Omit<Decided, 'edition'> | undefined> => {
  const found = (await decisionsOn(store, cycle, list.jurisdiction)).find(({ edition }) => edition === list.edition);
  if (found === undefined) return undefined;
  const { edition: _, ...decision } = found;
  return decision;
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

/** What stands against such a decision of the caller on an objection outside of its stream; nothing where the caller knows of none. */
export const notToDecide = async (
  store: EventStore,
  { objectionId, outcome }: Pick<z.output<(typeof objectionCommands)['DecideObjection']>, 'objectionId' | 'outcome'>,
  { actor: { scope } }: Caller,
): Promise<Rejection | undefined> => {
  const history = await readWithin(store, `objection-${objectionId}`, scope);
  const state = foldRecorded(objection, history);
  if (state.kind === 'absent') return undefined;
  const { cycle, list } = state.content;
  const [last] = await decisionsOn(store, cycle, list.jurisdiction);
  const isOfTown = scope.kind === 'subtree' && levelOf(scope.value) === 'town';
  return undecidable(state, { outcome, isOfTown, decided: last?.edition ?? list.edition });
};

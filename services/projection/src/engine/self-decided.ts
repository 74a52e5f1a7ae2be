// Who decided what they had submitted themselves: the same person on the same matter of one stream.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';

/** By which event a matter is submitted that an event of this type decides. */
const submittedBy: Readonly<Record<string, string>> = {
  FormConfirmed: 'FormSubmitted',
  FormReturned: 'FormSubmitted',
  LineReviewed: 'TownListSubmitted',
  TownListReturned: 'TownListSubmitted',
  CityOpinionGiven: 'ClassListSubmitted',
  ClassListReturned: 'ClassListSubmitted',
  ClassListDecided: 'ClassListSubmitted',
  ObjectionUpheld: 'ObjectionLodged',
  ObjectionRejected: 'ObjectionLodged',
  EquityTransferGranted: 'EquityTransferFiled',
  EquityTransferRefused: 'EquityTransferFiled',
  RightTransferDecided: 'RightTransferFiled',
};
const submissions: ReadonlySet<string> = new Set(Object.values(submittedBy));

interface Matter {
  readonly edition?: number | string | null;
  readonly form?: string | null;
  readonly partyId?: string | null;
  readonly transferId?: string | null;
}

/** One submission, named so that what decides it finds it: on one stream several forms, editions or transfers are apart. */
const nameOf = (stream: string, type: string, sub: string, { edition, form, partyId, transferId }: Matter): string =>
  JSON.stringify([stream, type, sub, String(edition ?? ''), form ?? '', partyId ?? '', transferId ?? '']);

const submissionsOn = async (client: ClientBase, streams: readonly string[]): Promise<readonly string[]> => {
  if (streams.length === 0) return [];
  const { rows } = await client.query<Matter & { stream: string; type: string; actor_sub: string }>(
    `select stream, type, actor_sub, data ->> 'edition' as edition, data ->> 'form' as form, data ->> 'partyId' as "partyId",
       data ->> 'transferId' as "transferId"
     from event cross join lateral (select body::json -> 'data') as b (data) where stream = any($1) and type = any($2)`,
    [streams, [...submissions]],
  );
  return rows.map((row) => nameOf(row.stream, row.type, row.actor_sub, row));
};

/** The ids of those events that decide what the same person submitted before. `events` come in the order of the store and are not stored yet. */
export const selfDecided = async (client: ClientBase, events: readonly RecordedEvent[]): Promise<ReadonlySet<string>> => {
  const deciding = events.filter(({ type }) => type in submittedBy);
  const submitted = new Set(await submissionsOn(client, [...new Set(deciding.map(({ stream }) => stream))]));
  const found = new Set<string>();
  for (const { id, stream, type, actor, data } of events) {
    const matter = data as Matter;
    if (submissions.has(type)) submitted.add(nameOf(stream, type, actor.sub, matter));
    const by = submittedBy[type];
    if (by !== undefined && submitted.has(nameOf(stream, by, actor.sub, matter))) found.add(id);
  }
  return found;
};

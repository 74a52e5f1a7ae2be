// Beliefs as the schema shows them: named fields with labels, and what differs between two of them.
import type { BeliefRow } from '../read-models/belief-rows.ts';
import type { CausingEventRow } from '../read-models/history.ts';
import { type Topic, topicOf, topics } from '../read-models/topics/index.ts';
import { area } from './present.ts';

/** A field of a topic as the schema names it, and how its values are shown. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly shown: (value: unknown) => unknown;
}

const named = (column: string): string => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const showing = ({ json = [], areas = [] }: Topic, column: string): Field['shown'] => {
  if (areas.includes(column)) return (value) => (typeof value === 'string' ? area(BigInt(value)) : value);
  if (json.includes(column)) return (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);
  return (value) => value;
};

/** The fields of each topic, in its order. */
const fieldsByTopic: ReadonlyMap<string, readonly Field[]> = new Map(
  topics.map((topic) => [
    topic.name,
    Object.entries(topic.fields).map(([column, label]) => ({ name: named(column), label, shown: showing(topic, column) })),
  ]),
);
const fieldsOfTopic = (topic: string): readonly Field[] => fieldsByTopic.get(topic) ?? [];

/** The fields of a belief, in the order of its topic; those that are not known are null. */
export const fieldsOf = ({ topic, values }: BeliefRow) =>
  fieldsOfTopic(topic).map(({ name, label, shown }, n) => ({ name, label, value: shown(values[n]) }));

/** Whether two beliefs of one row differ in any field. */
export const differ = (before: BeliefRow, after: BeliefRow): boolean => after.values.some((value, n) => value !== before.values[n]);

/** The fields in which two beliefs of one row differ. */
export const differences = (before: BeliefRow, after: BeliefRow) =>
  fieldsOfTopic(after.topic).flatMap(({ name, label, shown }, n) =>
    before.values[n] === after.values[n] ? [] : [{ name, label, from: shown(before.values[n]), to: shown(after.values[n]) }],
  );

/** Its place in all that is told: a row that stands once for each of several towns is one. */
export const rowNameOf = ({ topic, entity, row_key }: BeliefRow): string =>
  `${topic} ${entity} ${topicOf(topic).perPlace ? row_key.replace(/ ?\d{6,9}$/, '') : row_key}`;

const causeOf = ({ id, type, position, revision, document, effective_on }: CausingEventRow) => ({
  id,
  type,
  position,
  revision,
  document: document === '' ? null : document,
  effectiveOn: effective_on,
});

/** An event that the caller may not read is only named. */
const nameless = (id: string) => ({ id, type: null, position: null, revision: null, document: null, effectiveOn: null });

/** Finds events by stream and by id or the moment at which they became known. */
export const causesOf = (events: readonly CausingEventRow[]) => {
  const byId = new Map(events.map((event) => [event.id, causeOf(event)]));
  const byMoment = new Map(events.map(({ id, stream, known_from }) => [`${stream} ${known_from}`, byId.get(id)]));
  return {
    ofId: (id: string) => byId.get(id) ?? nameless(id),
    ofMoment: (stream: string, moment: string | null) => (moment === null ? null : (byMoment.get(`${stream} ${moment}`) ?? null)),
  };
};

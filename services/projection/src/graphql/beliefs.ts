// Beliefs as the schema shows them: named fields with labels, and what differs between two of them.
import type { BeliefRow } from '../read-models/beliefs.ts';
import type { CausingEventRow } from '../read-models/history.ts';
import { type Topic, topicOf } from '../read-models/topics/index.ts';
import { area } from './present.ts';

const named = (column: string): string => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A value of a row as the schema shows it. */
const shown = ({ json = [], areas = [] }: Topic, column: string, value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && areas.includes(column)) return area(BigInt(value));
  return typeof value === 'string' && json.includes(column) ? (JSON.parse(value) as unknown) : value;
};

/** The fields of a belief, in the order of its topic; those that are not known are null. */
export const fieldsOf = (row: BeliefRow) => {
  const topic = topicOf(row.topic);
  return Object.entries(topic.fields).map(([column, label]) => ({
    name: named(column),
    label,
    value: shown(topic, column, row.fields[column]),
  }));
};

/** The fields in which two beliefs of one row differ. */
export const differences = (before: BeliefRow, after: BeliefRow) => {
  const topic = topicOf(after.topic);
  return Object.entries(topic.fields)
    .filter(([column]) => before.fields[column] !== after.fields[column])
    .map(([column, label]) => ({
      name: named(column),
      label,
      from: shown(topic, column, before.fields[column]),
      to: shown(topic, column, after.fields[column]),
    }));
};

/** Its place in all that is told: a row that stands once for each of several towns is one. */
export const rowNameOf = ({ topic, entity, row_key }: BeliefRow): string =>
  `${topic} ${entity} ${topicOf(topic).perPlace ? row_key.replace(/ ?\d{6,9}$/, '') : row_key}`;

/** An event that the caller may not read is only named. */
export const causeOf = (event: CausingEventRow | undefined, id: string | null) => {
  if (event === undefined)
    return id === null ? null : { id, type: null, position: null, revision: null, document: null, effectiveOn: null };
  const { type, position, revision, document, effective_on } = event;
  return { id: event.id, type, position, revision, document: document === '' ? null : document, effectiveOn: effective_on };
};

/** Finds events by stream and by id or the moment at which they became known. */
export const causesOf = (events: readonly CausingEventRow[]) => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const byMoment = new Map(events.map((event) => [`${event.stream} ${event.known_from}`, event]));
  return {
    ofId: (id: string) => causeOf(byId.get(id), id),
    ofMoment: (stream: string, moment: string | null) => (moment === null ? null : causeOf(byMoment.get(`${stream} ${moment}`), null)),
  };
};

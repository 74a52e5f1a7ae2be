// Rows in the text format of COPY, one a line: columns between tabs, NULL as \N, and what the format itself uses escaped.
import type { Begun } from './changes.ts';
import type { Column } from './projection.ts';

/** The columns that every table of a timeline has, in the order in which `timelineOf` answers them. */
export const timelineColumns = ['entity', 'row_key', 'digest', 'valid', 'recorded', 'event_id', 'revision'] as const;

/** What the columns of the timeline say of a row; spans as PostgreSQL reads them. */
export const timelineOf = ({ entity, belief, digest, recordedFrom, recordedTo, revision }: Begun): readonly Column[] => [
  entity,
  belief.key,
  digest,
  `[${belief.from},${belief.to ?? ''})`,
  `["${recordedFrom}",${recordedTo === null ? '' : `"${recordedTo}"`})`,
  belief.eventId,
  revision,
];

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const fieldOf = (value: Column | undefined): string => {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (each) => escapes[each] ?? each) : value;
};

/** One line of COPY's text format, its end included. */
export const copyLine = (values: readonly (Column | undefined)[]): string => `${values.map(fieldOf).join('\t')}\n`;

/** A row as a line: the columns of the timeline, then these; it holds null in one that it does not tell. */
export const lineOf = (begun: Begun, columns: readonly string[]): string =>
  copyLine([...timelineOf(begun), ...columns.map((column) => begun.belief.columns[column])]);

// docs/reference/events.md: the storage contract, every event type of every context.
import type { EventCatalogue } from '@yimu/domain/kernel';
import { z } from 'zod';
import { checkedExample } from './example.ts';
import { fieldsOf, type JsonSchema } from './json-schema.ts';
import { cell, contextNames, exportOf, generatedNote, type Page, table, textOf } from './page.ts';

/** A comment on one or more lines, without its stars. */
const commentText = (comment: string): string =>
  comment
    .replaceAll(/^\s*\/?\*+\/?|\*\/$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The docstring right above `Type: {` in the text of an events.ts; none when there is none. */
export const docstringOf = (source: string, type: string): string => {
  const match = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${type}\\s*:`).exec(source);
  return commentText(match?.[1] ?? '');
};

/** The streams that an index.ts names in its docstrings: "Streams `parcel-<id>`". */
export const streamsOf = (source: string): string[] =>
  [...source.matchAll(/[Ss]treams? `([a-z]+-<[^`]+)`/g)].map(([, stream = '']) => stream);

const eventSection = (type: string, { version, data }: EventCatalogue[string], source: string): string => {
  const schema = z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const rows = fieldsOf(schema).map((field) => [
    `\`${field.path}\``,
    cell(field.type),
    field.required ? 'yes' : 'no',
    cell(field.description),
  ]);
  const about = schema.description ?? docstringOf(source, type);
  return [
    `### ${type}`,
    [`Version ${version}.`, about].join(' ').trim(),
    table(['Field', 'Type', 'Required', 'Meaning'], rows),
    ['```json', JSON.stringify(checkedExample(type, data), null, 2), '```'].join('\n'),
  ].join('\n\n');
};

const contextSection = async (context: string): Promise<string> => {
  const folder = `libs/domain/src/${context}`;
  const catalogue = (await exportOf(`${folder}/events.ts`, `${context}Events`)) as EventCatalogue;
  const source = textOf(`${folder}/events.ts`) ?? '';
  const streams = streamsOf(textOf(`${folder}/index.ts`) ?? '').map((stream) => `\`${stream}\``);
  return [
    `## ${context}`,
    streams.length === 0 ? '' : `Streams: ${streams.join(', ')}.`,
    ...Object.entries(catalogue).map(([type, entry]) => eventSection(type, entry, source)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

/** The events of all contexts. Throws when two contexts name an event alike. */
export const eventsPage = async (): Promise<Page> => {
  const contexts = contextNames();
  await refuseSharedTypes(contexts);
  const sections = await Promise.all(contexts.map(contextSection));
  const introduction =
    'What the ledger stores, by context: the `data` of every event type, with an example of its shape. The envelope around it is the same for all ' +
    '(`libs/domain/src/kernel/event.ts`). Shapes change by a new version and an upcast only.';
  return { path: 'docs/reference/events.md', text: [generatedNote, '# Events', introduction, ...sections].join('\n\n').concat('\n') };
};

const refuseSharedTypes = async (contexts: readonly string[]): Promise<void> => {
  const owners = new Map<string, string>();
  for (const context of contexts)
    for (const type of Object.keys((await exportOf(`libs/domain/src/${context}/events.ts`, `${context}Events`)) as EventCatalogue)) {
      const owner = owners.get(type);
      if (owner !== undefined) throw new Error(`both ${owner} and ${context} have an event ${type}`);
      owners.set(type, context);
    }
};

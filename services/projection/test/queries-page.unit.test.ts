import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../src/graphql/schema.ts';

const repository = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, repository), 'utf8');
const page = read('docs/queries.md');
const documents = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, document = '']) => document);
const asked = [
  read('tests/journeys/questions.e2e.test.ts'),
  ...readdirSync(new URL('infra/demo/', repository), { withFileTypes: true }).flatMap((file) =>
    file.isFile() ? [read(`infra/demo/${file.name}`)] : [],
  ),
].join('\n');

const rootFields = (document: string): readonly string[] =>
  parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
      : [],
  );

describe('the page of questions', () => {
  const built = buildSchema(schema);

  it.each(documents.map((document) => [rootFields(document).join(', '), document]))('asks what the schema has: %s', (_, document) =>
    expect(validate(built, parse(document))).toEqual([]),
  );
  it('shows nothing that neither the journey nor the demo asks', () => {
    const shown = [...new Set(documents.flatMap(rootFields))];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((field) => !new RegExp(`\\b${field}\\(`).test(asked))).toEqual([]);
  });
  it('answers every question of its table', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(new Set(links)).toEqual(new Set(headings));
  });
});

describe('the examples of the read-me files', () => {
  const built = buildSchema(schema);
  const examples = (path: string): readonly string[] => [...read(path).matchAll(/`(\{ [^`]+ \})`/g)].map(([, document = '']) => document);

  it.each(['README.md', 'README.zh-CN.md'])('ask what the schema has: %s', (path) => {
    expect(examples(path).length).toBeGreaterThan(0);
    expect(examples(path).flatMap((document) => validate(built, parse(document)))).toEqual([]);
  });
  it('are the same in both languages', () => expect(examples('README.zh-CN.md')).toEqual(examples('README.md')));
});

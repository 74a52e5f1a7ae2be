// Two locks. Everything that the schema answers is asked by every kind of caller three times: with both locks, with lock one (the
// resolvers' own condition) taken away, and with lock two (row-level security) switched off. Each must hold alone.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../src/graphql/answers.ts';
import { defaultLimits } from '../src/graphql/limits/limits.ts';
import { loaders } from '../src/graphql/loaders.ts';
import { coordinatesOf, documentsOf, reachable, schema, shownIn, widened, written } from './support/matrix.ts';
import { concerned, forgers, insiders, neighbours, outsiders } from './support/matrix-callers.ts';
import { fillMore } from './support/matrix-fills.ts';
import { fillMatrix, givenOut, neverShown, questions, traces, valuesBelow } from './support/matrix-questions.ts';
import { caojing, jinshan } from './support/towns.ts';
import { type Answer, ask, noGuard, type World, world } from './support/world.ts';

/** The questions as written: enough for callers who are nobody. */
const asWritten = documentsOf(written(questions));
const documents = [...asWritten, ...documentsOf(widened(questions, valuesBelow))];
/** What the district has, asked by name by one of its towns. */
const ofTheDistrict = documents.map((document) => document.replaceAll(caojing, jinshan));

let within: World;
// What an answer costs is not what is asked here.
const limits = { ...defaultLimits, largestCost: Number.MAX_SAFE_INTEGER };
const locks = {
  'both locks, and answers remembered': () => within.app({ limits, answers: openAnswers(64_000_000) }),
  'lock one alone (row-level security is off)': () => within.app({ limits, login: 'bypass' }),
  'lock two alone (the resolvers state no scope)': () => within.app({ limits, guardOf: noGuard }),
};

beforeAll(async () => {
  within = await world();
  await fillMatrix(within);
  await fillMore(within);
  await within.project();
});
afterAll(() => within.close());

/** The traces in each field of an answer, as `field: trace`. What a caller is told of itself is none. */
const tracesIn = ({ data }: Answer, hidden: readonly string[]): readonly string[] =>
  Object.entries(data ?? {}).flatMap(([field, value]) => {
    if (field.startsWith('viewer')) return [];
    const text = `"${field}":${JSON.stringify(value)}`;
    return hidden.filter((trace) => text.includes(trace)).map((trace) => `${field}: ${trace}`);
  });

const answers = (app: FastifyInstance, actor: Parameters<typeof ask>[1], all: readonly string[] = documents): Promise<readonly Answer[]> =>
  Promise.all(all.map((document) => ask(app, actor, document)));

const wrongIn = (all: readonly Answer[]): readonly unknown[] =>
  all.flatMap(({ status, errors = [] }): readonly unknown[] => (status === 200 ? errors : [status]));

describe('the questions', () => {
  it('ask every root field of the schema', () => {
    expect(Object.keys(questions).toSorted()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted());
  });
  it('ask every field of every type that an answer may reach', () => {
    const found = coordinatesOf(documents);
    expect(reachable().filter((coordinate) => !found.has(coordinate))).toEqual([]);
  });
});

/** Under which fields those who may see it were shown something: where nobody is, nothing can be said of the locks. */
const shown = new Set<string>();
const noteShown = (all: readonly Answer[], asked = documents): void => {
  for (const [n, { data }] of all.entries()) for (const coordinate of shownIn(asked[n] ?? '', data)) shown.add(coordinate);
};

describe.each(Object.entries(locks))('%s', (_, open) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await open();
  });

  it.each(Object.entries(outsiders))('%s learns nothing', async (__, actor) => {
    const all = await answers(app, actor);
    expect(wrongIn(all)).toEqual([]);
    expect(all.flatMap((answer) => tracesIn(answer, [...traces, ...givenOut]))).toEqual([]);
  });

  it.each(Object.entries(neighbours))('%s learns nothing but what the district gives out', async (__, actor) => {
    const all = [...(await answers(app, actor)), ...(await answers(app, actor, ofTheDistrict))];
    expect(wrongIn(all)).toEqual([]);
    expect(all.flatMap((answer) => tracesIn(answer, traces))).toEqual([]);
  });

  it.each(Object.entries(forgers))('a forged scope learns nothing: %s', async (__, actor) => {
    const all = await answers(app, actor, asWritten);
    // An enterprise is named by a UUID, which the database insists on.
    const wrong = actor.scope.kind === 'party' ? [] : wrongIn(all);
    expect(wrong).toEqual([]);
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    expect(all.flatMap((answer) => tracesIn(answer, [...traces, ...givenOut]))).toEqual([]);
  });

  it.each(Object.entries(insiders))('%s gets an answer from every root field', async (who, actor) => {
    const all = await answers(app, actor);
    noteShown(all);
    expect(wrongIn(all)).toEqual([]);
    if (who === 'its district') noteShown(await answers(app, actor, ofTheDistrict), ofTheDistrict);
    const answering = new Set(all.flatMap((answer) => tracesIn(answer, [...traces, ...givenOut])).map((found) => found.split('_')[0]));
    expect(Object.keys(questions).filter((field) => field !== 'viewer' && !answering.has(field))).toEqual([]);
  });

  it.each(Object.entries(concerned))('%s gets answers', async (__, actor) => {
    const all = await answers(app, actor);
    noteShown(all);
    expect(wrongIn(all)).toEqual([]);
    expect(all.flatMap((answer) => tracesIn(answer, traces)).length).toBeGreaterThan(0);
  });
});

it('shows something under every field that is read by itself', () => {
  const read = Object.entries(loaders).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`));
  expect(read.filter((coordinate) => !shown.has(coordinate)).toSorted()).toEqual(neverShown);
});

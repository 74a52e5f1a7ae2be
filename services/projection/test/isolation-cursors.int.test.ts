// A cursor is worth nothing but in the list it was given for: not to another caller, nor in another list, filter, order or time, nor
// edited. Every list of the schema is asked.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCycle, publishStandard, score, standardOf } from './support/assessments.ts';
import { classListOf } from './support/lists.ts';
import { connectionFields } from './support/lists-of-schema.ts';
import { edited, type List, listOf, pageOf, variationsOf } from './support/matrix-cursors.ts';
import { fillMatrix, questions } from './support/matrix-questions.ts';
import { caojing, jinshan, shanghai } from './support/towns.ts';
import { type Answer, ask, enterprise, idOf, officerOf, type World, world } from './support/world.ts';

// Of the published classes one in which something stands.
const asked = Object.fromEntries(Object.entries(questions).map(([field, text]) => [field, text.replaceAll('grade: C', 'grade: A')]));
/** A year before, in which the parcel stood in another class. */
const fillYearBefore = async (): Promise<void> => {
  const place = { jurisdiction: jinshan, year: 2023, subject: 'parcel' } as const;
  const given = { tax: '1', land: '3', energy: '300', emission: '9', unsafe: 'yes', evasion: 'no' };
  await publishStandard(within, place, standardOf('漕'));
  await openCycle(within, place);
  await score(within, place, standardOf('漕'), [{ name: '漕地块', town: caojing, parties: ['漕企业'], given }], '漕上年', '2024-06-02');
};
const lists = connectionFields.map((coordinate) => listOf(coordinate, asked));
const city = officerOf(shanghai);
const others = { 'the district': officerOf(jinshan), 'the town': officerOf(caojing), 'an enterprise': enterprise(idOf('漕企业')) };

let within: World;
let app: FastifyInstance;
const cursors = new Map<string, string>();

const pageFor = (actor: Parameters<typeof ask>[1], list: List, after: string | null): Promise<Answer> => {
  const { query, variables } = pageOf(list, after);
  return ask(app, actor, query, variables);
};

/** The first cursor of the page of an answer. */
const cursorIn = (answer: Answer, { below }: List): string | undefined => {
  const list = (answer.data as Record<string, unknown> | null)?.['list'] as Record<string, unknown> | null | undefined;
  const page = (below === undefined ? list : list?.[below]) as
    | { readonly edges: readonly { readonly cursor: string }[] }
    | null
    | undefined;
  return page?.edges[0]?.cursor;
};

/** Refused as a cursor of something else; `null` where the list itself lies outside the scope, so that no cursor is looked at. */
const refusalOf = ({ status, data, errors = [] }: Answer): unknown => {
  if (errors.length === 0) return (data as Record<string, unknown> | null)?.['list'] === null ? 'refused' : { status, data };
  return errors.every(({ extensions }) => extensions?.['field'] === 'cursor') ? 'refused' : { status, errors };
};

beforeAll(async () => {
  within = await world();
  await fillMatrix(within);
  await classListOf(within, jinshan, '漕评分parcel', { [caojing]: 1 }).publish(['A'], '2024-08-03');
  await fillYearBefore();
  await within.project();
  app = await within.app();
  for (const list of lists) {
    const found = cursorIn(await pageFor(city, list, null), list);
    if (found !== undefined) cursors.set(list.name, found);
  }
});
afterAll(() => within.close());

it('every list gives cursors', () => {
  expect(lists.map(({ name }) => name).filter((name) => !cursors.has(name))).toEqual([]);
});

describe.each(lists.map((list) => [list.name, list] as const))('%s', (name, list) => {
  const own = (): string => cursors.get(name) ?? '';

  it('goes on from its own cursor', async () => {
    expect((await pageFor(city, list, own())).errors).toBeUndefined();
  });
  it.each(Object.entries(others))('refuses it from %s', async (_, actor) => {
    expect(refusalOf(await pageFor(actor, list, own()))).toBe('refused');
  });
  it('refuses an edited one', async () => {
    for (const cursor of edited(own())) expect([cursor, refusalOf(await pageFor(city, list, cursor))]).toEqual([cursor, 'refused']);
  });
  it('refuses those of all other lists', async () => {
    const accepted: unknown[] = [];
    for (const [other, cursor] of cursors) {
      const answer = other === name ? 'refused' : refusalOf(await pageFor(city, list, cursor));
      if (answer !== 'refused') accepted.push([other, answer]);
    }
    expect(accepted).toEqual([]);
  });
  it('refuses it where anything else was asked', async () => {
    const tried: string[] = [];
    for (const variation of variationsOf(list)) {
      if ((await pageFor(city, variation, null)).errors !== undefined) continue;
      tried.push(variation.name);
      expect([variation.name, refusalOf(await pageFor(city, variation, own()))]).toEqual([variation.name, 'refused']);
    }
    expect(tried.length).toBeGreaterThan(0);
  });
});

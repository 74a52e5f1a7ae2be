// The whole history of one thing on both time axes: what was believed of which days, when, by which event, and to whom it is told.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from './support/data-of.ts';
import { fillToldLate } from './support/told-late.ts';
import { caojing, jinshan, jiuting } from './support/towns.ts';
import { ask, enterprise, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
/** When each of the facts of the parcel became known. */
let moments: readonly string[];

beforeAll(async () => {
  within = await world();
  moments = await fillToldLate(within);
  app = await within.app();
});
afterAll(() => within.close());

interface Shown {
  readonly topic: string;
  readonly stream: string;
  readonly key: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly knownFrom: string;
  readonly knownTo: string | null;
  readonly change: string;
  readonly event: { readonly type: string | null; readonly position: string | null; readonly document: string | null };
  readonly knownBy: { readonly type: string } | null;
  readonly endedBy: { readonly type: string } | null;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly value: unknown }[];
  readonly changes: readonly { readonly name: string; readonly from: unknown; readonly to: unknown }[];
}
const selection = `nodes { topic stream key validFrom validTo knownFrom knownTo change event { type position document } knownBy { type } endedBy { type }
  fields { name label value } changes { name from to } } pageInfo { hasNextPage endCursor }`;

const asked = async (actor: Actor, args: string): Promise<readonly Shown[]> => {
  const answer = await ask(app, actor, `{ history(${args}, first: 200) { ${selection} } }`);
  return dataOf<{ history: { nodes: readonly Shown[] } }>(answer).history.nodes;
};
const ofParcel = `parcel: "${idOf('甲地块')}"`;
const value = (shown: Shown, name: string): unknown => shown.fields.find((field) => field.name === name)?.value;
/** The n-th moment, from 1; null for none. */
const moment = (at: string | null): number | null => (at === null ? null : moments.indexOf(at) + 1);

describe('of a parcel with a fact told late and a correction', () => {
  it('tells every belief: of which days, known from when until when, what it says and by which event', async () => {
    const told = (await asked(officerOf(caojing), `${ofParcel}, topics: [PARCEL], orderBy: KNOWN_OLDEST_FIRST`)).map((each) => [
      moment(each.knownFrom),
      moment(each.knownTo),
      each.validFrom,
      each.validTo,
      value(each, 'landUse'),
      value(each, 'legality'),
      each.event.type,
      each.change,
    ]);
    expect(told).toEqual([
      [1, 2, '2024-01-01', null, null, null, 'ParcelEntered', 'APPEARED'],
      [2, 3, '2024-01-01', '2024-06-01', null, null, 'ParcelEntered', 'REDATED'],
      [2, 3, '2024-06-01', null, 'storage', null, 'ParcelLandUseChanged', 'CHANGED'],
      [3, null, '2024-01-01', '2024-03-01', null, null, 'ParcelEntered', 'REDATED'],
      [3, null, '2024-03-01', '2024-06-01', null, 'legal', 'ParcelLegalityChanged', 'CHANGED'],
      [3, 4, '2024-06-01', null, 'storage', 'legal', 'ParcelLandUseChanged', 'CHANGED'],
      [4, null, '2024-06-01', null, 'industrial', 'legal', 'ParcelParticularCorrected', 'CHANGED'],
    ]);
  });

  it('names what changed against the belief before it, the event that made it known, and the one that ended it', async () => {
    const [corrected, ...earlier] = await asked(officerOf(caojing), `${ofParcel}, topics: [PARCEL]`);
    expect(corrected?.changes).toEqual([{ name: 'landUse', from: 'storage', to: 'industrial' }]);
    expect(corrected).toMatchObject({ knownBy: { type: 'ParcelParticularCorrected' }, endedBy: null });
    const mistaken = earlier.find((each) => value(each, 'landUse') === 'storage' && value(each, 'legality') === 'legal');
    expect(mistaken).toMatchObject({
      event: { type: 'ParcelLandUseChanged', document: '漕府〔2024〕11号' },
      knownBy: { type: 'ParcelLegalityChanged' },
      endedBy: { type: 'ParcelParticularCorrected' },
    });
    expect(mistaken?.fields.find(({ name }) => name === 'areaUnits')).toEqual({
      name: 'areaUnits',
      label: '面积',
      value: { mu: '30.00', m2: '20000.00' },
    });
  });

  it('as known earlier holds nothing that came later, not even that something would end', async () => {
    const told = await asked(officerOf(caojing), `${ofParcel}, topics: [PARCEL], knownAt: "${moments[1]}", orderBy: KNOWN_OLDEST_FIRST`);
    expect(told.map((each) => [moment(each.knownFrom), moment(each.knownTo), each.endedBy])).toEqual([
      [1, 2, { type: 'ParcelLandUseChanged' }],
      [2, null, null],
      [2, null, null],
    ]);
  });

  it('puts everything that lies beside it in one list', async () => {
    const topics = new Set((await asked(officerOf(caojing), ofParcel)).map(({ topic }) => topic));
    expect([...topics].toSorted()).toEqual(['INTEREST', 'PARCEL', 'PARCEL_AREA']);
  });

  it('comes page by page, each belief once, in the order asked for', async () => {
    for (const order of ['KNOWN_NEWEST_FIRST', 'VALID_OLDEST_FIRST']) {
      const whole = await asked(officerOf(caojing), `${ofParcel}, orderBy: ${order}`);
      const paged: Shown[] = [];
      let after: string | null = null;
      do {
        const query: string = `{ history(${ofParcel}, orderBy: ${order}, first: 2${after === null ? '' : `, after: "${after}"`}) { ${selection} } }`;
        const { history } = dataOf<{
          history: { nodes: readonly Shown[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
        }>(await ask(app, officerOf(caojing), query));
        paged.push(...history.nodes);
        after = history.pageInfo.hasNextPage ? history.pageInfo.endCursor : null;
      } while (after !== null);
      expect(paged).toEqual(whole);
      expect(whole.length).toBeGreaterThan(8);
    }
  });

  it('is told to its district, and not to another town', async () => {
    expect(await asked(officerOf(jinshan), ofParcel)).toEqual(await asked(officerOf(caojing), ofParcel));
    expect(await asked(officerOf(jiuting), ofParcel)).toEqual([]);
  });

  it('is told to an enterprise of the days since which it has land there, and of no day before', async () => {
    const told = await asked(enterprise(idOf('甲公司')), `${ofParcel}, topics: [PARCEL], orderBy: VALID_OLDEST_FIRST`);
    expect(told.map((each) => [each.validFrom, each.validTo, value(each, 'landUse'), value(each, 'legality')])).toEqual([
      ['2024-05-01', '2024-06-01', null, 'legal'],
      ['2024-06-01', null, 'industrial', 'legal'],
    ]);
    expect(await asked(enterprise(idOf('乙公司')), ofParcel)).toEqual([]);
  });
});

describe('of a party that moved to another town', () => {
  const ofParty = `party: "${idOf('乙公司')}", topics: [PARTY]`;
  const days = async (town: string) =>
    (await asked(officerOf(town), ofParty)).map((each) => [each.validFrom, each.validTo, each.knownTo === null ? 'still' : 'no longer']);

  it('is told to the town that it left of the days until then, and to the other of the days since', async () => {
    expect(await days(caojing)).toEqual([
      ['2020-01-01', '2023-07-01', 'still'],
      // Until the move was recorded, nobody knew of an end.
      ['2020-01-01', null, 'no longer'],
    ]);
    expect(await days(jiuting)).toEqual([['2023-07-01', null, 'still']]);
  });
});

describe('a thing', () => {
  it('may be named by its stream', async () => {
    const told = await asked(officerOf(caojing), `stream: "party-${idOf('甲公司')}", topics: [PARTY], orderBy: VALID_OLDEST_FIRST`);
    expect(told.map((each) => value(each, 'name'))).toEqual(['甲公司', '甲公司', '甲新公司']);
  });

  it.each([
    ['no thing', 'first: 5', 'parcel'],
    ['two things', `${ofParcel}, party: "${idOf('甲公司')}"`, 'party'],
    ['a stream that cannot be one', 'stream: "Parcel 1"', 'stream'],
    ['an id that is none', 'contract: "7"', 'contract'],
  ])('is refused where it is %s', async (_, args, field) => {
    const { errors } = await ask(app, officerOf(caojing), `{ history(${args}) { nodes { key } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'validation', field });
  });
});

describe('a moment before the first event', () => {
  it('is answered truly, with nothing, and said to be one', async () => {
    const query =
      '{ parcels(knownAt: "2001-01-01T00:00:00Z") { nodes { id } } findings(knownAt: "2002-01-01T00:00:00Z") { nodes { id } } }';
    const answer = (await ask(app, officerOf(caojing), query)) as unknown as { data: unknown; extensions: { notices: { code: string }[] } };
    expect(answer.data).toEqual({ parcels: { nodes: [] }, findings: { nodes: [] } });
    expect(answer.extensions.notices).toMatchObject([
      { code: 'known-at-before-first-event', en: expect.stringContaining('nothing was known yet') },
    ]);
  });

  it('is not said of a later one', async () => {
    const answer = await ask(app, officerOf(caojing), `{ parcels(knownAt: "${moments[0]}") { nodes { name } } }`);
    expect(answer).not.toHaveProperty('extensions');
    expect(answer.data).toEqual({ parcels: { nodes: [{ name: '甲地块' }] } });
  });
});

// What differs between two points of both times: rows that appeared, ended or changed, each with the event that did it.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from './support/data-of.ts';
import { fillToldLate } from './support/told-late.ts';
import { caojing, enterParcel, jinshan, jiuting, shanghai } from './support/towns.ts';
import { ask, enterprise, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
let moments: readonly string[];
beforeAll(async () => {
  within = await world();
  moments = await fillToldLate(within);
  await enterParcel(within, '九地块', jiuting, '5', '2024-07-01');
  await within.project();
  app = await within.app();
});
afterAll(() => within.close());

interface Shown {
  readonly topic: string;
  readonly kind: string;
  readonly jurisdiction: string | null;
  readonly stream: string;
  readonly key: string;
  readonly event: { readonly type: string };
  readonly changes: readonly { readonly name: string; readonly from: unknown; readonly to: unknown }[];
}
interface Answered {
  readonly nodes: readonly Shown[];
  readonly counts:
    | readonly { readonly topic: string; readonly appeared: number; readonly changed: number; readonly ended: number }[]
    | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const selection = `nodes { topic kind jurisdiction stream key event { type } changes { name from to } }
  counts { topic appeared changed ended } pageInfo { hasNextPage endCursor }`;
const asked = async (actor: Actor, args: string): Promise<Answered> =>
  dataOf<{ changes: Answered }>(await ask(app, actor, `{ changes(${args}) { ${selection} } }`)).changes;
const ofParcel = `parcel: "${idOf('甲地块')}"`;
const briefly = ({ nodes }: Answered) => nodes.map(({ topic, kind, event }) => `${topic} ${kind} ${event.type}`);

describe('of one parcel', () => {
  it('since a day, as known now, in one question', async () => {
    const { nodes, counts } = await asked(officerOf(caojing), `${ofParcel}, from: { asOf: "2024-02-01" }`);
    expect(nodes.map(({ topic, kind, event, changes }) => ({ topic, kind, event, changes }))).toEqual([
      {
        topic: 'PARCEL',
        kind: 'CHANGED',
        event: { type: 'ParcelParticularCorrected' },
        changes: [
          { name: 'landUse', from: null, to: 'industrial' },
          { name: 'legality', from: null, to: 'legal' },
        ],
      },
      { topic: 'INTEREST', kind: 'APPEARED', event: { type: 'InterestRecorded' }, changes: [] },
    ]);
    expect(counts).toEqual([
      { topic: 'PARCEL', appeared: 0, changed: 1, ended: 0 },
      { topic: 'INTEREST', appeared: 1, changed: 0, ended: 0 },
    ]);
  });

  it('between what was known then and what is known now, of one day', async () => {
    const day = (knownAt: string | undefined) => `from: { asOf: "2024-07-01", knownAt: "${knownAt}" }, to: { asOf: "2024-07-01" }`;
    const { nodes } = await asked(officerOf(caojing), `${ofParcel}, topics: [PARCEL], ${day(moments[2])}`);
    expect(nodes.map(({ changes }) => changes)).toEqual([[{ name: 'landUse', from: 'storage', to: 'industrial' }]]);
    const late = await asked(officerOf(caojing), `${ofParcel}, topics: [PARCEL], ${day(moments[1])}`);
    expect(late.nodes[0]?.changes.map(({ name }) => name)).toEqual(['landUse', 'legality']);
  });

  it('up to a moment of the past tells nothing that came later', async () => {
    const { nodes } = await asked(
      officerOf(caojing),
      `${ofParcel}, topics: [PARCEL], from: { asOf: "2024-02-01" }, to: { knownAt: "${moments[1]}" }`,
    );
    expect(nodes.map(({ event, changes }) => [event.type, changes])).toEqual([
      ['ParcelLandUseChanged', [{ name: 'landUse', from: null, to: 'storage' }]],
    ]);
  });

  it('backwards what is there ends', async () => {
    const back = await asked(officerOf(caojing), `${ofParcel}, from: { asOf: "2024-08-01" }, to: { asOf: "2023-12-31" }`);
    expect(briefly(back)).toEqual([
      'PARCEL ENDED ParcelParticularCorrected',
      'PARCEL_AREA ENDED ParcelEntered',
      'INTEREST ENDED InterestRecorded',
    ]);
  });

  it('that says the same of other days is no change', async () => {
    expect((await asked(officerOf(caojing), `${ofParcel}, from: { asOf: "2024-07-01" }, to: { asOf: "2026-01-01" }`)).nodes).toEqual([]);
  });

  it('shows an enterprise nothing of how it was before it had land there', async () => {
    const { nodes } = await asked(enterprise(idOf('甲公司')), `${ofParcel}, topics: [PARCEL], from: { asOf: "2024-02-01" }`);
    expect(nodes.map(({ kind, changes }) => [kind, changes])).toEqual([['APPEARED', []]]);
    expect((await asked(enterprise(idOf('乙公司')), `${ofParcel}, from: { asOf: "2024-02-01" }`)).nodes).toEqual([]);
  });
});

describe('of a jurisdiction', () => {
  const since = 'from: { asOf: "2023-12-31" }';

  it('is told to a town of its own, with counts by topic', async () => {
    const { nodes, counts } = await asked(officerOf(caojing), `jurisdiction: "${caojing}", ${since}`);
    expect(new Set(nodes.map(({ jurisdiction }) => jurisdiction))).toEqual(new Set([caojing]));
    expect(counts).toEqual([
      { topic: 'PARCEL', appeared: 1, changed: 0, ended: 0 },
      { topic: 'PARCEL_AREA', appeared: 1, changed: 0, ended: 0 },
      { topic: 'INTEREST', appeared: 1, changed: 0, ended: 0 },
    ]);
  });

  it('of topics that are asked for, alone', async () => {
    const { nodes } = await asked(officerOf(shanghai), `jurisdiction: "${shanghai}", topics: [PARCEL_AREA], ${since}`);
    expect(nodes.map(({ topic, jurisdiction }) => [topic, jurisdiction])).toEqual([
      ['PARCEL_AREA', caojing],
      ['PARCEL_AREA', jiuting],
    ]);
  });

  it('comes page by page, each change once; counts are of one place at a time', async () => {
    const args = `jurisdiction: "${shanghai}", ${since}`;
    const whole = await asked(officerOf(shanghai), `${args}, first: 200`);
    expect(whole.counts).toBeNull();
    expect(whole.nodes).toHaveLength(5);
    const paged: Shown[] = [];
    let after: string | null = null;
    do {
      const page: Answered = await asked(officerOf(shanghai), `${args}, first: 1${after === null ? '' : `, after: "${after}"`}`);
      paged.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole.nodes);
  });

  it('outside the scope is null', async () => {
    expect(await asked(officerOf(caojing), `jurisdiction: "${jinshan}", ${since}`)).toBeNull();
    expect(await asked(officerOf(jiuting), `jurisdiction: "${caojing}", ${since}`)).toBeNull();
    expect(await asked(enterprise(idOf('甲公司')), `jurisdiction: "${caojing}", ${since}`)).toBeNull();
  });
});

describe('a question', () => {
  it.each([
    ['of nothing', 'from: {}', 'parcel'],
    ['of a parcel and a place at once', `${ofParcel}, jurisdiction: "${caojing}", from: {}`, 'parcel'],
    ['about a moment that nobody can know yet', `${ofParcel}, from: {}, to: { knownAt: "2100-01-01T00:00:00Z" }`, 'knownAt'],
    ['of no jurisdiction that there could be', 'jurisdiction: "caojing", from: {}', 'jurisdiction'],
    ['for no rows', `${ofParcel}, from: {}, first: 0`, 'first'],
  ])('%s is refused', async (_, args, field) => {
    const { errors } = await ask(app, officerOf(caojing), `{ changes(${args}) { nodes { key } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'validation', field });
  });

  it('whose moment comes as a variable is answered up to the newest', async () => {
    const query = `query ($to: PointInput) { changes(${ofParcel}, topics: [PARCEL], from: { asOf: "2024-02-01" }, to: $to) { nodes { kind } } }`;
    const { data, errors } = await ask(app, officerOf(caojing), query, { to: { knownAt: moments[3] } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ changes: { nodes: [{ kind: 'CHANGED' }] } });
  });
});

// The audit trail: what auditors ask of it, to whom it answers, and each event once.
import { type Actor, date, type RecordedEvent } from '@yimu/domain/kernel';
import { parcel, parcelCommands } from '@yimu/domain/parcel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterFinal } from '../src/engine/after-final.ts';
import { daysLate } from '../src/engine/audit-marks.ts';
import { selfDecided } from '../src/engine/self-decided.ts';
import { dataOf } from './support/data-of.ts';
import { fillGraded, place, taskForce } from './support/graded.ts';
import { enterCompany, recordHoldings } from './support/holders.ts';
import { registerRight } from './support/registry.ts';
import { checkOf, publishForms } from './support/submissions.ts';
import { caojing, jinshan, jiuting } from './support/towns.ts';
import { ask, enterprise, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
beforeAll(async () => {
  within = await world();
  await fillGraded(within);
  const use = parcelCommands.ChangeParcelLandUse.parse({ parcelId: idOf('甲地块'), landUse: 'storage' });
  await within.command(`parcel-${idOf('甲地块')}`, parcel, 'ChangeParcelLandUse', use, { on: '2024-10-01' });
  await publishForms(within, jinshan, '漕');
  const check = checkOf(within, place, { name: '己地块', town: caojing, parties: ['己企业'] });
  await check.open();
  const [submitted = ''] = await check.submit('enterprise-information', '己企业', { products: '阀门', subleased: 'no' }, 'on-behalf');
  await check.confirm('enterprise-information', '己企业', submitted, '2024-05-01');
  for (const name of ['甲企业', '甲股东', '甲母公司']) await enterCompany(within, name, caojing, null, { on: '2020-01-01' });
  await recordHoldings(within, '甲企业', caojing, { 甲股东: '1/1' }, { on: '2020-01-02' });
  await recordHoldings(within, '甲股东', caojing, { 甲母公司: '1/1' }, { on: '2020-01-02' });
  await registerRight(within, '甲地块', caojing, '甲企业', '2024-03-11');
  await within.project();
  app = await within.app();
}, 60_000);
afterAll(() => within.close());

interface Shown {
  readonly position: string;
  readonly stream: string;
  readonly type: string;
  readonly effectiveOn: string;
  readonly recordedAt: string;
  readonly recordedLateBy: number;
  readonly afterFinalDecision: boolean;
  readonly submitterIsApprover: boolean | null;
}
const fields = 'position stream type effectiveOn recordedAt recordedLateBy afterFinalDecision submitterIsApprover';
interface Page {
  readonly nodes: readonly Shown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const page = async (actor: Actor, args: string): Promise<Page> =>
  dataOf<{ events: Page }>(await ask(app, actor, `{ events(${args}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`)).events;
const asked = async (filter: string, actor: Actor = officerOf(jinshan)): Promise<readonly Shown[]> =>
  (await page(actor, `filter: { ${filter} }, first: 200`)).nodes;
const types = (shown: readonly Shown[]): readonly string[] => [...new Set(shown.map(({ type }) => type))].toSorted();

describe('a filter', () => {
  it('finds what changed after the final decision: grades of the same cycle, and facts of the parcel', async () => {
    const shown = await asked('afterFinalDecision: true');
    const assessment = (name: string) => `assessment-${idOf(name)}-310116-2024`;
    expect(shown.map(({ type, stream }) => `${type} ${stream}`).toSorted()).toEqual(
      [
        ...['甲地块', '乙地块', '丙地块'].map((name) => `ParcelGraded ${assessment(name)}`),
        `ParcelLandUseChanged parcel-${idOf('甲地块')}`,
        ...['RightRegistered'].map((type) => `${type} title-${idOf('甲地块')}`),
      ].toSorted(),
    );
    expect(shown.every(({ afterFinalDecision }) => afterFinalDecision)).toBe(true);
    expect(types(await asked('afterFinalDecision: false'))).toContain('GradeFinalised');
  });

  it('finds decisions of whoever had submitted', async () => {
    expect(types(await asked('submitterIsApprover: true'))).toEqual(['FormConfirmed']);
    expect((await asked('types: ["FormConfirmed"]')).map(({ submitterIsApprover }) => submitterIsApprover)).toEqual([true]);
  });

  it('finds what was recorded more than so many days late', async () => {
    const all = await asked('');
    const [first] = all.toSorted((one, other) => other.recordedLateBy - one.recordedLateBy);
    const most = first?.recordedLateBy ?? 0;
    expect((await asked(`recordedLateBy: ${most - 1}`)).map(({ recordedLateBy }) => recordedLateBy)).toContain(most);
    expect(await asked(`recordedLateBy: ${most}`)).toEqual([]);
  });

  it('finds by type, actor, document, and day', async () => {
    expect(types(await asked('types: ["GradeFinalised", "ParcelEntered"]'))).toEqual(['GradeFinalised', 'ParcelEntered']);
    expect(await asked('actor: { role: "enterprise" }')).toEqual([]);
    expect(await asked('actor: { sub: "officer-310116112", role: "town-officer" }')).toEqual(await asked(''));
    expect(await asked('document: "漕府〔2024〕11号", types: ["ParcelEntered"]')).toHaveLength(1);
    expect(await asked('document: "漕府〔2024〕12号"')).toEqual([]);
    expect(types(await asked('effectiveFrom: "2024-10-01", effectiveTo: "2024-10-01"'))).toEqual(['ParcelLandUseChanged']);
  });

  it('finds by the moment of recording, both ends included', async () => {
    const all = await asked('');
    const [at = '', until = ''] = [all[10]?.recordedAt, all[20]?.recordedAt];
    expect(await asked(`recordedFrom: "${at}"`)).toEqual(all.filter(({ recordedAt }) => recordedAt >= at));
    expect(await asked(`recordedFrom: "${at}", recordedTo: "${until}"`)).toEqual(
      all.filter(({ recordedAt }) => recordedAt >= at && recordedAt <= until),
    );
    expect(await asked('recordedFrom: "2100-01-01T00:00:00Z"')).toEqual([]);
  });
});

describe('the trail of a parcel', () => {
  it('alone is what tells of it', async () => {
    const { nodes } = await page(officerOf(caojing), `parcel: "${idOf('甲地块')}", first: 200`);
    expect(new Set(nodes.map(({ stream }) => stream.split('-')[0]))).toEqual(new Set(['assessment', 'parcel', 'title']));
  });

  it('with its controllers goes up the chain of shareholders', async () => {
    const streams = new Set((await asked(`parcelWithControllers: "${idOf('甲地块')}"`)).map(({ stream }) => stream));
    for (const name of ['甲企业', '甲股东', '甲母公司']) expect(streams).toContain(`party-${idOf(name)}`);
    expect(streams).toContain(`shares-${idOf('甲股东')}`);
    expect(streams).toContain(`title-${idOf('甲地块')}`);
    expect(await asked(`parcelWithControllers: "${idOf('甲地块')}"`, officerOf(jiuting))).toEqual([]);
  });

  it('is asked for one way at a time', async () => {
    const [one, other] = [`parcel: "${idOf('甲地块')}"`, `filter: { parcelWithControllers: "${idOf('甲地块')}" }`];
    const { errors } = await ask(app, officerOf(caojing), `{ events(${one}, ${other}) { nodes { id } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'validation', field: 'filter.parcelWithControllers' });
  });
});

describe('an enterprise', () => {
  it('is told neither persons nor whether two of them are one, and cannot find out by asking for one', async () => {
    const actor = enterprise(idOf('甲企业'));
    const shown = await asked('', actor);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(({ submitterIsApprover }) => submitterIsApprover === null)).toBe(true);
    expect(await asked('actor: { sub: "officer-310116112" }', actor)).toEqual([]);
    expect(await asked('submitterIsApprover: false', actor)).toEqual([]);
  });
});

describe('both orders', () => {
  it('come page by page, each event once', async () => {
    const inOrder = (await page(taskForce, 'first: 200')).nodes;
    for (const order of ['OLDEST_FIRST', 'NEWEST_FIRST']) {
      const paged: Shown[] = [];
      let after: string | null = null;
      do {
        const { nodes, pageInfo } = await page(taskForce, `orderBy: ${order}, first: 7${after === null ? '' : `, after: "${after}"`}`);
        paged.push(...nodes);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(paged).toEqual(order === 'OLDEST_FIRST' ? inOrder : inOrder.toReversed());
    }
    expect(inOrder.length).toBeGreaterThan(14);
  });

  it('have cursors of their own', async () => {
    const { pageInfo } = await page(taskForce, 'first: 1');
    const query = `{ events(orderBy: NEWEST_FIRST, after: "${pageInfo.endCursor}") { nodes { id } } }`;
    expect((await ask(app, taskForce, query)).errors?.[0]?.extensions).toMatchObject({ field: 'cursor' });
  });
});

describe('the marks of an event', () => {
  it('count days of Shanghai from the day on which it holds', () => {
    expect(daysLate({ recordedAt: '2024-03-01T15:59:59.999999Z', effectiveOn: date('2024-03-01') })).toBe(0);
    expect(daysLate({ recordedAt: '2024-03-01T16:00:00.000000Z', effectiveOn: date('2024-03-01') })).toBe(1);
    expect(daysLate({ recordedAt: '2024-03-01T00:00:00.000000Z', effectiveOn: date('2024-03-11') })).toBe(-10);
  });

  it('tell the final grade of one cycle from that of another', async () => {
    const parcelId = idOf('新地块');
    const event = (id: string, type: string, stream: string): RecordedEvent =>
      ({ id, type, stream, data: { parcelId } }) as unknown as RecordedEvent;
    const of = (cycle: string, category = 'assessment') => `${category}-${parcelId}-310116-${cycle}`;
    const events = [
      event('graded', 'ParcelGraded', of('2023')),
      event('final', 'GradeFinalised', of('2023')),
      event('next cycle', 'ParcelGraded', of('2024')),
      event('form of the next', 'FormSubmitted', of('2024', 'submission')),
      event('form of the first', 'FormReturned', of('2023', 'submission')),
      event('use', 'ParcelLandUseChanged', `parcel-${parcelId}`),
    ];
    const client = await within.writers.connect();
    try {
      expect([...(await afterFinal(client, events))]).toEqual(['form of the first', 'use']);
    } finally {
      client.release();
    }
  });

  it('tell another person, another form and another edition apart', async () => {
    let n = 0;
    const event = (type: string, sub: string, data: object): RecordedEvent => {
      n += 1;
      return { id: `${n}`, type, stream: 'townlist-1', actor: { sub }, data } as unknown as RecordedEvent;
    };
    const events = [
      event('TownListSubmitted', '甲', { edition: 1 }),
      event('LineReviewed', '乙', { edition: 1 }),
      event('LineReviewed', '甲', { edition: 1 }),
      event('TownListSubmitted', '乙', { edition: 2 }),
      event('TownListReturned', '甲', { edition: 2 }),
      event('FormSubmitted', '甲', { form: 'survey', partyId: null }),
      event('FormConfirmed', '甲', { form: 'self-assessment', partyId: null }),
      event('FormConfirmed', '甲', { form: 'survey', partyId: null }),
    ];
    const client = await within.writers.connect();
    try {
      expect([...(await selfDecided(client, events))]).toEqual(['3', '8']);
    } finally {
      client.release();
    }
  });
});

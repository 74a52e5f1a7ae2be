import { plan } from '@yimu/domain/disposal';
import { target } from '@yimu/domain/target';
import type { FastifyInstance } from 'fastify';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../src/graphql/limits/limits.ts';
import { listedParcelFields } from '../src/graphql/present.ts';
import { caojing, enterParcel, fillBothTowns, jinshan, jiuting, shanghai } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;

beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  for (const [name, mu] of [
    ['甲厂', '1'],
    ['乙厂', '2.5'],
    ['丙厂', null],
    ['丁厂', '3'],
  ] as const)
    await enterParcel(within, name, caojing, mu);
  await within.project();
  app = await within.app();
});
afterAll(() => within.close());

const town = officerOf(caojing);

describe('GraphQL over HTTP', () => {
  it('passes every audit of graphql-http but the three optional ones for GET', async () => {
    // One audit asks for a type of the schema.
    const telling = await within.app({ limits: { ...defaultLimits, introspection: true } });
    await telling.listen({ host: '127.0.0.1', port: 0 });
    const { port } = telling.server.address() as { port: number };
    const asOfficer = (url: string | URL | Request, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: [...new Headers(init.headers), ['authorization', JSON.stringify(town)]] });
    const results = await Promise.all(
      serverAudits({ url: `http://127.0.0.1:${port}/graphql`, fetchFn: asOfficer }).map(async (audit) => ({
        id: audit.id,
        status: (await audit.fn()).status,
      })),
    );
    expect(results).toHaveLength(61);
    // What a server MAY do and this one does not: questions in the address, where logs and proxies would keep them.
    expect(results.filter(({ status }) => status !== 'ok')).toEqual(['5A70', 'D6D5', '6A70'].map((id) => ({ id, status: 'notice' })));
  });
  it('asks who is there before it reads anything', async () => {
    const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ viewer { sub } }' } });
    expect([response.statusCode, response.json().code]).toEqual([401, 'unauthenticated']);
  });
  it('refuses a document nested beyond reason, without hints on what the schema holds', async () => {
    const deep = `{ overview(jurisdiction: "${caojing}") ${'{ children '.repeat(12)}{ label }${' }'.repeat(12)} }`;
    expect((await ask(app, town, deep)).errors?.[0]?.message).toContain('depth');
    expect((await ask(app, town, '{ parcel(id: "1") { nam } }')).errors?.[0]?.message).toBe('Cannot query field "nam" on type "Parcel".');
  });
});

describe('a document asked again and again, and so compiled', () => {
  const times = async (count: number, asking: () => Promise<unknown>): Promise<readonly unknown[]> => {
    const answers: unknown[] = [];
    for (let n = 0; n < count; n += 1) answers.push(await asking());
    return answers;
  };
  it('fails without saying why, the first time and the fifth', async () => {
    const failing = await within.app({ guardOf: () => () => 'no such column' });
    const answers = await times(5, () => ask(failing, town, '{ parcels { nodes { id } } }'));
    const extensions = { code: 'internal', messageZh: '系统内部错误。' };
    const failed = { status: 200, data: null, errors: [{ message: 'Something went wrong on our side.', path: ['parcels'], extensions }] };
    expect(answers).toEqual(answers.map(() => failed));
  });
  it('takes a cycle in its variables without a subject, the first time and the fifth', async () => {
    const query = 'query ($cycle: CycleInput!) { assessments(cycle: $cycle) { nodes { grade } } }';
    const answers = await times(5, () => ask(app, town, query, { cycle: { jurisdiction: jinshan, year: 2024 } }));
    expect(answers).toEqual(answers.map(() => ({ status: 200, data: { assessments: { nodes: [] } } })));
  });
  it('answers the operation that was named', async () => {
    const query = 'query Who { viewer { sub } } query What { viewer { roles } }';
    const asking = async (operationName: string) => {
      const headers = { authorization: JSON.stringify(town) };
      const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, operationName } });
      return response.json().data as unknown;
    };
    const who = { viewer: { sub: town.sub } };
    expect(await times(5, () => asking('Who'))).toEqual(Array.from({ length: 5 }, () => who));
    expect(await asking('What')).toEqual({ viewer: { roles: town.roles } });
  });
});

describe('pages', () => {
  const page = (args: string) => ask(app, town, `{ parcels(${args}) { nodes { name } pageInfo { hasNextPage endCursor } } }`);
  const namesOf = (answer: Awaited<ReturnType<typeof page>>) =>
    (answer.data as unknown as { parcels: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }).parcels;

  it.each(['NAME_ASC', 'NAME_DESC', 'AREA_ASC', 'AREA_DESC'])('of one go through all in order %s, each once', async (order) => {
    const all = namesOf(await page(`orderBy: ${order}, first: 200`)).nodes;
    const seen: { name: string }[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { nodes, pageInfo } = namesOf(await page(`orderBy: ${order}, first: 2${after}`));
      seen.push(...nodes);
      more = pageInfo.hasNextPage;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(all).toHaveLength(5);
    expect(seen).toEqual(all);
  });
  it('show the same of a parcel whether little or much is asked of it', async () => {
    const listed = listedParcelFields.join(' ');
    const nodesOf = async (fields: string) => {
      const { data } = await ask(app, town, `{ parcels { nodes { ${fields} } } }`);
      return (data as unknown as { parcels: { nodes: { name: string; area?: unknown }[] } }).parcels.nodes;
    };
    const much = await nodesOf(`${listed} areaConflict area { mu }`);
    expect(much.map(({ name, area }) => [name, area])).toContainEqual(['乙厂', { mu: '2.50' }]);
    expect(much).toMatchObject(await nodesOf(listed));
  });
  it('of a list are worth nothing in another scope, filter, order or date, nor when edited', async () => {
    const { endCursor } = namesOf(await page('first: 1')).pageInfo;
    const [payload = '', signature = ''] = endCursor.split('.');
    const edited = `${Buffer.from(JSON.stringify({ sort: '', id: idOf('九地块') })).toString('base64url')}.${signature}`;
    const refusals = await Promise.all([
      ask(app, officerOf(jiuting), `{ parcels(first: 1, after: "${endCursor}") { nodes { name } } }`),
      page(`first: 1, after: "${endCursor}", filter: { areaConflict: OPEN }`),
      page(`first: 1, after: "${endCursor}", orderBy: NAME_DESC`),
      page(`first: 1, after: "${endCursor}", asOf: "2025-01-01"`),
      page(`first: 1, after: "${edited}"`),
      page(`first: 1, after: "${payload}"`),
      page('first: 1, after: "x"'),
    ]);
    for (const { data, errors } of refusals) {
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'validation', field: 'cursor' });
    }
  });
  it.each([0, -1, 201])('of %d rows are refused in one sentence', async (first) => {
    const { errors } = await page(`first: ${first}`);
    expect(errors?.[0]?.message).toBe(`first: expected 1 to 200, not ${first}.`);
  });
});

describe('questions that cannot be meant', () => {
  it.each([
    ['{ overview(jurisdiction: "3101") { label } }', 'jurisdiction: expected an administrative code'],
    ['{ parcels(asOf: "2024-02-30") { nodes { id } } }', 'expected a calendar date as YYYY-MM-DD'],
    ['{ parcels(knownAt: "yesterday") { nodes { id } } }', 'expected an instant'],
    ['{ parcels(knownAt: "2024-02-30T00:00:00Z") { nodes { id } } }', 'expected an instant'],
    ['{ parcels(knownAt: "0000-01-01T00:00:00Z") { nodes { id } } }', 'expected an instant'],
    ['{ parcels(knownAt: "2999-01-01T00:00:00Z") { nodes { id } } }', 'knownAt: expected a moment up to'],
    ['{ events(parcel: "1 or 1=1") { nodes { id } } }', 'parcel: expected an id (UUID)'],
  ])('%s', async (query, message) => {
    expect((await ask(app, town, query)).errors?.[0]?.message).toContain(message);
  });
  it('a text with NUL, which the database cannot keep, equals nothing', async () => {
    const query = `query ($text: String!) { parcels(filter: { name: $text }) { nodes { id } } importRows(document: $text) { id }
      events(stream: "\\u0000") { nodes { id } } }`;
    const { data, errors } = await ask(app, town, query, { text: '漕地块\u0000' });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ parcels: { nodes: [] }, importRows: [], events: { nodes: [] } });
  });
  it('an id that is none is nothing, not an error', async () => {
    expect((await ask(app, town, '{ parcel(id: "no-such-id") { name } }')).data).toEqual({ parcel: null });
  });
});

describe('overview', () => {
  it('sums each parcel once, says what the sum covers, and says 未录入 where nothing was entered', async () => {
    const overview =
      'label recorded parcels { count withArea area { mu } openConflicts } openFindings plans { category year parcels area { mu } }';
    const query = `{ city: overview(jurisdiction: "${shanghai}") { ${overview} children { jurisdiction { name level } ${overview}
      children { jurisdiction { name } ${overview} } } } }`;
    const { data, errors } = await ask(app, officerOf(shanghai), query);
    expect(errors).toBeUndefined();
    const held = (count: number, withArea: number, mu: string, planned: string) => ({
      label: '已录入',
      recorded: true,
      parcels: { count, withArea, area: { mu }, openConflicts: 0 },
      openFindings: count > 5 ? 2 : 1,
      plans: [{ category: 'VACATE', year: 2025, parcels: count > 5 ? 2 : 1, area: { mu: planned } }],
    });
    expect(data).toEqual({
      city: {
        ...held(6, 5, '48.23', '41.73'),
        children: [
          {
            jurisdiction: { name: '金山区', level: 'DISTRICT' },
            ...held(5, 4, '37.12', '30.62'),
            children: [{ jurisdiction: { name: '漕泾镇' }, ...held(5, 4, '37.12', '30.62') }],
          },
          {
            jurisdiction: { name: '松江区', level: 'DISTRICT' },
            ...held(1, 1, '11.11', '11.11'),
            children: [{ jurisdiction: { name: '九亭镇' }, ...held(1, 1, '11.11', '11.11') }],
          },
        ],
      },
    });
    const before = await ask(app, town, `{ overview(jurisdiction: "${caojing}", asOf: "2024-03-10") { ${overview} } }`);
    expect(before.data).toEqual({ overview: { label: '未录入', recorded: false, parcels: null, openFindings: 0, plans: [] } });
  });
});

describe('targets', () => {
  it('stand beside what the plan lists add up to, exactly', async () => {
    const query = `{ targets(jurisdiction: "${caojing}", year: 2025) { floor assured stretch actual tierReached
      planned { value tierReached gaps { floor assured stretch } entries { mode } } } }`;
    expect((await ask(app, officerOf(jinshan), query)).data).toEqual({
      targets: [
        {
          floor: '10',
          assured: '20',
          stretch: '40',
          actual: null,
          tierReached: null,
          planned: {
            value: '30.62',
            tierReached: 'ASSURED',
            gaps: { floor: '0', assured: '0', stretch: '9.38' },
            entries: [{ mode: '腾退' }],
          },
        },
      ],
    });
  });
});

describe('a parcel on two rows of one list', () => {
  it('counts by its first row, the second before the tenth, in sums and beside targets alike', async () => {
    const parcelId = idOf('九地块');
    const entry = { parcelId, jurisdiction: jiuting, list: '附件3', enterprise: '九企业', matchedBy: 'code', mappedRoute: null };
    const upgrade = { category: 'upgrade', mode: '亩均税收提升', year: 2026 };
    for (const [row, value] of [
      ['10', '5'],
      ['2', '7'],
    ])
      await within.command(`plan-${parcelId}`, plan, 'ListPlanEntry', { ...entry, ...upgrade, row, area: { value, unit: 'mu' } });
    await within.command(`target-${jiuting}-2026`, target, 'SetTargets', {
      jurisdiction: jiuting,
      year: 2026,
      indicator: { number: '8', name: '提升低效用地', unit: '亩', dimension: '要素投入' },
      planCategory: 'upgrade',
      floor: '1',
      assured: '2',
      stretch: '3',
    });
    await within.project();
    const query = `{ overview(jurisdiction: "${jiuting}") { plans { year area { mu } } } targets(jurisdiction: "${jiuting}", year: 2026) { planned { value } } }`;
    const { data } = await ask(app, officerOf(jiuting), query);
    expect(data).toMatchObject({ targets: [{ planned: { value: '7' } }] });
    expect(data).toMatchObject({ overview: { plans: [{ year: 2025 }, { year: 2026, area: { mu: '7.00' } }] } });
  });
});

describe('Yimu-Min-Position', () => {
  const asking = (position: string) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: JSON.stringify(town), 'yimu-min-position': position },
      payload: { query: '{ parcels(filter: { name: "戊厂" }) { nodes { name } } }' },
    });
  it('waits until the read models have reached it', async () => {
    await enterParcel(within, '戊厂', caojing, '4');
    const head = (await within.store.head()) ?? '';
    const answering = asking(head);
    await within.project();
    expect((await answering).json().data).toEqual({ parcels: { nodes: [{ name: '戊厂' }] } });
  });
  it('is refused beyond the end, from another store and when it is none', async () => {
    const head = (await within.store.head()) ?? '';
    const beyond = `${head.slice(0, 14)}${'9'.repeat(19)}`;
    const foreign = `ffffffff${head.slice(8)}`;
    for (const position of [beyond, foreign, 'later']) {
      const response = await asking(position);
      expect([response.statusCode, response.json().errors[0].field]).toEqual([400, 'Yimu-Min-Position']);
    }
  });
  it('gives up with 504 when the projections stand still', async () => {
    await enterParcel(within, '己厂', caojing, '4');
    const response = await asking((await within.store.head()) ?? '');
    expect([response.statusCode, response.json().code]).toEqual([504, 'projection-behind']);
    await within.project();
  });
});

// Two locks. Every question of the schema is asked by every kind of caller three times: with both locks, with lock
// one (the resolvers' own condition) taken away, and with lock two (row-level security) switched off. Each must hold alone.
import { party } from '@yimu/domain/party';
import type { FastifyInstance } from 'fastify';
import { buildSchema } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../src/graphql/schema.ts';
import { assessmentMarks, assessmentQuestions, districtMarks } from './support/assessment-questions.ts';
import { fillAssessments } from './support/assessments.ts';
import { fillHolders } from './support/holders.ts';
import { listDistrictMarks, listMarks, listQuestions } from './support/list-questions.ts';
import { fillLists, technicalUnit } from './support/lists.ts';
import { fillRegistry } from './support/registry.ts';
import { registryMarks, registryQuestions } from './support/registry-questions.ts';
import { completenessMarks, fillSubmissions, formMarks, submissionMarks, submissionQuestions } from './support/submissions.ts';
import { fillSupervision, supervisionQuestions } from './support/supervision.ts';
import { caojing, fillBothTowns, jinshan, jiuting, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

/** One question per root field, asking about the other town by every name it has. */
const questions: Readonly<Record<string, string>> = {
  viewer: '{ viewer { sub jurisdiction { code name } } }',
  parcel: `{ parcel(id: "${idOf('漕地块')}") { name address developmentZone { name } geometry { shape } predecessors { parcelId } successors { name }
    revision areas { value } area { mu } jurisdiction { name }
    landUsers { nameAsPrinted party { name } } planEntries { enterprise list } findings { titleZh } supervision { id } } }`,
  parcels: `{ parcels { totalCount nodes { name areas { value } landUsers { nameAsPrinted } planEntries { enterprise } findings { titleZh } } }
    named: parcels(filter: { name: "漕地块" }) { totalCount nodes { id } }
    inTown: parcels(filter: { jurisdiction: "${caojing}" }) { totalCount nodes { id } } }`,
  parties: `{ parties { nodes { name } } named: parties(filter: { name: "漕企业" }) { nodes { id } } }`,
  party: `{ party(id: "${idOf('漕企业')}") { name kind uscc declaredControllers { id } shareholdings { holders { party { id name } share } }
    shareFreezes { court holder { name } } interests { company { name } parcelId parcel { name } } } }`,
  ultimateControllers: `{ ultimateControllers(company: "${idOf('漕企业')}") { company { name } shares { holders { id name } } declared { id } } }`,
  baseMapUnit: `{ baseMapUnit(id: "${idOf('漕单元')}") { district parcelId attributes { counted { value } others { value } } matches { parcelId } } }`,
  baseMapUnits: `{ baseMapUnits { nodes { id attributes { counted { value } } matches { parcelId } } }
    inTown: baseMapUnits(filter: { jurisdiction: "${caojing}" }) { nodes { id } }
    of: baseMapUnits(filter: { proposed: true }) { nodes { id matches { parcelId } } } }`,
  ...registryQuestions,
  ...assessmentQuestions,
  ...listQuestions,
  ...supervisionQuestions,
  ...submissionQuestions,
  overview: `{ overview(jurisdiction: "${caojing}") { jurisdiction { name } parcels { count area { mu } } openFindings plans { year area { mu } }
    children { jurisdiction { name } } } }`,
  targets: `{ targets(jurisdiction: "${caojing}") { indicator floor planned { value entries { enterprise } } } }`,
  findings: `{ findings { nodes { titleZh } } about: findings(filter: { subject: "${idOf('漕地块')}" }) { nodes { titleZh } } }`,
  events: `{ events { nodes { stream data } } trail: events(parcel: "${idOf('漕地块')}") { nodes { type } }
    stream: events(stream: "parcel-${idOf('漕地块')}") { nodes { type } } }`,
  importRows: '{ importRows(document: "漕府〔2024〕11号") { name cells list } }',
};

/** Everything the Caojing data shows itself by: its name mark, its code, its ids and its area. */
const held = ['121.300112', '漕股东', '漕法院', '漕开发区', '漕路', idOf('漕股东'), idOf('漕某人'), idOf('漕单元')];
const traces = [
  ...held,
  ...registryMarks,
  ...assessmentMarks,
  ...submissionMarks,
  ...completenessMarks,
  ...listMarks,
  '漕地块',
  '漕企业',
  '漕清单',
  '漕待核实',
  '漕腾退',
  '漕泾镇',
  ...['漕地块', '漕企业', '漕待核实', '漕拿地'].map(idOf),
  '30.62',
];
/** What its district gives out, which holds for every town of the district. */
const givenOut = [...districtMarks, ...listDistrictMarks, ...formMarks];
const ownTraces = traces
  .map((trace) => trace.replaceAll('漕泾镇', '九亭镇').replaceAll('漕', '九'))
  .filter((trace) => !trace.includes('-'));

const neighbour = 'a town whose code begins alike';
const outsiders = {
  'another town': officerOf(jiuting),
  'another district': officerOf(songjiang),
  'a town that entered nothing': officerOf('310117006'),
  [neighbour]: officerOf('310116111'),
  'the enterprise of another town': enterprise(idOf('九企业')),
  'an enterprise that nobody entered': enterprise(idOf('nobody')),
  'the technical unit of another town': technicalUnit('九委托'),
};
const insiders = { 'the town': officerOf(caojing), 'its district': officerOf(jinshan), 'the city': officerOf(shanghai) };

let within: World;
const locks = {
  'both locks': () => within.app(),
  'lock one alone (row-level security is off)': () => within.app({ login: 'bypass' }),
  'lock two alone (the resolvers state no scope)': () => within.app({ guardOf: noGuard }),
};

beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
  await fillRegistry(within);
  await fillAssessments(within);
  await fillSupervision(within);
  await fillSubmissions(within);
  await fillLists(within);
  await within.project();
});
afterAll(() => within.close());

it('asks every root field of the schema', () => {
  const fields = Object.keys(buildSchema(schema).getQueryType()?.getFields() ?? {});
  expect(Object.keys(questions).sort()).toEqual(fields.sort());
});

describe.each(Object.entries(locks))('%s', (lock, open) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await open();
  });

  describe.each(Object.entries(outsiders))('%s', (who, actor) => {
    const hidden = who === neighbour ? traces : [...traces, ...givenOut];
    it.each(Object.entries(questions))('learns nothing from %s', async (__, query) => {
      const { status, errors, ...answer } = await ask(app, actor, query);
      expect(errors).toBeUndefined();
      expect(status).toBe(200);
      const text = JSON.stringify(answer);
      expect(hidden.filter((trace) => text.includes(trace))).toEqual([]);
    });
  });

  describe.each(Object.entries(insiders))('%s', (_, actor) => {
    it.each(Object.entries(questions).filter(([field]) => field !== 'viewer'))('gets an answer from %s', async (__, query) => {
      const { errors, ...answer } = await ask(app, actor, query);
      expect(errors).toBeUndefined();
      const text = JSON.stringify(answer);
      expect([...traces, ...givenOut].some((trace) => text.includes(trace))).toBe(true);
    });
  });

  it('a town sees its own and only its own', async () => {
    const { data } = await ask(app, officerOf(jiuting), '{ parcels { totalCount nodes { name } } }');
    expect(data).toEqual({ parcels: { totalCount: 1, nodes: [{ name: '九地块' }] } });
    expect(ownTraces).toContain('九地块');
  });

  it('an enterprise sees its parcels and itself, and neither plans, findings, targets nor import rows', async () => {
    const query = `{ parcels { nodes { name landUsers { nameAsPrinted } planEntries { mode } findings { rule } } } parties { nodes { name } }
      findings { nodes { id } } targets(jurisdiction: "${caojing}") { indicator } importRows(document: "漕府〔2024〕11号") { id }
      overview(jurisdiction: "${caojing}") { label } }`;
    const { data, errors } = await ask(app, enterprise(idOf('漕企业')), query);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      parcels: { nodes: [{ name: '漕地块', landUsers: [{ nameAsPrinted: '漕企业' }], planEntries: [], findings: [] }] },
      parties: { nodes: [{ name: '漕企业' }] },
      findings: { nodes: [] },
      targets: [],
      importRows: [],
      overview: null,
    });
  });

  it('an enterprise sees which office changed its parcel, but not which person', async () => {
    const { data } = await ask(
      app,
      enterprise(idOf('漕企业')),
      `{ events(parcel: "${idOf('漕地块')}") { nodes { type actor { sub role } } } }`,
    );
    const actor = { sub: null, role: 'town-officer' };
    const types = [
      'ParcelEntered',
      'LandUserListed',
      'ParcelDevelopmentZoneRecorded',
      'ParcelGeometryRecorded',
      'GradeFinalised',
      'ObjectionLodged',
    ];
    expect(data).toEqual({ events: { nodes: types.map((type) => ({ type, actor })) } });
  });

  it('an enterprise sees a parcel only as of the dates on which it used it', async () => {
    const actor = enterprise(idOf('漕企业'));
    const asked = (asOf: string) => ask(app, actor, `{ parcels(asOf: "${asOf}") { nodes { name } } }`);
    expect((await asked('2024-03-10')).data).toEqual({ parcels: { nodes: [] } });
    expect((await asked('2024-03-11')).data).toEqual({ parcels: { nodes: [{ name: '漕地块' }] } });
  });

  it(`a scope of a kind nobody has rows for sees nothing (${lock})`, async () => {
    for (const kind of ['park', 'case'] as const) {
      const actor = { sub: 'x', scope: { kind, value: idOf('漕企业') }, roles: ['auditor' as const] };
      const { data, errors } = await ask(
        app,
        actor,
        '{ parcels { totalCount nodes { id } } parties { nodes { id } } events { nodes { id } } }',
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({ parcels: { totalCount: 0, nodes: [] }, parties: { nodes: [] }, events: { nodes: [] } });
    }
  });
});

describe('an enterprise at home in one town that uses land in another', () => {
  it('does not carry the parcel of the other town home', async () => {
    const [partyId, parcelId] = [idOf('九企业'), idOf('漕地块')];
    await within.command(`party-${partyId}`, party, 'ListAsLandUser', {
      partyId,
      parcelId,
      jurisdiction: caojing,
      nameAsPrinted: '九企业',
    });
    await within.project();
    const app = await within.app();
    const trail = `{ events(stream: "party-${partyId}") { nodes { type data } } }`;
    const atHome = JSON.stringify(await ask(app, officerOf(jiuting), trail));
    expect(atHome).toContain('EnterpriseEntered');
    expect(atHome).not.toContain(parcelId);
    expect(JSON.stringify(await ask(app, officerOf(caojing), trail))).toContain(parcelId);
  });
});

describe('the database itself', () => {
  const admin = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: within.database.url });
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  };

  it('forces row-level security on every table a scope role can read, except where the projections stand', async () => {
    const open =
      await admin(`select distinct c.relname from pg_class c join information_schema.role_table_grants g on g.table_name = c.relname
      where c.relkind = 'r' and g.grantee like 'yimu_scope_%' and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
  });
  it('gives no service role a table, BYPASSRLS or the right to change rows as a reader', async () => {
    expect(await admin(`select rolname from pg_roles where rolname like 'yimu_%' and (rolbypassrls or rolsuper or rolcreaterole)`)).toEqual(
      [],
    );
    expect(await admin(`select tablename from pg_tables where schemaname = 'public' and tableowner like 'yimu_%'`)).toEqual([]);
    expect(
      await admin(`select table_name, privilege_type from information_schema.role_table_grants
        where grantee like 'yimu_scope_%' and privilege_type <> 'SELECT'`),
    ).toEqual([]);
  });
  it('shows nothing, or refuses, to a reader that forgot to say who asks', async () => {
    const client = new pg.Client({ connectionString: await within.database.urlFor(['yimu_scope_subtree'], false) });
    await client.connect();
    try {
      await expect(client.query('select 1 from parcel')).rejects.toThrow('permission denied');
      await client.query('begin; set local role yimu_scope_subtree');
      await expect(client.query('select 1 from parcel')).rejects.toThrow('unrecognized configuration parameter');
      await client.query('rollback');
      await client.query(`begin; set local role yimu_scope_subtree; set local yimu.lo = '310116112'; set local yimu.hi = '310116113'`);
      expect((await client.query('select distinct entity from parcel')).rowCount).toBe(1);
      await client.query('commit');
      // A setting that was set once in a session reads '' afterwards, which no row lies between.
      await client.query('begin; set local role yimu_scope_subtree');
      expect((await client.query('select 1 from parcel')).rowCount).toBe(0);
      await client.query('rollback');
    } finally {
      await client.end();
    }
  });
});

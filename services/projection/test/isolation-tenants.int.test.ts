// What one town and one enterprise see of the two, and what the database refuses by itself.
import { party } from '@yimu/domain/party';
import { mandate } from '@yimu/domain/taskforce';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantMandate, technicalUnit } from './support/lists.ts';
import { fillMatrix, questions } from './support/matrix-questions.ts';
import { caojing, jiuting } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
const locks = {
  'both locks': () => within.app(),
  'lock one alone (row-level security is off)': () => within.app({ login: 'bypass' }),
  'lock two alone (the resolvers state no scope)': () => within.app({ guardOf: noGuard }),
};

beforeAll(async () => {
  within = await world();
  await fillMatrix(within);
  await grantMandate(within, '漕撤销', caojing, '2024-02-01', '2034-12-31');
  await within.command(
    `mandate-${idOf('漕撤销')}`,
    mandate,
    'RevokeMandate',
    { mandateId: idOf('漕撤销'), reason: '不符合要求' },
    { on: '2024-09-01' },
  );
  await within.project();
});
afterAll(() => within.close());

describe.each(Object.entries(locks))('%s', (_, open) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await open();
  });

  it('a town sees its own and only its own', async () => {
    const { data } = await ask(app, officerOf(jiuting), '{ parcels { totalCount nodes { name } } }');
    expect(data).toEqual({ parcels: { totalCount: 1, nodes: [{ name: '九地块' }] } });
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

  it('whose mandate was revoked reads nothing, of any day', async () => {
    for (const text of Object.values(questions)) {
      const { status, data } = await ask(app, technicalUnit('漕撤销'), text);
      expect([status, data]).toEqual([403, undefined]);
    }
    const past = await ask(app, technicalUnit('漕撤销'), '{ parcels(asOf: "2024-05-01") { nodes { id } } }');
    expect(past.status).toBe(403);
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

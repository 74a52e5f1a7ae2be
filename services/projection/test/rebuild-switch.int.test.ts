import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projections } from '../src/projections/index.ts';
import { rebuild } from '../src/rebuild/rebuild.ts';
import { unitOf } from '../src/rebuild/unit.ts';
import { asked, projectBesideSwitch, rebuilding, rebuilt } from './support/rebuilding.ts';
import { caojing, enterParcel, fillBothTowns } from './support/towns.ts';
import { ask, enterprise, idOf, officerOf, type World, world } from './support/world.ts';

// Threads of their own that load the whole service, and tables made and dropped by the dozen.
vi.setConfig({ testTimeout: 90_000 });

let within: World;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await within.project();
});
afterEach(() => within.close());

const scopeRoles = ['subtree', 'park', 'party', 'mandate', 'case'].map((kind) => `yimu_scope_${kind}`);

/** A connection of the reader login, in a transaction of the town. */
const townReader = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: await within.database.urlFor(scopeRoles, false) });
  await client.connect();
  return client;
};
const beginAsTown = `begin isolation level repeatable read read only; set local role yimu_scope_subtree;
  set local yimu.lo = '310116112'; set local yimu.hi = '310116113'; set local yimu.as_of = '2026-11-21'; set local yimu.known_at = 'infinity'`;

/** What a catalog says of tables in public, by table and in one order; of conditions without brackets, of which or-chains lose some. */
const catalog = (tables: readonly string[]) =>
  asked(
    within,
    `select c.relname, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
       (select array_agg(a::text order by a::text) from unnest(c.relacl) a where a::text not like c.relowner::regrole || '=%') as acl,
       (select array_agg(a.attname || ' ' || x::text order by a.attnum, x::text) from pg_attribute a, unnest(a.attacl) x where a.attrelid = c.oid) as columns,
       (select array_agg(concat_ws(' ', p.policyname, p.permissive, p.roles::text, p.cmd, translate(p.qual, '()', ''), translate(p.with_check, '()', '')) order by p.policyname)
         from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies,
       shadow_shape(c.oid) as shape,
       (select array_agg(pg_get_constraintdef(k.oid) order by k.conname) from pg_constraint k where k.conrelid = c.oid) as constraints
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) order by 1`,
    [tables],
  );

describe('tables that were switched', () => {
  it('have the columns, keys, indexes, guards, policies and grants of those that they replace', async () => {
    const everyTable = (await asked<{ name: string }>(within, `select tablename as name from pg_tables where schemaname = 'public'`)).map(
      ({ name }) => name,
    );
    const before = await catalog(everyTable);
    const { unit } = await rebuilt(within, 'parcels');
    expect(unit.tables.length).toBeGreaterThan(20);
    expect(await catalog(everyTable)).toEqual(before);
  });

  it('are what policies and views of other tables mean: nothing in public leads to a retired row', async () => {
    await rebuilt(within, 'parcels');
    const astray = await asked(
      within,
      `select pg_describe_object(d.classid, d.objid, 0) as what from pg_depend d
       join pg_class t on d.refclassid = 'pg_class'::regclass and t.oid = d.refobjid and t.relnamespace = 'previous'::regnamespace
       left join pg_policy p on d.classid = 'pg_policy'::regclass and p.oid = d.objid
       left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
       join pg_class own on own.oid = coalesce(p.polrelid, r.ev_class)`,
    );
    expect(astray).toEqual([]);
  });

  it('are told from those that they replace, though the position is the same', async () => {
    const named = () => asked<{ position: string; generation: string }>(within, 'select position, generation from checkpoint');
    const [before] = await named();
    await rebuilt(within, 'parcels');
    expect(await named()).toEqual([{ position: before?.position, generation: String(Number(before?.generation) + 1) }]);
  });

  it('show what came after the switch to who sees it by rows beside it, and to nobody else', async () => {
    await rebuilt(within, 'parcels');
    await asked(within, `drop schema previous cascade`);
    await enterParcel(within, '新地块', caojing, '5.5');
    await within.project();
    const app = await within.app();
    const names = async (actor: Parameters<typeof ask>[1], field: string): Promise<readonly string[]> => {
      const { data } = await ask(app, actor, `{ ${field}(first: 20) { nodes { name } } }`);
      return (data as unknown as Record<string, { nodes: { name: string }[] }>)[field]?.nodes.map(({ name }) => name) ?? [];
    };
    expect(await names(officerOf(caojing), 'parties')).toEqual(['漕企业']);
    expect(await names(enterprise(idOf('漕企业')), 'parties')).toEqual(['漕企业']);
    expect((await names(officerOf(caojing), 'parcels')).toSorted()).toEqual(['新地块', '漕地块'].toSorted());
  });
});

describe('a reader', () => {
  it('that reads all the time sees every row of every moment, while tables are switched under it', async () => {
    const client = await townReader();
    let over = false;
    const answers: { parcels: number; areas: number; parties: number }[] = [];
    const reading = (async () => {
      while (!over) {
        await client.query(beginAsTown);
        const { rows } = await client.query(`select (select count(*) from parcel where upper_inf(recorded))::int as parcels,
          (select count(*) from parcel_area)::int as areas, (select count(*) from party)::int as parties`);
        await client.query('rollback');
        answers.push(rows[0]);
      }
    })();
    const writing = (async () => {
      for (let n = 0; !over; n += 1) {
        await enterParcel(within, `地块${n}`, caojing, '5.5');
        await projectBesideSwitch(within);
      }
    })();
    const { switched } = await rebuilt(within, 'parcels');
    over = true;
    await Promise.all([reading, writing]);
    await client.end();
    expect(switched).toBe(true);
    expect(answers.filter(({ parcels, areas, parties }) => parcels !== areas || parties !== 1)).toEqual([]);
    expect(answers.filter(({ parcels }, n) => parcels < (answers[n - 1]?.parcels ?? 1))).toEqual([]);
    expect(new Set(answers.map(({ parcels }) => parcels)).size).toBeGreaterThan(1);
  });

  it('whose transaction began before the last rows were written is waited for', async () => {
    const client = await townReader();
    await client.query(beginAsTown);
    await client.query('select 1');
    const retired = () => asked<{ there: boolean }>(within, `select to_regclass('previous.parcel') is not null as there`);
    const url = await within.database.urlFor('yimu_projector');
    const seen: string[] = [];
    /** True once the rebuild looks for transactions that are still under way, or has switched without doing so. */
    const isAsked = async (): Promise<boolean> => {
      const asking = await asked(
        within,
        `select from pg_stat_activity where datname = current_database() and query like '%l.locktype = ''virtualxid''%'
        and pid <> pg_backend_pid()`,
      );
      return asking.length > 0 || (await retired())[0]?.there === true;
    };
    const readAndEnd = async (): Promise<void> => {
      while (!(await isAsked()));
      const [first] = await retired();
      seen.push(first?.there === true ? 'switched under the reader' : 'not switched yet');
      await client.query('select count(*) from parcel');
      seen.push('read');
      await client.query('rollback');
    };
    const { switched } = await rebuild(
      rebuilding(url, 'parcels', { onProgress: ({ phase }) => void (phase === 'switch' && readAndEnd()) }),
    );
    expect(switched).toBe(true);
    expect(seen).toEqual(['not switched yet', 'read']);
    expect(await retired()).toEqual([{ there: true }]);
    await client.end();
  });
});

describe('a unit', () => {
  it('is all read models that share a table with the named one, directly or not, and what is added up of them', () => {
    const names = (name: string) => unitOf(projections, name)?.projections.map((each) => each.name);
    expect(names('targets')).toEqual(['targets']);
    expect(unitOf(projections, 'targets')?.tables).toEqual(['target']);
    expect(names('titles')).toEqual(expect.arrayContaining(['parties', 'supervision', 'parcels', 'assessments']));
    expect(unitOf(projections, 'parcels')?.tables).toEqual(expect.arrayContaining(['scope_row', 'roll_up_now']));
  });
});

// The raw limit of a page over HTTP: a bare Fastify route with one prepared SELECT of the same rows and columns, without token, scope,
// row-level security or GraphQL. Started by the bench of the read side with DATABASE_URL (a login that no policy binds) and PORT.
import Fastify from 'fastify';
import pg from 'pg';
import { environment } from './environment.ts';

const levels = { city: 'city_code', district: 'district_code', town: 'town_code' } as const;
type Level = keyof typeof levels;

const pool = new pg.Pool({ connectionString: environment('DATABASE_URL'), max: 10, application_name: 'yimu-bench-bare' });
pool.on('error', () => undefined);

// Taken apart no further, the conditions on the two times leave the index of the level and the order in place: left bare, the planner takes
// them for next to nothing and follows the constraint instead, at a tenth of the rate.
const statementOf = (level: Level): string =>
  `select parcel_id as id, name, address, land_use as "landUse", ownership, legality, parcel_code as "parcelCode",
     growth_boundary as "growthBoundary", leasing_use as "leasingUse", revision
   from parcel where ${levels[level]} = $1 and coalesce(valid @> $2::date, false) and coalesce(recorded @> 'infinity'::timestamptz, false)
   order by name_key, parcel_id limit 20`;

const app = Fastify();
app.get<{ Params: { level: Level; code: string; day: string } }>('/page/:level/:code/:day', async ({ params: { level, code, day } }) => {
  const { rows } = await pool.query({ name: `page of a ${level}`, text: statementOf(level), values: [code, day] });
  return { nodes: rows };
});
await app.listen({ host: '127.0.0.1', port: Number(environment('PORT')) });
process.send?.({ kind: 'ready' });
process.once('disconnect', () => process.exit(0));

// PostGraphile 5 on the table of parcels, under its row-level security: what the page is compared with. It is no dependency of the
// project: the bench copies this folder, installs it there, and starts this file with DATABASE_URL (the readers' login), OWNER_URL (to
// look at the schema) and PORT. It believes the scope that a header names, which costs it nothing, where ours verifies a token.
import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { DATABASE_URL, OWNER_URL, PORT } = process.env;

/** The settings that the policies look at, out of a header. */
const settingsOf = (header) => ({
  role: 'yimu_scope_subtree',
  'yimu.roles': 'town-officer',
  'yimu.department': '',
  'yimu.known_at': 'infinity',
  ...JSON.parse(header),
});

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
pool.on('error', () => undefined);
const preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['NodePlugin'],
  pgServices: [makePgService({ pool, superuserConnectionString: OWNER_URL, schemas: ['bench'] })],
  grafast: {
    explain: false,
    context: (requestContext) => ({ pgSettings: settingsOf(requestContext.node?.req?.headers['x-scope'] ?? '{}') }),
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, maskError: (error) => error },
};
const instance = postgraphile(preset);
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(PORT), '127.0.0.1', () => process.send?.({ kind: 'ready' }));
process.once('disconnect', () => process.exit(0));

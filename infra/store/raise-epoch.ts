// npm run raise-epoch: tells a store that it was restored from a backup. To be run once, with the services stopped; a
// PostgreSQL store by the owner of its tables.
import { raiseEventStoreDbEpoch } from '@yimu/event-store/eventstoredb';
import { storeKindOf } from '@yimu/event-store/open';
import { Client } from 'pg';
import { runInTerminal, Sentence } from '../local/sentence.ts';

const raisePostgresEpoch = async (connectionString: string): Promise<number> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ epoch: number }>('select raise_epoch() as epoch');
    return rows[0]?.epoch ?? 0;
  } finally {
    await client.end();
  }
};

await runInTerminal(async () => {
  const [address = '', ...more] = process.argv.slice(2);
  const kind = storeKindOf(address);
  if (more.length > 0 || kind === undefined)
    throw new Sentence('npm run raise-epoch -- ADDRESS: one address, postgres://… (of the owner) or esdb://….');
  const raised = kind === 'postgres' ? raisePostgresEpoch(address) : raiseEventStoreDbEpoch({ connectionString: address });
  const epoch = await raised.catch((error: unknown) => {
    throw new Sentence(`The epoch was not raised: ${error instanceof Error ? error.message || error.name : String(error)}.`);
  });
  console.log(`The store is in epoch ${epoch}; positions given before are refused from now on. Start the services.`);
});

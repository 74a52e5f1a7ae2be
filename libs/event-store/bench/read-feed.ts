// A process of its own that reads the whole feed and tells its parent how much memory that took.
import { postgresEventStore } from '../src/postgres/index.ts';

const megabytes = (): number => process.memoryUsage.rss() / 1024 / 1024;

const store = await postgresEventStore({ connectionString: process.argv[2] ?? '' });
let count = 0;
let first = 0;
let most = 0;
for await (const event of store.readAll()) {
  count += event.revision >= 0 ? 1 : 0;
  if (count === 1_000_000) first = megabytes();
  if (count > 1_000_000 && count % 10_000 === 0) most = Math.max(most, megabytes());
}
process.send?.({ first, most, count });
await store.close();

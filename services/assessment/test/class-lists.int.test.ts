// The approval of lists on PostgreSQL: the results of a run are found by category between two positions of the real feed.
import { postgresEventStore } from '@yimu/event-store/postgres';
import { expect, it, onTestFinished } from 'vitest';
import { whenClassListDecided } from '../src/reactions/when-class-list-decided.ts';
import { eventsDatabase } from './support/database.ts';
import { classStream, type Found, listed, resultOf, townStream } from './support/listed-run.ts';
import { town } from './support/officers.ts';
import { assessmentService, today } from './support/service.ts';

const parcels = Array.from({ length: 120 }, (_, n): Found => [`第${n}号`, n % 2 === 0 ? 'A' : 'D', town]);

it('a list counts what the run found, and its decision makes every grade final once', async () => {
  const store = await postgresEventStore({ connectionString: await eventsDatabase() });
  onTestFinished(() => store.close());
  const service = await assessmentService(store);
  await listed(service, 'decided', parcels);
  expect((await service.eventsOf(townStream))[0]?.data).toMatchObject({ parcels: 120, totals: { A: 60, D: 60 } });
  const decision = (await service.eventsOf(classStream)).at(-1);
  if (decision === undefined) throw new Error('there is no decision');
  const deliver = () => whenClassListDecided.react({ store, today }, decision);
  await Promise.all([deliver(), deliver()]);
  await deliver();
  const finals = (await service.everything()).filter(({ type }) => type === 'GradeFinalised');
  expect([finals.length, new Set(finals.map(({ stream }) => stream)).size]).toEqual([120, 120]);
  expect(finals.find(({ stream }) => stream === resultOf('第7号'))?.data).toMatchObject({ grade: 'D', document: '漕府〔2024〕11号' });
});

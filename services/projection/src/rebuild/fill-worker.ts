// One of several threads that fill: takes a range, writes its rows, says so, takes the next.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { isFaultOfEvent } from '../engine/parked.ts';
import type { Projection } from '../engine/projection.ts';
import { columnsIn } from './copy-rows.ts';
import type { FillWork, Reply } from './fill.ts';
import { fillRange } from './fill-range.ts';
import type { Range } from './ranges.ts';

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const work = async (port: MessagePort, { connection, module, names, extent, summed }: FillWork): Promise<void> => {
  const { projections } = (await import(module)) as { readonly projections: readonly Projection[] };
  const mine = projections.filter(({ name }) => names.includes(name));
  const client = new pg.Client(connection);
  await client.connect();
  const columns = await columnsIn(client, new Set(mine.flatMap(({ tables }) => tables)));
  const filling = { client, projections: mine, extent, columns, summed };
  const reply = (message: Reply): void => port.postMessage(message);
  port.on('message', (range: Range | null) => {
    if (range === null) {
      void client.end();
      port.close();
      return;
    }
    fillRange(filling, range).then(
      (filled) => reply({ kind: 'filled', ...filled }),
      (error: unknown) => reply({ kind: 'failed', range, error: textOf(error), fault: isFaultOfEvent(error) }),
    );
  });
  reply({ kind: 'ready' });
};

if (parentPort !== null) await work(parentPort, workerData as FillWork);

// An importing client: every parcel of the city through the batch endpoint, and what that does to the memory of the service.
import { median } from '@yimu/event-store/bench/callers';
import type { Figure } from '@yimu/event-store/bench/figures';
import { residentOf } from '../memory.ts';
import { sendAll } from './batches.ts';
import { parcelCount, parcelsIn } from './commands.ts';
import { openConnection } from './connection.ts';
import type { Place } from './place.ts';

/** Imports the parcels of the city, one batch after the other over one connection. */
export const measureImport = async ({ url, pid, token }: Place, towns: readonly string[]): Promise<readonly Figure[]> => {
  const connection = await openConnection(url, await token('town-officer'));
  const commands = parcelsIn(towns, parcelCount, 'import');
  const resident: number[] = [];
  const begun = performance.now();
  await sendAll(connection, commands, async () => {
    resident.push(await residentOf(pid));
  });
  const seconds = (performance.now() - begun) / 1_000;
  connection.close();
  const tenth = Math.floor(resident.length / 10);
  const first = median(resident.slice(0, tenth + 1));
  const end = median(resident.slice(-tenth - 1));
  const most = Math.max(...resident);
  return [
    {
      name: 'import.48501_s',
      value: seconds,
      unit: 's',
      limit: 60,
      of: `bound in s; ${parcelCount} parcels, one client, ${resident.length} batches one after the other`,
      target: { atMost: 1 },
    },
    {
      name: 'import.rss_mb',
      value: Math.max(0, end - first),
      unit: 'MB',
      limit: 60,
      of: `bound in MB; resident memory of the service in the last tenth over that in the first (${first.toFixed(0)} MB), ${most.toFixed(0)} MB at most`,
      target: { atMost: 1 },
    },
  ];
};

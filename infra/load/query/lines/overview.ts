// The overview of the city: today, and at any past moment as known at any other.
import { percentile } from '@yimu/event-store/bench/callers';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import { type Bed, connections, type Group } from '../bed.ts';
import { shareOf } from '../city/chance.ts';
import { city } from '../city/shape.ts';
import { overview, type Times } from '../documents.ts';
import { spreadOf, waiting } from '../figures.ts';
import { withShare } from '../remembered.ts';
import { theOne } from '../scopes.ts';
import { fireWarm, range, type Shot, shotOf, sizesOf } from '../shots.ts';
import { whileWriting } from '../writing.ts';

const [firstDay, lastDay] = [Date.parse('2021-02-01T00:00:00Z'), Date.parse('2025-12-31T00:00:00Z')];
const moments = 400;

/** Times spread over the five years; what is asked about is mostly before the moment at which it is known. */
export const timesOf = (n: number): Times => {
  const instant = (salt: number): string => new Date(firstDay + shareOf(salt, n) * (lastDay - firstDay)).toISOString();
  return { asOf: instant(301).slice(0, 10), knownAt: instant(302) };
};

const measured = async ({ seconds }: Bed, url: string, name: string, shots: readonly Shot[], bound: number): Promise<Figure> => {
  const sizes = await sizesOf(url, shots.slice(0, 40));
  say(`${name}: ${range(sizes)}`);
  const { waits } = await fireWarm(url, shots, { connections, seconds });
  return waiting(name, percentile(waits, 0.99), bound, `${connections} connections, ${spreadOf(waits)}, ${range(sizes)}`);
};

const today = async (bed: Bed): Promise<readonly Figure[]> => {
  const shots = [shotOf(theOne(bed.askers, 'city').token, overview(city))];
  const line = await whileWriting(bed, () => withShare(bed.url, () => measured(bed, bed.url, 'overview.today.p99_ms', shots, 10)));
  const computed = await measured(bed, bed.computing, 'overview.today.computed.p99_ms', shots, 10);
  return [
    { ...line.measured, of: `${line.measured.of}; ${line.share}` },
    { ...computed, of: `${computed.of}; nothing remembered` },
  ];
};

/** Hardly two ask about the same moments, so nothing is remembered here. */
const past = async (bed: Bed): Promise<readonly Figure[]> => {
  const { token } = theOne(bed.askers, 'city');
  const shots = Array.from({ length: moments }, (_, n) => shotOf(token, overview(city, timesOf(n))));
  return [await measured(bed, bed.computing, 'overview.past.p99_ms', shots, 100)];
};

export const overviewGroups: readonly Group[] = [
  { names: ['overview.today.p99_ms', 'overview.today.computed.p99_ms'], measure: today },
  { names: ['overview.past.p99_ms'], measure: past },
];

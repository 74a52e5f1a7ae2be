// A parcel with its whole history, what changed in a town over a year, and the question of the 24 months: all worked out, nothing remembered.
import { percentile } from '@yimu/event-store/bench/callers';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import { type Bed, connections, type Group } from '../bed.ts';
import { changes, control24, history } from '../documents.ts';
import { middleOf, spreadOf, waiting } from '../figures.ts';
import { parcelOf, theOne } from '../scopes.ts';
import { fireWarm, range, type Shot, shotOf, sizesOf, type Volley } from '../shots.ts';

const asked = async (
  { computing: url, seconds }: Bed,
  name: string,
  shots: readonly Shot[],
): Promise<{ readonly volley: Volley; readonly note: string }> => {
  const sizes = await sizesOf(url, shots.slice(0, 40));
  say(`${name}: ${range(sizes)}`);
  const volley = await fireWarm(url, shots, { connections, seconds });
  return { volley, note: `${connections} connections, ${spreadOf(volley.waits)}, ${range(sizes)}` };
};

const historyLine = async (bed: Bed): Promise<readonly Figure[]> => {
  const holders = bed.askers.filter(({ count }) => count > 0);
  const shots = holders.flatMap((asker) => Array.from({ length: 10 }, (_, n) => shotOf(asker.token, history(parcelOf(asker, n)))));
  const { volley, note } = await asked(bed, 'history.p99_ms', shots);
  return [waiting('history.p99_ms', percentile(volley.waits, 0.99), 10, `${note}, ${shots.length} parcels`)];
};

const changesLine = async (bed: Bed): Promise<readonly Figure[]> => {
  const towns = bed.askers.filter(({ level, count }) => level === 'town' && count > 0);
  const years = [2021, 2022, 2023, 2024];
  const at = (year: number) => ({ asOf: `${year}-12-31`, knownAt: `${year}-12-31T16:00:00Z` });
  const shots = towns.flatMap(({ code, token }) => years.map((year) => shotOf(token, changes(code, at(year), at(year + 1)))));
  const { volley, note } = await asked(bed, 'changes.town_year_ms', shots);
  const p99 = percentile(volley.waits, 0.99).toFixed(1);
  return [waiting('changes.town_year_ms', middleOf(volley.waits), 50, `median; p99 ${p99} ms, ${note}, ${towns.length} towns`)];
};

const controlLine = async (bed: Bed): Promise<readonly Figure[]> => {
  const { volley, note } = await asked(bed, 'control24.city_ms', [shotOf(theOne(bed.askers, 'city').token, control24)]);
  const p99 = percentile(volley.waits, 0.99).toFixed(1);
  return [waiting('control24.city_ms', middleOf(volley.waits), 300, `median; p99 ${p99} ms, ${note}`)];
};

export const questionGroups: readonly Group[] = [
  { names: ['history.p99_ms'], measure: historyLine },
  { names: ['changes.town_year_ms'], measure: changesLine },
  { names: ['control24.city_ms'], measure: controlLine },
];

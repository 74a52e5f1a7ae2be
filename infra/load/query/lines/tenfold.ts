// Ten times as much data: what the same question costs there over what it costs here, worked out each time.
import { type Figure, say } from '@yimu/event-store/bench/figures';
import { type Bed, connections, type Group } from '../bed.ts';
import { city } from '../city/shape.ts';
import { overview } from '../documents.ts';
import { middleOf, ms } from '../figures.ts';
import { inTurns } from '../in-turns.ts';
import { theOne } from '../scopes.ts';
import { fire, range, type Shot, shotOf, sizesOf } from '../shots.ts';
import { pageShots } from './page.ts';

const quotient = async (bed: Bed, tenfold: string, name: string, shots: readonly Shot[]): Promise<Figure> => {
  const sizes = [range(await sizesOf(bed.computing, shots)), range(await sizesOf(tenfold, shots))];
  say(`${name}: one ${sizes[0]}, tenfold ${sizes[1]}`);
  const effort = { connections, seconds: Math.ceil(bed.seconds / 2) };
  const middle = (url: string) => () => fire(url, shots, effort).then(({ waits }) => middleOf(waits));
  const { value, limit, ratios } = await inTurns(middle(tenfold), middle(bed.computing));
  const of = `none: the median with ten times the parcels (${ms(value)}) over that of the city (${ms(limit)}); ratios ${ratios}`;
  return { name, value: value / limit, unit: 'quotient', limit: 1, of, target: { atMost: 1.3 } };
};

/** Both, on a service of their own. */
export const tenfoldGroup = (tenfold: () => Promise<string>, wanted: (name: string) => boolean): Group => ({
  names: ['tenfold.overview', 'tenfold.page'],
  measure: async (bed) => {
    const url = await tenfold();
    const figures: Figure[] = [];
    if (wanted('tenfold.overview'))
      figures.push(await quotient(bed, url, 'tenfold.overview', [shotOf(theOne(bed.askers, 'city').token, overview(city))]));
    if (wanted('tenfold.page')) figures.push(await quotient(bed, url, 'tenfold.page', pageShots(bed)));
    return figures;
  },
});

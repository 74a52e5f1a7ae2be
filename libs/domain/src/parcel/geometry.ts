// The shape of a parcel: what GeoJSON (RFC 7946) asks of polygons, and coordinates where the named system can have them.
import { type Rejection, refuse } from '../kernel/index.ts';
import type { PlacedGeometry } from './events.ts';
import { parcelRefusals } from './refusals.ts';
import { clashOf, encloses, type Point, type Ring } from './rings.ts';

/**
 * Where coordinates may lie, lowest and highest, first and second axis. Degrees: the country with its seas (73°–136° E, 3°–54° N).
 * Shanghai 2000: metres east and north of the origin in the centre of the city; no point of it lies 100 km away.
 */
export const extents = {
  CGCS2000: { x: [73, 136], y: [3, 54] },
  WGS84: { x: [73, 136], y: [3, 54] },
  'Shanghai2000-local': { x: [-100_000, 100_000], y: [-100_000, 100_000] },
} as const satisfies Record<PlacedGeometry['crs'], { readonly x: readonly [number, number]; readonly y: readonly [number, number] }>;

/** Positions a geometry may have in all, so that it fits into an event; a finer shape is evidence. */
export const mostPositions = 1_000;

/** 10⁻⁹ of a degree or a metre: the finest that a coordinate's text can say. */
const perUnit = 1_000_000_000;

/** A coordinate as a whole number of 10⁻⁹: exact, because no extent reaches 9 × 10⁶ degrees or metres. */
const inUnits = (text: string): number => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const magnitude = Number(whole) * perUnit + Number(fraction.padEnd(9, '0'));
  return text.startsWith('-') ? -magnitude : magnitude;
};

type Position = readonly [string, string];
/** Polygons, each its shell and then its holes. */
type Parts = readonly (readonly (readonly Position[])[])[];

const partsOf = ({ geometry }: PlacedGeometry): Parts => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);

const isWithin = (value: number, [lowest, highest]: readonly [number, number]): boolean =>
  value >= lowest * perUnit && value <= highest * perUnit;

const samePoint = (one: Point | undefined, other: Point | undefined): boolean => one?.x === other?.x && one?.y === other?.y;

/** What is wrong with one ring on its own but for crossings; rings are counted from 1 through the whole geometry. */
const ringFault = (ring: Ring, number: number): Rejection | undefined => {
  if (ring.length < 4) return refuse(parcelRefusals, 'parcel-geometry-ring-too-short', { ring: number, positions: ring.length });
  if (!samePoint(ring[0], ring.at(-1))) return refuse(parcelRefusals, 'parcel-geometry-ring-open', { ring: number });
  const repeated = ring.findIndex((point, i) => i > 0 && samePoint(point, ring[i - 1]));
  return repeated > 0 ? refuse(parcelRefusals, 'parcel-geometry-vertex-repeated', { ring: number, position: repeated + 1 }) : undefined;
};

const crossing = (rings: readonly Ring[]): Rejection | undefined => {
  const clash = clashOf(rings);
  if (clash === undefined) return undefined;
  const [one, other] = clash;
  return one === other
    ? refuse(parcelRefusals, 'parcel-geometry-ring-crosses-itself', { ring: one + 1 })
    : refuse(parcelRefusals, 'parcel-geometry-rings-meet', { one: one + 1, other: other + 1 });
};

/** A ring of one of the polygons. */
interface Placed {
  readonly number: number;
  readonly part: number;
  readonly isShell: boolean;
  readonly ring: Ring;
}

const isMisplaced = (hole: Placed, rings: readonly Placed[]): boolean =>
  rings.some((other) => other !== hole && other.part === hole.part && other.isShell !== encloses(other.ring, hole.ring));

/** True when the shell lies in the land of another polygon: in its shell, and not in one of its holes. */
const overlaps = (shell: Placed, rings: readonly Placed[]): boolean => {
  const around = rings.filter((other) => other.part !== shell.part && encloses(other.ring, shell.ring)).map(({ part }) => part);
  return around.some((part) => around.filter((other) => other === part).length % 2 === 1);
};

const nesting = (rings: readonly Placed[]): Rejection | undefined => {
  const hole = rings.find((each) => !each.isShell && isMisplaced(each, rings));
  if (hole !== undefined) return refuse(parcelRefusals, 'parcel-geometry-hole-misplaced', { ring: hole.number });
  const shell = rings.find((each) => each.isShell && overlaps(each, rings));
  return shell === undefined ? undefined : refuse(parcelRefusals, 'parcel-geometry-parts-overlap', { ring: shell.number });
};

/**
 * What is wrong with a shape, or nothing: too many positions, a coordinate outside its system, an open, short or stuttering ring, a
 * ring that crosses or touches itself or another, a hole outside its shell, polygons over one another. Everything is exact.
 */
export const geometryFault = (placed: PlacedGeometry): Rejection | undefined => {
  const parts = partsOf(placed);
  const positions = parts.flat(2);
  if (positions.length > mostPositions)
    return refuse(parcelRefusals, 'parcel-geometry-too-fine', { positions: positions.length, most: mostPositions });
  const { x, y } = extents[placed.crs];
  const outside = positions.find(([first, second]) => !isWithin(inUnits(first), x) || !isWithin(inUnits(second), y));
  if (outside !== undefined)
    return refuse(parcelRefusals, 'parcel-geometry-out-of-range', { position: outside.join(', '), crs: placed.crs });
  const rings = parts
    .flatMap((part, at) => part.map((ring, i) => ({ part: at, isShell: i === 0, ring })))
    .map(({ ring, ...place }, i) => ({
      ...place,
      number: i + 1,
      ring: ring.map(([first, second]) => ({ x: inUnits(first), y: inUnits(second) })),
    }));
  for (const { ring, number } of rings) {
    const fault = ringFault(ring, number);
    if (fault !== undefined) return fault;
  }
  return crossing(rings.map(({ ring }) => ring)) ?? nesting(rings);
};

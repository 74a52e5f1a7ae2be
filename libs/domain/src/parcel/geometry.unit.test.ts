// The shape of a parcel, and every way in which a drawn one is none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { command, specify } from '../testing/given.ts';
import { parcelEvents } from './events.ts';
import { type extents, geometryFault, mostPositions } from './geometry.ts';
import { parcel, parcelCommands } from './index.ts';

const given = specify(parcelEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
const enter = command('EnterParcel', parcelCommands.EnterParcel.parse({ parcelId, jurisdiction: '310116112', name: '甲地块' }));

type Position = [string, string];
type Ring = Position[];
type Crs = keyof typeof extents;

/** Metres of the local system from whole numbers, closed. */
const ring = (...points: readonly (readonly [number, number])[]): Ring =>
  [...points, ...points.slice(0, 1)].map(([x, y]) => [String(x), String(y)]);
const box = (x: number, y: number, size: number): Ring => ring([x, y], [x + size, y], [x + size, y + size], [x, y + size]);
const drawn = (geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }, crs: Crs) =>
  command('RecordParcelGeometry', parcelCommands.RecordParcelGeometry.parse({ parcelId, crs, geometry }));
const polygon = (...coordinates: Ring[]) => drawn({ type: 'Polygon', coordinates }, 'Shanghai2000-local');
const polygons = (...coordinates: Ring[][]) => drawn({ type: 'MultiPolygon', coordinates }, 'Shanghai2000-local');

const assertSound = (recording: ReturnType<typeof drawn>) => given(parcel, enter).when(recording).thenConcerns('310116112');
const assertRefused = (recording: ReturnType<typeof drawn>, rule: string, ...words: string[]) =>
  given(parcel, enter)
    .when(recording)
    .thenRefused(rule, ...words);

describe('a shape', () => {
  it('is a polygon, with holes, or several', () => {
    assertSound(polygon(box(0, 0, 10)));
    assertSound(polygon(box(0, 0, 10), box(1, 1, 2), box(5, 5, 2)));
    assertSound(polygons([box(0, 0, 10)], [box(20, 20, 5)]));
  });
  it('may have a part that lies in a hole of another', () => {
    assertSound(polygons([box(0, 0, 10), box(1, 1, 8)], [box(2, 2, 3)]));
    assertSound(polygons([box(2, 2, 3)], [box(0, 0, 10), box(1, 1, 8)]));
  });
  it('may be concave, and go either way round', () => {
    const concave = ring([0, 0], [10, 0], [10, 10], [5, 2], [0, 10]);
    assertSound(polygon(concave));
    assertSound(polygon(concave.toReversed()));
  });
  it('may have a vertex on a straight side', () => assertSound(polygon(ring([0, 0], [5, 0], [10, 0], [10, 10], [0, 10]))));
  it('keeps its coordinates as they were printed, and compares them as numbers', () => {
    const printed: Ring = [
      ['121.340000000', '30.72'],
      ['121.35', '30.72'],
      ['121.35', '30.730'],
      ['121.34', '30.72'],
    ];
    const geometry = { type: 'Polygon' as const, coordinates: [printed] };
    given(parcel, enter)
      .when(drawn(geometry, 'WGS84'))
      .then({ type: 'ParcelGeometryRecorded', data: { parcelId, crs: 'WGS84', geometry } });
  });
  it('names its coordinate system; none is assumed', () => {
    const geometry = { type: 'Polygon', coordinates: [box(0, 0, 10)] };
    const parsed = (data: object) => parcelCommands.RecordParcelGeometry.safeParse({ parcelId, geometry, ...data }).success;
    expect([{}, { crs: 'Beijing54' }, { crs: 'CGCS2000' }].map(parsed)).toEqual([false, false, true]);
  });
  it('has coordinates that are plain decimals as text', () => {
    const parsed = (first: unknown) =>
      parcelCommands.RecordParcelGeometry.safeParse({
        parcelId,
        crs: 'CGCS2000',
        geometry: { type: 'Polygon', coordinates: [[[first, '30']]] },
      }).success;
    expect([121.3, '1e2', 'NaN', '0121', '121.', '121.1234567890', '12345678'].map(parsed)).toEqual(Array(7).fill(false));
    expect(['121', '121.123456789', '-0.5'].map(parsed)).toEqual([true, true, true]);
  });
});

describe('coordinates', () => {
  const cornered = (crs: Crs, x: number, y: number) =>
    drawn({ type: 'Polygon', coordinates: [ring([x, y], [x + 1, y], [x + 1, y + 1])] }, crs);
  it('in degrees lie in the country, longitude first', () => {
    for (const crs of ['CGCS2000', 'WGS84'] as const) {
      assertSound(cornered(crs, 73, 3));
      assertSound(cornered(crs, 135, 53));
      assertRefused(cornered(crs, 30, 121), 'parcel-geometry-out-of-range', '30, 121', crs);
      assertRefused(cornered(crs, 135.5, 30), 'parcel-geometry-out-of-range', '136.5');
      assertRefused(cornered(crs, 121, 2.9), 'parcel-geometry-out-of-range');
      assertRefused(cornered(crs, 121, 53.1), 'parcel-geometry-out-of-range');
    }
  });
  it('in the local system lie within 100 km of its origin, west and south of it too', () => {
    assertSound(cornered('Shanghai2000-local', -100_000, -100_000));
    assertSound(cornered('Shanghai2000-local', 99_999, 99_999));
    assertRefused(cornered('Shanghai2000-local', -100_000.001, 0), 'parcel-geometry-out-of-range', 'Shanghai2000-local');
    assertRefused(cornered('Shanghai2000-local', 0, 100_000), 'parcel-geometry-out-of-range');
  });
});

describe('a ring', () => {
  it('is closed', () => assertRefused(polygon(box(0, 0, 10).slice(0, 4)), 'parcel-geometry-ring-open', '1'));
  it('has four positions at least', () => {
    assertRefused(polygon(ring([0, 0], [1, 1])), 'parcel-geometry-ring-too-short', '3');
    assertRefused(polygon([]), 'parcel-geometry-ring-too-short', '0');
  });
  it('repeats no vertex at once, however it is printed', () => {
    const stuttering: Ring = [
      ['0', '0'],
      ['10', '0'],
      ['10.0', '0.00'],
      ['10', '10'],
      ['0', '0'],
    ];
    assertRefused(polygon(stuttering), 'parcel-geometry-vertex-repeated', '3');
  });
  it('does not cross itself', () =>
    assertRefused(polygon(ring([0, 0], [10, 10], [10, 0], [0, 10])), 'parcel-geometry-ring-crosses-itself', '1'));
  it('does not touch itself, with a vertex or along a side', () => {
    assertRefused(polygon(ring([0, 0], [10, 0], [10, 10], [5, 0], [0, 10])), 'parcel-geometry-ring-crosses-itself');
    assertRefused(polygon(ring([0, 0], [10, 0], [10, 10], [7, 0], [3, 0], [0, 10])), 'parcel-geometry-ring-crosses-itself');
  });
  it('does not go back over itself', () => {
    assertRefused(polygon(ring([0, 0], [10, 0], [5, 0], [5, 5])), 'parcel-geometry-ring-crosses-itself');
    assertRefused(polygon(ring([0, 0], [5, 0], [10, 0])), 'parcel-geometry-ring-crosses-itself');
    assertRefused(polygon(ring([0, 0], [0, 5], [0, 10])), 'parcel-geometry-ring-crosses-itself');
  });
  it('is told by its number through the whole shape', () =>
    assertRefused(polygons([box(0, 0, 10), box(1, 1, 2)], [box(20, 0, 5).slice(0, 4)]), 'parcel-geometry-ring-open', '3'));
});

describe('two rings', () => {
  it('neither cross nor touch', () => {
    assertRefused(polygon(box(0, 0, 10), box(8, 8, 10)), 'parcel-geometry-rings-meet', '1', '2');
    assertRefused(polygon(box(0, 0, 10), box(0, 2, 3)), 'parcel-geometry-rings-meet');
    assertRefused(polygons([box(0, 0, 10)], [box(10, 10, 5)]), 'parcel-geometry-rings-meet');
    assertRefused(polygons([box(5, 5, 5)], [box(0, 0, 10)]), 'parcel-geometry-rings-meet', '1', '2');
  });
  it('are a shell and a hole inside it', () =>
    assertRefused(polygon(box(0, 0, 10), box(20, 20, 5)), 'parcel-geometry-hole-misplaced', '2'));
  it('are no holes in one another', () =>
    assertRefused(polygon(box(0, 0, 10), box(1, 1, 8), box(2, 2, 3)), 'parcel-geometry-hole-misplaced', '3'));
  it('are no polygons over one another', () => {
    assertRefused(polygons([box(0, 0, 10)], [box(2, 2, 3)]), 'parcel-geometry-parts-overlap', '2');
    assertRefused(polygons([box(2, 2, 3)], [box(0, 0, 10)]), 'parcel-geometry-parts-overlap', '1');
  });
});

describe('the number of positions', () => {
  const round = (count: number): Ring =>
    ring(
      ...Array.from(
        { length: count - 1 },
        (_, i) =>
          [
            Math.round(90_000 * Math.cos((2 * Math.PI * i) / (count - 1))),
            Math.round(90_000 * Math.sin((2 * Math.PI * i) / (count - 1))),
          ] as const,
      ),
    );
  it('has an end, so that a shape fits into an event', () => {
    assertSound(polygon(round(mostPositions)));
    assertRefused(polygon(round(mostPositions + 1)), 'parcel-geometry-too-fine', '1001', '1000');
  });
});

describe('any ring', () => {
  const soundness = (points: readonly (readonly [number, number])[]) => {
    const fault = geometryFault({ crs: 'Shanghai2000-local', geometry: { type: 'Polygon', coordinates: [ring(...points)] } });
    return isRejection(fault) ? fault.rule : 'sound';
  };
  it('drawn around a point in order of angle is sound', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_000, max: 50_000 }), { minLength: 6, maxLength: 40 }), (radii) => {
        const angle = (i: number) => (2 * Math.PI * i) / radii.length;
        const points = radii.map(
          (radius, i) => [Math.round(radius * Math.cos(angle(i))), Math.round(radius * Math.sin(angle(i)))] as const,
        );
        expect(soundness(points)).toBe('sound');
      }),
    ));
  it('is as sound wherever it begins, whichever way round it goes and wherever it lies', () => {
    const seen = new Set<string>();
    const corner = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 6 }), (points) => {
        const expected = soundness(points);
        seen.add(expected);
        expect(soundness([...points.slice(1), ...points.slice(0, 1)])).toBe(expected);
        expect(soundness(points.toReversed())).toBe(expected);
        expect(soundness(points.map(([x, y]) => [x - 70_000, 3 - y]))).toBe(expected);
      }),
      { numRuns: 500 },
    );
    expect(seen).toEqual(new Set(['sound', 'parcel-geometry-vertex-repeated', 'parcel-geometry-ring-crosses-itself']));
  });
});

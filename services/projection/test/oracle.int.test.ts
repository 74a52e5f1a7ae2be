// Both times against an oracle of plain arrays: random histories are told in any order of days, corrected and annulled, projected in
// batches of different sizes, and asked about at thousands of points.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Known, type Truth, truthOf } from './support/oracle.ts';
import { knownOf, projectBy, record, shownAt } from './support/oracle-asking.ts';
import { days, storyteller, type Told } from './support/oracle-histories.ts';
import { randomOf } from './support/random.ts';
import { rebuilt } from './support/rebuilding.ts';
import { type World, world } from './support/world.ts';

const facts = 600;
const points = 1_000;
/** How many are asked about at a time. */
const together = 4;
const { below, chance, pick } = randomOf(7);

let within: World;
let app: FastifyInstance;
let known: readonly Known[] = [];
let byStream: Readonly<Record<string, readonly Known[]>> = {};

beforeAll(async () => {
  within = await world();
  app = await within.app();
  const { told, next } = storyteller({ below, chance, pick });
  const moments = new Map<string, bigint>();
  // The clock of the writer goes back now and then, and some facts are written at one moment.
  const momentOf = ({ id }: Told): bigint => moments.get(id) ?? 0n;
  let clock = 1_704_067_200_000_000n;
  while (told.length < facts) {
    const more = Array.from({ length: 1 + below(60) }, next).flat();
    for (const { id } of more) {
      clock += BigInt(below(5)) * 30_000_000n - (chance(0.1) ? 45_000_000n : 0n);
      moments.set(id, clock);
    }
    await record(within, more, momentOf);
  }
  await projectBy(
    within,
    () => pick([1, 3, 20, 150]),
    () => chance(0.5),
  );
  known = knownOf(told, momentOf);
  byStream = Object.fromEntries(Map.groupBy(known, ({ stream }) => stream));
}, 120_000);
afterAll(() => within.close());

const dayAround = (): string => new Date(Date.parse(pick(days)) + (below(3) - 1) * 86_400_000).toISOString().slice(0, 10);

/** A random point, now, or the very moment at which a fact became known or the last before it. */
const pointAround = (): readonly [on: string, at: bigint | null] => {
  if (chance(0.1)) return [dayAround(), null];
  return [dayAround(), pick(known).since - (chance(0.3) ? 1n : 0n)];
};

interface Compared {
  readonly wrong: readonly unknown[];
  /** Of how many things something was to be said, and of how many nothing. */
  readonly said: number;
  readonly nothing: number;
}

const kinds = ['parcels', 'companies', 'rights'] as const;

const compareAt = async ([on, at]: ReturnType<typeof pointAround>): Promise<Compared> => {
  const wanted = truthOf(byStream, on, at ?? known.at(-1)?.since ?? 0n);
  const shown = await shownAt(app, on, at);
  const values = kinds.flatMap((kind) => Object.values(wanted[kind]));
  return {
    wrong: kinds.flatMap((kind) => differing(kind, wanted, shown).map((each) => ({ on, at, kind, ...each }))),
    said: values.filter((value) => value !== null).length,
    nothing: values.filter((value) => value === null).length,
  };
};

/** Asks at so many points. */
const compare = async (count: number): Promise<Compared> => {
  const all: Compared[] = [];
  while (all.length < count) all.push(...(await Promise.all(Array.from({ length: together }, () => compareAt(pointAround())))));
  const sum = (of: (each: Compared) => number): number => all.reduce((total, each) => total + of(each), 0);
  return { wrong: all.flatMap(({ wrong }) => wrong).slice(0, 3), said: sum(({ said }) => said), nothing: sum(({ nothing }) => nothing) };
};

const differing = (kind: keyof Truth, wanted: Truth, shown: Truth) =>
  [...new Set([...Object.keys(wanted[kind]), ...Object.keys(shown[kind])])]
    .map((id) => ({ id, wanted: wanted[kind][id], shown: shown[kind][id] }))
    .filter((each) => JSON.stringify(each.wanted) !== JSON.stringify(each.shown));

describe('both times', () => {
  it('the histories have late facts, corrections and annulments', () => {
    const late = known.filter(({ on }, n) => known.slice(0, n).some((earlier) => earlier.on > on));
    expect(late.length).toBeGreaterThan(0);
    expect(known.filter(({ corrects }) => corrects !== undefined).length).toBeGreaterThan(0);
    expect(known.filter(({ type }) => type.endsWith('Annulled')).length).toBeGreaterThan(0);
  });
  it('what is shown of any day as known at any moment is what the oracle says', { timeout: 120_000 }, async () => {
    const { wrong, said, nothing } = await compare(points);
    expect(wrong).toEqual([]);
    expect(said).toBeGreaterThan(0);
    expect(nothing).toBeGreaterThan(0);
  });
  it('and still is after the read models were rebuilt', { timeout: 120_000 }, async () => {
    for (const name of ['parcels', 'parties', 'shareholdings', 'titles', 'assessments'])
      expect((await rebuilt(within, name)).switched).toBe(true);
    const { wrong, said } = await compare(points / 5);
    expect(wrong).toEqual([]);
    expect(said).toBeGreaterThan(0);
  });
});

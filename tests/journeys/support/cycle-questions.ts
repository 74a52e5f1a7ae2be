// What those who take part ask of a cycle over GraphQL.
import { expect, vi } from 'vitest';
import { type CycleLand, names, type ParcelName } from './cycle-land.ts';
import { district, type Offices } from './cycle-offices.ts';
import { type PointInTime, type TrailEvent, trailOf } from './trail.ts';

interface Result {
  readonly parcelId: string;
  readonly grade: string | null;
  readonly final: boolean;
  readonly decidedBy: string;
  readonly decision: { readonly document: string; readonly listEdition: number } | null;
  readonly detail: { readonly score: string | null; readonly masked: boolean };
  readonly run: { readonly id: string };
}
/** A 体检表, as far as somebody may read it. */
interface Check {
  readonly subjectId: string;
  readonly forms: readonly {
    readonly form: string;
    readonly filledBy: string;
    readonly status: string;
    readonly party: { id: string } | null;
  }[];
  readonly figures: readonly { readonly quantity: string; readonly value: string | null; readonly masked: boolean }[];
}
interface Line {
  readonly about: string;
  readonly code: string | null;
  readonly zh: string;
  readonly suppliers: readonly string[];
  readonly masked: boolean;
}

/** What reactions do comes a moment later. */
const soon = (look: () => Promise<void>): Promise<void> => vi.waitFor(look, { timeout: 20_000, interval: 50 });

const selection = `{ parcelId grade final decidedBy decision { document listEdition } detail { score masked } run { id } }`;

/** The questions of a year. */
export const questionsOf = (offices: Offices, land: CycleLand, year: number) => {
  const cycle = `{ jurisdiction: "${district}", year: ${year} }`;

  const named = <T>(found: readonly T[], idOf: (each: T) => string): Partial<Record<ParcelName, T>> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const of = found.find((each) => idOf(each) === land.ids[name]);
        return of === undefined ? [] : [[name, of]];
      }),
    );

  /** The results that somebody sees, by the names of the parcels. */
  const results = async (who: string): Promise<Partial<Record<ParcelName, Result>>> => {
    const query = `{ assessments(cycle: ${cycle}) { nodes ${selection} } }`;
    const { assessments } = await offices.ask<{ assessments: { nodes: Result[] } }>(who, query);
    return named(assessments.nodes, ({ parcelId }) => parcelId);
  };
  /** One result, as of a point in time; null when there is none to be seen. */
  const result = async (who: string, name: ParcelName, { asOf, knownAt }: PointInTime = {}): Promise<Result | null> => {
    const query = `query ($asOf: Date, $knownAt: DateTime) {
        assessment(parcel: "${land.ids[name]}", cycle: ${cycle}, asOf: $asOf, knownAt: $knownAt) ${selection} }`;
    return (await offices.ask<{ assessment: Result | null }>(who, query, { asOf, knownAt })).assessment;
  };
  return {
    results,
    /** Only the classes. */
    grades: async (who: string): Promise<Partial<Record<ParcelName, string | null>>> =>
      Object.fromEntries(Object.entries(await results(who)).map(([name, { grade }]) => [name, grade])),
    result,
    /** The 体检表 that somebody sees. */
    checks: async (who: string): Promise<Partial<Record<ParcelName, Check>>> => {
      const fields = '{ subjectId forms { form filledBy status party { id } } figures { quantity value masked } }';
      const query = `{ healthChecks(cycle: ${cycle}) { nodes ${fields} } }`;
      const { healthChecks } = await offices.ask<{ healthChecks: { nodes: Check[] } }>(who, query);
      return named(healthChecks.nodes, ({ subjectId }) => subjectId);
    },
    /** Why a parcel stands where it does: what each line is about, and whether it is shown. */
    explained: async (who: string, name: ParcelName): Promise<readonly Line[]> => {
      const query = `{ assessment(parcel: "${land.ids[name]}", cycle: ${cycle}) { explain { about code zh suppliers masked } } }`;
      const { assessment } = await offices.ask<{ assessment: { explain: Line[] } | null }>(who, query);
      return assessment?.explain ?? [];
    },
    /** The trail of one stream, as somebody may know of it. */
    trail: async (who: string, stream: string): Promise<readonly TrailEvent[]> =>
      trailOf(offices.journey, offices.tokens[who] ?? '', stream, {}, offices.position()),
    /** The event by which 税务局 supplied its figure of an enterprise on a parcel. */
    taxEvent: async (name: ParcelName, partyId: string): Promise<string> => {
      const trail = await trailOf(offices.journey, offices.tokens.tax, land.checkOf(name, year), {}, offices.position());
      const found = trail.find(({ type, data }) => type === 'FiguresSupplied' && data.supplier === '税务局' && data.partyId === partyId);
      return found?.id ?? 'no event';
    },
    /** Has the parcels scored; answers the run, once it is over. */
    scored: async (on: string): Promise<string> => {
      const run = await offices.done('taskForce', `/cycles/${district}/${year}/parcel/scorings`, on);
      const query = `{ cycle(jurisdiction: "${district}", year: ${year}) { runs { id status } } }`;
      type Runs = { readonly cycle: { readonly runs: readonly { readonly id: string; readonly status: string }[] } };
      await soon(async () => {
        const { runs } = (await offices.ask<Runs>('taskForce', query)).cycle;
        expect(runs.find(({ id }) => id === run)?.status).toBe('COMPLETED');
      });
      return run;
    },
    /** Waits until a document has made the class of a parcel final: reactions do that, one parcel after the other. */
    untilDecided: (name: ParcelName, document: string): Promise<void> =>
      soon(async () => expect((await result('taskForce', name))?.decision?.document).toBe(document)),
  };
};

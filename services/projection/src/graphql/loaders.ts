// Nested fields, one statement per field and operation however many objects ask (no N+1). Objects of one operation can stand
// at different points (two root fields with their own asOf), so they are grouped by point first.
import { readFindings } from '../read-models/findings.ts';
import { readChildren, readJurisdictions } from '../read-models/jurisdictions.ts';
import { readLandUsers } from '../read-models/land-users.ts';
import { readFindingCounts, readPlanSums } from '../read-models/overview.ts';
import { readParcelAreas } from '../read-models/parcel-areas.ts';
import { readParties } from '../read-models/parties.ts';
import { type PlanEntryRow, readPlanEntries } from '../read-models/plan-entries.ts';
import type { TargetRow } from '../read-models/targets.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { type Operation, viewAt } from './context.ts';
import { type OverviewNode, planSum, readOverviews } from './overview.ts';
import { plannedOf } from './planned.ts';
import * as present from './present.ts';

interface Pointed {
  readonly point: Point;
}
type TargetNode = TargetRow & Pointed;

/** A loader that answers all objects of one point together; the answers come in the order of the objects. */
const together = <O extends Pointed, A>(answer: (view: View, objects: readonly O[]) => Promise<readonly A[]>) => ({
  loader: async (queries: readonly { readonly obj: O }[], operation: Operation): Promise<A[]> => {
    const groups = new Map<string, { readonly point: Point; readonly places: number[] }>();
    for (const [place, { obj }] of queries.entries()) {
      const key = JSON.stringify(obj.point);
      const group = groups.get(key) ?? { point: obj.point, places: [] };
      group.places.push(place);
      groups.set(key, group);
    }
    const answers = new Map<number, A>();
    for (const { point, places } of groups.values()) {
      const objects = places.flatMap((place) => queries[place]?.obj ?? []);
      const found = await answer(viewAt(operation, point), objects);
      for (const [i, place] of places.entries()) {
        const each = found[i];
        if (each !== undefined) answers.set(place, each);
      }
    }
    return queries.map((_, place) => answers.get(place) as A);
  },
  opts: { cache: false },
});

const grouped = <R>(rows: readonly R[], keyOf: (row: R) => string): ReadonlyMap<string, readonly R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};

const parcelLoaders = {
  jurisdiction: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const rows = grouped(await readJurisdictions(view, [...new Set(parcels.map(({ townCode }) => townCode))]), ({ code }) => code);
    return parcels.map(({ townCode }) => {
      const [row] = rows.get(townCode) ?? [];
      return row === undefined ? { code: townCode, name: townCode, level: 'TOWN' } : present.jurisdiction(row);
    });
  }),
  areas: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const rows = grouped(await readParcelAreas(view, idsOf(parcels)), ({ parcel_id }) => parcel_id);
    return parcels.map(({ id }) => (rows.get(id) ?? []).map(present.areaObservation));
  }),
  landUsers: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const users = await readLandUsers(view, idsOf(parcels));
    const ids = [...new Set(users.map(({ party_id }) => party_id))];
    const parties = grouped(ids.length === 0 ? [] : await readParties(view, { ids }, { limit: ids.length }), ({ party_id }) => party_id);
    const rows = grouped(users, ({ parcel_id }) => parcel_id);
    return parcels.map(({ id }) =>
      (rows.get(id) ?? []).map((user) => {
        const [party] = parties.get(user.party_id) ?? [];
        return {
          nameAsPrinted: user.name_as_printed,
          role: user.role,
          confirmed: user.confirmed,
          party: party ? present.party(party) : null,
        };
      }),
    );
  }),
  planEntries: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const rows = grouped(await readPlanEntries(view, { parcelIds: idsOf(parcels) }), ({ parcel_id }) => parcel_id);
    return parcels.map(({ id }) => (rows.get(id) ?? []).map(present.planEntry));
  }),
  findings: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const rows = grouped(await readFindings(view, { subjectIds: idsOf(parcels) }, { limit: 1_000 }), ({ subject_id }) => subject_id);
    return parcels.map(({ id }) => (rows.get(id) ?? []).map(present.finding));
  }),
};

const idsOf = (parcels: readonly present.ParcelNode[]): readonly string[] => parcels.map(({ id }) => id);

const codesOf = (overviews: readonly OverviewNode[]): readonly string[] => overviews.map(({ jurisdiction }) => jurisdiction.code);

/** Sums are read per level, because the codes of one statement share a level column. */
const perLevel = <A>(read: (view: View, overviews: readonly OverviewNode[]) => Promise<readonly A[]>) =>
  together(async (view, overviews: readonly OverviewNode[]) => {
    const answers = new Map<OverviewNode, A>();
    for (const level of grouped(overviews, ({ jurisdiction }) => jurisdiction.level).values()) {
      const found = await read(view, level);
      for (const [i, overview] of level.entries()) {
        const each = found[i];
        if (each !== undefined) answers.set(overview, each);
      }
    }
    return overviews.map((overview) => answers.get(overview) as A);
  });

const overviewLoaders = {
  openFindings: perLevel(async (view, overviews) => {
    const counts = grouped(await readFindingCounts(view, codesOf(overviews)), ({ code }) => code);
    return overviews.map(({ jurisdiction }) => Number(counts.get(jurisdiction.code)?.[0]?.open ?? 0));
  }),
  plans: perLevel(async (view, overviews) => {
    const sums = grouped(await readPlanSums(view, codesOf(overviews)), ({ code }) => code);
    return overviews.map(({ jurisdiction }) => (sums.get(jurisdiction.code) ?? []).map(planSum));
  }),
  children: perLevel(async (view, overviews) => {
    const nodes = grouped(await readOverviews(view, await readChildren(view, codesOf(overviews))), ({ parent }) => parent ?? '');
    return overviews.map(({ jurisdiction }) => nodes.get(jurisdiction.code) ?? []);
  }),
};

const targetLoaders = {
  planned: together(async (view, targets: readonly TargetNode[]) => {
    const years = [...new Set(targets.map(({ year }) => year))];
    const entries = new Map<string, readonly PlanEntryRow[]>();
    for (const code of new Set(targets.map(({ jurisdiction }) => jurisdiction)))
      entries.set(code, await readPlanEntries(view, { within: withinOf(code), years }));
    return targets.map((target) => plannedOf(target, entries.get(target.jurisdiction) ?? []));
  }),
};

/** Loaders by type, for mercurius. */
export const loaders = { Parcel: parcelLoaders, Overview: overviewLoaders, Target: targetLoaders };

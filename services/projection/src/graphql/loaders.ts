// Nested fields, one statement per field and operation however many objects ask (no N+1).
import { readFindings } from '../read-models/findings.ts';
import { readJurisdictions } from '../read-models/jurisdictions.ts';
import { readLandUsers } from '../read-models/land-users.ts';
import { readParcelAreas } from '../read-models/parcel-areas.ts';
import { readParties } from '../read-models/parties.ts';
import { type PlanEntryRow, readPlanEntries } from '../read-models/plan-entries.ts';
import type { TargetRow } from '../read-models/targets.ts';
import { withinOf } from '../read-models/within.ts';
import { assessmentLoaders, parcelAssessments, rankingLoaders } from './assessments.ts';
import { baseMapLoaders } from './base-map.ts';
import { cycleLoaders } from './cycles.ts';
import { gradeUseLoaders } from './grade-use.ts';
import { groupLoaders } from './groups.ts';
import { listLoaders } from './lists.ts';
import { overviewLoaders } from './overview.ts';
import { parcelLifeLoaders } from './parcel-life.ts';
import { interestLoaders, partyLoaders, party as partyNode } from './parties.ts';
import { planEntryLoaders } from './plan-entries.ts';
import { plannedOf } from './planned.ts';
import { assessmentPolicies } from './policies.ts';
import * as present from './present.ts';
import { parcelRegistryLoaders, registryLoaders } from './registry.ts';
import { submissionLoaders } from './submissions.ts';
import { parcelTenures, supervisionLoaders } from './supervision.ts';
import { grouped, type Pointed, together } from './together.ts';

type TargetNode = TargetRow & Pointed;

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
          party: party ? partyNode(party, view.point) : null,
        };
      }),
    );
  }),
  planEntries: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const rows = grouped(await readPlanEntries(view, { parcelIds: idsOf(parcels) }), ({ parcel_id }) => parcel_id);
    return parcels.map(({ id }) => (rows.get(id) ?? []).map((row) => present.planEntry(row, view.point)));
  }),
  findings: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const rows = grouped(await readFindings(view, { subjectIds: idsOf(parcels) }, { limit: 1_000 }), ({ subject_id }) => subject_id);
    return parcels.map(({ id }) => (rows.get(id) ?? []).map(present.finding));
  }),
};

const idsOf = (parcels: readonly present.ParcelNode[]): readonly string[] => parcels.map(({ id }) => id);

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
export const loaders = {
  Parcel: { ...parcelLoaders, ...parcelLifeLoaders, ...parcelRegistryLoaders, supervision: parcelTenures, assessments: parcelAssessments },
  Overview: overviewLoaders,
  GradeUse: gradeUseLoaders,
  PlanEntry: planEntryLoaders,
  Target: targetLoaders,
  Party: partyLoaders,
  Interest: interestLoaders,
  ...groupLoaders,
  BaseMapUnit: baseMapLoaders,
  ...registryLoaders,
  ...supervisionLoaders,
  ...submissionLoaders,
  Cycle: cycleLoaders,
  Assessment: { ...assessmentLoaders, policies: assessmentPolicies },
  ...listLoaders,
  BottomRanking: rankingLoaders,
};

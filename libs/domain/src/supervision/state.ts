// What is known of a parcel for its supervision: who has it since when, how it was graded, and what touched it since.
import { type EffectiveDate, holdingFrom, type Identified, type Timeline } from '../kernel/index.ts';
import type { SupervisionData, SupervisionEvent, SupervisionRuleFact } from './events.ts';

/** A lease or a holding. Its id is the event that noted it; a correction replaces the content, not the id. */
export interface Tenure extends Pick<SupervisionData<'TenureNoted'>, 'tenureId' | 'kind' | 'partyIds' | 'from' | 'until'> {
  readonly id: string;
}

/** What the city decided of the parcel, from that day on. */
export interface NotedGrade extends SupervisionData<'GradeNoted'> {
  readonly on: EffectiveDate;
}

/** A matter that is known to have touched the parcel. */
export interface KnownTouch {
  readonly matterId: string;
  readonly alsoListed: boolean;
}

export interface Supervision {
  /** Every place that was named with the parcel. */
  readonly jurisdictions: readonly string[];
  readonly tenures: readonly Tenure[];
  /** In the order of the ledger. */
  readonly grades: readonly NotedGrade[];
  readonly touches: readonly KnownTouch[];
}

/** A parcel of which nothing is known here. */
export const unsupervised: Supervision = { jurisdictions: [], tenures: [], grades: [], touches: [] };

const tenureOf = (id: string, { tenureId, kind, partyIds, from, until }: SupervisionData<'TenureNoted'>): Tenure => ({
  id,
  tenureId,
  kind,
  partyIds,
  from,
  until,
});

/** Folds one event of a `supervision-<parcelId>` stream. */
export const evolve = (before: Supervision, event: SupervisionEvent): Supervision => {
  const state = { ...before, jurisdictions: [...new Set([...before.jurisdictions, ...event.jurisdictions])] };
  const changed = (tenureId: string, change: (tenure: Tenure) => Tenure): Supervision => ({
    ...state,
    tenures: state.tenures.map((tenure) => (tenure.tenureId === tenureId ? change(tenure) : tenure)),
  });
  switch (event.type) {
    case 'TenureNoted':
      return { ...state, tenures: [...state.tenures, tenureOf(event.id, event.data)] };
    case 'TenureEnded':
      return changed(event.data.tenureId, (tenure) => ({ ...tenure, until: event.data.until }));
    case 'TenureCorrected':
      return changed(event.data.tenureId, ({ id }) => tenureOf(id, event.data));
    case 'TenureAnnulled':
      return { ...state, tenures: state.tenures.filter(({ tenureId }) => tenureId !== event.data.tenureId) };
    case 'GradeNoted':
      return { ...state, grades: [...state.grades, { ...event.data, on: event.effectiveOn }] };
    case 'GradedLandTouched': {
      const { matter, alsoListed } = event.data;
      return { ...state, touches: [...state.touches, { matterId: matter.id, alsoListed }] };
    }
  }
};

/** Full years after which a lease and a holding are under supervision. */
export type SupervisionRule = Pick<SupervisionRuleFact['data'], 'leaseYears' | 'holdingYears'>;

/** The rules of one jurisdiction, by the day from which they hold. */
export type SupervisionRules = Timeline<SupervisionRule>;

/** Folds one event of a `supervisionrule-<code>` stream. */
export const evolveRules = (state: SupervisionRules, { effectiveOn, data }: Identified<SupervisionRuleFact>): SupervisionRules => {
  const { leaseYears, holdingYears } = data;
  return holdingFrom(state, effectiveOn, { leaseYears, holdingYears });
};

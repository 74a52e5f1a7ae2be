// 闲置土地: each case from the notice of its investigation to its end.
import type { EffectiveDate } from '../kernel/index.ts';
import type { ContractEvent, ContractFact } from './events.ts';

type DataOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>['data'];
type Dated<T extends ContractFact['type']> = DataOf<T> & { readonly on: EffectiveDate };
/** A decision that may be set aside, by the id of its event. */
type Decided<T extends ContractFact['type']> = Dated<T> & { readonly id: string };

export interface IdleCase {
  readonly opened: Dated<'IdleInvestigationOpened'>;
  readonly statements: readonly Dated<'IdleStatementRecorded'>[];
  readonly determined: Decided<'IdleDetermined'> | null;
  readonly remedies: readonly Dated<'IdleRemedyChosen'>[];
  readonly hearingOffered: Dated<'IdleHearingOffered'> | null;
  readonly hearing: Dated<'IdleHearingConcluded'> | null;
  readonly fee: Decided<'IdleFeeDecided'> | null;
  /** Dismissed while it was investigated, or released after it was determined. */
  readonly ended: { readonly kind: 'dismissed' | 'released'; readonly on: EffectiveDate; readonly reason: string } | null;
}

/** Where a case stands, whatever the date. */
export const idleCaseKind = ({ determined, ended }: IdleCase): 'investigating' | 'determined' | 'dismissed' | 'released' => {
  if (ended !== null) return ended.kind;
  return determined === null ? 'investigating' : 'determined';
};

export const idleCaseOf = (cases: readonly IdleCase[], idleId: string): IdleCase | undefined =>
  cases.find(({ opened }) => opened.idleId === idleId);

const opening = (opened: IdleCase['opened']): IdleCase => ({
  opened,
  statements: [],
  determined: null,
  remedies: [],
  hearingOffered: null,
  hearing: null,
  fee: null,
  ended: null,
});

/** A determination that is set aside takes the hearing on it with it; the fee is a decision of its own. */
const withoutDecision = (each: IdleCase, decision: string | undefined): IdleCase => {
  if (each.determined?.id === decision) return { ...each, determined: null, hearingOffered: null, hearing: null };
  return each.fee?.id === decision ? { ...each, fee: null } : each;
};

/** Folds what an event does to the idle cases. */
export const evolveIdleCases = (cases: readonly IdleCase[], event: ContractEvent): readonly IdleCase[] => {
  const on = event.effectiveOn;
  const changed = (idleId: string, change: (each: IdleCase) => IdleCase): readonly IdleCase[] =>
    cases.map((each) => (each.opened.idleId === idleId ? change(each) : each));
  switch (event.type) {
    case 'IdleInvestigationOpened':
      return [...cases, opening({ ...event.data, on })];
    case 'IdleStatementRecorded':
      return changed(event.data.idleId, (each) => ({ ...each, statements: [...each.statements, { ...event.data, on }] }));
    case 'IdleDetermined':
      return changed(event.data.idleId, (each) => ({ ...each, determined: { ...event.data, on, id: event.id } }));
    case 'IdleRemedyChosen':
      return changed(event.data.idleId, (each) => ({ ...each, remedies: [...each.remedies, { ...event.data, on }] }));
    case 'IdleHearingOffered':
      return changed(event.data.idleId, (each) => ({ ...each, hearingOffered: { ...event.data, on } }));
    case 'IdleHearingConcluded':
      return changed(event.data.idleId, (each) => ({ ...each, hearing: { ...event.data, on } }));
    case 'IdleFeeDecided':
      return changed(event.data.idleId, (each) => ({ ...each, fee: { ...event.data, on, id: event.id } }));
    case 'ContractDecisionAnnulled':
      return cases.map((each) => withoutDecision(each, event.corrects));
    case 'IdleDismissed':
      return changed(event.data.idleId, (each) => ({ ...each, ended: { kind: 'dismissed', on, reason: event.data.reason } }));
    case 'IdleReleased':
      return changed(event.data.idleId, (each) => ({ ...each, ended: { kind: 'released', on, reason: event.data.reason } }));
    default:
      return cases;
  }
};

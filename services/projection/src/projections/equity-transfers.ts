import type { EquityEvent } from '@yimu/domain/equity/events';
import { contractsAsking } from '@yimu/domain/equity/read';
import { absent, type EquityCase, evolve } from '@yimu/domain/equity/state';
import { type EffectiveDate, type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import { piecewise } from '../engine/dated.ts';
import type { DatedProjection, ReadModelRow } from '../engine/projection.ts';
import { atEach, namedParties, scopeRows } from './concerned.ts';

/** The events of a case, each on the day that is right as far as is known. */
type History = readonly EquityEvent[];

/**
 * Cases of changes in who holds or controls a company with land. A case is what its last step made it: for every day the steps up
 * to that day are folded, in the order of their days, and a step whose day was corrected stands on the right one.
 */
export const equityTransfers: DatedProjection<History> = {
  name: 'equity-transfers',
  version: 2,
  category: 'equity',
  tables: ['equity_transfer', 'equity_parcel', 'equity_change', 'scope_row', 'named_party'],
  initial: [],
  evolve: (history, recorded: RecordedEvent) => {
    const event = recorded as unknown as EquityEvent;
    return event.type === 'EquityDateCorrected'
      ? history.map((each) => (each.id === event.corrects ? { ...each, effectiveOn: event.effectiveOn } : each))
      : [...history, event];
  },
  datedRows: (history) => {
    const ordered = history.toSorted((left, right) =>
      left.effectiveOn < right.effectiveOn ? -1 : Number(left.effectiveOn > right.effectiveOn),
    );
    return piecewise([...ordered.map(({ effectiveOn }) => effectiveOn), ...clauseDays(ordered)], (day) => {
      const state = ordered.filter(({ effectiveOn }) => effectiveOn <= day).reduce(evolve, absent);
      return state.kind === 'absent' ? [] : [...rowsOf(state, day), ...changeRows(state, landOf(ordered), day)];
    });
  },
};

/** The days from which clauses ask for consent, or no longer do, since the case began. */
const clauseDays = (ordered: History): readonly EffectiveDate[] =>
  ordered
    .flatMap(({ data }) => ('clauses' in data ? data.clauses : []))
    .flatMap(({ from, until }) => [from, until])
    .filter((day) => day !== null);

const rowsOf = (state: EquityCase, day: EffectiveDate): readonly ReadModelRow[] => [
  ...atEach(state.jurisdictions, caseRow(state, day)),
  ...state.parcelIds.map((parcelId): ReadModelRow => {
    return { table: 'equity_parcel', key: parcelId, columns: { equity_id: state.equityId, parcel_id: parcelId } };
  }),
  ...scopeRows(`equity-${state.equityId}`, state.jurisdictions),
  ...namedParties(partiesOf(state)),
];

type Land = readonly { readonly parcelId: string; readonly jurisdictions: readonly string[] }[];

/** The land that the company had on the day, with the towns of each parcel. */
const landOf = (history: History): Land => history.flatMap(({ data }) => ('parcels' in data ? data.parcels : []));

/** Whether the actual control changed with what took place; null where nothing did, and where nobody determined it or could. */
const controlChanged = ({ changedOn, control }: EquityCase, day: EffectiveDate): boolean | null => {
  const determined = valueOn(control, day)?.changed ?? 'unknown';
  return changedOn === null || determined === 'unknown' ? null : determined === 'yes';
};

/** What took place, by the parcels that it concerns and the towns in which they lie. */
const changeRows = (state: EquityCase, land: Land, day: EffectiveDate): readonly ReadModelRow[] => {
  const { equityId, companyId, changedOn } = state;
  if (changedOn === null) return [];
  const change = { equity_id: equityId, company_id: companyId, changed_on: changedOn, control_changed: controlChanged(state, day) };
  return land.flatMap(({ parcelId, jurisdictions }) =>
    atEach(jurisdictions, { table: 'equity_change', key: parcelId, columns: { ...change, parcel_id: parcelId } }),
  );
};

const partiesOf = ({ companyId, changes, control }: EquityCase): readonly (string | null)[] => [
  companyId,
  ...changes.map(({ holderId }) => holderId),
  ...control.flatMap(({ value: { controllerBefore, controllerAfter } }) => [controllerBefore, controllerAfter]),
];

const caseRow = (state: EquityCase, day: EffectiveDate): ReadModelRow => {
  const { equityId, companyId, equityKind, changes, contractIds, consent, step, opinions } = state;
  const determined = valueOn(state.control, day);
  return {
    table: 'equity_transfer',
    key: 'case',
    columns: {
      equity_id: equityId,
      company_id: companyId,
      kind: equityKind,
      status: state.kind,
      filed_on: state.filedOn,
      opinions_due_on: state.opinionsDueOn,
      caused_by: state.causedBy,
      changes: JSON.stringify(changes),
      contract_ids: JSON.stringify(contractIds),
      consent_asked: JSON.stringify(contractsAsking(state, state.changedOn ?? day)),
      control: determined === undefined ? null : JSON.stringify(determined),
      consents: JSON.stringify(consent.granted),
      consent_answer: consent.answer === null ? null : JSON.stringify(consent.answer),
      consent_pending: consent.pending !== null,
      opinions: JSON.stringify(
        Object.entries(opinions).flatMap(([department, given]) =>
          given.slice(-1).map(({ from: on, value }) => ({ department, on, ...value })),
        ),
      ),
      step_on: step.on,
      step_reason: step.reason,
      step_by: step.by,
      changed_on: state.changedOn,
      control_changed: controlChanged(state, day),
      suspected: JSON.stringify(state.suspected),
    },
  };
};

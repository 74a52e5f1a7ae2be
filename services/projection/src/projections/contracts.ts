import type { ContractEvent } from '@yimu/domain/contract/events';
import { suspectedFrom, suspectedIdleOn } from '@yimu/domain/contract/read';
import { absent, type Contract, type ContractState, endedFrom, evolve, termEnd } from '@yimu/domain/contract/state';
import { addDays, areaInUnits, type EffectiveDate, type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import { piecewise } from '../engine/dated.ts';
import type { Column, DatedProjection, DatedRow, ReadModelRow } from '../engine/projection.ts';
import { atEach, namedParties, openFrom, scopeRows } from './concerned.ts';
import { breaches, evolveLeads, idleCases, type Lead, leads } from './contract-breaches.ts';
import { clauses, milestones } from './contract-clauses.ts';

interface Card {
  readonly contract: ContractState;
  readonly leads: readonly Lead[];
}

/** Contracts with their clauses, nodes, leads, breaches and idle cases, each as it stands on every day. */
export const contracts: DatedProjection<Card> = {
  name: 'contracts',
  category: 'contract',
  tables: [
    'contract',
    'contract_parcel',
    'contract_clause',
    'contract_milestone',
    'contract_breach',
    'contract_lead',
    'contract_idle_case',
    'scope_row',
    'named_party',
  ],
  initial: { contract: absent, leads: [] },
  evolve: (card, recorded: RecordedEvent) => {
    const event = recorded as unknown as ContractEvent;
    return { contract: evolve(card.contract, event), leads: evolveLeads(card.leads, event) };
  },
  datedRows: ({ contract, leads: noticed }) => {
    if (contract.kind === 'absent') return [];
    const { contractId, particulars, towns } = contract;
    const rows = [
      ...cards(contract),
      ...clauses(contract),
      ...milestones(contract),
      ...breaches(contract),
      ...leads(contractId, noticed),
      ...idleCases(contract),
    ];
    const since = rows.map(({ from }) => from).reduce((left, right) => (right < left ? right : left), contract.since as string);
    const parcelRows = particulars.parcelIds.map((parcelId): ReadModelRow => {
      return { table: 'contract_parcel', key: parcelId, columns: { contract_id: contractId, parcel_id: parcelId } };
    });
    return [
      ...rows,
      ...openFrom(since, [...parcelRows, ...scopeRows(`contract-${contractId}`, towns), ...namedParties(partiesOf(contract))]),
    ];
  },
};

const partiesOf = ({ particulars: { grantor, granteeId, contributions } }: Contract): readonly string[] => [
  granteeId,
  ...[grantor, ...contributions.map(({ holder }) => holder)].flatMap((named) => (named.kind === 'party' ? [named.partyId] : [])),
];

/** Days on which what a contract says as a whole may change; suspicion of idleness begins on a day of its own. */
const turningDays = (contract: Contract): readonly (EffectiveDate | undefined)[] => {
  const { since, termination, recovery, settlements, construction, milestones: nodes, clauses: histories } = contract;
  const { dues, achieved } = nodes['construction-start'];
  const termOver = termEnd(contract.particulars);
  const { developed, invested, works } = construction;
  return [
    since,
    termination?.on,
    recovery?.on,
    achieved?.on,
    nodes.completion.achieved?.on,
    termOver === null ? undefined : addDays(termOver, 1),
    ...settlements.map(({ on }) => on),
    ...[...developed, ...invested, ...works, ...dues].map(({ from }) => from),
    ...dues.map(({ value }) => suspectedFrom(value.on)),
    ...works.map(({ from }) => suspectedFrom(from)),
    ...histories.flatMap(({ versions }) => versions.map(({ from }) => from)),
  ];
};

const cards = (contract: Contract): readonly DatedRow[] =>
  piecewise(
    turningDays(contract).filter((day) => day !== undefined && day >= contract.since),
    (day) => atEach(contract.towns, { table: 'contract', key: 'contract', columns: columnsOn(contract, day) }),
  );

const asText = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

const columnsOn = (contract: Contract, day: EffectiveDate): Readonly<Record<string, Column>> => {
  const { contractId, particulars, settlements, construction } = contract;
  const { kind, number, grantor, granteeId, signedOn, term, tenure, area, price, deposit, contributions, mainContractId } = particulars;
  const developed = valueOn(construction.developed, day);
  const suspected = suspectedIdleOn(contract, day);
  return {
    contract_id: contractId,
    kind,
    number,
    grantor_id: grantor.kind === 'party' ? grantor.partyId : null,
    grantor_name: grantor.kind === 'text' ? grantor.name : null,
    grantee_id: granteeId,
    signed_on: signedOn,
    term_years: term.years,
    term_from: term.from,
    term_until: termEnd(particulars),
    tenure,
    area_units: area === null ? null : areaInUnits(area).toString(),
    price: asText(price),
    deposit: asText(deposit),
    contributions: JSON.stringify(
      contributions.map(({ holder, share }) => ({
        partyId: holder.kind === 'party' ? holder.partyId : null,
        name: holder.kind === 'text' ? holder.name : null,
        share,
      })),
    ),
    main_contract_id: mainContractId,
    ...endOn(contract, day),
    settlements: JSON.stringify(
      settlements
        .filter(({ on }) => on <= day)
        .map(({ on, settled: { outcome, amount, node, reason } }) => ({ on, outcome, amount, node, reason })),
    ),
    developed_units: developed === undefined ? null : areaInUnits(developed).toString(),
    invested: asText(valueOn(construction.invested, day)),
    works: valueOn(construction.works, day) ?? null,
    idle_suspicion: suspected?.kind ?? null,
    idle_since: suspected?.since ?? null,
  };
};

/** Whether the contract is in force on a day, and if not, by which act it ended. */
const endOn = ({ termination, recovery }: Contract, day: EffectiveDate): Readonly<Record<string, Column>> => {
  const terminated = termination !== null && termination.on <= day ? termination : null;
  const recovered = recovery !== null && recovery.on <= day ? recovery : null;
  if (terminated === null && recovered === null) return { status: 'in-force', ended_on: null, ending: null };
  return {
    status: recovered === null ? 'terminated' : 'recovered',
    ended_on: endedFrom({ termination: terminated, recovery: recovered }) ?? null,
    ending: JSON.stringify({
      termination: terminated && { on: terminated.on, number: terminated.number, reason: terminated.reason, basis: terminated.basis },
      recovery: recovered && {
        on: recovered.on,
        ground: recovered.ground,
        number: recovered.number,
        compensation: recovered.compensation,
        basis: recovered.basis,
      },
    }),
  };
};

// Contracts: what they say, how their nodes stand, what is held against their parties.
import { date, daysBetween, jurisdictionCode } from '@yimu/domain/kernel';
import { readBreaches, readIdleCases, readLeads } from '../read-models/contract-breaches.ts';
import {
  type ContractRow,
  type MilestoneRow,
  readClauses,
  readContractParcels,
  readContracts,
  readContractsOf,
  readMilestones,
} from '../read-models/contracts.ts';
import { readParcels } from '../read-models/parcels.ts';
import { searchedIn } from '../read-models/search.ts';
import { listSources } from '../read-models/search-sources.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { contractBreach, contractIdleCase, contractLead } from './contract-breaches.ts';
import { cursorsOf } from './cursor.ts';
import { checkedMonths } from './months.ts';
import { listOf, lower, moneyOf, naming, upper, upperOrNull } from './naming.ts';
import * as present from './present.ts';
import { daysOf, type GivenDates } from './ranges.ts';
import { searchedText } from './searched-text.ts';
import { grouped, type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

interface Contribution {
  readonly partyId: string | null;
  readonly name: string | null;
  readonly share: string;
}

/** A contract as the schema shows it. */
export const contract = (row: ContractRow, point: Point) => ({
  point,
  id: row.contract_id,
  kind: upper(row.kind),
  number: row.number,
  grantorId: row.grantor_id,
  grantorName: row.grantor_name,
  granteeId: row.grantee_id,
  signedOn: row.signed_on,
  years: row.term_years,
  from: row.term_from,
  until: row.term_until,
  tenure: upperOrNull(row.tenure),
  area: row.area_units === null ? null : present.area(BigInt(row.area_units)),
  price: moneyOf(row.price),
  deposit: moneyOf(row.deposit),
  contributed: listOf<Contribution>(row.contributions),
  mainContractId: row.main_contract_id,
  status: upper(row.status),
  endedOn: row.ended_on,
  ...endingOf(row.ending),
  settlements: listOf<{ readonly outcome: string; readonly node: string | null }>(row.settlements).map((each) => {
    return { ...each, outcome: upper(each.outcome), node: upperOrNull(each.node) };
  }),
  developedArea: row.developed_units === null ? null : present.area(BigInt(row.developed_units)),
  invested: moneyOf(row.invested),
  works: upperOrNull(row.works),
  suspectedIdle: row.idle_suspicion === null ? null : { kind: upper(row.idle_suspicion), since: row.idle_since },
  revision: row.revision,
});
export type ContractNode = ReturnType<typeof contract>;

interface Ending {
  readonly termination: { readonly basis: string } | null;
  readonly recovery: { readonly basis: string; readonly ground: string } | null;
}

const endingOf = (json: string | null) => {
  const { termination, recovery } = json === null ? { termination: null, recovery: null } : (JSON.parse(json) as Ending);
  return {
    termination: termination && { ...termination, basis: upper(termination.basis) },
    recovery: recovery && { ...recovery, basis: upper(recovery.basis), ground: upper(recovery.ground) },
  };
};

/** A node as it stands on the day asked about: late from the day after it was due, until it is reached. */
const milestone = (row: MilestoneRow, { asOf }: Point) => {
  const due = row.extended_to ?? row.due_on;
  const daysLate = Math.max(0, daysBetween(date(due), date(row.achieved_on ?? asOf)));
  return {
    node: upper(row.node),
    dueOn: row.due_on,
    extendedTo: row.extended_to,
    extensions: listOf<{ readonly cause: string | null }>(row.extensions).map((each) => ({ ...each, cause: upperOrNull(each.cause) })),
    achievedOn: row.achieved_on,
    daysLate,
    missed: row.achieved_on === null && daysLate > 0,
    verdict: upperOrNull(row.verdict),
    verdictReason: row.verdict_reason,
  };
};

const ofContracts = <R extends { readonly contract_id: string }, A>(
  read: (view: View, contractIds: readonly string[]) => Promise<readonly R[]>,
  nodeOf: (row: R, point: Point) => A,
) =>
  together(async (view, contracts: readonly ContractNode[]) => {
    const rows = grouped(
      await read(
        view,
        contracts.map(({ id }) => id),
      ),
      ({ contract_id }) => contract_id,
    );
    return contracts.map(({ id }) => (rows.get(id) ?? []).map((row) => nodeOf(row, view.point)));
  });

export const contractLoaders = {
  grantor: naming(
    ({ grantorId }: ContractNode) => (grantorId === null ? [] : [grantorId]),
    ({ grantorId }, publicParty) => (grantorId === null ? null : publicParty(grantorId)),
  ),
  grantee: naming(
    ({ granteeId }: ContractNode) => [granteeId],
    ({ granteeId }, publicParty) => publicParty(granteeId),
  ),
  contributions: naming(
    ({ contributed }: ContractNode) => contributed.flatMap(({ partyId }) => partyId ?? []),
    ({ contributed }, publicParty) =>
      contributed.map(({ partyId, name, share }) => ({ party: partyId === null ? null : publicParty(partyId), name, share })),
  ),
  parcels: together(async (view, contracts: readonly ContractNode[]) => {
    const named = await readContractParcels(
      view,
      contracts.map(({ id }) => id),
    );
    const ids = [...new Set(named.map(({ parcel_id }) => parcel_id))];
    const parcels = ids.length === 0 ? [] : await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
    const byContract = grouped(named, ({ contract_id }) => contract_id);
    return contracts.map(({ id }) => {
      const own = new Set((byContract.get(id) ?? []).map(({ parcel_id }) => parcel_id));
      return parcels.filter(({ parcel_id }) => own.has(parcel_id)).map((row) => present.parcel(row, view.point));
    });
  }),
  clauses: ofContracts(readClauses, (row) => ({
    no: row.no,
    kind: upper(row.kind),
    wording: row.wording,
    terms: JSON.parse(row.terms) as unknown,
    verdicts: listOf<{ readonly verdict: string }>(row.verdicts).map((each) => ({ ...each, verdict: upper(each.verdict) })),
  })),
  milestones: ofContracts(readMilestones, milestone),
  breaches: ofContracts(readBreaches, contractBreach),
  leads: ofContracts(readLeads, contractLead),
  idleCases: ofContracts(readIdleCases, contractIdleCase),
};

/** The contracts that name parcels. */
export const parcelContracts = together(async (view, parcels: readonly (Pointed & { readonly id: string })[]) => {
  const rows = grouped(
    await readContractsOf(
      view,
      parcels.map(({ id }) => id),
    ),
    ({ parcel_id }) => parcel_id,
  );
  return parcels.map(({ id }) => (rows.get(id) ?? []).map((row) => contract(row, view.point)));
});

interface GivenFilter {
  readonly parcel?: string | null;
  readonly grantee?: string | null;
  readonly number?: string | null;
  readonly status?: string | null;
  readonly suspectedIdle?: boolean | null;
  readonly missed?: { readonly node: string; readonly months: number } | null;
  readonly kinds?: readonly string[] | null;
  readonly statuses?: readonly string[] | null;
  readonly jurisdiction?: string | null;
  readonly signed?: GivenDates | null;
  readonly text?: string | null;
}

/** Root fields about contracts. */
export const contractQueries = {
  contract: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const contractId = uuid.safeParse(id);
    if (!contractId.success) return null;
    const [row] = await readContracts(viewAt(operation, point), { ids: [contractId.data] }, { limit: 1 });
    return row === undefined ? null : contract(row, point);
  },
  contracts: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const { parcel, grantee, number, status, suspectedIdle, missed, kinds, statuses, jurisdiction, signed, text } = args.filter ?? {};
    const word = text == null ? undefined : searchedText('filter.text', text);
    const filter = {
      parcelId: parcel == null ? undefined : checked('filter.parcel', uuid, parcel),
      granteeId: grantee == null ? undefined : checked('filter.grantee', uuid, grantee),
      number: number ?? undefined,
      status: lower(status),
      suspectedIdle: suspectedIdle ?? undefined,
      missed: missed == null ? undefined : { node: lower(missed.node) ?? '', months: checkedMonths('filter.missed.months', missed.months) },
      kinds: kinds?.flatMap((each) => lower(each) ?? []),
      statuses: statuses?.flatMap((each) => lower(each) ?? []),
      within: jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, jurisdiction)),
      signed: daysOf(signed),
      searched: word === undefined ? undefined : await searchedIn(view, word, [listSources.contracts]),
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['contracts', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readContracts(view, filter, { limit, after }),
      (row) => ({ sort: row.signed_on, id: row.contract_id }),
      (row) => contract(row, point),
    );
  },
};

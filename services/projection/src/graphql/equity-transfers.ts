// Changes of who holds or controls companies with land.
import { readContracts } from '../read-models/contracts.ts';
import { type EquityTransferRow, readEquityParcels, readEquityTransfers, readEquityTransfersOf } from '../read-models/equity-transfers.ts';
import { readParcels } from '../read-models/parcels.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { contract } from './contracts.ts';
import { cursorsOf } from './cursor.ts';
import { landAuctions } from './land-auctions.ts';
import { checkedMonths } from './months.ts';
import { listOf, lower, naming, upper, upperOrNull } from './naming.ts';
import * as present from './present.ts';
import { grouped, type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

interface Change {
  readonly holderId: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Control {
  readonly changed: string;
  readonly controllerBefore: string | null;
  readonly controllerAfter: string | null;
  readonly department: string;
  readonly reason: string;
}

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

const upperIn = <K extends string>(key: K, list: readonly Readonly<Record<K, string>>[]) =>
  list.map((each) => ({ ...each, [key]: upper(each[key]) }));

const equityTransfer = (row: EquityTransferRow, point: Point) => {
  const consentAnswer = parsed<{ readonly outcome: string }>(row.consent_answer);
  return {
    point,
    id: row.equity_id,
    companyId: row.company_id,
    kind: upper(row.kind),
    status: upper(row.status),
    filedOn: row.filed_on,
    opinionsDueOn: row.opinions_due_on,
    causedBy: row.caused_by,
    moved: listOf<Change>(row.changes),
    contractIds: listOf<string>(row.contract_ids),
    consentAskedBy: listOf<string>(row.consent_asked),
    determined: parsed<Control>(row.control),
    consents: listOf(row.consents),
    consentAnswer: consentAnswer && { ...consentAnswer, outcome: upper(consentAnswer.outcome) },
    consentPending: row.consent_pending,
    opinions: upperIn('opinion', listOf(row.opinions)),
    decidedOn: row.step_on === row.filed_on && row.status === 'open' ? null : row.step_on,
    reason: row.step_reason,
    by: upperOrNull(row.step_by),
    changedOn: row.changed_on,
    suspectedBreaches: upperIn('breach', listOf(row.suspected)),
    revision: row.revision,
  };
};
export type EquityTransferNode = ReturnType<typeof equityTransfer>;

const idsOf = (objects: readonly { readonly id: string }[]): readonly string[] => objects.map(({ id }) => id);

export const equityTransferLoaders = {
  landAuctions,
  company: naming(
    ({ companyId }: EquityTransferNode) => [companyId],
    ({ companyId }, publicParty) => publicParty(companyId),
  ),
  changes: naming(
    ({ moved }: EquityTransferNode) => moved.map(({ holderId }) => holderId),
    ({ moved }, publicParty) => moved.map(({ holderId, before, after }) => ({ holder: publicParty(holderId), before, after })),
  ),
  control: naming(
    ({ determined }: EquityTransferNode) => [determined?.controllerBefore, determined?.controllerAfter].flatMap((id) => id ?? []),
    ({ determined }, publicParty) =>
      determined === null
        ? null
        : {
            changed: upper(determined.changed),
            controllerBefore: determined.controllerBefore === null ? null : publicParty(determined.controllerBefore),
            controllerAfter: determined.controllerAfter === null ? null : publicParty(determined.controllerAfter),
            department: determined.department,
            reason: determined.reason,
          },
  ),
  parcels: together(async (view, cases: readonly EquityTransferNode[]) => {
    const named = await readEquityParcels(view, idsOf(cases));
    const ids = [...new Set(named.map(({ parcel_id }) => parcel_id))];
    const parcels = ids.length === 0 ? [] : await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
    const byCase = grouped(named, ({ equity_id }) => equity_id);
    return cases.map(({ id }) => {
      const own = new Set((byCase.get(id) ?? []).map(({ parcel_id }) => parcel_id));
      return parcels.filter(({ parcel_id }) => own.has(parcel_id)).map((row) => present.parcel(row, view.point));
    });
  }),
  contracts: together(async (view, cases: readonly EquityTransferNode[]) => {
    const ids = [...new Set(cases.flatMap(({ contractIds }) => contractIds))];
    const rows = ids.length === 0 ? [] : await readContracts(view, { ids }, { limit: ids.length });
    return cases.map(({ contractIds }) =>
      rows.filter(({ contract_id }) => contractIds.includes(contract_id)).map((row) => contract(row, view.point)),
    );
  }),
};

/** The cases that concern parcels. */
export const parcelEquityTransfers = together(async (view, parcels: readonly (Pointed & { readonly id: string })[]) => {
  const rows = grouped(await readEquityTransfersOf(view, idsOf(parcels)), ({ parcel_id }) => parcel_id);
  return parcels.map(({ id }) => (rows.get(id) ?? []).map((row) => equityTransfer(row, view.point)));
});

interface GivenFilter {
  readonly company?: string | null;
  readonly parcel?: string | null;
  readonly status?: string | null;
  readonly changedControl?: boolean | null;
  readonly parcelGrades?: readonly string[] | null;
  readonly monthsBeforeAuction?: number | null;
}

/** Root fields about changes of equity. */
export const equityTransferQueries = {
  equityTransfer: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const equityId = uuid.safeParse(id);
    if (!equityId.success) return null;
    const [row] = await readEquityTransfers(viewAt(operation, point), { ids: [equityId.data] }, { limit: 1 });
    return row === undefined ? null : equityTransfer(row, point);
  },
  equityTransfers: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const { company, parcel, status, changedControl, parcelGrades, monthsBeforeAuction } = args.filter ?? {};
    const filter = {
      companyId: company == null ? undefined : checked('filter.company', uuid, company),
      parcelId: parcel == null ? undefined : checked('filter.parcel', uuid, parcel),
      status: lower(status),
      changedControl: changedControl ?? undefined,
      grades: parcelGrades ?? undefined,
      months: monthsBeforeAuction == null ? undefined : checkedMonths('filter.monthsBeforeAuction', monthsBeforeAuction),
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['equityTransfers', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readEquityTransfers(view, filter, { limit, after }),
      (row) => ({ sort: row.filed_on, id: row.equity_id }),
      (row) => equityTransfer(row, point),
    );
  },
};

// Rights of the scope as a list: who holds what, what is seized, what is mortgaged, what ends when.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { readParcels } from '../read-models/parcels.ts';
import { type RightFilter, readRightList } from '../read-models/rights.ts';
import { searchedIn } from '../read-models/search.ts';
import { listSources } from '../read-models/search-sources.ts';
import { withinOf } from '../read-models/within.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import * as present from './present.ts';
import { searchedText } from './searched-text.ts';
import { right, rightKind } from './titles.ts';
import { type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

interface GivenFilter {
  readonly jurisdiction?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly holder?: string | null;
  readonly parcel?: string | null;
  readonly seized?: boolean | null;
  readonly mortgaged?: boolean | null;
  readonly untilBefore?: string | null;
  readonly untilAfter?: string | null;
  readonly certificateNumber?: string | null;
  readonly text?: string | null;
}

const filterOf = (given: GivenFilter): RightFilter => ({
  within: given.jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, given.jurisdiction)),
  kinds: given.kinds?.map(rightKind),
  holderIds: given.holder == null ? undefined : [checked('filter.holder', uuid, given.holder)],
  parcelId: given.parcel == null ? undefined : checked('filter.parcel', uuid, given.parcel),
  seized: given.seized ?? undefined,
  mortgaged: given.mortgaged ?? undefined,
  untilBefore: given.untilBefore ?? undefined,
  untilAfter: given.untilAfter ?? undefined,
  certificateNumber: given.certificateNumber ?? undefined,
});

/** Root fields about rights. */
export const rightQueries = {
  right: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const rightId = uuid.safeParse(id);
    if (!rightId.success) return null;
    const [row] = await readRightList(viewAt(operation, point), { ids: [rightId.data] }, { limit: 1 });
    return row === undefined ? null : right(row, point);
  },
  rights: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const { text } = args.filter ?? {};
    const word = text == null ? undefined : searchedText('filter.text', text);
    const searched = word === undefined ? undefined : await searchedIn(view, word, [listSources.certificates, listSources.seizures]);
    const filter = { ...filterOf(args.filter ?? {}), searched };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['rights', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readRightList(view, filter, { limit, after }),
      (row) => ({ sort: row.since, id: row.right_id }),
      (row) => right(row, point),
    );
  },
};

/** The parcel of rights; null for one that is no more, or was not entered yet. */
export const rightParcel = together(async (view, rights: readonly (Pointed & { readonly parcelId: string })[]) => {
  const ids = [...new Set(rights.map(({ parcelId }) => parcelId))];
  const rows = await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
  const parcels = new Map(rows.map((row) => [row.parcel_id, present.parcel(row, view.point)]));
  return rights.map(({ parcelId }) => parcels.get(parcelId) ?? null);
});

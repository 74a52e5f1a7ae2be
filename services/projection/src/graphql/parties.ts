// Parties, what they have elsewhere, and who declares to control them.
import { jurisdictionCode, nameKey, share } from '@yimu/domain/kernel';
import { readInterests } from '../read-models/interests.ts';
import { readParcels } from '../read-models/parcels.ts';
import { type PartyFilter, type PartyRow, readParties } from '../read-models/parties.ts';
import { readControllers } from '../read-models/party-register.ts';
import { searchedIn } from '../read-models/search.ts';
import { listSources } from '../read-models/search-sources.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { groupQueries } from './groups.ts';
import { listOf, lower, upper } from './naming.ts';
import * as present from './present.ts';
import { readPublicParties } from './public-party.ts';
import { searchedText } from './searched-text.ts';
import { readControl, shareLoaders } from './shares.ts';
import { grouped, type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

/** A party as the schema shows it. */
export const party = (row: PartyRow, point: Point) => ({
  point,
  id: row.party_id,
  kind: upper(row.kind),
  name: row.name,
  uscc: row.uscc,
  status: upper(row.status),
  formerNames: listOf<string>(row.former_names),
  successors: listOf<string>(row.successors),
  duplicateOf: row.duplicate_of,
  revision: row.revision,
});
export type PartyNode = ReturnType<typeof party>;

interface GivenFilter {
  readonly name?: string | null;
  readonly namePrefix?: string | null;
  readonly uscc?: string | null;
  readonly kind?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly status?: string | null;
  readonly jurisdiction?: string | null;
  readonly text?: string | null;
}

const filterOf = async (view: View, given: GivenFilter): Promise<PartyFilter> => {
  const { name, namePrefix, uscc, kind, kinds, status, jurisdiction, text } = given;
  const word = text == null ? undefined : searchedText('filter.text', text);
  return {
    nameKey: name == null ? undefined : nameKey(name),
    namePrefix: namePrefix == null ? undefined : nameKey(namePrefix),
    uscc: uscc ?? undefined,
    kind: lower(kind),
    kinds: kinds?.flatMap((each) => lower(each) ?? []),
    status: lower(status),
    within: jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, jurisdiction)),
    searched: word === undefined ? undefined : await searchedIn(view, word, [listSources.parties]),
  };
};

/** Root fields about parties. */
export const partyQueries = {
  ...groupQueries,

  party: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const partyId = uuid.safeParse(id);
    if (!partyId.success) return null;
    const [row] = await readParties(viewAt(operation, point), { ids: [partyId.data] }, { limit: 1 });
    return row === undefined ? null : party(row, point);
  },

  parties: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const filter = await filterOf(view, args.filter ?? {});
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['parties', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readParties(view, filter, { limit, after }),
      (row) => ({ sort: row.name_key, id: row.party_id }),
      (row) => party(row, point),
    );
  },

  ultimateControllers: async (
    _: unknown,
    { company, threshold, ...times }: { company: string; threshold: string } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, times);
    const companyId = uuid.safeParse(company);
    const exceeded = checked('threshold', share, threshold);
    return companyId.success ? readControl(viewAt(operation, point), companyId.data, exceeded) : null;
  },
};

interface InterestNode extends Pointed {
  readonly parcelId: string | null;
}

/** Loaders of a party. */
export const partyLoaders = {
  ...shareLoaders,
  declaredControllers: together(async (view, parties: readonly PartyNode[]) => {
    const ids = parties.map(({ id }) => id);
    const rows = await readControllers(view, ids);
    const publicParty = await readPublicParties(
      view,
      rows.map(({ controller_id }) => controller_id),
    );
    const controlled = grouped(rows, ({ party_id }) => party_id);
    return ids.map((id) => (controlled.get(id) ?? []).map(({ controller_id }) => publicParty(controller_id)));
  }),
  interests: together(async (view, parties: readonly PartyNode[]) => {
    const ids = parties.map(({ id }) => id);
    const rows = await readInterests(view, ids);
    const companies = rows.filter(({ kind }) => kind === 'company').map(({ target_id }) => target_id);
    const publicParty = await readPublicParties(view, companies);
    const held = grouped(rows, ({ party_id }) => party_id);
    return ids.map((id) =>
      (held.get(id) ?? []).map(({ kind, target_id, share: part }) => ({
        point: view.point,
        kind: upper(kind),
        company: kind === 'company' ? publicParty(target_id) : null,
        share: part,
        parcelId: kind === 'land' ? target_id : null,
      })),
    );
  }),
};

/** Loaders of what a party has. */
export const interestLoaders = {
  parcel: together(async (view, interests: readonly InterestNode[]) => {
    const ids = [...new Set(interests.flatMap(({ parcelId }) => parcelId ?? []))];
    const rows = ids.length === 0 ? [] : await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
    const parcels = new Map(rows.map((row) => [row.parcel_id, present.parcel(row, view.point)]));
    return interests.map(({ parcelId }) => parcels.get(parcelId ?? '') ?? null);
  }),
};

import type { View } from '../tenancy/view.ts';

export interface EventRow {
  readonly position: string;
  readonly known_from: string;
  readonly body: string;
  /** True when secret figures are left out of the body, because the caller may not see them. */
  readonly masked: boolean;
  readonly days_late: number | null;
  readonly after_final: boolean;
  readonly self_decided: boolean;
}

export interface EventFilter {
  readonly parcelId?: string | undefined;
  /** Streams beside that of the parcel: what is behind its holders. */
  readonly streams?: readonly string[] | undefined;
  readonly stream?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly sub?: string | undefined;
  readonly role?: string | undefined;
  readonly department?: string | undefined;
  readonly recordedFrom?: string | undefined;
  readonly recordedTo?: string | undefined;
  readonly effectiveFrom?: string | undefined;
  readonly effectiveTo?: string | undefined;
  /** 文号 of the first source. */
  readonly document?: string | undefined;
  /** At least so many days after it held. */
  readonly lateBy?: number | undefined;
  readonly afterFinal?: boolean | undefined;
  readonly selfDecided?: boolean | undefined;
}

export type EventOrder = 'OLDEST_FIRST' | 'NEWEST_FIRST';

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Which of many types is walked: each in the order of its own index, so that a page of several is put together of as many short ones. */
const aType = 'k.type';

/**
 * The audit trail in the order of the store: events that hold by `asOf` and were known at `knownAt`, one page. What is found by a parcel
 * or a stream is little, and sorted; everything else follows an index in the order of the store.
 */
export const readEvents = (
  view: View,
  filter: EventFilter,
  order: EventOrder,
  page: { readonly limit: number; readonly after?: { readonly sort: string } | undefined; readonly ofTown?: boolean },
): Promise<EventRow[]> => {
  const isFound = filter.parcelId !== undefined || filter.stream !== undefined;
  const walksTown = !isFound && (page.ofTown === true || (view.ofPlace && !hasIndex(filter)));
  return view.read(
    (statement) => {
      const { bind, within } = statement;
      const conditions = [
        `e.effective_on <= ${bind(view.point.asOf)}::date`,
        `e.known_from <= ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`,
        ...(walksTown ? [] : [within('event', 'e')]),
        ...filterOn(filter, statement),
      ];
      const [further, direction] = order === 'OLDEST_FIRST' ? ['>', 'asc'] : ['<', 'desc'];
      if (page.after !== undefined) conditions.push(`e.position ${further} ${bind(page.after.sort)}`);
      const inOrder = `order by ${walksTown ? 'g' : 'e'}.position ${direction} limit ${bind(page.limit)}`;
      // Every place has an index of its own trail; with a filter that has an index, wider places than a town meet their events soon on the way.
      const source = walksTown ? `event_scope g join event e on e.position = g.position and ${within('event_scope', 'g')}` : 'event e';
      const found = (more: readonly string[]): string =>
        `select e.* from ${source} where ${[...conditions, ...more].join(' and ')} ${inOrder}`;
      const { types } = filter;
      const trail =
        types === undefined
          ? found([])
          : `select e.* from unnest(${bind([...new Set(types)])}::text[]) as k (type) cross join lateral (${found([`e.type = ${aType}`])}) e order by e.position ${direction} limit ${bind(page.limit)}`;
      // Offset 0: asked event by event. Else the planner would find the secrets of the whole scope first.
      return `select e.position, coalesce(x.body, e.body) as body, e.redacted and x.body is null as masked, ${instant('e.known_from')} as known_from,
          e.days_late, coalesce(e.after_final, false) as after_final, coalesce(e.self_decided, false) as self_decided
        from (${trail}) e left join lateral (select s.body from event_secret s where s.position = e.position and ${within('event_secret', 's')} offset 0) x on true
        order by e.position ${direction}`;
    },
    { inOrder: !isFound },
  );
};

/** Filters that walk an index of their own. */
const hasIndex = ({ types, sub, document, lateBy, afterFinal, selfDecided }: EventFilter): boolean =>
  [types, sub, document, lateBy].some((value) => value !== undefined) || afterFinal === true || selfDecided === true;

type Statement = Parameters<Parameters<View['read']>[0]>[0];

const filterOn = (filter: EventFilter, { bind, within }: Statement): string[] => {
  const conditions: string[] = [];
  const { parcelId, streams = [], recordedFrom, recordedTo } = filter;
  if (parcelId !== undefined) {
    const parcel = `${bind(parcelId)}::uuid`;
    const about = `array(select f.entity from finding f where f.subject_id = ${parcel} and ${within('finding', 'f')}) || ${bind(streams)}::text[]`;
    conditions.push(`(e.parcel_id = ${parcel} or e.stream = any(${about}))`);
  }
  if (filter.stream !== undefined) conditions.push(`e.stream = ${bind(filter.stream)}`);
  if (filter.sub !== undefined) conditions.push(`e.actor_sub = ${bind(filter.sub)}`);
  if (filter.role !== undefined) conditions.push(`e.actor_role = ${bind(filter.role)}`);
  if (filter.department !== undefined) conditions.push(`e.actor_department = ${bind(filter.department)}`);
  if (recordedFrom !== undefined) {
    const from = `${bind(recordedFrom)}::timestamptz`;
    // Nothing is known before it is recorded: what lies before the first event of that day need not be looked at.
    conditions.push(
      `e.recorded_at >= ${from}`,
      `e.position >= (select d.position from event_day d
      where d.day >= (${from} at time zone 'UTC')::date order by d.day limit 1)`,
    );
  }
  if (recordedTo !== undefined) conditions.push(`e.recorded_at <= ${bind(recordedTo)}::timestamptz`);
  if (filter.effectiveFrom !== undefined) conditions.push(`e.effective_on >= ${bind(filter.effectiveFrom)}::date`);
  if (filter.effectiveTo !== undefined) conditions.push(`e.effective_on <= ${bind(filter.effectiveTo)}::date`);
  if (filter.document !== undefined) conditions.push(`e.document = ${bind(filter.document)}`);
  if (filter.lateBy !== undefined) conditions.push(`e.days_late > ${bind(filter.lateBy)}::integer`);
  if (filter.afterFinal !== undefined) conditions.push(filter.afterFinal ? 'e.after_final' : 'e.after_final is not true');
  if (filter.selfDecided !== undefined) conditions.push(filter.selfDecided ? 'e.self_decided' : 'e.self_decided is not true');
  return conditions;
};

/** How far chains of shareholders and controllers are followed. */
const furthest = 8;

/**
 * The streams of what stands beside a parcel and of who is behind it, as far as the caller sees them: contracts, cases of equity and
 * auctions that concern it; its holders of rights, their shareholders and controllers, and those behind them.
 */
export const readStreamsBehind = async (view: View, parcelId: string): Promise<readonly string[]> => {
  const rows = await view.read<{ stream: string }>(({ bind, at, within }) => {
    const parcel = `${bind(parcelId)}::uuid`;
    return `with recursive behind (id, depth) as (
        select held.id, 0 from (
          select (h.value ->> 'partyId')::uuid as id from title_right t cross join lateral jsonb_array_elements(t.holders::jsonb) h
            where t.parcel_id = ${parcel} and ${at('t')} and ${within('title_right', 't')}
          union select i.party_id from interest i where i.target_id = ${parcel} and i.kind = 'land' and ${at('i')} and ${within('interest', 'i')}
        ) as held
        union select above.id, b.depth + 1 from behind b cross join lateral (
          select h.holder_id as id from holding h where h.company_id = b.id and ${at('h')} and ${within('holding', 'h')}
          union all select c.controller_id from party_controller c where c.party_id = b.id and ${at('c')} and ${within('party_controller', 'c')}
        ) as above where b.depth < ${furthest})
      select distinct category || b.id as stream from behind b cross join unnest(array['party-', 'shares-', 'interests-']) as category
      union all select distinct 'contract-' || c.contract_id from contract_parcel c where c.parcel_id = ${parcel} and ${within('contract_parcel', 'c')}
      union all select distinct 'equity-' || q.equity_id from equity_parcel q where q.parcel_id = ${parcel} and ${within('equity_parcel', 'q')}
      union all select distinct 'auction-' || l.auction_id from auction_lot l where l.parcel_id = ${parcel} and ${within('auction_lot', 'l')}`;
  });
  return rows.map(({ stream }) => stream);
};

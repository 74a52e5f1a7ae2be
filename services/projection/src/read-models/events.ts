import type { View } from '../tenancy/view.ts';

export interface EventRow {
  readonly position: string;
  readonly known_from: string;
  readonly body: string;
  /** True when secret figures are left out of the body, because the caller may not see them. */
  readonly masked: boolean;
}

export interface EventFilter {
  readonly parcelId?: string | undefined;
  readonly stream?: string | undefined;
}

/** The audit trail in the order of the store: events that hold by `asOf` and were known at `knownAt`, one page. */
export const readEvents = (
  view: View,
  filter: EventFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string } | undefined },
): Promise<EventRow[]> =>
  view.read(({ bind, within }) => {
    const conditions = [
      `e.effective_on <= ${bind(view.point.asOf)}::date`,
      `e.known_from <= ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`,
      within('event', 'e'),
    ];
    if (filter.parcelId !== undefined) {
      const parcel = bind(filter.parcelId);
      conditions.push(
        `(e.parcel_id = ${parcel}::uuid or e.stream = any(array(select f.entity from finding f where f.subject_id = ${parcel}::uuid)))`,
      );
    }
    if (filter.stream !== undefined) conditions.push(`e.stream = ${bind(filter.stream)}`);
    if (page.after !== undefined) conditions.push(`e.position > ${bind(page.after.sort)}`);
    return `select e.position, coalesce(x.body, e.body) as body, e.redacted and x.body is null as masked, to_char(e.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_from
      from event e left join event_secret x on x.position = e.position and ${within('event_secret', 'x')} where ${conditions.join(' and ')} order by e.position limit ${bind(page.limit)}`;
  });

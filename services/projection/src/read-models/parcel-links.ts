import type { View } from '../tenancy/view.ts';

export interface ParcelLinkRow {
  readonly parcel_id: string;
  readonly other_id: string;
  readonly since: string;
  readonly by: string | null;
  readonly lineage_id: string | null;
  readonly name: string | null;
}

/**
 * What these parcels came out of, or what took their place, whenever that was: a parcel that is no more is asked for as of a day
 * before its end. As far as it was known at the moment asked about.
 */
export const readParcelLinks = (view: View, kind: 'predecessor' | 'successor', parcelIds: readonly string[]): Promise<ParcelLinkRow[]> =>
  view.read(({ bind, within }) => {
    const known = `@> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`;
    const ids = `${bind(parcelIds)}::uuid[]`;
    // How a successor came about is told by the successor.
    return `select distinct on (l.since, l.parcel_id, l.other_id) l.parcel_id, l.other_id, l.since::text as since, l.lineage_id,
        coalesce(l.by, (select c.by from parcel_link c where c.parcel_id = l.other_id and c.other_id = l.parcel_id and c.kind = 'predecessor'
          and c.recorded ${known} and ${within('parcel_link', 'c')} limit 1)) as by,
        (select p.name from parcel p where p.parcel_id = l.other_id and p.recorded ${known} and ${within('parcel', 'p')}
          order by lower(p.valid) desc limit 1) as name
      from parcel_link l where l.parcel_id = any(${ids}) and l.kind = ${bind(kind)} and l.recorded ${known} and ${within('parcel_link', 'l')}
      order by l.since, l.parcel_id, l.other_id`;
  });

/** Joins, as `d`, the parcel of which the parcel of a row is a second entry: `d.other_id` is null for any other parcel. */
export const duplicateOf = (alias: string, at: string, within: string): string =>
  `left join parcel_link d on d.parcel_id = ${alias}.parcel_id and d.kind = 'duplicate' and ${at} and ${within}`;

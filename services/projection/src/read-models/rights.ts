// Rights of a place, as a list (不动产权利清单).
import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { inOrderUnless } from './in-order.ts';
import { among, having, type Searched } from './search.ts';
import { listSources } from './search-sources.ts';
import { type RightRow, rightColumns } from './titles.ts';
import type { Within } from './within.ts';

export interface RightFilter {
  readonly ids?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly holderIds?: readonly string[] | undefined;
  readonly parcelId?: string | undefined;
  readonly seized?: boolean | undefined;
  readonly mortgaged?: boolean | undefined;
  /** The last day of the term lies before this, or after. */
  readonly untilBefore?: string | undefined;
  readonly untilAfter?: string | undefined;
  readonly certificateNumber?: string | undefined;
  readonly searched?: Searched | undefined;
}

type Writing = Parameters<Parameters<View['read']>[0]>[0];

const filterOn = (filter: RightFilter, writing: Writing): readonly string[] => {
  const { bind, at, within } = writing;
  const conditions: string[] = [];
  if (filter.ids !== undefined) conditions.push(`l.right_id = any(${bind(filter.ids)}::uuid[])`);
  if (filter.within !== undefined) conditions.push(`l.${filter.within.column} = ${bind(filter.within.code)}`);
  if (filter.kinds !== undefined) conditions.push(`l.kind = any(${bind(filter.kinds)})`);
  if (filter.parcelId !== undefined) conditions.push(`l.entity = ${bind(`title-${filter.parcelId}`)}`);
  if (filter.seized !== undefined) conditions.push(filter.seized ? 'l.seized' : 'not l.seized');
  if (filter.mortgaged !== undefined) conditions.push(filter.mortgaged ? 'l.mortgaged' : 'not l.mortgaged');
  if (filter.untilBefore !== undefined) conditions.push(`l.until < ${bind(filter.untilBefore)}::date`);
  if (filter.untilAfter !== undefined) conditions.push(`l.until > ${bind(filter.untilAfter)}::date`);
  if (filter.certificateNumber !== undefined) conditions.push(`l.certificate_number = ${bind(filter.certificateNumber)}`);
  if (filter.searched !== undefined)
    conditions.push(
      ...among('l.right_id', filter.searched, writing),
      `(${having(listSources.certificates, 'l', filter.searched, writing)} or exists (select from title_seizure z
        where z.entity = l.entity and z.right_id = l.right_id and ${having(listSources.seizures, 'z', filter.searched, writing)}
          and ${at('z')} and ${within('title_seizure', 'z')} offset 0))`,
    );
  if (filter.holderIds !== undefined) {
    // A title names whoever ever held the parcel; who holds it on the day stands with the right.
    const ids = `${bind(filter.holderIds)}::uuid[]`;
    conditions.push(
      `l.entity = any(array(select n.entity from named_party n where n.party_id = any(${ids}) and ${at('n')} and ${within('named_party', 'n')}))`,
      `exists (select from title_right h cross join lateral jsonb_array_elements(h.holders::jsonb) w
        where h.parcel_id = l.parcel_id and h.right_id = l.right_id and (w ->> 'partyId')::uuid = any(${ids}) and ${at('h')} and ${within('title_right', 'h')})`,
    );
  }
  return conditions;
};

/** Rights that stand in the scope, in the order in which they began, one page. */
export const readRightList = (view: View, filter: RightFilter, page: DatedPage): Promise<RightRow[]> =>
  view.read(
    (writing) => {
      const { bind, at, within } = writing;
      const conditions = [at('l'), within('right_place', 'l'), ...filterOn(filter, writing)];
      if (page.after !== undefined)
        conditions.push(`(l.since, l.right_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
      return `select ${rightColumns} from (
        select distinct on (l.since, l.right_id) l.since, l.right_id, l.parcel_id from right_place l
        where ${conditions.join(' and ')} order by l.since, l.right_id limit ${bind(page.limit)}
      ) p join title_right r on r.parcel_id = p.parcel_id and r.right_id = p.right_id and ${at('r')} and ${within('title_right', 'r')}
      order by p.since, p.right_id`;
    },
    inOrderUnless(filter.ids, filter.holderIds, filter.parcelId, filter.certificateNumber, filter.searched?.ids),
  );

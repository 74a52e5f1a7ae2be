// What the file before an auction gathers beside title, contracts and cases: what departments answered, and what is still open.
import type { View } from '../tenancy/view.ts';
import { type FindingRow, readFindings } from './findings.ts';

export interface ParcelAnswerRow {
  readonly parcel_id: string;
  readonly auction_id: string;
  readonly case_number: string;
  readonly department: string;
  readonly jurisdiction: string;
  readonly answered_on: string;
  /** JSON; null = not answered, an empty list = none. */
  readonly duties: string | null;
  readonly arrears: string | null;
  readonly restrictions: string | null;
  readonly opinion: string | null;
}

/** What departments answered to courts that sell these parcels, the latest answer first. */
export const readParcelAnswers = (view: View, parcelIds: readonly string[]): Promise<ParcelAnswerRow[]> =>
  view.read(
    ({ bind, at, within }) => `select distinct l.parcel_id, w.auction_id, a.case_number, w.department, w.jurisdiction,
        w.answered_on::text as answered_on, w.duties, w.arrears, w.restrictions, w.opinion
      from auction_lot l
      join auction a on a.auction_id = l.auction_id and ${at('a')} and ${within('auction', 'a')}
      join auction_answer w on w.auction_id = l.auction_id and ${at('w')} and ${within('auction_answer', 'w')}
      where l.parcel_id = any(${bind(parcelIds)}::uuid[]) and w.answered_on is not null and ${at('l')} and ${within('auction_lot', 'l')}
      order by answered_on desc, a.case_number, w.department, w.jurisdiction`,
  );

export interface ConcernRow {
  readonly parcel_id: string;
  readonly subject_id: string;
}

/** Everything about which a finding would matter to these parcels: themselves, holders, contracts, grantees, auctions, equity cases. */
const readConcerns = (view: View, parcelIds: readonly string[]): Promise<ConcernRow[]> =>
  view.read(({ bind, at, within }) => {
    const ids = `${bind(parcelIds)}::uuid[]`;
    return `select unnest(${ids}) as parcel_id, unnest(${ids}) as subject_id
      union select r.parcel_id, (h ->> 'partyId')::uuid from title_right r cross join lateral jsonb_array_elements(r.holders::jsonb) h
        where r.parcel_id = any(${ids}) and ${at('r')} and ${within('title_right', 'r')}
      union select c.parcel_id, c.contract_id from contract_parcel c
        where c.parcel_id = any(${ids}) and ${at('c')} and ${within('contract_parcel', 'c')}
      union select p.parcel_id, c.grantee_id from contract_parcel p join contract c on c.contract_id = p.contract_id
        where p.parcel_id = any(${ids}) and ${at('p')} and ${within('contract_parcel', 'p')} and ${at('c')} and ${within('contract', 'c')}
      union select l.parcel_id, l.auction_id from auction_lot l
        where l.parcel_id = any(${ids}) and ${at('l')} and ${within('auction_lot', 'l')}
      union select e.parcel_id, e.equity_id from equity_parcel e
        where e.parcel_id = any(${ids}) and ${at('e')} and ${within('equity_parcel', 'e')}`;
  });

const mostFindings = 1_000;

/** Open findings (待核实) that concern each of these parcels, the oldest first. */
export const readOpenFindings = async (view: View, parcelIds: readonly string[]): Promise<ReadonlyMap<string, readonly FindingRow[]>> => {
  const concerns = await readConcerns(view, parcelIds);
  const subjectIds = [...new Set(concerns.map(({ subject_id }) => subject_id))];
  const findings = await readFindings(view, { status: 'open', subjectIds }, { limit: mostFindings });
  return new Map(
    parcelIds.map((parcelId) => {
      const mine = new Set(concerns.filter(({ parcel_id }) => parcel_id === parcelId).map(({ subject_id }) => subject_id));
      return [parcelId, findings.filter(({ subject_id }) => mine.has(subject_id))];
    }),
  );
};

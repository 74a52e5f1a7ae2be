import type { View } from '../tenancy/view.ts';

export interface HoldingRow {
  readonly company_id: string;
  /** What the known shares of the company add up to. */
  readonly total: string;
  /** Null in the only row of a company of which nobody is known to hold a share. */
  readonly holder_id: string | null;
  readonly share: string | null;
  readonly joint_group: number | null;
  readonly joint_share: string | null;
}

const columns = 's.company_id, s.total, h.holder_id, h.share, h.joint_group, h.joint_share';

/** Who holds these companies, each company's holders in the order of its register. Companies of which nothing is known are absent. */
export const readHoldings = (view: View, companyIds: readonly string[]): Promise<HoldingRow[]> =>
  view.read(
    ({ bind, at, within }) => `select ${columns} from shareholding s
      left join holding h on h.company_id = s.company_id and ${at('h')} and ${within('holding', 'h')}
      where s.company_id = any(${bind(companyIds)}::uuid[]) and ${at('s')} and ${within('shareholding', 's')}
      order by s.company_id, h.place`,
  );

/** Who holds these companies, who holds their holders, and so on up, as far as the scope reaches. */
export const readHoldingsAbove = (view: View, companyIds: readonly string[]): Promise<HoldingRow[]> =>
  view.read(
    ({ bind, at, within }) => `with recursive above (company_id) as (
        select unnest(${bind(companyIds)}::uuid[])
        union
        select h.holder_id from above a join holding h on h.company_id = a.company_id where ${at('h')} and ${within('holding', 'h')}
      )
      select ${columns} from above a
      join shareholding s on s.company_id = a.company_id and ${at('s')} and ${within('shareholding', 's')}
      left join holding h on h.company_id = s.company_id and ${at('h')} and ${within('holding', 'h')}
      order by s.company_id, h.place`,
  );

export interface ShareFreezeRow {
  readonly freeze_id: string;
  readonly company_id: string;
  readonly holder_id: string;
  readonly share: string;
  readonly court: string;
  readonly case_number: string;
  readonly waiting: boolean;
  readonly since: string;
  readonly until: string | null;
}

/** What courts have frozen of these companies, in the order of the freezes; one whose last term is over is not among them. */
export const readShareFreezes = (view: View, companyIds: readonly string[]): Promise<ShareFreezeRow[]> =>
  view.read(
    ({ bind, at, within }) => `select f.freeze_id, f.company_id, f.holder_id, f.share, f.court, f.case_number, f.waiting,
        f.since::text as since, f.until::text as until
      from share_freeze f where f.company_id = any(${bind(companyIds)}::uuid[]) and ${at('f')} and ${within('share_freeze', 'f')}
        and (f.until is null or f.until >= ${bind(view.point.asOf)}::date) order by f.since, f.freeze_id`,
  );

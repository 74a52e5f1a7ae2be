import type { View } from '../tenancy/view.ts';

export interface RankingRow {
  readonly jurisdiction: string;
  readonly park_id: string | null;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly run: string;
  readonly size: number;
  readonly ranked: number;
  /** JSON; null for who may not see them. */
  readonly entries: string | null;
  readonly event_id: string;
}

/** Frozen rankings of one place, its parks included. */
export const readRankings = (view: View, jurisdiction: string, year: number): Promise<RankingRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select b.jurisdiction, b.park_id, b.cycle_jurisdiction, b.cycle_year, b.run, b.size, b.ranked, d.entries, b.event_id
      from bottom_ranking b left join bottom_ranking_detail d
        on d.entity = b.entity and ${at('d')} and ${within('bottom_ranking_detail', 'd')}
      where b.jurisdiction = ${bind(jurisdiction)} and b.cycle_year = ${bind(year)} and ${at('b')} and ${within('bottom_ranking', 'b')}
      order by b.park_id nulls first`,
  );

import type { AssessmentFact } from '@yimu/domain/assessment/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection } from '../engine/projection.ts';
import { utmostSecret } from '../tenancy/secrecy.ts';

type Frozen = Extract<AssessmentFact, { type: 'BottomRankingFrozen' }>['data'];

/** 年度尾部企业 of a place and year, as frozen. Who stands on it, and where, is derived of scores: as secret as they are. */
export const bottomRankings: Projection<Frozen | null> = {
  name: 'bottom-rankings',
  category: 'bottomranking',
  tables: ['bottom_ranking', 'bottom_ranking_detail'],
  initial: null,
  evolve: (_, recorded: RecordedEvent) => (recorded as unknown as { readonly data: Frozen }).data,
  rows: (frozen) => {
    if (frozen === null) return [];
    const { jurisdiction, parkId, cycle, run, size, ranked, entries } = frozen;
    const columns = {
      jurisdiction,
      park_id: parkId,
      cycle: `${cycle.jurisdiction}-${cycle.year}-enterprise`,
      cycle_jurisdiction: cycle.jurisdiction,
      cycle_year: cycle.year,
      subject: 'enterprise',
      run,
      size,
      ranked,
      ...levelCodes(jurisdiction),
    };
    const secret = { secret: utmostSecret, entries: JSON.stringify(entries), ...levelCodes(jurisdiction) };
    return [
      { table: 'bottom_ranking', key: 'ranking', columns },
      { table: 'bottom_ranking_detail', key: 'entries', columns: secret },
    ];
  },
};

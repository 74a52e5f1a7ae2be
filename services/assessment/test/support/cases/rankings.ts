import { enterpriseAssessment } from '@yimu/domain/assessment';
import { cycle } from '@yimu/domain/cycle';
import { testId } from '@yimu/testing';
import { district, town } from '../officers.ts';
import { type AssessmentService, envelope, give, nowhere } from '../service.ts';
import type { Case } from './case.ts';
import { given, opened, standard } from './cycles.ts';
import { asTaskForce, parcels2024, under } from './standards.ts';

export const enterprises2024 = { ...parcels2024, subject: 'enterprise' as const };
export const ofCycle = { jurisdiction: district, year: 2024 };
export const partyOf = (name: string): string => testId('party', name);

/** Puts the result of an enterprise into the ledger, as the scoring job does. */
export const graded = (
  service: AssessmentService,
  run: string,
  name: string,
  score: string | null,
  towns: readonly string[] = [town],
): Promise<void> => {
  const found = {
    code: name,
    cohort: 'all',
    decidedBy: 'score' as const,
    rule: null,
    grade: 'A' as const,
    score,
    rank: 1,
    of: 1,
    place: 1,
  };
  const empty = { lacking: [], items: [], extras: [], inputs: [] };
  const data = { partyId: partyOf(name), cycle: ofCycle, run, position: '1', standard, ...found, ...empty, jurisdictions: [...towns] };
  const stream = `enterpriseassessment-${partyOf(name)}-${district}-2024-enterprise`;
  return give(service.store, { stream, decider: enterpriseAssessment, type: 'GradeEnterprise', data, key: run });
};

/** Starts a run of the enterprises of 2024, on the cycle that is open. */
export const started = (service: AssessmentService, key = 'run'): Promise<string> =>
  given(service, `${under('cycles', enterprises2024)}/scorings`, {}, district, key);

/** Completes a run, as the scoring job does. */
export const completed = (service: AssessmentService, run: string): Promise<void> => {
  const totals = { A: 0, B: 0, C: 0, D: 0, T: 0, none: 0 };
  const data = { ...enterprises2024, run, totals };
  return give(service.store, { stream: `cycle-${district}-2024-enterprise`, decider: cycle, type: 'CompleteScoring', data, key: run });
};

const entry = (rank: number, code: string, score: string) => ({ rank, partyId: partyOf(code), code, score });

export const rankingCases: readonly Case[] = [
  {
    path: '/bottom-rankings',
    ...asTaskForce,
    request: async (service) => {
      await opened(service, enterprises2024);
      const run = await started(service);
      await graded(service, run, 'E1', '71.5');
      await graded(service, run, 'E2', '12');
      await graded(service, run, 'E3', '30');
      await completed(service, run);
      const ranking = { jurisdiction: town, cycle: ofCycle, run, size: 2 };
      const frozen = { ...ranking, parkId: null, ranked: 3, entries: [entry(1, 'E2', '12'), entry(2, 'E3', '30')] };
      return {
        url: '/bottom-rankings',
        body: { ...envelope, ...ranking },
        events: () => [{ type: 'BottomRankingFrozen', data: frozen, jurisdictions: [town] }],
        missing: { url: '/bottom-rankings', body: { ...envelope, ...ranking, run: nowhere } },
      };
    },
  },
];

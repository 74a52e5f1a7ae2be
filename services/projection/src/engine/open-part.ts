// What of an event may be read by whoever reads its stream, where the rest is secret figures (tenancy/secrecy.ts), or names of several
// enterprises, which offices alone read.
import type { AssessmentFact } from '@yimu/domain/assessment/events';
import type { CycleFact } from '@yimu/domain/cycle/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ObjectionFact } from '@yimu/domain/objection/events';
import type { SubmissionFact } from '@yimu/domain/submission/events';
import { secretOf, utmostSecret } from '../tenancy/secrecy.ts';

type Parted = Extract<
  AssessmentFact | CycleFact | ObjectionFact | SubmissionFact,
  {
    type:
      | 'BottomRankingFrozen'
      | 'CohortMeasured'
      | 'EnterpriseGraded'
      | 'EnterprisesRenamed'
      | 'FigureContradicted'
      | 'FigureCorrected'
      | 'FiguresSupplied'
      | 'GradeFinalised'
      | 'HealthCheckOpened'
      | 'ObjectionUpheld'
      | 'ParcelGraded';
  }
>;

const parted: ReadonlySet<string> = new Set<Parted['type']>([
  'BottomRankingFrozen',
  'CohortMeasured',
  'EnterpriseGraded',
  'EnterprisesRenamed',
  'FigureContradicted',
  'FigureCorrected',
  'FiguresSupplied',
  'GradeFinalised',
  'HealthCheckOpened',
  'ObjectionUpheld',
  'ParcelGraded',
]);

export interface OpenPart {
  /** Whose figures are left out; '' where only names are, which every office of the place may read. */
  readonly secret: string;
  readonly data: object;
}

/** The open part of an event that is not open as a whole; undefined for any other. */
export const openPart = (recorded: RecordedEvent): OpenPart | undefined => {
  if (!parted.has(recorded.type)) return undefined;
  const event = recorded as unknown as Parted;
  switch (event.type) {
    case 'ParcelGraded':
    case 'EnterpriseGraded': {
      const { score: _, rank: __, place: ___, items: ____, extras: _____, inputs: ______, rule: _______, ...data } = event.data;
      return { secret: utmostSecret, data };
    }
    case 'CohortMeasured': {
      const items = event.data.items.map(({ indicator, known }) => ({ indicator, known }));
      return { secret: utmostSecret, data: { ...event.data, items } };
    }
    case 'BottomRankingFrozen': {
      const { entries: _, ...data } = event.data;
      return { secret: utmostSecret, data };
    }
    case 'FiguresSupplied': {
      const figures = event.data.figures.map(({ quantity }) => ({ quantity }));
      return ofSupplier(event.data.supplier, { ...event.data, figures });
    }
    case 'FigureContradicted': {
      const { said: _, standing, ...data } = event.data;
      return ofSupplier(data.supplier, { ...data, standing: { event: standing.event } });
    }
    case 'FigureCorrected': {
      // A reason quotes figures.
      const { value: _, reason: __, ...data } = event.data;
      return ofSupplier(data.supplier, data);
    }
    case 'GradeFinalised': {
      const { partyIds, ...data } = event.data;
      return partyIds.length > 1 ? { secret: '', data } : undefined;
    }
    case 'HealthCheckOpened':
    case 'EnterprisesRenamed': {
      const { enterprises, ...data } = event.data;
      return enterprises.length > 1 ? { secret: '', data } : undefined;
    }
    case 'ObjectionUpheld': {
      // What was wrong is told in words, which quote figures of whomever.
      const { corrections, ...data } = event.data;
      return corrections === null ? undefined : { secret: utmostSecret, data };
    }
  }
};

const ofSupplier = (supplier: string, data: object): OpenPart | undefined => {
  const secret = secretOf([supplier]);
  return secret === '' ? undefined : { secret, data };
};

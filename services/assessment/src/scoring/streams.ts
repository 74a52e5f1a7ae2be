// Where the streams of a cycle's subjects lie.
import { type CyclePlace, cycleKey } from '../routes/cycle-place.ts';

export const submissionStream = (of: CyclePlace, subjectId: string): string => `submission-${subjectId}-${cycleKey(of)}`;

/** The category of the streams that keep the results of a cycle's subjects. */
export const resultCategory = ({ subject }: CyclePlace): 'assessment' | 'enterpriseassessment' =>
  subject === 'parcel' ? 'assessment' : 'enterpriseassessment';

export const resultStream = (of: CyclePlace, subjectId: string): string => `${resultCategory(of)}-${subjectId}-${cycleKey(of)}`;

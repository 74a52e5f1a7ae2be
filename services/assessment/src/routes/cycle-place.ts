// In the path of standards and cycles: of which jurisdiction, for which year, and what they grade.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { type SubjectKind, subjects } from '@yimu/domain/scoring';
import { z } from 'zod';

export interface CyclePlace {
  readonly jurisdiction: string;
  readonly year: number;
  readonly subject: SubjectKind;
}

const subject = z.enum(subjects);

/** Shapes of `/:code/:year/:subject`. */
export const placeParams = {
  code: jurisdictionCode,
  year: z.string().regex(/^(20\d\d|2100)$/, 'expected a year from 2000 to 2100'),
  subject,
};

/** The place that a path names. */
export const placeOf = (of: Readonly<Record<'code' | 'year' | 'subject', string>>): CyclePlace => ({
  jurisdiction: of.code,
  year: Number(of.year),
  subject: subject.parse(of.subject),
});

/** `<code>-<year>` where parcels are graded, `<code>-<year>-enterprise` where enterprises are: two things, never merged. */
export const cycleKey = ({ jurisdiction, year, subject: graded }: CyclePlace): string =>
  `${jurisdiction}-${year}${graded === 'enterprise' ? '-enterprise' : ''}`;

export const standardStream = (place: CyclePlace): string => `standard-${cycleKey(place)}`;
export const cycleStream = (place: CyclePlace): string => `cycle-${cycleKey(place)}`;

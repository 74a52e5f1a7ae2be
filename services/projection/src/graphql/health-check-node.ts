import type { HealthCheckRow } from '../read-models/submissions.ts';
import type { Point } from '../tenancy/reader.ts';
import { upper } from './naming.ts';

/** A health check as the schema shows it. `only`: the enterprise that asks, which is told of itself; undefined for offices. */
export const healthCheck = (row: HealthCheckRow, point: Point, only: string | undefined) => ({
  point,
  row,
  only,
  subject: upper(row.subject),
  subjectId: row.subject_id,
  cycle: { jurisdiction: row.cycle_jurisdiction, year: row.cycle_year, subject: upper(row.subject) },
  code: row.code,
  jurisdiction: row.jurisdiction,
  revision: row.revision,
});
export type HealthCheckNode = ReturnType<typeof healthCheck>;

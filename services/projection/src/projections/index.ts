import type { Projection } from '../engine/projection.ts';
import { assessments, enterpriseAssessments } from './assessments.ts';
import { auctions } from './auctions.ts';
import { baseMapUnits } from './base-map-units.ts';
import { bottomRankings } from './bottom-rankings.ts';
import { classLists } from './class-lists.ts';
import { contracts } from './contracts.ts';
import { cycles } from './cycles.ts';
import { equityTransfers } from './equity-transfers.ts';
import { finalGrades } from './final-grades.ts';
import { findings } from './findings.ts';
import { formSchemas } from './form-schemas.ts';
import { importRows } from './import-rows.ts';
import { interests } from './interests.ts';
import { jurisdictions } from './jurisdictions.ts';
import { mandates } from './mandates.ts';
import { objections } from './objections.ts';
import { parcels } from './parcels.ts';
import { parties } from './parties.ts';
import { planEntries } from './plan-entries.ts';
import { policies } from './policies.ts';
import { shareholdings } from './shareholdings.ts';
import { standards } from './standards.ts';
import { submissions } from './submissions.ts';
import { supervision, supervisionRules } from './supervision.ts';
import { targets } from './targets.ts';
import { taskForces } from './task-forces.ts';
import { titles } from './titles.ts';
import { townLists } from './town-lists.ts';

/** All projections of the service. */
export const projections = [
  jurisdictions,
  parcels,
  parties,
  shareholdings,
  interests,
  baseMapUnits,
  titles,
  contracts,
  auctions,
  equityTransfers,
  planEntries,
  targets,
  supervision,
  supervisionRules,
  findings,
  importRows,
  standards,
  cycles,
  assessments,
  enterpriseAssessments,
  bottomRankings,
  formSchemas,
  submissions,
  townLists,
  classLists,
  finalGrades,
  objections,
  taskForces,
  mandates,
  policies,
] as readonly Projection[];

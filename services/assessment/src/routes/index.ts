import type { CommandRoute } from '@yimu/server';
import { classListRoutes } from './class-lists.ts';
import { cycleRoutes } from './cycles.ts';
import { disposalRoutes } from './disposal.ts';
import { formSchemaRoutes } from './form-schemas.ts';
import { mandateRoutes } from './mandates.ts';
import { objectionRoutes } from './objections.ts';
import { policyRoutes } from './policies.ts';
import { rankingRoutes } from './rankings.ts';
import { standardRoutes } from './standards.ts';
import { submissionRoutes } from './submissions.ts';
import { supervisionRoutes } from './supervision.ts';
import { targetRoutes } from './targets.ts';
import { taskForceRoutes } from './task-forces.ts';

/** Every command of this service. */
export const routes: readonly CommandRoute[] = [
  ...standardRoutes,
  ...cycleRoutes,
  ...formSchemaRoutes,
  ...submissionRoutes,
  ...rankingRoutes,
  ...classListRoutes,
  ...disposalRoutes,
  ...supervisionRoutes,
  ...targetRoutes,
  ...mandateRoutes,
  ...objectionRoutes,
  ...policyRoutes,
  ...taskForceRoutes,
];

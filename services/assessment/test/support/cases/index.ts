// Every route of assessment, context by context.
import type { Case } from './case.ts';
import { classListCases } from './class-lists.ts';
import { cycleCases } from './cycles.ts';
import { formSchemaCases } from './form-schemas.ts';
import { mandateCases } from './mandates.ts';
import { objectionCases } from './objections.ts';
import { planCases } from './plans.ts';
import { policyCases } from './policies.ts';
import { rankingCases } from './rankings.ts';
import { standardCases } from './standards.ts';
import { submissionCases } from './submissions.ts';
import { supervisionCases } from './supervision.ts';
import { targetCases } from './targets.ts';
import { taskForceCases } from './task-forces.ts';

export const cases: readonly Case[] = [
  ...standardCases,
  ...cycleCases,
  ...formSchemaCases,
  ...submissionCases,
  ...rankingCases,
  ...classListCases,
  ...planCases,
  ...supervisionCases,
  ...targetCases,
  ...mandateCases,
  ...objectionCases,
  ...policyCases,
  ...taskForceCases,
];

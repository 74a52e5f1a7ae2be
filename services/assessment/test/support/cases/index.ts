// Every route of assessment, context by context.
import type { Case } from './case.ts';
import { planCases } from './plans.ts';
import { targetCases } from './targets.ts';

export const cases: readonly Case[] = [...planCases, ...targetCases];

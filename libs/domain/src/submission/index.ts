import { decider } from '../kernel/index.ts';
import type { SubmissionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { SubmissionFact } from './events.ts';
import { absent, evolve, type SubmissionState } from './state.ts';

export { submissionCommands, type Terms } from './commands.ts';
export { type Completeness, completenessOf, inputsOf, type MissingFigure, type MissingForm, requiredQuantities } from './read.ts';
export type { Contradiction, Figure, Form, HealthCheck, SubmissionState } from './state.ts';

/** Streams `submission-<subjectId>-<code>-<year>` for parcels, `submission-<subjectId>-<code>-<year>-enterprise` for enterprises. */
export const submission = decider<SubmissionCommand, SubmissionFact, SubmissionState>({ initial: absent, evolve, decide });

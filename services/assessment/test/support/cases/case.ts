// What the cases of every context share: who asks, and for what in vain.
import type { Actor } from '@yimu/domain/kernel';
import type { RouteCase } from '@yimu/testing/command-routes';
import { auditor, otherTownOfficer, town, townOfficer } from '../officers.ts';
import type { AssessmentService } from '../service.ts';

/** A route: who may use it, a request that is accepted, and the events that come of it. */
export type Case = RouteCase<AssessmentService, Actor>;

export const asTown = { by: townOfficer, elsewhere: otherTownOfficer, powerless: auditor };

/** What most events concern. */
export const jurisdictions = [town];

// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { departments, type EventCatalogue, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';

/** The classes a policy may speak of; class T is not rated, and nothing follows from it. */
export const policyGrades = ['A', 'B', 'C', 'D'] as const;
/** 两个导向: 奖, 惩. */
export const effects = ['reward', 'restrict'] as const;
/** A code of small letters, digits and hyphens. */
export const policyCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected small letters, digits and single hyphens')
  .max(60)
  .meta({ description: 'Code of the policy in its jurisdiction: small letters, digits, hyphens', example: 'electricity-price' });

/** Which policy: whose place, which code. */
const place = { jurisdiction: jurisdictionCode, code: policyCode };
const content = {
  department: z.enum(departments),
  name: z.string(),
  /** The document it rests on, and the clause in it. */
  basis: z.strictObject({ document: z.string(), clause: z.string().nullable() }),
  grades: z.array(z.enum(policyGrades)).min(1),
  effect: z.enum(effects),
  details: z.string(),
};

export const policyEvents = {
  /** In force from the event's date on. */
  GradePolicySet: { version: 1, data: z.strictObject({ ...place, ...content }) },
  /** From the event's date on it says this instead, until what is recorded for a later day. */
  GradePolicyReplaced: { version: 1, data: z.strictObject({ ...place, ...content, reason: z.string() }) },
  /** From the event's date on it is no longer in force. */
  GradePolicyEnded: { version: 1, data: z.strictObject({ ...place, department: z.enum(departments), reason: z.string() }) },
} as const satisfies EventCatalogue;

export type PolicyFact = FactOf<typeof policyEvents>;
export type PolicyEvent = Identified<PolicyFact>;

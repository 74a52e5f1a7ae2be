// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, effectiveDate, type FactOf, type Identified, jurisdictionCode, uscc } from '../kernel/index.ts';

export const taskForceYear = z.int().min(2000).max(2100);

/** 牵头, 成员, 联络. Which department leads is data: 规划资源局, 经委 and 国资委 under 松规划资源〔2023〕123号, 镇经发办 in a town. */
export const duties = ['lead', 'member', 'liaison'] as const;
/** What a unit may be charged with: the survey of parcels, an audit of what was recorded. */
export const mandateTasks = ['survey', 'audit'] as const;

const place = { jurisdiction: jurisdictionCode, year: taskForceYear };

/** A place in the task force: which department, which section of it, for what. Who sits there is personal data, kept nowhere here. */
const seat = { department: z.string(), section: z.string().nullable(), duty: z.enum(duties) };
/** From its first to its last day; null while no end is known. */
const term = { from: effectiveDate, until: effectiveDate.nullable() };
const member = z.strictObject({ ...seat, ...term });

/** A unit, what it may do, where, and from its first to its last day. */
const mandated = {
  mandateId: z.uuid(),
  unit: z.string(),
  uscc: uscc.nullable(),
  jurisdiction: jurisdictionCode,
  tasks: z.array(z.enum(mandateTasks)).min(1),
  from: effectiveDate,
  until: effectiveDate,
};

export const taskForceEvents = {
  /** `office` is the department in which its office (专班办公室) lies. */
  TaskForceEstablished: { version: 1, data: z.strictObject({ ...place, office: z.string(), members: z.array(member).min(1) }) },
  MemberAppointed: { version: 1, data: z.strictObject({ ...place, ...seat, ...term }) },
  /** From the event's date on the department has no longer this place. */
  MemberRemoved: { version: 1, data: z.strictObject({ ...place, ...seat, reason: z.string() }) },
  /** 报送市专班: the roster as it stood on the event's date. */
  RosterReported: { version: 1, data: z.strictObject({ ...place, office: z.string(), members: z.array(member).min(1) }) },

  MandateGranted: { version: 1, data: z.strictObject(mandated) },
  /** From the event's date on the unit may nothing any more. */
  MandateRevoked: { version: 1, data: z.strictObject({ mandateId: z.uuid(), reason: z.string() }) },
  /** 报送市专班: the mandate as it stood, `revokedOn` null unless it was revoked. */
  MandateReported: { version: 1, data: z.strictObject({ ...mandated, revokedOn: effectiveDate.nullable() }) },
} as const satisfies EventCatalogue;

type Known = FactOf<typeof taskForceEvents>;
/** What stands on a `mandate-` stream. */
export type MandateFact = Extract<Known, { type: `Mandate${string}` }>;
export type MandateEvent = Identified<MandateFact>;
/** What stands on a `taskforce-` stream. */
export type TaskForceFact = Exclude<Known, MandateFact>;
export type TaskForceEvent = Identified<TaskForceFact>;

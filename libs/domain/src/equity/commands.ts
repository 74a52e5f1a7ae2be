import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, discrepancy, effectiveDate, jurisdictionCode, share, text } from '../kernel/index.ts';
import { change, clause, controlChanges, controlDepartments, equityKinds, opinionDepartments, opinions } from './events.ts';

const id = z.uuid();
const equityId = id;
const reason = text(500);
const ids = (most: number) => z.array(id).max(most);
const changes = z.array(change).max(200).meta({
  description: 'Every holder of the company with what it holds before and after: a share, "joint" (共同共有), or null for nothing',
});

/** From the first day to the day before `until`. */
const period = { from: effectiveDate, until: effectiveDate.nullable() };

/** What contracts say and whom they bind, read from their own streams: every wording of a clause with its period. */
const contracts = { contractIds: ids(50), clauses: z.array(clause.extend({ granteeId: id })) };

/** Who holds the company by the ledger, from which day on: its shareholding stream, in order of days. A share of null is joint. */
const registered = z.array(
  z.strictObject({ from: effectiveDate, value: z.array(z.strictObject({ holderId: id, share: share.nullable() })) }),
);

/** Where the company is at home, as entered and from which day on elsewhere, and the land it has had. */
const whereabouts = {
  home: jurisdictionCode,
  homes: z.array(z.strictObject({ from: effectiveDate, value: jurisdictionCode })),
  land: z.array(z.strictObject({ parcelId: id, jurisdictions: z.array(jurisdictionCode).min(1), ...period })),
};

export const equityCommands = {
  FileEquityTransfer: z.strictObject({
    equityId,
    companyId: id,
    kind: z.enum(equityKinds),
    changes,
    opinionsDueOn: effectiveDate.nullable().default(null),
    ...contracts,
    ...whereabouts,
    registered,
  }),
  FileIndirectEquityTransfer: z.strictObject({
    equityId,
    companyId: id,
    causedBy: id.meta({ description: "The case of the parent's change" }),
    opinionsDueOn: effectiveDate.nullable().default(null),
    ...contracts,
    ...whereabouts,
  }),
  ReportUndeclaredEquityTransfer: z.strictObject({
    equityId,
    companyId: id,
    kind: z.enum(equityKinds),
    changes,
    foundOn: effectiveDate.meta({ description: 'When it was found; effectiveOn is the day of the change', example: '2024-03-11' }),
    ...contracts,
    ...whereabouts,
  }),
  NameEquityContracts: z.strictObject({ equityId, ...contracts }),
  DetermineControlChange: z.strictObject({
    equityId,
    department: z.enum(controlDepartments),
    changed: z.enum(controlChanges),
    controllerBefore: id.nullable(),
    controllerAfter: id.nullable(),
    reason,
  }),
  RequestGrantorConsent: z.strictObject({ equityId }),
  GrantConsent: z.strictObject({ equityId, conditions: reason.nullable().default(null) }),
  RefuseConsent: z.strictObject({ equityId, reason }),
  GiveEquityOpinion: z.strictObject({
    equityId,
    department: z.enum(opinionDepartments),
    opinion: z.enum(opinions),
    reason: reason.nullable().default(null),
  }),
  GrantEquityTransfer: z.strictObject({ equityId, reason: reason.nullable().default(null) }),
  RefuseEquityTransfer: z.strictObject({ equityId, reason }),
  CancelEquityTransfer: z.strictObject({ equityId, by: z.enum(['applicant', 'authority']), reason }),
  CompleteEquityTransfer: z.strictObject({ equityId, registered }),
  ReportEquityTransferCompleted: z.strictObject({
    equityId,
    caseNumber: text(100).nullish().meta({ description: '案号 of the court whose ruling brought the change' }),
    changes: changes.nullable().default(null).meta({ description: 'What was registered, where it differs from what was filed' }),
    registered,
  }),
  CorrectEquityDate: z.strictObject({ equityId, reason }),
  /** What could not be done elsewhere that followed from this case: a person looks. */
  RecordEquityRefusal: z.strictObject({ equityId, refusal: discrepancy, about: text(80) }),
} as const satisfies CommandCatalogue;

export type EquityCommand = CommandOf<typeof equityCommands>;
export type CommandNamed<T extends EquityCommand['type']> = Extract<EquityCommand, { type: T }>;

// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { basis, discrepancy, type EventCatalogue, effectiveDate, type FactOf, type Identified, share } from '../kernel/index.ts';

/** Why a whole structure gave way to another. */
export const changeCauses = ['capital-increase', 'capital-reduction', 'merger', 'division', 'inheritance', 'judicial-disposal'] as const;

/** One holder: an own share (null where it is not known), and the group it holds with jointly, if any. */
const holding = z.strictObject({ holderId: z.uuid(), share: share.nullable(), group: z.int().nullable() });
/** 共同共有: its members hold the group's share together, without fractions of their own. */
const jointGroup = z.strictObject({ group: z.int(), share: share.nullable() });
const structure = { holdings: z.array(holding), groups: z.array(jointGroup) };

export const shareholdingEvents = {
  /** Who holds the company on a day, as a whole, as a register tells it. */
  ShareholdingsRecorded: { version: 1, data: z.strictObject({ companyId: z.uuid(), ...structure, basis }) },
  /** From this day on the whole structure is another one: both add up to the same. */
  ShareholdingsChanged: {
    version: 1,
    data: z.strictObject({
      companyId: z.uuid(),
      cause: z.enum(changeCauses),
      before: z.strictObject(structure),
      after: z.strictObject(structure),
      equityId: z.uuid().nullable(),
      basis,
    }),
  },
  /** A share of the company passed from one holder to another. */
  SharesTransferred: {
    version: 1,
    data: z.strictObject({
      companyId: z.uuid(),
      fromId: z.uuid(),
      toId: z.uuid(),
      share,
      equityId: z.uuid().nullable(),
      /** The case in which a court disposed of the share. */
      caseNumber: z.string().nullable(),
      basis,
    }),
  },
  /** A recorded structure was misread; this one takes its place. */
  ShareholdingsCorrected: { version: 1, data: z.strictObject({ companyId: z.uuid(), ...structure, reason: z.string() }) },
  /** A transfer that was recorded never took place. */
  ShareTransferAnnulled: { version: 1, data: z.strictObject({ companyId: z.uuid(), reason: z.string() }) },
  /** 股权冻结. */
  SharesFrozen: {
    version: 1,
    data: z.strictObject({
      companyId: z.uuid(),
      holderId: z.uuid(),
      share,
      court: z.string(),
      caseNumber: z.string(),
      /** 轮候冻结: it counts when the freezes before it have ended. */
      waiting: z.boolean(),
      /** The last day of its term, where one is known. */
      until: effectiveDate.nullable(),
    }),
  },
  ShareFreezeRenewed: { version: 1, data: z.strictObject({ companyId: z.uuid(), freeze: z.uuid(), until: effectiveDate }) },
  ShareFreezeLifted: { version: 1, data: z.strictObject({ companyId: z.uuid(), freeze: z.uuid() }) },
  /** A reported fact breaks a rule: `about` names the kind of the fact, which stands beside it in the same append. */
  ShareholdingDiscrepancyFound: { version: 1, data: z.strictObject({ companyId: z.uuid(), discrepancy, about: z.string() }) },
} as const satisfies EventCatalogue;

export type ShareholdingFact = FactOf<typeof shareholdingEvents>;
export type ShareholdingEvent = Identified<ShareholdingFact>;

// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { area, departments, type EventCatalogue, type FactOf, type Identified, townCode } from '../kernel/index.ts';

/** 盘活, 腾退, 提升: the lists an entry may stand on, and what targets add up by. */
export const planCategories = ['revitalise', 'vacate', 'upgrade'] as const;

/** 处置路径: 提质 转型 减量 更新 收储 回购 合作开发 腾退 存量嫁接 统租统管. */
export const disposalRoutes = [
  'upgrade',
  'transform',
  'reduce',
  'renew',
  'reserve',
  'buyback',
  'cooperate',
  'vacate',
  'graft',
  'unified-lease',
] as const;

/** How a row found its parcel: the parcel was entered from it, its name alone, or a code that leaves no doubt. */
export const matches = ['entered', 'name', 'code'] as const;

export const planYear = z.int().min(2000).max(2100);

/** 股权变更, 不动产登记, 司法拍卖: what is supervised on listed land (金府办发〔2023〕24号, item 13). */
export const matterKinds = ['equity', 'right', 'auction'] as const;

/** What touched the land: its case, or what was registered, and whether it concerns the land itself or the enterprise that has it. */
export const touch = {
  matter: z.strictObject({ kind: z.enum(matterKinds), id: z.uuid() }),
  /** The type of the fact that told of it, and its event. */
  fact: z.string(),
  causedBy: z.uuid(),
  /** The party through which the land is concerned; null when it is the land itself. */
  enterpriseId: z.uuid().nullable(),
  /** Those that are to look at it. */
  departments: z.array(z.enum(departments)).min(1),
};

const place = { document: z.string(), list: z.string(), row: z.string() };
const compared = { category: z.enum(planCategories), mode: z.string(), year: planYear };
const entry = {
  parcelId: z.uuid(),
  jurisdiction: townCode,
  ...place,
  enterprise: z.string(),
  ...compared,
  mappedRoute: z.enum(disposalRoutes).nullable(),
  area: area.nullable(),
  matchedBy: z.enum(matches),
};

export const disposalEvents = {
  PlanEntryListed: { version: 1, data: z.strictObject(entry) },
  ParcelOnSeveralLists: {
    version: 1,
    data: z.strictObject({
      parcelId: z.uuid(),
      matchedBy: z.enum(matches),
      entries: z.array(z.strictObject({ ...place, ...compared })).min(2),
    }),
  },
  /** A matter under joint supervision touches a parcel while it stands on lists; the registry opens a finding. */
  ListedLandTouched: {
    version: 1,
    data: z.strictObject({
      parcelId: z.uuid(),
      ...touch,
      entries: z.array(z.strictObject({ ...place, ...compared, enterprise: z.string() })).min(1),
    }),
  },
  PlanEntryCorrected: { version: 1, data: z.strictObject({ ...entry, reason: z.string() }) },
  PlanEntryAnnulled: { version: 1, data: z.strictObject({ parcelId: z.uuid(), reason: z.string() }) },
} as const satisfies EventCatalogue;

export type DisposalFact = FactOf<typeof disposalEvents>;
export type DisposalEvent = Identified<DisposalFact>;

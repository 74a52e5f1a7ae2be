import { z } from 'zod';
import {
  area,
  type CommandCatalogue,
  type CommandOf,
  discrepancy,
  effectiveDate,
  jurisdictionCode,
  parcelCode,
  share,
  text,
  townCode,
} from '../kernel/index.ts';
import { parent, splitPurposes, step } from './events.ts';

const reason = text(500);
/** Beyond this many parcels an event would not hold them. */
const most = 50;

/** What a request says of a parcel to come; its id and its place are found from the others. */
const successor = {
  name: text(200).meta({ description: 'As printed in the document', example: '上海古岛时装有限公司地块A' }),
  address: text(300).nullable().default(null),
  area,
  parcelCode: parcelCode.nullable().default(null).meta({ description: '宗地代码 newly given; null when it comes later' }),
};
const child = z.strictObject({ parcelId: z.uuid(), jurisdiction: townCode, ...successor });
const purpose = z.enum(splitPurposes).default('ordinary').meta({ description: 'surplus-land is 节余土地“带产业项目”分割转让' });
const project = text(200).nullable().default(null).meta({ description: 'The industrial project that comes with surplus land' });
const tolerance = share.meta({ description: 'By how much of the area before the areas may differ', example: '0.1%' });

/** A parcel as its own stream tells it: whether it has ended, and the latest day from which something holds of it. */
const present = z.strictObject({ ...parent.shape, hasEnded: z.boolean(), latestOn: effectiveDate });
/** What was set for the jurisdiction and those above it, the nearest first, each ordered by day. */
const tolerances = z.array(z.array(z.strictObject({ from: effectiveDate, value: tolerance })));

const split = z.strictObject({
  lineageId: z.uuid(),
  purpose,
  project,
  parent: present,
  children: z.array(child).min(2).max(most),
  tolerances,
});
const merger = z.strictObject({ lineageId: z.uuid(), parents: z.array(present).min(2).max(most), child, tolerances });

/** What callers say of a split or merger; the rest is read from the parcels they name. */
export const lineageRequests = {
  split: z.strictObject({ parcelId: z.uuid(), purpose, project, children: z.array(z.strictObject(successor)).min(2).max(most) }),
  merger: z.strictObject({
    parcelIds: z.array(z.uuid()).min(2).max(most),
    child: z.strictObject({
      ...successor,
      jurisdiction: townCode.nullable().default(null).meta({ description: 'Its town, when the former parcels lie in several' }),
    }),
  }),
};

export const lineageCommands = {
  StartSplit: split,
  ReportSplit: split,
  StartMerger: merger,
  ReportMerger: merger,
  RecordLineageStep: z.strictObject({ lineageId: z.uuid(), step }),
  RecordLineageRefusal: z.strictObject({ lineageId: z.uuid(), step, refusal: discrepancy }),
  RecordLineageUndoing: z.strictObject({ lineageId: z.uuid(), step }),
  FinishLineage: z.strictObject({ lineageId: z.uuid() }),
  ResumeLineage: z.strictObject({ lineageId: z.uuid() }),
  AbandonLineage: z.strictObject({ lineageId: z.uuid(), reason }),
  SetLineageTolerance: z.strictObject({ code: jurisdictionCode, tolerance }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof lineageCommands>;
export type SetLineageTolerance = Extract<Any, { type: 'SetLineageTolerance' }>;
export type LineageCommand = Exclude<Any, SetLineageTolerance>;
export type CommandNamed<T extends LineageCommand['type']> = Extract<LineageCommand, { type: T }>;

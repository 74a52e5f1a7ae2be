import { z } from 'zod';
import { area, type CommandCatalogue, type CommandOf, text, townCode } from '../kernel/index.ts';
import { disposalRoutes, matches, planCategories, planYear, touch } from './events.ts';

/** What a row says, as far as a correction may change it. */
const content = {
  enterprise: text(200).meta({ description: 'Name as printed', example: '上海普利滋纺织染整有限公司' }),
  category: z.enum(planCategories).meta({ description: '盘活 revitalise, 腾退 vacate, 提升 upgrade' }),
  mode: text(200).meta({ description: '盘活方式 or 提升方案, as printed', example: '合作开发' }),
  mappedRoute: z.enum(disposalRoutes).nullable().default(null).meta({ description: '处置路径 read into the mode; null when it has none' }),
  year: planYear.meta({ description: 'Planned year', example: 2025 }),
  area: area.nullable().default(null),
  matchedBy: z.enum(matches).meta({ description: 'How the row was matched to the parcel' }),
};
const entry = z.uuid().meta({ description: 'Id of the event that listed the entry' });

export const disposalCommands = {
  ListPlanEntry: z.strictObject({
    parcelId: z.uuid(),
    jurisdiction: townCode,
    list: text(100).meta({ description: 'List inside the document', example: '附件3 盘活' }),
    row: text(100).meta({ description: '序号', example: '2' }),
    ...content,
  }),
  CorrectPlanEntry: z.strictObject({ parcelId: z.uuid(), entry, ...content, reason: text(500) }),
  AnnulPlanEntry: z.strictObject({ parcelId: z.uuid(), entry, reason: text(500) }),
  NoteListedLandTouched: z.strictObject({ parcelId: z.uuid(), ...touch }),
} as const satisfies CommandCatalogue;

export type DisposalCommand = CommandOf<typeof disposalCommands>;

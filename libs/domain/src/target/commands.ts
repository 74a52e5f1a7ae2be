import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, decimal, jurisdictionCode, text } from '../kernel/index.ts';
import { planCategories, targetYear, tierFigures } from './events.ts';

const name = text(200).meta({ description: 'Name of the indicator as printed; compared by its key', example: '腾退低效用地' });
const place = { jurisdiction: jurisdictionCode, year: targetYear };
const reason = text(500);

export const targetCommands = {
  SetTargets: z.strictObject({
    ...place,
    indicator: z.strictObject({
      number: text(20).meta({ description: '序号', example: '7' }),
      name,
      unit: text(40).meta({ example: '亩' }),
      dimension: text(100).meta({ description: '类型 as printed', example: '要素投入' }),
    }),
    planCategory: z.enum(planCategories).nullable().default(null).meta({ description: 'Which plan entries add up to this indicator' }),
    ...tierFigures,
  }),
  CorrectTargets: z.strictObject({ ...place, indicator: name, ...tierFigures, reason }),
  ReviseTargets: z.strictObject({ ...place, indicator: name, ...tierFigures, reason }),
  ReportActual: z.strictObject({ ...place, indicator: name, value: decimal }),
} as const satisfies CommandCatalogue;

export type TargetCommand = CommandOf<typeof targetCommands>;

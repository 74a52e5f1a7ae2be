import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode, rawText, sha256, text } from '../kernel/index.ts';
import { targetKinds } from './events.ts';

const mostCells = 64;
/** Keeps an event below 60 KiB however the characters are escaped. */
const mostCharacters = 8000;

const cells = z
  .record(rawText(200), rawText(4000))
  .refine((record) => Object.keys(record).length <= mostCells, `expected at most ${mostCells} cells`)
  .refine(
    (record) => Object.entries(record).flat().join('').length <= mostCharacters,
    `expected at most ${mostCharacters} characters in all cells`,
  )
  .meta({ description: 'Column → raw cell', example: { 序号: '1', 地块名称: '上海古岛时装有限公司地块', '占地面积(亩)': '30.62' } });

export const importRowCommands = {
  RecordImportRow: z.strictObject({
    rowId: sha256.meta({ description: 'SHA-256 of 文号, list and row' }),
    document: text(100).meta({ description: '文号', example: '漕府〔2024〕11号' }),
    list: text(100).meta({ example: '附件3 盘活' }),
    row: text(100).meta({ description: '序号', example: '1' }),
    name: text(200).meta({ description: 'What the row is about, as printed', example: '上海古岛时装有限公司地块' }),
    contentHash: sha256.meta({ description: 'SHA-256 of the raw cells' }),
    cells,
    target: z.strictObject({
      kind: z.enum(targetKinds),
      id: z.string().regex(/^[A-Za-z0-9-]{1,120}$/, 'expected the rest of a stream name: letters, digits and hyphens'),
    }),
    jurisdiction: jurisdictionCode,
  }),
} as const satisfies CommandCatalogue;

export type ImportRowCommand = CommandOf<typeof importRowCommands>;

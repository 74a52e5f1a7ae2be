import fc from 'fast-check';
import { expect, it } from 'vitest';
import { command } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import { importRowEvents } from './events.ts';
import { importRow } from './index.ts';

const commands = fc
  .record({
    rowId: fc.constant('a'.repeat(64)),
    document: fc.constant('漕府〔2024〕11号'),
    list: fc.constantFrom('附件3 盘活', '附件3 腾退'),
    row: fc.constant('1'),
    name: fc.constantFrom('甲', '乙'),
    contentHash: fc.constantFrom('1'.repeat(64), '2'.repeat(64)),
    cells: fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 3, noNullPrototype: true }),
    target: fc.record({
      kind: fc.constantFrom('parcel' as const, 'target' as const),
      id: fc.constantFrom('310116112-2024', '310116112-2025'),
    }),
    jurisdiction: fc.constantFrom('310116112', '310116'),
  })
  .map((row) => command('RecordImportRow', row));

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(importRow, importRowEvents, commands)).toBeGreaterThan(100);
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from '../compare.ts';
import { contentHashOf, keyOf, rowIdOf } from '../identity.ts';
import type { RecordedRow } from '../ledger.ts';
import { readManifest } from '../manifest.ts';
import { type ListRow, readLists } from '../read-lists.ts';

const caojing = join(import.meta.dirname, '../../seed/caojing-2024');
const manifest = await readManifest(join(caojing, 'manifest.json'));
const { rows, files } = await readLists(manifest, (file) => join(caojing, file));
const read = files.map(({ name }) => name);
const entered = rows.filter(({ facts }) => facts.kind !== 'checked');

const asRecorded = ({ rowId, list, row, name, contentHash, cells }: ListRow): RecordedRow => ({
  id: rowId,
  list,
  row,
  name,
  contentHash,
  cells: { ...cells },
  targetKind: 'parcel',
  targetId: 'p',
});
const recorded = entered.map(asRecorded);
const first = entered[0];
if (first === undefined) throw new Error('there are rows');

/** The first row as it read with other cells. */
const readingOnce = (cells: Readonly<Record<string, string>>): RecordedRow => {
  const old = { ...first.cells, ...cells };
  return { ...asRecorded(first), cells: old, contentHash: contentHashOf(old) };
};
const kinds = (known: readonly RecordedRow[]) => compare(manifest, read, rows, known).rows.map(({ change }) => change.kind);

describe('rows beside those of the last import', () => {
  it('are all new the first time, but for lists without a context', () => {
    expect(kinds([])).toEqual(rows.map(({ facts }) => (facts.kind === 'checked' ? 'checked' : 'new')));
  });

  it('are all unchanged the second time', () => {
    expect(new Set(kinds(recorded))).toEqual(new Set(['unchanged', 'checked']));
  });

  it('are changed where a cell reads otherwise, shown column by column', () => {
    const [{ change } = { change: undefined }] = compare(manifest, read, rows, [
      readingOnce({ '占地面积(亩)': '31.00', 计划时间: '2024 年' }),
    ]).rows;
    expect(change).toMatchObject({
      kind: 'changed',
      differences: [
        { column: '占地面积(亩)', before: '31.00', after: '30.62' },
        { column: '计划时间', before: '2024 年', after: '2025 年' },
      ],
    });
  });

  it('show a column that came or went as a cell that was or is empty', () => {
    const [{ change } = { change: undefined }] = compare(manifest, read, rows, [readingOnce({ 备注: '旧' })]).rows;
    expect(change).toMatchObject({ differences: [{ column: '备注', before: '旧', after: '' }] });
  });

  it('are missing where the file no longer has them', () => {
    const gone = { ...asRecorded(first), id: rowIdOf(manifest.jurisdiction, manifest.document, first.list, '9'), row: '9' };
    expect(compare(manifest, read, rows, [...recorded, gone]).missing).toEqual([gone]);
  });

  it('are not missing when their file was not looked at', () => {
    const targets = rows.filter(({ list }) => list === '表1 三级目标');
    expect(compare(manifest, ['targets.csv'], targets, recorded).missing).toEqual([]);
  });
});

describe('the identity of a row', () => {
  it('is its place: 文号, list and 序号', () => {
    expect(rowIdOf('310116112', 'd', 'l', '1')).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(rows.length);
    expect(rowIdOf('310116112', 'a b', 'c', '1')).not.toBe(rowIdOf('310116112', 'a', 'b c', '1'));
  });

  it('has a content that does not depend on the order of columns', () => {
    expect(contentHashOf({ a: '1', b: '2' })).toBe(contentHashOf({ b: '2', a: '1' }));
    expect(contentHashOf({ a: '1', b: '2' })).not.toBe(contentHashOf({ a: '2', b: '1' }));
  });

  it('gives a key that names it and differs by content, reading and step', () => {
    const key = keyOf(first, 0, 'entry');
    expect(key).toContain('漕府〔2024〕11号 附件3 盘活 1 上海古岛时装有限公司地块');
    expect(
      new Set([key, keyOf(first, 1, 'entry'), keyOf(first, 0, 'area'), keyOf({ ...first, contentHash: 'other' }, 0, 'entry')]).size,
    ).toBe(4);
  });

  it('gives a key of at most 200 characters, however long the name is', () => {
    expect(Array.from(keyOf({ ...first, name: '长'.repeat(200) }, 12, 'target-correction-2024')).length).toBeLessThanOrEqual(200);
  });
});

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specify } from '../testing/given.ts';
import { importRowEvents } from './events.ts';
import { importRow, importRowCommands } from './index.ts';

const given = specify(importRowEvents);
type Row = z.output<typeof importRowCommands.RecordImportRow>;
const row: Row = {
  rowId: 'a'.repeat(64),
  document: '漕府〔2024〕11号',
  list: '附件3 腾退',
  row: '1',
  name: '上海瓯风新材料科 技有限公司',
  contentHash: '1'.repeat(64),
  cells: { 类别: '腾退', 序号: '1', 企业名称: '上海瓯风新材料科 技有限公司', 地址: '平业路 189 号 8 幢', '占地面积(亩)': '80', 备注: '' },
  target: { kind: 'parcel', id: '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01' },
  jurisdiction: '310116112',
};
const record = (overrides: Partial<Row> = {}) => command('RecordImportRow', { ...row, ...overrides });
const changed = { contentHash: '2'.repeat(64), cells: { ...row.cells, '占地面积(亩)': '80.5' } };
const accepts = (overrides: Partial<Row>) => importRowCommands.RecordImportRow.safeParse({ ...row, ...overrides }).success;

describe('recording a row of an import', () => {
  it('keeps the raw cells, spaces and emptiness included', () => {
    const recording = given(importRow).when(record());
    recording.then({ type: 'ImportRowRecorded', data: row });
    recording.thenConcerns('310116112');
    expect(importRowCommands.RecordImportRow.parse(row)).toEqual(row);
  });
  it('twice with the same content and match is nothing new', () => given(importRow, record()).when(record()).thenNothing());
  it('that reads otherwise says so, and what it read before', () =>
    given(importRow, record())
      .when(record(changed))
      .then({ type: 'ImportRowChanged', data: { ...row, ...changed, previousHash: row.contentHash } }));
  it('that reads again as it once did is a change too: the last reading counts', () =>
    given(importRow, record(), record(changed))
      .when(record())
      .then({ type: 'ImportRowChanged', data: { ...row, previousHash: changed.contentHash } }));
  it('that is matched to something else is a change', () => {
    const target = { kind: 'target' as const, id: '310116112-2024' };
    given(importRow, record())
      .when(record({ target }))
      .then({ type: 'ImportRowChanged', data: { ...row, target, previousHash: row.contentHash } });
  });
  it('is refused under the id of another place', () => {
    for (const other of [{ document: '漕府〔2025〕8号' }, { list: '附件3 提升' }, { row: '2' }])
      given(importRow, record()).when(record(other)).thenRefused('import-row-of-another-place', '漕府〔2024〕11号', '附件3 腾退', '1');
  });
  it('is refused for a date that has not come', () =>
    given(importRow)
      .when({ ...record(), effectiveOn: date('2026-01-02') })
      .thenRefused('effective-in-the-future'));
});

describe('the shape of a row', () => {
  it('has ids of 64 lower-case hexadecimal digits', () => {
    expect(accepts({ rowId: 'A'.repeat(64) })).toBe(false);
    expect(accepts({ contentHash: '1'.repeat(63) })).toBe(false);
  });
  it('has at most 64 cells', () => {
    const cells = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`列${n}`, '']));
    expect([accepts({ cells: cells(64) }), accepts({ cells: cells(65) })]).toEqual([true, false]);
  });
  it('has at most 8,000 characters in all cells', () => {
    const cells = (count: number) => ({ a: '亩'.repeat(3999), b: '亩'.repeat(count) });
    expect([accepts({ cells: cells(3999) }), accepts({ cells: cells(4000) })]).toEqual([true, false]);
  });
  it('has no control characters but line breaks and tabs', () => {
    expect(accepts({ cells: { 企业名称: '甲\r\n乙\t丙' } })).toBe(true);
    expect(accepts({ cells: { 企业名称: '甲\u0000' } })).toBe(false);
    expect(accepts({ name: '甲\ud800' })).toBe(false);
  });
});

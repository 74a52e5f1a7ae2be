import { describe, expect, it } from 'vitest';
import { progressOn } from '../progress.ts';
import { type ImportReport, importSummary, isSettled, type ReportRow, reportText } from '../report.ts';
import { table, widthOf } from '../table.ts';

const row = (over: Partial<ReportRow>): ReportRow => ({
  list: '附件3 盘活',
  row: '1',
  name: '上海古岛时装有限公司地块',
  outcome: 'unchanged',
  remarks: [],
  ...over,
});
const report = (...rows: readonly ReportRow[]): ImportReport => ({
  document: '漕府〔2024〕11号',
  jurisdiction: '漕泾镇',
  files: [{ name: 'revitalisation-parcels.csv', encoding: 'GB18030', rows: rows.length }],
  rows,
  position: '',
});

describe('the report of an import', () => {
  it('says of every row what became of it, and totals below', () => {
    const text = reportText(
      report(
        row({ outcome: 'entered', remarks: ['地块入库'] }),
        row({ row: '2', name: '乙', outcome: 'corrected', remarks: ['计划时间: 2025 年 → 2026 年'] }),
        row({ row: '3', name: '丙', outcome: 'missing', remarks: ['文件中已无此行，账内保留，未作删除'] }),
      ),
    );
    expect(text.split('\n').map((line) => line.replace(/─+/, '─').replace(/ {2,}/g, ' | '))).toEqual([
      '漕泾镇　漕府〔2024〕11号　导入情况',
      '─',
      '文件 | 编码 | 行数',
      '─',
      'revitalisation-parcels.csv | GB18030 | 3',
      '─',
      '─',
      '清单 | 序号 | 名称 | 结果 | 说明',
      '─',
      '附件3 盘活 | 1 | 上海古岛时装有限公司地块 | 新入账 | 地块入库',
      '附件3 盘活 | 2 | 乙 | 已更正 | 计划时间: 2025 年 → 2026 年',
      '附件3 盘活 | 3 | 丙 | 缺失 | 文件中已无此行，账内保留，未作删除',
      '─',
      '合计 3 行：新入账 1 行，已更正 1 行，缺失 1 行。',
    ]);
  });

  it('says so when nothing changed', () => {
    expect(reportText(report(row({})))).toMatch(/合计 1 行：未变 1 行。账内无变化。$/);
    expect(reportText(report(row({ outcome: 'corrected' })))).toMatch(/已更正 1 行。$/);
  });

  it('says so when nothing was sent', () => {
    expect(reportText(report(row({ outcome: 'would-enter' })))).toMatch(/拟入账 1 行。试运行，未发送任何数据。$/);
  });

  it('is not settled while a row waits for a person', () => {
    expect(isSettled(report(row({})))).toBe(true);
    expect(isSettled(report(row({}), row({ outcome: 'undecided' })))).toBe(false);
  });

  it('sums up a list without a context as checked and not entered', () => {
    const checked = row({ list: '附件2 技改企业计划', outcome: 'checked', remarks: ['已核对，尚无对应账目，未入账'] });
    expect(importSummary(report(checked, checked))).toContain('附件2 技改企业计划     2  已核对 2  已核对，尚无对应账目，未入账');
  });
});

describe('a table', () => {
  it('aligns Chinese and Latin text by the columns they take on a terminal', () => {
    expect(widthOf('上海A（亩）±')).toBe(12);
    const lines = table(
      ['地块', 'n'],
      [
        ['古岛', 1],
        ['Tesla', 2],
      ],
    ).split('\n');
    expect(lines.slice(3, 5).map((line) => widthOf(line.slice(0, line.search(/\d/))))).toEqual([7, 7]);
  });

  it('keeps a cell on one line', () => {
    expect(table(['a'], [['x\ny']])).toContain('x y');
  });
});

describe('progress', () => {
  const written = (isTTY: boolean) => {
    const texts: string[] = [];
    const show = progressOn({ isTTY, columns: 24, write: (text) => texts.push(text) });
    show({ done: 0, total: 3, subject: '附件3 盘活 1 上海古岛时装有限公司地块' });
    show({ done: 1, total: 3, subject: '附件3 盘活 2 上海普利滋纺织染整有限公司地块' });
    show({ done: 2, total: 3, subject: '附件3 腾退 1 乙' });
    show({ done: 3, total: 3, subject: '' });
    return texts;
  };

  it('is one line on a terminal, rewritten, never wrapped, and gone at the end', () => {
    const texts = written(true);
    expect(texts.join('')).not.toContain('\n');
    expect(texts.slice(0, 3).every((text) => text.startsWith('\r\u001b[2K') && widthOf(text.slice(5)) < 24)).toBe(true);
    expect(texts.at(-1)).toBe('\r\u001b[2K');
  });

  it('is a plain line for every list elsewhere', () => {
    expect(written(false)).toEqual(['导入 附件3 盘活（0/3）\n', '导入 附件3 腾退（2/3）\n']);
  });
});

import { describe, expect, it } from 'vitest';
import { actorName, beijingTime, dayBefore, grouped, mu, sourceName, spreadOf } from '../wording.ts';

const sum = (mus: readonly [string, string, string]) => {
  const [area, lowest, highest] = mus.map((each) => ({ mu: each, m2: '0' }));
  if (area === undefined || lowest === undefined || highest === undefined) throw new Error('three areas');
  return { count: 1, openConflicts: 1, area, lowest, highest };
};

describe('figures in a report', () => {
  it('group thousands and drop idle zeros', () => {
    expect(['191980.00', '30.50', '999', '1234567.89', '-1234'].map(grouped)).toEqual(['191,980', '30.5', '999', '1,234,567.89', '-1,234']);
  });

  it('give 亩 two decimals', () => {
    expect(['80', '17.96', '4.9', '43.740'].map(mu)).toEqual(['80.00', '17.96', '4.90', '43.74']);
  });

  it('tell how far a sum may be off while a conflict is open, to whichever side it is further', () => {
    expect(spreadOf(sum(['287.97', '287.94', '287.97']))).toBe('0.03');
    expect(spreadOf(sum(['10', '9.99', '10.5']))).toBe('0.50');
    expect(spreadOf(sum(['10', '10', '10']))).toBeUndefined();
    expect(spreadOf(null)).toBeUndefined();
  });

  it('tell the time in Beijing and the day before', () => {
    expect(beijingTime('2026-02-28T20:03:04.567890Z')).toBe('2026-03-01 04:03:04');
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
  });

  it('name a source as far as it is cited, and who acted', () => {
    expect(sourceName({ number: '漕府〔2024〕11号', annex: '附件3 盘活', row: '1' })).toBe('漕府〔2024〕11号 附件3 盘活 第1行');
    expect(sourceName({ number: '漕府〔2024〕11号', annex: null, row: null })).toBe('漕府〔2024〕11号');
    expect(actorName({ sub: 'reaction:parcel-on-several-lists', role: 'town-officer' })).toBe('系统规则 parcel-on-several-lists');
    expect(actorName({ sub: null, role: 'town-officer' })).toBe('镇经办');
  });
});

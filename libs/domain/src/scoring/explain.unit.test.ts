import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { gradeAll } from './grading.ts';
import { prepare } from './measure.ts';
import type { Standard } from './standard.ts';
import { atBase, bySize, constant, item, ratio, scheme, scoredBy, small, subject } from './test/standards.ts';

const lines = (standard: Standard, given: Readonly<Record<string, string>>, ...others: readonly Readonly<Record<string, string>>[]) => {
  const subjects = [given, ...others].map((each, n) => subject(n + 1, each));
  const [result] = gradeAll(prepare(standard), subjects);
  return result === undefined ? [] : explain(standard, result);
};
const said = (...of: Parameters<typeof lines>) => lines(...of).filter(({ about }) => about !== 'input');

describe('an explanation', () => {
  it('tells every input with its supplier and its events, also those that lack', () => {
    const [tax, , , unsafe] = lines(small, atBase);
    expect(tax).toEqual({
      about: 'input',
      code: 'tax',
      zh: '税收：30万元（税务局）',
      en: 'tax: 30 万元 (税务局)',
      suppliers: ['税务局'],
      events: subject(1, atBase).inputs[0]?.events,
    });
    expect(unsafe).toMatchObject({
      zh: '房屋安全：未提供（建管委）',
      en: 'unsafe: not supplied (建管委)',
      suppliers: ['建管委'],
      events: [],
    });
  });
  it('tells an answer by its word, any other option by its code', () => {
    const told = (standard: Standard, given: Readonly<Record<string, string>>, quantity: string) =>
      lines(standard, { ...atBase, ...given }).find(({ about, code }) => about === 'input' && code === quantity)?.zh;
    expect(told(small, { unsafe: 'yes' }, 'unsafe')).toBe('房屋安全：是（建管委）');
    expect(told(small, { unsafe: 'no' }, 'unsafe')).toBe('房屋安全：否（建管委）');
    const sizes = bySize.quantities.find(({ code }) => code === 'size')?.options ?? [];
    expect(told(bySize, { size: sizes[0] ?? '' }, 'size')).toContain(`：${sizes[0]}（`);
  });
  it('tells formulas, points, score, rank and cut-offs in their order', () =>
    expect(said(small, atBase).map(({ about, zh, en }) => [about, zh, en])).toEqual([
      ['indicator', '指标per-mu = 税收 ÷ 用地 = 10万元/亩', 'indicator per-mu = tax ÷ land = 10 万元/亩'],
      ['points', '指标per-mu：10 ÷ 10 × 60，得60分', 'indicator per-mu: 10 ÷ 10 × 60, 60 points'],
      ['indicator', '指标saving = 能耗 ÷ 税收 = 1万元/亩', 'indicator saving = energy ÷ tax = 1 万元/亩'],
      ['points', '指标saving：1 ÷ 1 × 40，最高为权重的1.5倍，得40分', 'indicator saving: 1 ÷ 1 × 40, at most 1.5 × the weight, 40 points'],
      ['score', '综合得分：100分', 'Composite score: 100 points'],
      ['rank', '全部第1名，共1名', 'All: rank 1 of 1'],
      ['grade', 'A至第1名，B至第1名；本次A类', 'A to place 1, B to place 1; class A'],
    ]));
  it('names everyone whose figures a line is derived from, so that it can be kept from who may not see them', () => {
    const found = said(small, atBase);
    expect(found.filter(({ code }) => code === 'saving').map(({ suppliers }) => suppliers)).toEqual([
      ['统计局', '税务局'],
      ['统计局', '税务局'],
    ]);
    for (const derived of ['score', 'rank'])
      expect(found.find(({ about }) => about === derived)?.suppliers).toEqual(['税务局', '规划资源局', '统计局']);
  });
  it('tells a veto with its clause, and that the score decides nothing', () => {
    const found = said(small, { ...atBase, unsafe: 'yes' });
    expect(found.at(-1)).toMatchObject({
      about: 'determination',
      code: 'unsafe',
      zh: '一票否决：房屋不安全（第一条），D类',
      en: 'veto: Unsafe building (第一条), class D',
      suppliers: ['建管委'],
    });
    expect(found.at(-2)?.zh).toBe('综合得分（仅供参考）：100分');
  });
  it('tells why there is no value, and what follows', () => {
    expect(said(small, { tax: '30', land: '0' }).map(({ zh }) => zh)).toEqual([
      '指标per-mu = 税收 ÷ 用地：无数值（除数为零）',
      '指标per-mu：不予评价',
      '指标saving = 能耗 ÷ 税收：无数值（未提供）',
      '指标saving：取同组平均分，得0分',
      '缺少指标per-mu，T类',
    ]);
    const zero = scoredBy({ items: [item('per-mu', '100', ratio('10'), 'zero')] });
    expect(said(zero, { tax: '1' })[1]).toMatchObject({ zh: '指标per-mu：计0分，得0分', en: 'indicator per-mu: no points, 0 points' });
  });
  it('tells that the cohort is not known, and that there is no class', () =>
    expect(said({ ...bySize, unratedGrade: null }, atBase)).toMatchObject([
      { about: 'lacking', zh: '分组依据未提供，不分类', en: 'what decides the cohort was not supplied, no class' },
    ]));
  it('tells how the other methods make points, extra points, and cut-offs by score', () => {
    const standard: Standard = scoredBy({
      items: [
        item('per-mu', '60', { kind: 'min-max', low: '20', high: '100', level: '60' }, 'zero'),
        item('saving', '40', { kind: 'bands', bands: [{ from: null, below: null, points: '30' }] }),
      ],
      extras: [
        {
          code: 'small',
          name: { zh: '小企业', en: 'small' },
          when: { op: 'is', quantity: 'size', options: ['small'] },
          points: constant('2'),
          atLeast: '0',
          atMost: '5',
        },
      ],
      cutOffs: {
        kind: 'score',
        classes: [
          { grade: 'A', from: '80' },
          { grade: 'D', from: null },
        ],
      },
    });
    const found = said(standard, { ...atBase, size: 'small' }, { ...atBase, tax: '60' });
    expect(found.filter(({ about }) => ['points', 'extra', 'grade'].includes(about)).map(({ zh }) => zh)).toEqual([
      '指标per-mu：权重60，同组最小10、最大20，按20%至100%线性插值，全部相同时为60%，得12分',
      '指标saving：按分档计分，权重40，得30分',
      '小企业：2分',
      '80分起A，其余D；本次D类',
    ]);
    expect(found.find(({ about }) => about === 'extra')?.suppliers).toEqual(['统计局']);
  });
  it('tells a spread that nobody has, and a floor', () => {
    const spread = scoredBy({ items: [item('per-mu', '100', { kind: 'min-max', low: '20', high: '100', level: '60' })] });
    const vetoed = said(spread, { ...atBase, unsafe: 'yes' });
    expect(vetoed[1]?.zh).toContain('同组最小无、最大无');
    const floored = scoredBy({ items: [item('per-mu', '60', ratio('10', null, '0')), ...scheme.items.slice(1)] });
    expect(said(floored, atBase)[1]?.en).toBe('indicator per-mu: 10 ÷ 10 × 60, at least 0 × the weight, 60 points');
  });
});

// The golden tables: what the rules of the named places give, worked out by hand.
import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../kernel/index.ts';
import { gradeAll, prepare, type Result, type Standard, type Subject, totalsOf } from '../../scoring/index.ts';
import { specId } from '../../testing/given.ts';
import { faultsOf, samples, standardCommands } from '../index.ts';

type Given = Readonly<Record<string, string>>;
const subject = (n: number, given: Given): Subject => ({
  id: specId(n),
  code: `E${String(n).padStart(3, '0')}`,
  inputs: Object.entries(given).map(([quantity, value]) => ({ quantity, value, events: [specId(900)] })),
});
const grade = (standard: Standard, ...given: readonly Given[]): readonly Result[] =>
  gradeAll(
    prepare(standard),
    given.map((each, n) => subject(n, each)),
  );
const scores = (standard: Standard, ...given: readonly Given[]) => grade(standard, ...given).map(({ score }) => score);
const pointsOf = (result: Result | undefined, indicator: string) => result?.items.find((each) => each.indicator === indicator)?.points;

/** A quotient of hundredths on twelve decimals: the supply that makes an indicator come out at its base. */
const quotient = (dividend: bigint, divisor: bigint): string => formatDecimal((dividend * 10n ** 12n) / divisor);
const times = (given: Given, factor: bigint, ...codes: readonly string[]): Given => ({
  ...given,
  ...Object.fromEntries(codes.map((code) => [code, formatDecimal(BigInt(Math.round(Number(given[code]) * 100)) * factor * 10n ** 10n)])),
});

describe.each(Object.entries(samples))('the sample %s', (name, standard) => {
  it('is sound, says that it is a sample, of which place and from which source', () => {
    expect(faultsOf(standard)).toEqual([]);
    expect(standard.title.zh).toMatch(/^样例：/);
    expect(standard.title.en).toMatch(/^Sample: /);
    expect(standard.sample?.notes).toContain('来源');
    expect(name).toMatch(/^[a-z]+-\d{4}$/);
  });
  it('can be drafted as it stands', () => expect(standardCommands.DraftStandard.shape.content.parse(standard)).toEqual(standard));
});

describe('黄岩 2022, 规上', () => {
  const standard = samples['huangyan-2022'];
  /** 1,000 亩 and a value added of 136,160 万元. */
  const atBase: Given = {
    scale: 'above-scale',
    land: '1000',
    tax: '24097',
    'value-added': '136160',
    energy: quotient(136_160_000n, 2_694n),
    emission: quotient(13_616_000n, 492_981n),
    employees: quotient(13_616_000n, 1_814n),
    research: '302',
    revenue: '10000',
  };
  it('gives 100 when all values are at base, item by item its weight', () => {
    const [result] = grade(standard, atBase);
    expect(result?.items.map(({ points }) => points)).toEqual(['30', '20', '20', '10', '10', '10']);
    expect(result).toMatchObject({ score: '100', cohort: 'above-scale', rank: 1, of: 1 });
  });
  it('puts one member alone in class B: 20 % of one is no whole member, 60 % is one', () =>
    expect(grade(standard, atBase)[0]?.grade).toBe('B'));
  it('has no cap: twice the base is twice the weight', () => {
    expect(scores(standard, times(atBase, 2n, 'tax', 'research'))).toEqual(['140']);
    expect(scores(standard, times(atBase, 10n, 'tax'))).toEqual(['370']);
  });
  it('gives who has no emission data the mean of the cohort', () => {
    const { emission: _, ...without } = atBase;
    const results = grade(standard, without, atBase, times(atBase, 2n, 'emission'));
    expect(results.map((each) => pointsOf(each, 'value-added-per-emission'))).toEqual(['7.5', '10', '5']);
    expect(results[0]).toMatchObject({ score: '97.5', decidedBy: 'score' });
  });
  it('gives nothing for emissions when nobody in the cohort has data', () => {
    const { emission: _, ...without } = atBase;
    expect(scores(standard, without)).toEqual(['90']);
    expect(scores(standard, { ...atBase, emission: '0' })).toEqual(['90']);
  });
  it('puts equal values on one rank and in the better class', () =>
    expect(grade(standard, atBase, atBase, atBase).map(({ rank, of, grade: given }) => [rank, of, given])).toEqual([
      [1, 3, 'A'],
      [1, 3, 'A'],
      [1, 3, 'A'],
    ]));
  it('does not rate who lacks another figure, and leaves it without a class', () => {
    const { tax: _, ...without } = atBase;
    expect(grade(standard, without)[0]).toMatchObject({ decidedBy: 'unrated', lacking: ['tax-per-mu'], grade: null, score: null });
  });
});

describe('黄岩 2022, 规下', () => {
  const standard = samples['huangyan-2022'];
  const atBase: Given = { scale: 'below-scale', land: '10', tax: '115.932', electricity: quotient(115_932_0n, 2_352n) };
  it('gives 100 when both values are at base', () => {
    const [result] = grade(standard, atBase);
    expect(result).toMatchObject({ score: '100', cohort: 'below-scale' });
    expect(result?.items.map(({ value, points }) => [value, points])).toEqual([
      ['11.5932', '50'],
      ['0.2352', '50'],
    ]);
  });
  it('is ranked apart from 规上', () => {
    const [below, unknown] = grade(standard, atBase, { ...atBase, scale: 'above-scale' });
    expect([below?.of, unknown?.decidedBy]).toEqual([1, 'unrated']);
  });
});

describe('乐清 2016', () => {
  const standard = samples['yueqing-2016'];
  const atBase: Given = { land: '10', tax: '100', 'value-added': '600', energy: '300' };
  it('gives 100 when all values are at base', () => expect(scores(standard, atBase)).toEqual(['100']));
  it('caps every item at 1.5 times its weight', () => {
    expect(scores(standard, { ...atBase, tax: '150' })).toEqual(['125']);
    expect(scores(standard, { ...atBase, tax: '150.01' })).toEqual(['125']);
    expect(scores(standard, { land: '1', tax: '9999', 'value-added': '9999', energy: '1' })).toEqual(['150']);
  });
  it('gives nothing for what is negative, zero or missing', () => {
    const [negative, zero, missing] = grade(
      standard,
      { ...atBase, tax: '-1' },
      { ...atBase, tax: '0' },
      { land: '10', 'value-added': '600', energy: '300' },
    );
    expect([negative, zero, missing].map((each) => [pointsOf(each, 'tax-per-mu'), each?.score])).toEqual([
      ['0', '50'],
      ['0', '50'],
      ['0', '50'],
    ]);
    expect([negative?.items[0]?.value, missing?.items[0]?.value]).toEqual(['-0.1', null]);
    expect(scores(standard, {})).toEqual(['0']);
  });
  it('gives the shares of its weights between', () => expect(scores(standard, { ...atBase, tax: '33.33' })).toEqual(['66.665']));
});

describe('旌德 2022', () => {
  const standard = samples['jingde-2022'];
  const of = (n: number, extra: Given = {}): Given => ({
    land: '1',
    tax: String(n),
    revenue: String(n),
    'value-added': String(n),
    energy: '1',
    ...extra,
  });
  it('gives the least 20 and the most 100, and who is halfway 60', () =>
    expect(scores(standard, of(10), of(20), of(30))).toEqual(['20', '60', '100']));
  it('weighs each indicator by its own place: 40 × [20 + 80 × ⅓] / 100', () =>
    expect(grade(standard, of(0), of(3), of(1)).map((each) => pointsOf(each, 'tax-per-mu'))).toEqual(['8', '40', '18.6667']));
  it('adds extra points', () => expect(scores(standard, of(10, { 'hi-tech': 'yes' }), of(30, { 'hi-tech': 'no' }))).toEqual(['25', '100']));
  it('gives equal values, and a single member, the middle', () => {
    expect(scores(standard, of(7), of(7))).toEqual(['60', '60']);
    expect(scores(standard, of(7))).toEqual(['60']);
  });
});

describe('临海 2014–16', () => {
  const standard = samples['linhai-2014'];
  const large: Given = {
    land: '3',
    tax: '45',
    revenue: '900',
    'value-added': '1500',
    energy: '500',
    cod: '3',
    water: '15000',
    employees: '100',
  };
  it('gives 100 when all values are at base, from 3 亩 on', () => {
    const [result] = grade(standard, large);
    expect(result?.items.map(({ points }) => points)).toEqual(['40', '10', '20', '15', '5', '10']);
    expect(result).toMatchObject({ score: '100', cohort: 'from-3-mu' });
  });
  it('gives 100 when all values are at base, below 3 亩', () => {
    const [result] = grade(standard, { ...large, land: '2.5', tax: '37.5', revenue: '750' });
    expect(result?.items.map(({ points }) => points)).toEqual(['50', '20', '30']);
    expect(result).toMatchObject({ score: '100', cohort: 'below-3-mu' });
  });
  it('knows no cohort without the land', () => {
    const { land: _, ...without } = large;
    expect(grade(standard, without)[0]).toMatchObject({ cohort: null, decidedBy: 'unrated', grade: null });
  });
});

describe('淮安 2024', () => {
  const standard = samples['huaian-2024'];
  const atBase: Given = {
    land: '10',
    tax: '200',
    revenue: '4000',
    'mean-tax-per-mu': '10',
    'mean-sales-per-mu': '200',
    green: '95',
    'years-in-production': '2',
    utility: 'no',
  };
  it('gives 100 at twice the mean of last year, with the best green band', () => {
    const [result] = grade(standard, atBase);
    expect(result?.items.map(({ value, points }) => [value, points])).toEqual([
      ['1', '45'],
      ['1', '35'],
      ['95', '20'],
    ]);
  });
  it.each([
    ['90', '20'],
    ['89.99', '15'],
    ['70', '15'],
    ['69.99', '10'],
    ['60', '10'],
    ['59.99', '0'],
    ['0', '0'],
  ])('gives for %s of green %s points', (green, points) =>
    expect(pointsOf(grade(standard, { ...atBase, green })[0], 'green')).toBe(points),
  );
  it('cuts at 20, 60 and 95 % and leaves the last 5 % in D', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => ({ ...atBase, tax: String(n + 1) }));
    expect(totalsOf(grade(standard, ...hundred))).toEqual({ A: 20, B: 40, C: 35, D: 5, T: 0, none: 0 });
  });
  it('does not rate utilities, nor who produces for less than two years, and ranks the others without them', () => {
    const results = grade(standard, { ...atBase, utility: 'yes' }, { ...atBase, 'years-in-production': '1.9' }, atBase);
    expect(results.map(({ grade: given, rule, rank, of }) => [given, rule, rank, of])).toEqual([
      ['T', 'utility', null, null],
      ['T', 'new', null, null],
      ['B', null, 1, 1],
    ]);
  });
});

describe('松江 2023', () => {
  const standard = samples['songjiang-2023'];
  /** 100 亩 with every value at its base. */
  const atBase: Given = {
    land: '100',
    tax: '4000',
    'gross-output': '40000',
    energy: '2000',
    research: '1200',
    revenue: '40000',
  };
  it('asks every department that the document names for figures, and town and land user for theirs', () =>
    expect(new Set(standard.quantities.map(({ suppliedBy }) => suppliedBy))).toEqual(
      new Set('规划资源局 经委 国资委 科委 统计局 税务局 生态环境局 发改委 财政局 建管委 应急局 城管执法局 街镇 用地主体'.split(' ')),
    ));
  it('gives 100 when all values are at base, and adds what is proven', () =>
    expect(scores(standard, atBase, { ...atBase, honour: 'technology-centre', headquarters: 'no', 'high-tech': '3' })).toEqual([
      '100',
      '103',
    ]));
  it('counts lower energy per output as better, up to one and a half times the weight', () =>
    expect(pointsOf(grade(standard, { ...atBase, energy: '100' })[0], 'energy-per-output')).toBe('22.5'));
  it.each(['building-unsafe', 'work-unsafe', 'environment-veto'])('is D by the veto %s, whatever the score would be', (code) =>
    expect(grade(standard, { ...atBase, [code]: 'yes' })[0]).toMatchObject({ decidedBy: 'veto', rule: code, grade: 'D' }),
  );
  it('is D for idle land and C for land used otherwise, before any score, and no veto is outranked', () =>
    expect(
      grade(
        standard,
        { ...atBase, idle: 'yes' },
        { ...atBase, 'use-mismatch': 'yes' },
        { ...atBase, 'use-mismatch': 'yes', 'work-unsafe': 'yes' },
      ).map((each) => [each.decidedBy, each.grade]),
    ).toEqual([
      ['direct', 'D'],
      ['direct', 'C'],
      ['veto', 'D'],
    ]));
});

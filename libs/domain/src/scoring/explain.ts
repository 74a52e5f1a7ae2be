// Why a grade: every line that led to it, in the order in which it was computed, for people who may contest it.
import { written } from './expression.ts';
import type { ItemResult, Result } from './grading.ts';
import { reachesOf } from './ranking.ts';
import {
  type CutOffs,
  type Indicator,
  type Item,
  type Method,
  named,
  type Quantity,
  type Scheme,
  type Standard,
  type Supplier,
  type Words,
} from './standard.ts';
import { quantitiesIn, quantitiesOf, suppliersOf, suppliersOfScore } from './suppliers.ts';

/** One line. Whoever may not see figures of one of its suppliers may not see the line. */
export interface Line extends Words {
  readonly about: 'input' | 'determination' | 'indicator' | 'points' | 'extra' | 'lacking' | 'score' | 'rank' | 'grade';
  /** The code of what it is about, if that has one. */
  readonly code: string | null;
  readonly suppliers: readonly Supplier[];
  /** The events that supplied the figure. */
  readonly events: readonly string[];
}

const line = (
  about: Line['about'],
  code: string | null,
  words: Words,
  suppliers: readonly Supplier[] = [],
  events: readonly string[] = [],
): Line => ({
  about,
  code,
  ...words,
  suppliers,
  events,
});

const missingWords = {
  'not-supplied': { zh: '未提供', en: 'not supplied' },
  'divided-by-zero': { zh: '除数为零', en: 'divided by zero' },
  'out-of-range': { zh: '超出数值范围', en: 'out of range' },
} as const;

const withoutWords = {
  zero: { zh: '计0分', en: 'no points' },
  'cohort-mean': { zh: '取同组平均分', en: 'the mean points of the cohort' },
  unrated: { zh: '不予评价', en: 'not rated' },
} as const;

/** What an option is called: an answer by its word, anything else by its code. */
const optionWords: Readonly<Record<string, string>> = { yes: '是', no: '否' };

const inputLines = (quantities: readonly Quantity[], result: Result): readonly Line[] =>
  quantities.map(({ code, name, unit, kind, suppliedBy }) => {
    const given = result.inputs.find(({ quantity }) => quantity === code);
    if (given === undefined)
      return line('input', code, { zh: `${name.zh}：未提供（${suppliedBy}）`, en: `${name.en}: not supplied (${suppliedBy})` }, [
        suppliedBy,
      ]);
    const zh = kind === 'option' ? (optionWords[given.value] ?? given.value) : given.value;
    const words = { zh: `${name.zh}：${zh}${unit}（${suppliedBy}）`, en: `${name.en}: ${given.value} ${unit} (${suppliedBy})` };
    return line('input', code, words, [suppliedBy], given.events);
  });

/** How points are made of the value, with the figures of the standard and of the cohort in their places. */
const methodWords = (method: Method, { value, least, most }: ItemResult, { direction }: Indicator, weight: string): Words => {
  switch (method.kind) {
    case 'ratio': {
      const { base, cap, floor } = method;
      const ratio = direction === 'higher' ? `${value} ÷ ${base} × ${weight}` : `${base} ÷ ${value} × ${weight}`;
      const limits = [
        ...(cap === null ? [] : [{ zh: `最高为权重的${cap}倍`, en: `at most ${cap} × the weight` }]),
        ...(floor === null ? [] : [{ zh: `最低为权重的${floor}倍`, en: `at least ${floor} × the weight` }]),
      ];
      return { zh: [ratio, ...limits.map(({ zh }) => zh)].join('，'), en: [ratio, ...limits.map(({ en }) => en)].join(', ') };
    }
    case 'min-max':
      return {
        zh: `权重${weight}，同组最小${least ?? '无'}、最大${most ?? '无'}，按${method.low}%至${method.high}%线性插值，全部相同时为${method.level}%`,
        en: `weight ${weight}, cohort from ${least ?? 'none'} to ${most ?? 'none'}, ${method.low}% to ${method.high}% by place, ${method.level}% when all are equal`,
      };
    case 'bands':
      return { zh: `按分档计分，权重${weight}`, en: `by bands, weight ${weight}` };
  }
};

const valueLines = (standard: Standard, item: Item, result: ItemResult): readonly Line[] => {
  const indicator = named(standard.indicators, item.indicator);
  const { code, name, unit, formula } = indicator;
  const suppliers = suppliersOf(standard, quantitiesOf([formula]));
  const nameIn = (language: keyof Words) => (of: string) => named(standard.quantities, of).name[language];
  const [zh, en] = [`${name.zh} = ${written(formula, nameIn('zh'))}`, `${name.en} = ${written(formula, nameIn('en'))}`];
  if (result.missing !== null) {
    const [why, then] = [missingWords[result.missing], withoutWords[item.missing]];
    const points = result.points === null ? { zh: '', en: '' } : { zh: `，得${result.points}分`, en: `, ${result.points} points` };
    return [
      line('indicator', code, { zh: `${zh}：无数值（${why.zh}）`, en: `${en}: no value (${why.en})` }, suppliers),
      line('points', code, { zh: `${name.zh}：${then.zh}${points.zh}`, en: `${name.en}: ${then.en}${points.en}` }, suppliers),
    ];
  }
  const how = methodWords(item.method, result, indicator, item.weight);
  return [
    line('indicator', code, { zh: `${zh} = ${result.value}${unit}`, en: `${en} = ${result.value} ${unit}` }, suppliers),
    line(
      'points',
      code,
      { zh: `${name.zh}：${how.zh}，得${result.points}分`, en: `${name.en}: ${how.en}, ${result.points} points` },
      suppliers,
    ),
  ];
};

const cutWords = (cutOffs: CutOffs, of: number): Words => {
  if (cutOffs.kind === 'score') {
    const list = cutOffs.classes.map(({ grade, from }) =>
      from === null ? { zh: `其余${grade}`, en: `else ${grade}` } : { zh: `${from}分起${grade}`, en: `${grade} from ${from}` },
    );
    return { zh: list.map(({ zh }) => zh).join('，'), en: list.map(({ en }) => en).join(', ') };
  }
  const list = reachesOf(cutOffs, of);
  return {
    zh: list.map(({ grade, reaches }) => `${grade}至第${reaches}名`).join('，'),
    en: list.map(({ grade, reaches }) => `${grade} to place ${reaches}`).join(', '),
  };
};

/** Every line of the scheme, with everyone whose figures are in the score. */
const schemeLines = (standard: Standard, scheme: Scheme, result: Result): readonly Line[] => {
  const extras = scheme.extras.map(({ code, name, when, points }, n) => {
    const given = (result.extras[n] as Result['extras'][number]).points;
    const suppliers = suppliersOf(standard, [...quantitiesIn(when), ...quantitiesOf([points])]);
    return line('extra', code, { zh: `${name.zh}：${given}分`, en: `${name.en}: ${given} points` }, suppliers);
  });
  const lines = [...scheme.items.flatMap((item, n) => valueLines(standard, item, result.items[n] as ItemResult)), ...extras];
  const aside = result.decidedBy === 'score' ? { zh: '', en: '' } : { zh: '（仅供参考）', en: ' (decides nothing)' };
  const score = { zh: `综合得分${aside.zh}：${result.score}分`, en: `Composite score${aside.en}: ${result.score} points` };
  return result.score === null ? lines : [...lines, line('score', null, score, suppliersOfScore(standard, scheme))];
};

const gradeWords = (grade: Result['grade']): Words =>
  grade === null ? { zh: '不分类', en: 'no class' } : { zh: `${grade}类`, en: `class ${grade}` };

const determinationWords = {
  veto: { zh: '一票否决', en: 'veto' },
  direct: { zh: '直接判定', en: 'direct determination' },
  unrated: { zh: '不予评价', en: 'not rated' },
};

/** What decided the class. */
const decisionLines = (standard: Standard, scheme: Scheme | null, result: Result): readonly Line[] => {
  const grade = gradeWords(result.grade);
  if (result.rule !== null) {
    const { code, kind, name, basis, when } = named(standard.determinations, result.rule);
    const how = determinationWords[kind];
    const words = { zh: `${how.zh}：${name.zh}（${basis}），${grade.zh}`, en: `${how.en}: ${name.en} (${basis}), ${grade.en}` };
    return [line('determination', code, words, suppliersOf(standard, quantitiesIn(when)))];
  }
  if (scheme === null)
    return [line('lacking', null, { zh: `分组依据未提供，${grade.zh}`, en: `what decides the cohort was not supplied, ${grade.en}` })];
  if (result.of === null) {
    const lacking = result.lacking.map((code) => named(standard.indicators, code).name);
    const words = { zh: lacking.map(({ zh }) => zh).join('、'), en: lacking.map(({ en }) => en).join(', ') };
    return [line('lacking', null, { zh: `缺少${words.zh}，${grade.zh}`, en: `without ${words.en}, ${grade.en}` })];
  }
  const cohort = named(standard.cohorts, result.cohort as string).name;
  const cut = cutWords(scheme.cutOffs, result.of);
  return [
    line(
      'rank',
      null,
      { zh: `${cohort.zh}第${result.rank}名，共${result.of}名`, en: `${cohort.en}: rank ${result.rank} of ${result.of}` },
      suppliersOfScore(standard, scheme),
    ),
    line('grade', null, { zh: `${cut.zh}；本次${grade.zh}`, en: `${cut.en}; ${grade.en}` }),
  ];
};

/** Explains a result by the standard it was computed with, line by line. */
export const explain = (standard: Standard, result: Result): readonly Line[] => {
  const cohort = result.cohort === null ? null : named(standard.cohorts, result.cohort);
  const scheme = cohort === null ? null : named(standard.schemes, cohort.scheme);
  return [
    ...inputLines(standard.quantities, result),
    ...(scheme === null ? [] : schemeLines(standard, scheme, result)),
    ...decisionLines(standard, scheme, result),
  ];
};

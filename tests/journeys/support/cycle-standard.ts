// What the journey grades by, and what it asks: made up for the journey and labelled so, as a district would send it.
const words = (zh: string, en: string) => ({ zh, en });
const note = '旅程样例，非真实：指标、权重与分界均为测试所拟，不是任何地方的标准';

const quantity = (code: string, zh: string, unit: string, suppliedBy: string, options: readonly string[] = []) => ({
  code,
  name: words(zh, code),
  unit,
  kind: options.length === 0 ? 'decimal' : 'option',
  options,
  suppliedBy,
  merge: options.length === 0 ? 'sum' : 'foremost',
});
const yesNo = ['yes', 'no'];

const per = (code: string, zh: string, unit: string, suppliedBy: string, [dividend, divisor]: readonly [string, string]) => ({
  code,
  name: words(zh, code),
  dimension: '亩产',
  unit,
  direction: 'higher',
  formula: { op: 'divide', of: [dividend, divisor].map((of) => ({ op: 'quantity', code: of })) },
  decimals: 4,
  suppliedBy,
  required: true,
});

const item = (indicator: string, weight: string, base: string, missing: string) => ({
  indicator,
  weight,
  method: { kind: 'ratio', base, cap: '1.5', floor: '0' },
  missing,
});

/** Tax 50, revenue 30, research 20; one veto; points off for land that stands empty. Classes by score. */
export const standard = {
  title: words('样例：旅程所用标准', 'Sample: the standard of the journey'),
  sample: { place: '测试', source: '测试所拟', notes: note },
  quantities: [
    quantity('tax', '评价税收', '万元', '税务局'),
    quantity('revenue', '主营业务收入', '万元', '统计局'),
    { ...quantity('land', '用地面积', '亩', '规划资源局'), merge: 'same' },
    quantity('restricted-approval', '环保限评', '', '生态环境局', yesNo),
    quantity('vacant', '空置', '', '街镇', yesNo),
    quantity('research', '研发费用', '万元', '用地主体'),
  ],
  indicators: [
    per('tax-per-mu', '亩均税收', '万元/亩', '税务局', ['tax', 'land']),
    per('revenue-per-mu', '亩均销售', '万元/亩', '统计局', ['revenue', 'land']),
    per('research-share', '研发投入占比', '', '统计局', ['research', 'revenue']),
  ],
  cohorts: [{ code: 'all', name: words('全部', 'All'), within: [], scheme: 'all' }],
  determinations: [
    {
      code: 'restricted',
      kind: 'veto',
      name: words('环保限评', 'Restricted approval'),
      basis: note,
      when: { op: 'is', quantity: 'restricted-approval', options: ['yes'] },
      grade: 'D',
    },
  ],
  schemes: [
    {
      code: 'all',
      total: '100',
      decimals: 2,
      items: [
        item('tax-per-mu', '50', '20', 'unrated'),
        item('revenue-per-mu', '30', '200', 'unrated'),
        item('research-share', '20', '0.05', 'zero'),
      ],
      extras: [
        {
          code: 'vacancy',
          name: words('空置扣分', 'Vacancy'),
          when: { op: 'is', quantity: 'vacant', options: ['yes'] },
          points: { op: 'constant', value: '-5' },
          atLeast: '-5',
          atMost: '0',
        },
      ],
      ties: { by: [], equals: 'better' },
      cutOffs: {
        kind: 'score',
        classes: [
          { grade: 'A', from: '90' },
          { grade: 'B', from: '60' },
          { grade: 'C', from: '40' },
          { grade: 'D', from: null },
        ],
      },
    },
  ],
  unratedGrade: null,
};

const field = (form: string, code: string, zh: string, of: object) => ({
  form,
  code,
  name: words(zh, code),
  kind: 'text',
  unit: '',
  options: [],
  isRequired: true,
  quantity: null,
  ...of,
});

/** The three forms of 一地一表, a few fields of each. */
export const forms = {
  title: words('样例：旅程所用表单', 'Sample: the forms of the journey'),
  sample: note,
  fields: [
    field('self-assessment', 'land-use-plan', '用地计划', {}),
    field('enterprise-information', 'main-products', '主要产品', {}),
    field('enterprise-information', 'research', '研发费用', { kind: 'decimal', unit: '万元', quantity: 'research' }),
    field('survey', 'vacant', '是否空置', { kind: 'yes-no', quantity: 'vacant' }),
    field('survey', 'building-hazard', '房屋安全隐患', { kind: 'yes-no' }),
  ],
};

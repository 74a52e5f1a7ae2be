import type { Determination, Extra, Indicator, Quantity, Standard } from '../../scoring/index.ts';
import { choice, figure, figures, over, quantity, ratios, scheme } from './parts.ts';

const yesNo = (code: string, zh: string, en: string, supplier: Quantity['suppliedBy']): Quantity =>
  choice(code, zh, en, supplier, 'yes', 'no');

const outputPerMu: Indicator = {
  code: 'output-per-mu',
  name: { zh: '亩均产值', en: 'Output per mu' },
  dimension: '亩产',
  unit: '万元/亩',
  direction: 'higher',
  formula: over(quantity('gross-output'), quantity('land')),
  decimals: 6,
  suppliedBy: '统计局',
  required: true,
};
const energyPerOutput: Indicator = {
  ...outputPerMu,
  code: 'energy-per-output',
  name: { zh: '单位产值能耗', en: 'Energy per output' },
  dimension: '能耗',
  unit: '吨标准煤/万元',
  direction: 'lower',
  formula: over(quantity('energy'), quantity('gross-output')),
};

const basis = '松规划资源〔2023〕123号：一票否决（房屋安全、环保等）';
const veto = (code: string, zh: string, en: string): Determination => ({
  code,
  kind: 'veto',
  name: { zh, en },
  basis,
  when: { op: 'is', quantity: code, options: ['yes'] },
  grade: 'D',
});

/** Points for what is proven: an option, or at least one enterprise of a kind. */
const bonus = (code: string, zh: string, en: string, points: string, when: Extra['when']): Extra => ({
  code,
  name: { zh, en },
  when,
  points: { op: 'constant', value: points },
  atLeast: '0',
  atMost: points,
});
const some = (code: string): Extra['when'] => ({ op: 'at-least', of: [quantity(code), { op: 'constant', value: '1' }] });

/** What 松规划资源〔2023〕123号 asks each department for, as one standard. Its index system (REG) and weights are not public: they are ours. */
export const songjiang2023: Standard = {
  title: {
    zh: '样例：按松江2023部门数据清单编制的评估标准',
    en: 'Sample: a standard of the feeds that Songjiang 2023 asks its departments for',
  },
  sample: {
    place: '上海市松江区',
    source: '松规划资源〔2023〕123号',
    notes:
      '各部门提供的数据项、一票否决、先直接判定后综合评分（来源）；指标、基准、权重、加分、分类比例、舍入与并列规则均为示意（本样例），指标体系原文未公开。',
  },
  quantities: [
    figures.land,
    yesNo('idle', '闲置土地', 'Idle land', '规划资源局'),
    choice('plan-zone', '国土空间规划', 'Planned use', '规划资源局', 'industrial-block', 'industrial', 'other'),
    choice('land-class', '现状地类', 'Present land class', '规划资源局', 'industrial', 'storage', 'research', 'other'),
    choice('honour', '企业荣誉', 'Honours', '经委', 'specialised-sophisticated', 'technology-centre', 'design-centre', 'none'),
    yesNo('headquarters', '总部型企业', 'Headquarters', '经委'),
    yesNo('foreign-research', '外资研发中心', 'Foreign research centre', '经委'),
    yesNo('soe', '国有企业', 'State-owned enterprise', '国资委'),
    yesNo('subleased', '存在转租', 'Subleased', '国资委'),
    figure('high-tech', '高新技术企业数', 'High-tech enterprises', '家', '科委'),
    figure('little-giant', '科技小巨人企业数', 'Little giants', '家', '科委'),
    figure('tech-sme', '科技型中小企业数', 'Technology SMEs', '家', '科委'),
    figure('fixed-assets', '固定资产原价', 'Original value of fixed assets', '万元', '统计局'),
    figure('gross-output', '工业总产值', 'Gross industrial output', '万元', '统计局'),
    figures.revenue,
    figures.energy,
    figures.employees,
    figures.tax,
    figures.research,
    figures.emission,
    yesNo('restricted-approval', '环保区域限批', 'Environmental approvals restricted', '生态环境局'),
    yesNo('environment-veto', '环保一票否决', 'Environmental veto', '生态环境局'),
    figure('reduction-subsidy', '减量化补贴', 'Subsidy for land reduction', '万元', '发改委'),
    figure('subsidy', '财政补贴', 'Subsidies', '万元', '财政局'),
    yesNo('building-unsafe', '房屋存在重大安全隐患', 'Building is a grave hazard', '建管委'),
    yesNo('use-mismatch', '用非所用', 'Used otherwise than granted', '建管委'),
    yesNo('work-unsafe', '安全生产不合格', 'Work safety not met', '应急局'),
    figure('illegal-area', '违法建筑面积', 'Illegal floor area', '平方米', '城管执法局'),
    figure('vacant-area', '空置建筑面积', 'Vacant floor area', '平方米', '街镇'),
    figure('leased-area', '出租建筑面积', 'Floor area leased', '平方米', '用地主体'),
    figure('floor-area-used', '使用建筑面积', 'Floor area used', '平方米', '用地主体'),
  ],
  indicators: [ratios.taxPerMu, outputPerMu, energyPerOutput, ratios.researchShare],
  cohorts: [{ code: 'all', name: { zh: '全部地块', en: 'All parcels' }, within: [], scheme: 'all' }],
  determinations: [
    veto('building-unsafe', '房屋存在重大安全隐患', 'Building is a grave hazard'),
    veto('work-unsafe', '安全生产不合格', 'Work safety not met'),
    veto('environment-veto', '环保一票否决', 'Environmental veto'),
    {
      code: 'idle',
      kind: 'direct',
      name: { zh: '闲置土地', en: 'Idle land' },
      basis: '松规划资源〔2023〕123号：先直接判定类别（本样例取闲置土地）',
      when: { op: 'is', quantity: 'idle', options: ['yes'] },
      grade: 'D',
    },
    {
      code: 'use-mismatch',
      kind: 'direct',
      name: { zh: '用非所用', en: 'Used otherwise than granted' },
      basis: '松规划资源〔2023〕123号：先直接判定类别（本样例取用非所用）',
      when: { op: 'is', quantity: 'use-mismatch', options: ['yes'] },
      grade: 'C',
    },
  ],
  schemes: [
    scheme(
      'all',
      [
        { indicator: 'tax-per-mu', weight: '40', method: { kind: 'ratio', base: '40', cap: '1.5', floor: '0' }, missing: 'zero' },
        { indicator: 'output-per-mu', weight: '30', method: { kind: 'ratio', base: '400', cap: '1.5', floor: '0' }, missing: 'zero' },
        {
          indicator: 'energy-per-output',
          weight: '15',
          method: { kind: 'ratio', base: '0.05', cap: '1.5', floor: '0' },
          missing: 'cohort-mean',
        },
        { indicator: 'research-share', weight: '15', method: { kind: 'ratio', base: '0.03', cap: '1.5', floor: '0' }, missing: 'zero' },
      ],
      ratios.taxPerMu,
      [
        bonus('honoured', '专精特新等荣誉', 'Honours', '2', {
          op: 'is',
          quantity: 'honour',
          options: ['specialised-sophisticated', 'technology-centre', 'design-centre'],
        }),
        bonus('headquarters', '总部型企业', 'Headquarters', '2', { op: 'is', quantity: 'headquarters', options: ['yes'] }),
        bonus('little-giant', '科技小巨人', 'Little giants', '1', some('little-giant')),
        bonus('high-tech', '高新技术企业', 'High-tech enterprises', '1', some('high-tech')),
      ],
    ),
  ],
  unratedGrade: null,
};

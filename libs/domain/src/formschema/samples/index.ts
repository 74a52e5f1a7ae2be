// Forms to try Yimu with. The annexes of 松规划资源〔2023〕123号 are not public: these fields are our own, after what its text names.
import type { FormField } from '../state.ts';
import { fieldsOf, required } from './parts.ts';

const own = fieldsOf('self-assessment');
const enterprise = fieldsOf('enterprise-information');
const survey = fieldsOf('survey');

const fields: readonly FormField[] = [
  required(own.said('land-user', 'text', ['用地主体名称', 'Land user'])),
  required(
    own.choice(
      'use-of-land',
      ['土地利用方式', 'How the land is used'],
      ['own', '自用', 'Used by the holder'],
      ['leased', '出租', 'Leased'],
      ['mixed', '部分出租', 'Leased in part'],
      ['idle', '闲置', 'Idle'],
    ),
  ),
  own.number('leased-area', ['出租建筑面积', 'Floor area leased'], '平方米', 'leased-area'),
  own.said('tenants', 'integer', ['承租企业数量', 'Number of lessees']),
  own.said('production-since', 'date', ['投产日期', 'In production since']),
  own.said('plans', 'text', ['提升计划', 'Plans for improvement']),

  required(enterprise.said('enterprise-name', 'text', ['企业名称', 'Name of the enterprise'])),
  required(enterprise.said('main-products', 'text', ['主要产品', 'Main products'])),
  enterprise.said('industry-code', 'text', ['国民经济行业代码', 'Industry code (GB/T 4754)']),
  enterprise.number('floor-area-used', ['使用建筑面积', 'Floor area used'], '平方米', 'floor-area-used'),
  enterprise.said('lease-until', 'date', ['租赁到期日', 'Lease ends on']),
  enterprise.said('high-tech', 'yes-no', ['是否高新技术企业', 'High-tech enterprise']),

  required(
    survey.choice(
      'vacancy',
      ['空置情况', 'Vacancy'],
      ['none', '无空置', 'None'],
      ['partial', '部分空置', 'In part'],
      ['whole', '整体空置', 'As a whole'],
    ),
  ),
  survey.number('vacant-area', ['空置建筑面积', 'Vacant floor area'], '平方米', 'vacant-area'),
  required(
    survey.choice(
      'property-quality',
      ['物业品质', 'Quality of the property'],
      ['good', '较好', 'Good'],
      ['fair', '一般', 'Fair'],
      ['poor', '较差', 'Poor'],
    ),
  ),
  required(
    survey.choice(
      'work-safety',
      ['安全生产条件', 'Conditions of work safety'],
      ['met', '符合', 'Met'],
      ['to-rectify', '需整改', 'To be rectified'],
      ['not-met', '不符合', 'Not met'],
    ),
  ),
  required(survey.said('environmental-restriction', 'yes-no', ['是否位于环保区域限评范围', 'Within a zone of restricted approvals'])),
  required(
    survey.choice(
      'building-hazard',
      ['房屋安全隐患', 'Hazards of the buildings'],
      ['none', '无', 'None'],
      ['general', '一般隐患', 'General'],
      ['major', '重大隐患', 'Major'],
    ),
  ),
  required(survey.said('breakthrough-project', 'yes-no', ['有无卡脖子及颠覆性技术项目', 'Bottleneck or disruptive technology project'])),
  survey.said('breakthrough-detail', 'text', ['卡脖子及颠覆性技术项目说明', 'Which project']),
  survey.number('years-in-production', ['投产年限', 'Years in production'], '年', 'years-in-production'),
  survey.number('electricity', ['用电量', 'Electricity used'], '万千瓦时', 'electricity'),
];

/** The three forms as a labelled sample; whose and of which year they are is said when they are published. */
export const sampleForms = {
  title: { zh: '样例：产业用地综合绩效评估表', en: 'Sample: forms of the industrial land evaluation' },
  sample: '样例。松规划资源〔2023〕123号的附件未公开，本表单字段为自拟，仅按其正文列举的内容设置，不代表任何地方的正式表单。',
  fields,
} as const;

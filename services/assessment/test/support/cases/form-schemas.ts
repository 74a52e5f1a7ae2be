import { district } from '../officers.ts';
import { envelope } from '../service.ts';
import type { Case } from './case.ts';
import { asTaskForce, parcels2024, under } from './standards.ts';

const words = (zh: string, en: string) => ({ zh, en });
const plain = { unit: '', options: [], isRequired: false, quantity: null };

/** One field or two of each form; the area of the survey supplies a quantity if the standard asks for it. */
export const forms = {
  jurisdiction: district,
  year: 2024,
  title: words('产业用地综合绩效评估表', 'Forms of the evaluation'),
  sample: null,
  fields: [
    { ...plain, form: 'self-assessment', code: 'land-user', name: words('用地主体名称', 'Land user'), kind: 'text', isRequired: true },
    {
      ...plain,
      form: 'self-assessment',
      code: 'leased-area',
      name: words('出租建筑面积', 'Floor area leased'),
      kind: 'decimal',
      unit: '平方米',
      quantity: 'leased-area',
    },
    { ...plain, form: 'enterprise-information', code: 'main-products', name: words('主要产品', 'Main products'), kind: 'text' },
    { ...plain, form: 'survey', code: 'building-hazard', name: words('有无房屋安全隐患', 'Hazards of the buildings'), kind: 'yes-no' },
    {
      ...plain,
      form: 'survey',
      code: 'property-quality',
      name: words('物业品质', 'Quality of the property'),
      kind: 'option',
      options: [
        { code: 'good', name: words('较好', 'Good') },
        { code: 'poor', name: words('较差', 'Poor') },
      ],
    },
  ],
};

export const formSchemaCases: readonly Case[] = [
  {
    path: '/form-schemas',
    ...asTaskForce,
    mayLieAhead: true,
    request: async () => ({
      url: '/form-schemas',
      body: { ...envelope, ...forms },
      events: () => [{ type: 'FormSchemaPublished', data: { ...forms, version: 1 }, jurisdictions: [district] }],
      missing: { url: `${under('cycles', { ...parcels2024, year: 2099 })}/freezes`, body: envelope },
    }),
  },
];

// One quantity was supplied twice with different values: a person has to look which one holds (松规划资源〔2023〕123号, 体检表).
import type { Department } from '@yimu/domain/kernel';
import { departments } from '@yimu/domain/kernel';
import { submissionEvents } from '@yimu/domain/submission/events';
import type { Reaction } from '@yimu/server';
import { openFinding } from './open-finding.ts';

const name = 'figure-contradicted';
const { data: contradicted } = submissionEvents.FigureContradicted;

/** Whose figures are seen by nobody but the department itself, the task force and the enterprise: a finding is seen by towns too. */
const secret: readonly string[] = ['税务局', '统计局'] satisfies readonly Department[];

/** Opens one finding per contradiction, however often that is delivered; each value is named by the event that supplied it. */
export const whenFigureContradicted: Reaction = {
  name,
  filter: { types: ['FigureContradicted'] },
  react: async (context, event) => {
    const { subject, subjectId, cycle, partyId, supplier, period, quantity, standing, said } = contradicted.parse(event.data);
    const isSecret = secret.includes(supplier);
    const shown = (value: string, by: string): string => (isSecret ? by : `${value} (${by})`);
    await openFinding(context, name, event, {
      rule: name,
      subject: { kind: subject === 'parcel' ? 'parcel' : 'party', id: subjectId },
      // The event carries the code alone.
      titleZh: `${supplier}两次填报的数据项“${quantity}”不一致，待核实`,
      titleEn: `Two values of ${quantity} from ${supplier}, to be checked`,
      detail: [
        { labelZh: '评估周期', labelEn: 'Cycle', value: `${cycle.jurisdiction} ${cycle.year}` },
        { labelZh: '数据年度', labelEn: 'Year of the figures', value: String(period) },
        ...(partyId === null ? [] : [{ labelZh: '企业', labelEn: 'Enterprise', value: partyId }]),
        { labelZh: '现行数值的来源事件', labelEn: 'What stands, by the event', value: shown(standing.value, standing.event) },
        { labelZh: '不一致数值的来源事件', labelEn: 'What was said instead, by the event', value: shown(said, event.id) },
      ],
      departments: departments.filter((department) => department === supplier),
    });
  },
};

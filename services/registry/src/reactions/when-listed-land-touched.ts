// A matter under joint supervision touches a parcel that stands on a list: the named departments have to look at it
// (金府办发〔2023〕24号, item 13). Whether a parcel is listed, assessment knows; it says so in the plan of the parcel.
import { disposalEvents } from '@yimu/domain/disposal/events';
import type { Reaction } from '@yimu/server';
import { openFinding } from './open-finding.ts';

const { data: touched } = disposalEvents.ListedLandTouched;

const name = 'listed-land-touched';
/** Keeps the finding below the size of an event, whatever the lists say; the rest can be read in the plan. */
const mostEntries = 20;

const categories = { revitalise: '盘活', vacate: '腾退', upgrade: '提升' } as const;
const matters = {
  equity: { zh: '股权变更', en: 'A change of equity' },
  right: { zh: '不动产登记或转移', en: 'A registration or transfer' },
  auction: { zh: '司法拍卖', en: 'A judicial auction' },
} as const;

/** Opens one finding per ListedLandTouched, however often that is delivered. */
export const whenListedLandTouched: Reaction = {
  name,
  filter: { types: ['ListedLandTouched'] },
  react: async (context, event) => {
    const { parcelId, matter, fact, enterpriseId, departments, entries } = touched.parse(event.data);
    const { zh, en } = matters[matter.kind];
    const through = enterpriseId === null ? [] : [{ labelZh: '涉及的企业', labelEn: 'Through the enterprise', value: enterpriseId }];
    const lines = entries.slice(0, mostEntries).map(({ document, list, row, category, mode, year, enterprise }) => ({
      labelZh: `${document} ${list} 第${row}行`,
      labelEn: `${document}, ${list}, row ${row}`,
      value: `${enterprise}：${categories[category]}·${mode} ${year}`,
    }));
    await openFinding(context, name, event, {
      rule: name,
      subject: { kind: 'parcel', id: parcelId },
      titleZh: enterpriseId === null ? `${zh}涉及清单内地块，请核实` : `${zh}涉及清单内地块的企业，请核实`,
      titleEn:
        enterpriseId === null
          ? `${en} touches a listed parcel, to be checked`
          : `${en} touches the enterprise of a listed parcel, to be checked`,
      detail: [{ labelZh: zh, labelEn: fact, value: matter.id }, ...through, ...lines],
      departments,
    });
  },
};

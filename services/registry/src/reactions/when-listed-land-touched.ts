// A matter under joint supervision touches a parcel that stands on a list, or whose final grade is C or D: the named departments have to
// look at it (金府办发〔2023〕24号, item 13). Assessment knows both, and says so in the plan and with the supervision of the parcel.
import { disposalEvents } from '@yimu/domain/disposal/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { supervisionEvents } from '@yimu/domain/supervision/events';
import type { EventStore } from '@yimu/event-store';
import type { Reaction, ReactionContext } from '@yimu/server';
import type { z } from 'zod';
import { type Found, openFinding } from './open-finding.ts';

const { data: listedTouch } = disposalEvents.ListedLandTouched;
const { data: gradedTouch } = supervisionEvents.GradedLandTouched;
type ListedTouch = z.output<typeof listedTouch>;
type GradedTouch = z.output<typeof gradedTouch>;

const name = 'listed-land-touched';
/** Keeps the finding below the size of an event, whatever the lists say; the rest can be read in the plan. */
const mostEntries = 20;

const categories = { revitalise: '盘活', vacate: '腾退', upgrade: '提升' } as const;
const matters = {
  equity: { zh: '股权变更', en: 'A change of equity' },
  right: { zh: '不动产登记或转移', en: 'A registration or transfer' },
  auction: { zh: '司法拍卖', en: 'A judicial auction' },
} as const;

/** What every such finding says: what touched which land, and through whom; `reasons` are the lists and the grade. */
const foundOf = (
  { parcelId, matter, fact, enterpriseId, departments }: Omit<ListedTouch, 'entries'>,
  rule: string,
  land: { readonly zh: string; readonly en: string },
  reasons: Found['detail'],
): Found => {
  const { zh, en } = matters[matter.kind];
  const through = enterpriseId === null ? [] : [{ labelZh: '涉及的企业', labelEn: 'Through the enterprise', value: enterpriseId }];
  return {
    rule,
    subject: { kind: 'parcel', id: parcelId },
    titleZh: enterpriseId === null ? `${zh}涉及${land.zh}，请核实` : `${zh}涉及${land.zh}的企业，请核实`,
    titleEn: `${en} touches ${enterpriseId === null ? '' : 'the enterprise of '}a ${land.en}, to be checked`,
    detail: [{ labelZh: zh, labelEn: fact, value: matter.id }, ...through, ...reasons],
    departments,
  };
};

const lists = ({ entries }: ListedTouch): Found['detail'] =>
  entries.slice(0, mostEntries).map(({ document, list, row, category, mode, year, enterprise }) => ({
    labelZh: `${document} ${list} 第${row}行`,
    labelEn: `${document}, ${list}, row ${row}`,
    value: `${enterprise}：${categories[category]}·${mode} ${year}`,
  }));

const graded = ({ grade, cycle, document }: GradedTouch): Found['detail'] => [
  { labelZh: `${document} ${cycle.year}年度评估等级`, labelEn: `${document}, grade of ${cycle.year}`, value: grade },
];

/** The grade that was told of the same matter before the list was; none where the parcel was not C or D. */
const gradeBeside = async (store: EventStore, { parcelId, matter }: ListedTouch): Promise<Found['detail']> =>
  (await Array.fromAsync(store.readStream(`supervision-${parcelId}`)))
    .filter(({ type }) => type === 'GradedLandTouched')
    .map(({ data }) => gradedTouch.parse(data))
    .filter((touch) => touch.matter.id === matter.id)
    .flatMap(graded);

const whenGraded = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const touch = gradedTouch.parse(event.data);
  // The finding of the list names the grade too.
  if (touch.alsoListed) return;
  const land = { zh: `评估等级为${touch.grade}类的地块`, en: `parcel of grade ${touch.grade}` };
  await openFinding(context, name, event, foundOf(touch, 'graded-land-touched', land, graded(touch)));
};

const whenListed = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const touch = listedTouch.parse(event.data);
  const reasons = [...lists(touch), ...(await gradeBeside(context.store, touch))];
  await openFinding(context, name, event, foundOf(touch, name, { zh: '清单内地块', en: 'listed parcel' }, reasons));
};

/** Opens one finding per matter and parcel, for the list, for the grade, or for both; however often the event is delivered. */
export const whenListedLandTouched: Reaction = {
  name,
  filter: { types: ['ListedLandTouched', 'GradedLandTouched'] },
  react: (context, event) => (event.type === 'GradedLandTouched' ? whenGraded(context, event) : whenListed(context, event)),
};

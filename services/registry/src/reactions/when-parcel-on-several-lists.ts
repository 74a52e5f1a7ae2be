// Two lists plan something for one parcel: a person has to look which one holds, or whether it is one parcel at all.
import { disposalEvents } from '@yimu/domain/disposal/events';
import { finding } from '@yimu/domain/finding';
import { entityIdFor, type Reaction, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';

const { data: onSeveralLists } = disposalEvents.ParcelOnSeveralLists;
type OnSeveralLists = z.output<typeof onSeveralLists>;

const name = 'parcel-on-several-lists';
/** Keeps the finding below the size of an event, whatever the lists say; the rest can be read in the plan. */
const mostEntries = 20;

const categories = { revitalise: '盘活', vacate: '腾退', upgrade: '提升' } as const;
const matches = {
  entered: { en: 'from the rows it was entered from', zh: '按建档来源匹配' },
  name: { en: 'by name alone, to be confirmed', zh: '按名称匹配，待确认' },
  code: { en: 'by code', zh: '按代码匹配' },
} as const;

/** One line per entry, then how the rows were matched to the parcel. */
const detailOf = ({ entries, matchedBy }: OnSeveralLists) => {
  const lines = entries.slice(0, mostEntries).map(({ document, list, row, category, mode, year }) => ({
    labelZh: `${document} ${list} 第${row}行`,
    labelEn: `${document}, ${list}, row ${row}`,
    value: `${categories[category]}·${mode} ${year}`,
  }));
  const more = entries.length - lines.length;
  const rest = more === 0 ? [] : [{ labelZh: '其余条目', labelEn: 'Further entries', value: String(more) }];
  const match = matches[matchedBy];
  return [...lines, ...rest, { labelZh: '匹配方式', labelEn: `How the rows were matched: ${match.en}`, value: match.zh }];
};

/** Opens one finding per ParcelOnSeveralLists, however often that is delivered. */
export const whenParcelOnSeveralLists: Reaction = {
  name,
  filter: { types: ['ParcelOnSeveralLists'] },
  react: async ({ store, today }, event) => {
    const data = onSeveralLists.parse(event.data);
    const subject = { kind: 'parcel', id: data.parcelId } as const;
    const findingId = entityIdFor({ issuer: 'yimu', sub: name, method: 'FINDING', path: subject.id, key: event.id });
    const handled = await runReactionCommand(store, {
      name,
      cause: event,
      type: 'OpenFinding',
      data: {
        findingId,
        rule: name,
        subject,
        jurisdictions: [...event.jurisdictions],
        causedBy: event.id,
        titleZh: '同一地块列入多份清单，待核实',
        titleEn: 'One parcel stands on several lists, to be checked',
        detail: detailOf(data),
      },
      stream: `finding-${findingId}`,
      decider: finding,
      today,
    });
    if (handled.outcome !== 'done') {
      const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
      throw new Error(`no finding for event ${event.id}: ${why}`);
    }
  },
};

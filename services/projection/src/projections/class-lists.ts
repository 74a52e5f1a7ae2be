// The four-class list of a district, edition by edition: the whole of it, what was decided, what is published.
import type { ClassListEvent } from '@yimu/domain/classlist/events';
import { absentClassList, type ClassList, evolveClassList } from '@yimu/domain/classlist/read';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { PointProjection, ReadModelRow } from '../engine/projection.ts';
import { atEach } from './concerned.ts';
import { asText, ofCycle } from './town-lists.ts';

type DataOf<T extends ClassListEvent['type']> = Extract<ClassListEvent, { type: T }>['data'];

/** One edition, with what only its events say. */
interface Edition {
  readonly cycle: DataOf<'ClassListSubmitted'>['cycle'];
  readonly list: ClassList;
  readonly submitted: { readonly on: string; readonly totals: ClassList['totals'] };
  readonly stepOn: string;
  readonly spokenOn: Readonly<Record<string, string>>;
  readonly decidedOn: string | null;
  readonly published: readonly (DataOf<'ClassListPublished'>['classes'][number] & { readonly on: string })[];
}

const evolve = (editions: readonly Edition[], recorded: RecordedEvent): readonly Edition[] => {
  const event = recorded as unknown as ClassListEvent;
  const last = editions.at(-1);
  const list = evolveClassList(last?.list ?? absentClassList, event);
  if (list.kind === 'absent') return editions;
  const { effectiveOn: on } = event;
  if (event.type === 'ClassListSubmitted') {
    const fresh = { spokenOn: {}, decidedOn: null, published: [] };
    return [...editions, { cycle: event.data.cycle, list, submitted: { on, totals: list.totals }, stepOn: on, ...fresh }];
  }
  if (last === undefined) return editions;
  return [...editions.slice(0, -1), { ...last, ...told(last, event), list, stepOn: on }];
};

const told = (edition: Edition, event: Exclude<ClassListEvent, { type: 'ClassListSubmitted' }>): Partial<Edition> => {
  const { effectiveOn: on } = event;
  switch (event.type) {
    case 'CityOpinionGiven':
      return { spokenOn: { ...edition.spokenOn, [event.data.department]: on } };
    case 'ClassListDecided':
      return { decidedOn: on };
    case 'ClassListPublished':
      return { published: [...edition.published, ...event.data.classes.map((each) => ({ ...each, on }))] };
    case 'ClassListReturned':
      return {};
  }
};

const rows = (edition: Edition, standing: boolean): readonly ReadModelRow[] => {
  const { cycle, list, submitted, stepOn, spokenOn, published } = edition;
  const { jurisdiction, edition: number } = list;
  const of = { ...ofCycle(cycle), jurisdiction, edition: number, ...levelCodes(jurisdiction) };
  const whole = {
    ...of,
    standing,
    status: list.kind,
    submitted_on: submitted.on,
    step_on: stepOn,
    run: list.run,
    totals: JSON.stringify(submitted.totals),
    parcels: list.parcels,
    towns: JSON.stringify(list.towns),
    opinions: JSON.stringify(list.opinions.map((opinion) => ({ ...opinion, on: spokenOn[opinion.department] }))),
    returned: asText(list.returned),
    overrides: list.decision?.overrides ?? null,
  };
  return [
    { table: 'class_list', key: String(number), columns: whole },
    ...decisionRows(edition, of, standing && list.kind !== 'returned'),
    ...published.map(({ grade, parcels, on }) => {
      return { table: 'published_class', key: `${number} ${grade}`, columns: { ...of, grade, parcels, published_on: on } };
    }),
  ];
};

/** A decision stays when the list is returned after it, until another takes its place. */
const decisionRows = ({ list, decidedOn }: Edition, of: ReadModelRow['columns'], standing: boolean): readonly ReadModelRow[] => {
  const { decision, totals, parcels, jurisdiction, edition } = list;
  if (decision === null || decidedOn === null) return [];
  const { document, objectionsUntil, changes } = decision;
  const { cycle = null } = of;
  const decided = { standing, decided_on: decidedOn, document, objections_until: objectionsUntil, totals: JSON.stringify(totals), parcels };
  return [
    { table: 'class_decision', key: String(edition), columns: { ...of, ...decided } },
    ...changes.flatMap(({ parcelId, towns, found, grade, reason }) => {
      const columns = { cycle, jurisdiction, edition, parcel_id: parcelId, found, grade, reason };
      return atEach(towns, { table: 'class_change', key: `${edition} ${parcelId}`, columns });
    }),
  ];
};

/** 四类清单. */
export const classLists: PointProjection<readonly Edition[]> = {
  name: 'class-lists',
  category: 'classlist',
  tables: ['class_list', 'class_decision', 'class_change', 'published_class'],
  initial: [],
  evolve,
  rows: (editions) => editions.flatMap((edition) => rows(edition, edition === editions.at(-1))),
};

// Lists of towns and parks, edition by edition: what was submitted, what each department said of its line, how it came back.
import type { TownListEvent } from '@yimu/domain/classlist/events';
import { absentTownList, evolveTownList, type TownList } from '@yimu/domain/classlist/state';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Column, PointProjection, ReadModelRow } from '../engine/projection.ts';

type Submitted = Extract<TownListEvent, { type: 'TownListSubmitted' }>['data'];

/** One edition, with the days of its steps. */
interface Edition {
  readonly cycle: Submitted['cycle'];
  readonly list: TownList;
  readonly stepOn: string;
  /** The day of each review, in their order. */
  readonly reviewedOn: readonly string[];
}

/** The columns by which rows name their cycle of parcels; lists are of no other. */
export const ofCycle = ({ jurisdiction, year }: Submitted['cycle']): Readonly<Record<string, Column>> => ({
  cycle: `${jurisdiction}-${year}`,
  cycle_jurisdiction: jurisdiction,
  cycle_year: year,
});

/** A list of a row, null where there is none. */
export const asText = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

const evolve = (editions: readonly Edition[], recorded: RecordedEvent): readonly Edition[] => {
  const event = recorded as unknown as TownListEvent;
  const last = editions.at(-1);
  const list = evolveTownList(last?.list ?? absentTownList, event);
  if (list.kind === 'absent') return editions;
  if (event.type === 'TownListSubmitted')
    return [...editions, { cycle: event.data.cycle, list, stepOn: event.effectiveOn, reviewedOn: [] }];
  if (last === undefined) return editions;
  const reviewedOn = event.type === 'LineReviewed' ? [...last.reviewedOn, event.effectiveOn] : last.reviewedOn;
  return [...editions.slice(0, -1), { ...last, list, stepOn: event.effectiveOn, reviewedOn }];
};

const row = ({ cycle, list, stepOn, reviewedOn }: Edition, standing: boolean): ReadModelRow => ({
  table: 'town_list',
  key: String(list.edition),
  columns: {
    ...ofCycle(cycle),
    town: list.town,
    edition: list.edition,
    standing,
    status: list.kind,
    submitted_on: list.since,
    step_on: stepOn,
    run: list.run,
    totals: JSON.stringify(list.totals),
    parcels: list.parcels,
    reviewers: JSON.stringify(list.reviewers),
    reviews: JSON.stringify(list.reviews.map((review, n) => ({ ...review, on: reviewedOn[n] }))),
    returned: asText(list.returned),
    ...levelCodes(list.town),
  },
});

/** 街镇、园区清单. */
export const townLists: PointProjection<readonly Edition[]> = {
  name: 'town-lists',
  category: 'townlist',
  tables: ['town_list'],
  initial: [],
  evolve,
  rows: (editions) => editions.map((edition) => row(edition, edition === editions.at(-1))),
};

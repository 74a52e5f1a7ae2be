// Which rights stand on a day, and who holds them.
import { addDays, type EffectiveDate } from '../kernel/index.ts';
import type { RightData, RightKind } from './events.ts';
import { during, earliest, type Period } from './period.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

export type Holders = RightData<'RightRegistered'>['holders'];

/** A right over its whole life: it stands from its registration to the last day of its term, or until it is ended (收回, 注销 …). */
export interface Right extends Period {
  /** Id of the event that registered it. */
  readonly entry: string;
  readonly rightId: string;
  readonly kind: RightKind;
  readonly part: string | null;
  /** Last day of its term; null when it has none. */
  readonly until: EffectiveDate | null;
  /** The day on which it was ended; null when it was not. */
  readonly endedOn: EffectiveDate | null;
  readonly basis: RightData<'RightRegistered'>['basis'];
}

/** A right as it stands on one day. */
export interface StandingRight extends Right {
  readonly holders: Holders;
  /** 不动产权证号 in force; null when none is known. */
  readonly certificateNumber: string | null;
}

/** Every entry of some types that is about one right, by day; those of one day in the order they were recorded. */
export const byDay = <T extends Entry>(entries: readonly T[], rightId: string): readonly T[] =>
  entries
    .filter((entry) => entry.data.rightId === rightId)
    .toSorted((left, right) => (left.on < right.on ? -1 : Number(left.on > right.on)));

/** Entries by which a right passed to other holders. */
export const movesOf = (title: Title, rightId: string): readonly Entry<'RightTransferred' | 'RightTransferredByRuling'>[] =>
  byDay(entriesOf(title, 'RightTransferred', 'RightTransferredByRuling'), rightId);

export const endOf = (title: Title, rightId: string): Entry<'RightEnded'> | undefined =>
  entriesOf(title, 'RightEnded').find(({ data }) => data.rightId === rightId);

const lifeOf = (title: Title, { id, on, data: { rightId, kind, part, until, basis } }: Entry<'RightRegistered'>): Right => {
  const end = endOf(title, rightId);
  const endedOn = end === undefined ? null : end.on;
  const before = earliest([endedOn, until === null ? null : addDays(until, 1)]);
  return { entry: id, rightId, kind, part, from: on, until, endedOn, before, basis };
};

/** Every right that ever stood. */
export const rightsOf = (title: Title): readonly Right[] => entriesOf(title, 'RightRegistered').map((entry) => lifeOf(title, entry));

export const rightOf = (title: Title, rightId: string): Right | undefined => rightsOf(title).find((right) => right.rightId === rightId);

/** What the last of some entries up to a day says. */
const lastUpTo = <T extends Entry>(entries: readonly T[], day: EffectiveDate): T | undefined => entries.findLast(({ on }) => on <= day);

/** 不动产权证号 of a right in force on a day, by its registration and what was registered since; null when none is known. */
export const certificateOn = (title: Title, { data }: Entry<'RightRegistered'>, day: EffectiveDate): string | null => {
  const certificates = byDay(entriesOf(title, 'CertificateRegistered'), data.rightId);
  return (lastUpTo(certificates, day)?.data ?? data).certificateNumber;
};

/** The rights that stand on a day, with their holders and certificate numbers of that day. */
export const rightsOn = (title: Title, day: EffectiveDate): readonly StandingRight[] =>
  entriesOf(title, 'RightRegistered')
    .map((entry) => ({ entry, right: lifeOf(title, entry) }))
    .filter(({ right }) => during(right, day))
    .map(({ entry, right }) => ({
      ...right,
      holders: (lastUpTo(movesOf(title, right.rightId), day)?.data ?? entry.data).holders,
      certificateNumber: certificateOn(title, entry, day),
    }));

/** Who holds a right on a day; nobody when it does not stand. */
export const holdersOn = (title: Title, rightId: string, day: EffectiveDate): Holders =>
  rightsOn(title, day).find((right) => right.rightId === rightId)?.holders ?? [];

/** The days on which the holders of a title may change, in order: rights begin, pass and end. */
export const turningDays = (title: Title): readonly EffectiveDate[] => {
  const days = rightsOf(title).flatMap(({ rightId, from, before }) => [from, before, ...movesOf(title, rightId).map(({ on }) => on)]);
  return [...new Set(days.filter((day) => day !== null))].toSorted((left, right) => (left < right ? -1 : 1));
};

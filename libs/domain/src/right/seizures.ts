// Seizures (查封) and the order in which they take force: by service of the notice at the registrar, those of one day by the number
// of the notice and then as recorded. The first is in force, the others wait (轮候); when it ends by release (解封), by lapse or by
// the ruling that passes the right on, the next takes force on that day, and only then does its own term begin
// (最高人民法院 查扣冻规定, 民诉法解释 on terms).
import { addDays, addMonths, type EffectiveDate } from '../kernel/index.ts';
import { during, earliest } from './period.ts';
import { byDay, movesOf, rightOf } from './rights.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

/** A term of a seizure: its own or that of a renewal. */
export interface Term {
  /** Id of the event that set it. */
  readonly entry: string;
  /** The day since which it is set. */
  readonly on: EffectiveDate;
  /** The day from which its length counts: for a renewal (续封) the last day of the term before. */
  readonly countedFrom: EffectiveDate;
  /** Its last day. */
  readonly until: EffectiveDate;
}

/** What becomes of a seizure, as far as is known. */
export interface Course {
  readonly entry: Entry<'SeizureRecorded'>;
  /** Its terms in order; none when it ended while waiting. */
  readonly terms: readonly Term[];
  /** The first day on which it no longer stands. */
  readonly goneOn: EffectiveDate;
}

/** A seizure as it stands on one day. */
export interface RankedSeizure {
  /** Id of the event that recorded it. */
  readonly entry: string;
  readonly seizureId: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly servedOn: EffectiveDate;
  /** 1 = first (首封), others wait (轮候) in this order. */
  readonly rank: number;
  /** Last day of the term that runs; null for one that waits, whose term has not begun. */
  readonly until: EffectiveDate | null;
}

const last = 100_001;
const sequenceOf = ({ data }: Entry<'SeizureRecorded'>): number => data.sequence ?? last;

const inOrder = (title: Title, rightId: string): readonly Entry<'SeizureRecorded'>[] =>
  byDay(entriesOf(title, 'SeizureRecorded'), rightId).toSorted((left, right) =>
    left.on === right.on ? sequenceOf(left) - sequenceOf(right) : 0,
  );

/** Its own term and those of the renewals that were served while a term ran; a renewal served later renews nothing. */
const termsOf = (title: Title, seizure: Entry<'SeizureRecorded'>, since: EffectiveDate): readonly Term[] => {
  const { seizureId, rightId, months, until: printed } = seizure.data;
  const until = printed !== null && since === seizure.on ? printed : addMonths(since, months);
  let running: Term = { entry: seizure.id, on: since, countedFrom: since, until };
  const terms = [running];
  for (const { id, on, data } of byDay(entriesOf(title, 'SeizureRenewed'), rightId)) {
    if (data.seizureId !== seizureId || on < since || on > running.until) continue;
    running = { entry: id, on, countedFrom: running.until, until: data.until ?? addMonths(running.until, data.months) };
    terms.push(running);
  }
  return terms;
};

/** What becomes of every seizure of a right, in the order of their ranks. */
export const coursesOf = (title: Title, rightId: string): readonly Course[] => {
  const rulings = movesOf(title, rightId).filter(({ type }) => type === 'RightTransferredByRuling');
  const releases = entriesOf(title, 'SeizureReleased');
  const courses: Course[] = [];
  for (const entry of inOrder(title, rightId)) {
    const freeOn = courses.reduce<EffectiveDate>((latest, { goneOn }) => (goneOn > latest ? goneOn : latest), entry.on);
    const release = releases.find(({ data }) => data.seizureId === entry.data.seizureId);
    const ended = earliest([release === undefined ? null : release.on, ...rulings.map(({ on }) => (on < entry.on ? null : on))]);
    if (ended !== null && ended <= freeOn) {
      courses.push({ entry, terms: [], goneOn: ended });
    } else {
      const terms = termsOf(title, entry, freeOn);
      const lapsed = terms.reduce((_, { until }) => addDays(until, 1), freeOn);
      courses.push({ entry, terms, goneOn: ended !== null && ended < lapsed ? ended : lapsed });
    }
  }
  return courses;
};

/** The seizures that burden a right on a day, whatever becomes of the right on that day, the first before those that wait. */
export const burdeningOn = (title: Title, rightId: string, day: EffectiveDate): readonly RankedSeizure[] =>
  coursesOf(title, rightId)
    .filter(({ entry, goneOn }) => during({ from: entry.on, before: goneOn }, day))
    .map(({ entry, terms }, n) => {
      const { seizureId, court, caseNumber } = entry.data;
      const until = terms.findLast(({ on }) => on <= day)?.until ?? null;
      return { entry: entry.id, seizureId, court, caseNumber, servedOn: entry.on, rank: n + 1, until };
    });

/** The seizures that stand on a right on a day by rank; none when the right does not stand. */
export const seizuresOn = (title: Title, rightId: string, day: EffectiveDate): readonly RankedSeizure[] => {
  const right = rightOf(title, rightId);
  return right === undefined || !during(right, day) ? [] : burdeningOn(title, rightId, day);
};

/** Whether any seizure stands on a right on a day. */
export const isSeizedOn = (title: Title, rightId: string, day: EffectiveDate): boolean => seizuresOn(title, rightId, day).length > 0;

// Cycles with their runs, day by day, and the figures of the cohorts of each run.
import type { CycleEvent } from '@yimu/domain/cycle/events';
import { absent, type CycleState, evolve, type Opened, type Run } from '@yimu/domain/cycle/state';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { piecewise } from '../engine/dated.ts';
import { levelCodes } from '../engine/level-codes.ts';
import type { CitingEvent, DatedProjection, ReadModelRow } from '../engine/projection.ts';
import { type Secrecy, secrecyUnder, standardStream } from './standard-secrecy.ts';

type Data<T extends CycleEvent['type']> = Extract<CycleEvent, { type: T }>['data'];
type Place = Pick<Data<'CycleOpened'>, 'jurisdiction' | 'year' | 'subject'>;

/** What only the events say of a run. */
interface Begun extends Pick<Data<'ScoringStarted'>, 'standard' | 'isFrozen'> {
  readonly on: string;
  readonly ended: string | null;
  readonly reason: string | null;
  readonly secrecy: Secrecy;
}

/** A cycle as it stands on a day. */
interface Standing {
  readonly cycle: CycleState;
  readonly begun: ReadonlyMap<string, Begun>;
}

/** Cycles by their events; what holds before the cycle was opened holds from its first day. */
export const cycles: DatedProjection<readonly CitingEvent[]> = {
  name: 'cycles',
  category: 'cycle',
  tables: ['cycle', 'cycle_run', 'cycle_total', 'cycle_cohort', 'cycle_cohort_detail'],
  cites: (recorded: RecordedEvent) => {
    const event = recorded as unknown as CycleEvent;
    return event.type === 'ScoringStarted' ? [standardStream(event.data.standard, event.data.subject)] : [];
  },
  initial: [],
  evolve: (events, event) => [...events, event],
  datedRows: (events) => {
    const opening = events.find(({ type }) => type === 'CycleOpened');
    if (opening === undefined) return [];
    const place = opening.data as Data<'CycleOpened'>;
    const dated = events
      .map((event) => ({ event, on: event.effectiveOn < opening.effectiveOn ? opening.effectiveOn : event.effectiveOn }))
      .toSorted((left, right) => Number(left.on > right.on) - Number(left.on < right.on));
    const standings = new Map<string, Standing>();
    let standing: Standing = { cycle: absent, begun: new Map() };
    for (const { event, on } of dated) {
      standing = next(standing, event, on);
      standings.set(on, standing);
    }
    return piecewise([...standings.keys()], (day) => rowsOf(place, standings.get(day)));
  },
};

const next = ({ cycle, begun }: Standing, recorded: CitingEvent, on: string): Standing => {
  const event = recorded as unknown as CycleEvent;
  return { cycle: evolve(cycle, event), begun: withRuns(begun, event, on, recorded.cited?.[0]) };
};

const withRuns = (
  begun: Standing['begun'],
  event: CycleEvent,
  on: string,
  cited: readonly RecordedEvent[] | undefined,
): Standing['begun'] => {
  const ended = (run: string, reason: string | null): Standing['begun'] => {
    const known = begun.get(run);
    return known === undefined ? begun : new Map(begun).set(run, { ...known, ended: on, reason });
  };
  switch (event.type) {
    case 'ScoringStarted': {
      const { run, standard, isFrozen } = event.data;
      const secrecy = secrecyUnder(cited, standard.version);
      return new Map(begun).set(run, { standard, isFrozen, on, ended: null, reason: null, secrecy });
    }
    case 'ScoringCompleted':
      return ended(event.data.run, null);
    case 'ScoringAbandoned':
      return ended(event.data.run, event.data.reason);
    case 'CycleOpened':
    case 'PhaseAdvanced':
    case 'CycleRescheduled':
    case 'FigureYearSet':
    case 'CycleFrozen':
    case 'CycleReopened':
    case 'CohortMeasured':
      return begun;
  }
};

const keyOf = ({ jurisdiction, year, subject }: Place): string => `${jurisdiction}-${year}${subject === 'enterprise' ? '-enterprise' : ''}`;

const rowsOf = (place: Place, standing: Standing | undefined): readonly ReadModelRow[] => {
  if (standing === undefined || standing.cycle.kind === 'absent') return [];
  const { cycle, begun } = standing;
  return [
    cycleRow(place, cycle),
    ...cycle.runs.flatMap((run, n) => {
      const known = begun.get(run.id);
      return known === undefined ? [] : [runRow(place, run, known, n), ...totalRows(place, run), ...cohortRows(place, run, known.secrecy)];
    }),
  ];
};

const by = ({ jurisdiction, year, version }: Data<'CycleOpened'>['standard']) => ({
  standard_jurisdiction: jurisdiction,
  standard_year: year,
  standard_version: version,
});

const cycleRow = (place: Place, { kind, openedOn, standard, schedule, phase, figureYear }: Opened): ReadModelRow => ({
  table: 'cycle',
  key: 'cycle',
  columns: {
    cycle: keyOf(place),
    cycle_jurisdiction: place.jurisdiction,
    cycle_year: place.year,
    subject: place.subject,
    ...by(standard),
    status: kind,
    opened_on: openedOn,
    phase,
    schedule: JSON.stringify(schedule),
    figure_year: figureYear,
    ...levelCodes(place.jurisdiction),
  },
});

const runRow = (place: Place, { id, position, kind, figureYear }: Run, begun: Begun, n: number): ReadModelRow => ({
  table: 'cycle_run',
  key: id,
  columns: {
    cycle: keyOf(place),
    cycle_jurisdiction: place.jurisdiction,
    ...by(begun.standard),
    run: id,
    place: n + 1,
    status: kind,
    position,
    started_on: begun.on,
    ended_on: begun.ended,
    frozen: begun.isFrozen,
    figure_year: figureYear,
    reason: begun.reason,
    ...levelCodes(place.jurisdiction),
  },
});

const totalRows = (place: Place, { id, totals }: Run): readonly ReadModelRow[] =>
  Object.entries(totals ?? {}).map(([grade, subjects]) => ({
    table: 'cycle_total',
    key: `${id} ${grade}`,
    columns: { cycle: keyOf(place), run: id, grade, subjects, ...levelCodes(place.jurisdiction) },
  }));

const cohortRows = (place: Place, { id, cohorts }: Run, secrecy: Secrecy): readonly ReadModelRow[] =>
  cohorts.flatMap(({ cohort, members, items }, n) => {
    const of = { cycle: keyOf(place), run: id, cohort, ...levelCodes(place.jurisdiction) };
    const key = `${id} ${cohort}`;
    const whole = { table: 'cycle_cohort', key, columns: { ...of, place: n, members, indicator: null, known: null } };
    return [
      whole,
      ...items.flatMap(({ indicator, known, least, most, mean }): ReadModelRow[] => {
        const secret = secrecy.ofIndicator(indicator);
        const each = `${key} ${indicator}`;
        return [
          { table: 'cycle_cohort', key: each, columns: { ...of, place: n, members, indicator, known } },
          { table: 'cycle_cohort_detail', key: each, columns: { ...of, indicator, secret, known, least, most, mean } },
        ];
      }),
    ];
  });

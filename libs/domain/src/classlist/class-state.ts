// The four-class list of a district on its way: submitted, joint review, decided, published; returned, and submitted again.
import type { EffectiveDate } from '../kernel/index.ts';
import type { Grade } from '../scoring/index.ts';
import type { ClassListEvent, DataOf } from './events.ts';

export type Opinion = Pick<DataOf<'CityOpinionGiven'>, 'department' | 'verdict' | 'text' | 'lines'>;
export type ClassReturn = Pick<DataOf<'ClassListReturned'>, 'reason' | 'lines' | 'towns'>;
export type ClassDecision = Pick<DataOf<'ClassListDecided'>, 'document' | 'objectionsUntil' | 'overrides' | 'changes'>;

/** The last edition of a district's list. */
export interface ClassList extends Pick<DataOf<'ClassListSubmitted'>, 'jurisdiction' | 'edition' | 'run' | 'parcels' | 'towns'> {
  readonly kind: 'submitted' | 'returned' | 'decided' | 'published';
  /** The day from which on the next step may be taken: that of the submission, then of the decision. */
  readonly since: EffectiveDate;
  /** Those of the run, and once it is decided those of the decision. */
  readonly totals: DataOf<'ClassListSubmitted'>['totals'];
  /** The day of the earliest opinion on this edition; null before any. */
  readonly reviewedOn: EffectiveDate | null;
  /** The opinion that stands, of each department that gave one. */
  readonly opinions: readonly Opinion[];
  readonly returned: ClassReturn | null;
  readonly decision: ClassDecision | null;
  /** The classes that are out. */
  readonly published: readonly Grade[];
}

export type ClassListState = { readonly kind: 'absent' } | ClassList;

export const absentClassList: ClassListState = { kind: 'absent' };

/** The opinion of a department on the present edition; undefined before its first. */
export const opinionOf = ({ opinions }: ClassList, department: string): Opinion | undefined =>
  opinions.find((each) => each.department === department);

/** True while the list holds this edition of the town's: the town then waits for what becomes of it. */
export const holds = (state: ClassListState, town: string, edition: number): boolean =>
  state.kind !== 'absent' && state.kind !== 'returned' && state.towns.some((each) => each.town === town && each.edition === edition);

/** Folds one event of a `classlist-<district>-<cycle>` stream. */
export const evolveClassList = (state: ClassListState, event: ClassListEvent): ClassListState => {
  if (event.type === 'ClassListSubmitted') {
    const { jurisdiction, edition, run, totals, parcels, towns } = event.data;
    const fresh = { since: event.effectiveOn, reviewedOn: null, opinions: [], returned: null, decision: null, published: [] };
    return { kind: 'submitted', jurisdiction, edition, run, totals, parcels, towns, ...fresh };
  }
  if (state.kind === 'absent') return state;
  switch (event.type) {
    case 'CityOpinionGiven': {
      const { department, verdict, text, lines } = event.data;
      const others = state.opinions.filter((each) => each.department !== department);
      const { reviewedOn: before } = state;
      const reviewedOn = before !== null && before < event.effectiveOn ? before : event.effectiveOn;
      return { ...state, reviewedOn, opinions: [...others, { department, verdict, text, lines }] };
    }
    case 'ClassListReturned': {
      const { reason, lines, towns } = event.data;
      return { ...state, kind: 'returned', returned: { reason, lines, towns } };
    }
    case 'ClassListDecided': {
      const { document, objectionsUntil, overrides, changes, totals } = event.data;
      const decision = { document, objectionsUntil, overrides, changes };
      return { ...state, kind: 'decided', since: event.effectiveOn, totals, decision };
    }
    case 'ClassListPublished':
      return { ...state, kind: 'published', published: [...state.published, ...event.data.classes.map(({ grade }) => grade)] };
  }
};

import type { EffectiveDate } from '../kernel/index.ts';
import type { DisposalEvent, DisposalFact } from './events.ts';

/** What an entry says, its place in the lists included. */
export type EntryContent = Extract<DisposalFact, { type: 'PlanEntryListed' }>['data'];

/** One row of one list. Its id is the id of the event that listed it; a correction replaces the content, not the id. */
export interface PlanEntry {
  readonly id: string;
  readonly listedOn: EffectiveDate;
  readonly content: EntryContent;
  readonly annulled: boolean;
}

export interface Plan {
  /** In the order they were listed. */
  readonly entries: readonly PlanEntry[];
  /** The ids of the matters known to have touched the parcel while it was listed. */
  readonly touchedBy: readonly string[];
}

/** A parcel that stands on no list. */
export const unlisted: Plan = { entries: [], touchedBy: [] };

/** The entries that stand. */
export const standing = ({ entries }: Plan): readonly PlanEntry[] => entries.filter(({ annulled }) => !annulled);

/** Folds one event of a `plan-<parcelId>` stream. */
export const evolve = (state: Plan, event: DisposalEvent): Plan => {
  const replaced = (change: (entry: PlanEntry) => PlanEntry): Plan => ({
    ...state,
    entries: state.entries.map((entry) => (entry.id === event.corrects ? change(entry) : entry)),
  });
  switch (event.type) {
    case 'PlanEntryListed':
      return {
        ...state,
        entries: [...state.entries, { id: event.id, listedOn: event.effectiveOn, content: event.data, annulled: false }],
      };
    case 'PlanEntryCorrected': {
      const { reason: _, ...content } = event.data;
      return replaced((entry) => ({ ...entry, content }));
    }
    case 'PlanEntryAnnulled':
      return replaced((entry) => ({ ...entry, annulled: true }));
    case 'ParcelOnSeveralLists':
      return state;
    case 'ListedLandTouched':
      return { ...state, touchedBy: [...state.touchedBy, event.data.matter.id] };
  }
};

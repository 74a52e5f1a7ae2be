// What is known of a title: its facts as they stand, each on its own day. Who holds what on a date is told from them
// (rights, leases, mortgages, seizures, transfers), so that facts may arrive in any order and a correction changes them all.
import type { EffectiveDate } from '../kernel/index.ts';
import type { RightData, RightEvent, RightFact } from './events.ts';

type Replacing = 'RightCorrected' | 'RightTransferCorrected' | 'LeaseCorrected' | 'MortgageCorrected' | 'SeizureCorrected';
type AboutTheParcel = 'TitleParcelEnded' | 'TitleParcelRestored' | 'TitleContractNamed';
/** Types of facts that stand for themselves. */
export type EntryType = Exclude<RightFact['type'], Replacing | AboutTheParcel | 'TitleFactAnnulled' | 'TitleDiscrepancyFound'>;

/** A fact that stands. Its id is the id of the event that recorded it; a correction replaces day and content, not the id. */
export type Entry<T extends EntryType = EntryType> = {
  [K in T]: { readonly id: string; readonly type: K; readonly on: EffectiveDate; readonly data: RightData<K> };
}[T];

/** Why and since when the parcel is no more. */
export interface ParcelEnding {
  /** Id of the event of this title that says so. */
  readonly entry: string;
  /** Id of the parcel's own event. */
  readonly endedBy: string;
  readonly on: EffectiveDate;
  readonly successors: readonly string[];
  /** Entries that were recorded before it: those of its own day came first. */
  readonly preceded: readonly string[];
}

export interface Title {
  /** The towns that the parcel concerns. */
  readonly jurisdictions: readonly string[];
  /** In the order they were recorded. */
  readonly entries: readonly Entry[];
  /** Entries that were annulled. */
  readonly annulled: readonly string[];
  /** How the parcel ended; one that is retired may be a duplicate too. */
  readonly endings: readonly ParcelEnding[];
  /** Contracts that name the parcel, or named it once. */
  readonly contracts: readonly string[];
  /** Discrepancies that were found, each as right and English text. */
  readonly found: readonly string[];
}

/** A parcel of which no right is known. */
export const untitled: Title = { jurisdictions: [], entries: [], annulled: [], endings: [], contracts: [], found: [] };

/** How a discrepancy is known again. */
export const foundKey = ({ rightId, discrepancy }: Pick<RightData<'TitleDiscrepancyFound'>, 'rightId' | 'discrepancy'>): string =>
  `${rightId} ${discrepancy.en}`;

/** Since when the parcel is no more; undefined while it is there. */
export const parcelEnding = ({ endings }: Title): ParcelEnding | undefined =>
  endings.toSorted((left, right) => (left.on < right.on ? -1 : 1))[0];

/** The entries of some types, in the order they were recorded. */
export const entriesOf = <T extends EntryType>({ entries }: Title, ...types: readonly T[]): readonly Entry<T>[] =>
  // The filter leaves only those types; TypeScript cannot follow that for a union that is still open.
  entries.filter((entry) => types.some((type) => type === entry.type)) as unknown as readonly Entry<T>[];

const replaced = (title: Title, { corrects, effectiveOn }: RightEvent, content: object): Title => ({
  ...title,
  // The decision saw to it that the content is that of the entry's own type.
  entries: title.entries.map((entry) =>
    entry.id === corrects ? ({ ...entry, on: effectiveOn, data: { ...entry.data, ...content } } as Entry) : entry,
  ),
});

/** Folds one event of a `title-<parcelId>` stream. */
export const evolve = (before: Title, event: RightEvent): Title => {
  const state = { ...before, jurisdictions: [...new Set([...before.jurisdictions, ...event.jurisdictions])] };
  switch (event.type) {
    case 'TitleParcelEnded': {
      const { endedBy, successors } = event.data;
      const preceded = state.entries.map(({ id }) => id);
      return { ...state, endings: [...state.endings, { entry: event.id, endedBy, on: event.effectiveOn, successors, preceded }] };
    }
    case 'TitleParcelRestored':
      return { ...state, endings: state.endings.filter(({ endedBy }) => endedBy !== event.data.endedBy) };
    case 'TitleContractNamed':
      return { ...state, contracts: [...state.contracts, event.data.contractId] };
    case 'RightTransferCorrected':
      return replaced(state, event, { holders: event.data.holders });
    case 'RightCorrected':
    case 'LeaseCorrected':
    case 'MortgageCorrected':
    case 'SeizureCorrected': {
      const { reason: _, ...content } = event.data;
      return replaced(state, event, content);
    }
    case 'TitleFactAnnulled':
      return {
        ...state,
        entries: state.entries.filter(({ id }) => id !== event.corrects),
        annulled: [...state.annulled, String(event.corrects)],
      };
    case 'TitleDiscrepancyFound':
      return { ...state, found: [...state.found, foundKey(event.data)] };
    default: {
      const { id, type, effectiveOn: on, data } = event;
      return { ...state, entries: [...state.entries, { id, type, on, data } as Entry] };
    }
  }
};

import type { EffectiveDate, Source } from '../kernel/index.ts';
import type { ShareholdingEvent } from './events.ts';
import { type Freeze, withTerms } from './freezes.ts';
import { afterTransfer, type Structure, unknownStructure } from './structure.ts';

/** A whole structure that holds from a day on. */
export interface StructureEntry {
  readonly kind: 'structure';
  /** The id of the event that recorded it; a correction replaces the structure, not the id. */
  readonly id: string;
  readonly on: EffectiveDate;
  readonly structure: Structure;
}

/** A share that passed on a day. */
export interface TransferEntry {
  readonly kind: 'transfer';
  readonly id: string;
  readonly on: EffectiveDate;
  readonly fromId: string;
  readonly toId: string;
  readonly share: string;
  readonly equityId: string | null;
  readonly caseNumber: string | null;
  readonly source: Source | undefined;
}

export type Entry = StructureEntry | TransferEntry;

export interface Shareholdings {
  readonly companyId: string | null;
  /** Every place that a fact about the company has concerned. */
  readonly jurisdictions: readonly string[];
  /** In the order of their days; those of one day as they were recorded. */
  readonly entries: readonly Entry[];
  /** The ids of transfers that never took place. */
  readonly annulled: readonly (string | undefined)[];
  readonly freezes: readonly Freeze[];
}

export const nothingRecorded: Shareholdings = { companyId: null, jurisdictions: [], entries: [], annulled: [], freezes: [] };

/** Puts an entry where it holds, behind those of its day. */
export const withEntry = (entries: readonly Entry[], entry: Entry): readonly Entry[] => {
  const next = entries.findIndex(({ on }) => on > entry.on);
  return entries.toSpliced(next === -1 ? entries.length : next, 0, entry);
};

/** The structure that an entry leaves. */
export const structureWith = (before: Structure | undefined, entry: Entry): Structure =>
  entry.kind === 'structure' ? entry.structure : afterTransfer(before, entry);

/** What entries, in order, add up to; undefined when there are none. */
const structureAfter = (entries: readonly Entry[]): Structure | undefined =>
  entries.reduce<Structure | undefined>(structureWith, undefined);

/** The same, with nothing known where there are none. */
export const knownAfter = (entries: readonly Entry[]): Structure => structureAfter(entries) ?? unknownStructure;

/** Who held the company on a day, that day included; undefined when nothing is known of it. */
export const holdingsOn = ({ entries }: Pick<Shareholdings, 'entries'>, on: EffectiveDate): Structure | undefined =>
  structureAfter(entries.filter((entry) => entry.on <= on));

const changedFreeze = (state: Shareholdings, id: string, change: (freeze: Freeze) => Freeze): Shareholdings => ({
  ...state,
  freezes: withTerms(state.freezes.map((freeze) => (freeze.id === id ? change(freeze) : freeze))),
});

/** Folds one event of a `shares-<companyId>` stream. */
export const evolve = (before: Shareholdings, event: ShareholdingEvent): Shareholdings => {
  const { id, effectiveOn: on } = event;
  const jurisdictions = [...new Set([...before.jurisdictions, ...event.jurisdictions])];
  const state = { ...before, companyId: event.data.companyId, jurisdictions };
  switch (event.type) {
    case 'ShareholdingsRecorded': {
      const { holdings, groups } = event.data;
      return { ...state, entries: withEntry(state.entries, { kind: 'structure', id, on, structure: { holdings, groups } }) };
    }
    case 'ShareholdingsChanged':
      return { ...state, entries: withEntry(state.entries, { kind: 'structure', id, on, structure: event.data.after }) };
    case 'SharesTransferred': {
      const { fromId, toId, share, equityId, caseNumber } = event.data;
      const source = event.sources[0];
      return {
        ...state,
        entries: withEntry(state.entries, { kind: 'transfer', id, on, fromId, toId, share, equityId, caseNumber, source }),
      };
    }
    case 'ShareholdingsCorrected': {
      const { holdings, groups } = event.data;
      const corrected = (entry: Entry): Entry =>
        entry.kind === 'structure' && entry.id === event.corrects ? { ...entry, structure: { holdings, groups } } : entry;
      return { ...state, entries: state.entries.map(corrected) };
    }
    case 'ShareTransferAnnulled': {
      const entries = state.entries.filter((entry) => entry.kind === 'structure' || entry.id !== event.corrects);
      return { ...state, entries, annulled: [...state.annulled, event.corrects] };
    }
    case 'SharesFrozen': {
      const { holderId, share, court, caseNumber, waiting, until } = event.data;
      const freeze = {
        id,
        holderId,
        share,
        court,
        caseNumber,
        waiting,
        from: on,
        until,
        renewals: [],
        terms: [],
        liftedOn: null,
      };
      return { ...state, freezes: withTerms([...state.freezes, freeze]) };
    }
    case 'ShareFreezeRenewed': {
      const term = { from: on, until: event.data.until };
      return changedFreeze(state, event.data.freeze, (freeze) => ({ ...freeze, renewals: [...freeze.renewals, term] }));
    }
    case 'ShareFreezeLifted':
      return changedFreeze(state, event.data.freeze, (freeze) => ({ ...freeze, liftedOn: on }));
    case 'ShareholdingDiscrepancyFound':
      return state;
  }
};

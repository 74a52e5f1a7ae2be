import type { EffectiveDate } from '../kernel/index.ts';
import { type Consultation, evolveConsultations } from './consultation.ts';
import type { AuctionEvent, DataOf } from './events.ts';
import { evolveLot } from './evolve-lot.ts';
import { type Lot, lotOf } from './lot.ts';

export interface Absent {
  readonly kind: 'absent';
}

export interface Opened {
  readonly kind: 'opened';
  readonly auctionId: string;
  readonly openedOn: EffectiveDate;
  readonly content: DataOf<'AuctionOpened'>;
  /** The towns and homes of all lots: every event of the case concerns them all. */
  readonly jurisdictions: readonly string[];
  readonly consultations: readonly Consultation[];
  readonly lots: readonly Lot[];
}

export type AuctionState = Absent | Opened;

export const absent: AuctionState = { kind: 'absent' };

type LaterEvent = Exclude<AuctionEvent, { type: 'AuctionOpened' }>;

/** Folds one event of a case that has been opened. */
export const evolveOpened = (state: Opened, event: LaterEvent): Opened => {
  switch (event.type) {
    case 'AuctionConsultationRequested':
    case 'AuctionAnswerRecorded':
      return { ...state, consultations: evolveConsultations(state.consultations, event) };
    default: {
      const { lotId } = event.data;
      return { ...state, lots: state.lots.map((lot) => (lot.content.lotId === lotId ? evolveLot(lot, event) : lot)) };
    }
  }
};

/** The case as its first event tells it. */
export const opened = ({
  data,
  effectiveOn,
  jurisdictions,
}: Pick<Extract<AuctionEvent, { type: 'AuctionOpened' }>, 'data' | 'effectiveOn' | 'jurisdictions'>): Opened => ({
  kind: 'opened',
  auctionId: data.auctionId,
  openedOn: effectiveOn,
  content: data,
  jurisdictions,
  consultations: [],
  lots: data.lots.map(lotOf),
});

/** Folds one event of an `auction-<id>` stream. */
export const evolve = (state: AuctionState, event: AuctionEvent): AuctionState => {
  if (event.type === 'AuctionOpened') return opened(event);
  return state.kind === 'absent' ? state : evolveOpened(state, event);
};

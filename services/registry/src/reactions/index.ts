import type { Reaction } from '@yimu/server';
import { whenAuctionEquityRulingServed } from './when-auction-equity-ruling-served.ts';
import { whenAuctionLandRulingServed } from './when-auction-land-ruling-served.ts';
import { whenBaseMapMatchAnnulled } from './when-base-map-match-annulled.ts';
import { whenBaseMapParcelInformed } from './when-base-map-parcel-informed.ts';
import { whenBaseMapRecordForwarded } from './when-base-map-record-forwarded.ts';
import { whenDiscrepancyFound } from './when-discrepancy-found.ts';
import { whenEquityClauseBreachSuspected } from './when-equity-clause-breach-suspected.ts';
import { whenEquityParentChanged } from './when-equity-parent-changed.ts';
import { whenEquitySharesChanged } from './when-equity-shares-changed.ts';
import { whenFigureContradicted } from './when-figure-contradicted.ts';
import { whenHolderEnded } from './when-holder-ended.ts';
import { whenLineageStarted } from './when-lineage-started.ts';
import { whenListedLandTouched } from './when-listed-land-touched.ts';
import { whenParcelEnded } from './when-parcel-ended.ts';
import { whenParcelNamedByContract } from './when-parcel-named-by-contract.ts';
import { whenParcelOnSeveralLists } from './when-parcel-on-several-lists.ts';
import { whenRightHoldersChange } from './when-right-holders-change.ts';
import { whenRightParcelEnded } from './when-right-parcel-ended.ts';
import { whenShareholdingsChange } from './when-shareholdings-change.ts';

/** Every reaction of this service. */
export const reactions: readonly Reaction[] = [
  whenParcelOnSeveralLists,
  whenLineageStarted,
  whenBaseMapParcelInformed,
  whenBaseMapRecordForwarded,
  whenBaseMapMatchAnnulled,
  whenEquitySharesChanged,
  whenEquityParentChanged,
  whenEquityClauseBreachSuspected,
  whenAuctionLandRulingServed,
  whenAuctionEquityRulingServed,
  whenRightHoldersChange,
  whenParcelEnded,
  whenParcelNamedByContract,
  whenRightParcelEnded,
  whenShareholdingsChange,
  whenDiscrepancyFound,
  whenFigureContradicted,
  whenHolderEnded,
  whenListedLandTouched,
];

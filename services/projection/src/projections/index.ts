import type { Projection } from '../engine/projection.ts';
import { auctions } from './auctions.ts';
import { baseMapUnits } from './base-map-units.ts';
import { contracts } from './contracts.ts';
import { equityTransfers } from './equity-transfers.ts';
import { findings } from './findings.ts';
import { importRows } from './import-rows.ts';
import { interests } from './interests.ts';
import { jurisdictions } from './jurisdictions.ts';
import { parcels } from './parcels.ts';
import { parties } from './parties.ts';
import { planEntries } from './plan-entries.ts';
import { shareholdings } from './shareholdings.ts';
import { targets } from './targets.ts';
import { titles } from './titles.ts';

/** All projections of the service. */
export const projections = [
  jurisdictions,
  parcels,
  parties,
  shareholdings,
  interests,
  baseMapUnits,
  titles,
  contracts,
  auctions,
  equityTransfers,
  planEntries,
  targets,
  findings,
  importRows,
] as readonly Projection[];

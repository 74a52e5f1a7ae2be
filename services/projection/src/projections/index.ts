import type { Projection } from '../engine/projection.ts';
import { findings } from './findings.ts';
import { importRows } from './import-rows.ts';
import { jurisdictions } from './jurisdictions.ts';
import { parcels } from './parcels.ts';
import { parties } from './parties.ts';
import { planEntries } from './plan-entries.ts';
import { targets } from './targets.ts';

/** All projections of the service. */
export const projections = [jurisdictions, parcels, parties, planEntries, targets, findings, importRows] as readonly Projection[];

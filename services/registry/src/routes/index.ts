import type { CommandRoute } from '@yimu/server';
import { findingRoutes } from './findings.ts';
import { importRowRoutes } from './import-rows.ts';
import { jurisdictionRoutes } from './jurisdictions.ts';
import { parcelRoutes } from './parcels.ts';
import { partyRoutes } from './parties.ts';

/** Every command of this service. */
export const routes: readonly CommandRoute[] = [
  ...jurisdictionRoutes,
  ...parcelRoutes,
  ...partyRoutes,
  ...findingRoutes,
  ...importRowRoutes,
];

import type { CommandRoute } from '@yimu/server';
import type { PersonVault } from '../vault/person-vault.ts';
import { auctionRoutes } from './auctions.ts';
import { baseMapRoutes } from './base-map.ts';
import { contractRoutes } from './contracts.ts';
import { equityRoutes } from './equity-transfers.ts';
import { evidenceRoutes } from './evidence.ts';
import { findingRoutes } from './findings.ts';
import { importRowRoutes } from './import-rows.ts';
import { jurisdictionRoutes } from './jurisdictions.ts';
import { lineageRoutes } from './lineages.ts';
import { parcelRoutes } from './parcels.ts';
import { partyRoutes } from './parties.ts';
import { partyStandingRoutes } from './parties-standing.ts';
import { personRoutes } from './persons.ts';
import { rightRoutes } from './rights.ts';
import { shareholdingRoutes } from './shareholdings.ts';

/** Every command of this service but those that need the vault. */
export const routes: readonly CommandRoute[] = [
  ...jurisdictionRoutes,
  ...parcelRoutes,
  ...lineageRoutes,
  ...partyRoutes,
  ...partyStandingRoutes,
  ...shareholdingRoutes,
  ...rightRoutes,
  ...equityRoutes,
  ...findingRoutes,
  ...evidenceRoutes,
  ...importRowRoutes,
  ...baseMapRoutes,
  ...auctionRoutes,
  ...contractRoutes,
];

/** Every command of this service. */
export const routesWith = (vault: PersonVault): readonly CommandRoute[] => [...routes, ...personRoutes(vault)];

// Every route of the registry, context by context.
import { auctionCases } from './auctions.ts';
import { baseMapCases } from './base-map.ts';
import type { Case } from './case.ts';
import { contractCases } from './contracts.ts';
import { equityCases } from './equity-transfers.ts';
import { evidenceCases } from './evidence.ts';
import { findingCases } from './findings.ts';
import { importRowCases } from './import-rows.ts';
import { jurisdictionCases } from './jurisdictions.ts';
import { lineageCases } from './lineages.ts';
import { parcelCases } from './parcels.ts';
import { partyCases } from './parties.ts';
import { rightCases } from './rights.ts';
import { shareholdingCases } from './shareholdings.ts';

export const cases: readonly Case[] = [
  ...jurisdictionCases,
  ...parcelCases,
  ...lineageCases,
  ...partyCases,
  ...shareholdingCases,
  ...rightCases,
  ...equityCases,
  ...findingCases,
  ...evidenceCases,
  ...importRowCases,
  ...baseMapCases,
  ...auctionCases,
  ...contractCases,
];

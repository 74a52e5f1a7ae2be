// Every route of the registry, context by context.
import type { Case } from './case.ts';
import { findingCases } from './findings.ts';
import { importRowCases } from './import-rows.ts';
import { jurisdictionCases } from './jurisdictions.ts';
import { parcelCases } from './parcels.ts';
import { partyCases } from './parties.ts';

export const cases: readonly Case[] = [...jurisdictionCases, ...parcelCases, ...partyCases, ...findingCases, ...importRowCases];

import type { View } from '../tenancy/view.ts';

export interface JurisdictionRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly successor: string | null;
}

/** Jurisdictions by code. */
export const readJurisdictions = (view: View, codes: readonly string[]): Promise<JurisdictionRow[]> =>
  view.read(
    ({ bind, at, within }) => `select j.code, j.name, j.level, j.parent, j.successor from jurisdiction j
      where j.code = any(${bind(codes)}) and ${at('j')} and ${within('jurisdiction', 'j')} order by j.code`,
  );

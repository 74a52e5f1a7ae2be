// Beside an entity that has no single town: who may see it, and which parties it names.

import { levelCodes } from '../engine/level-codes.ts';
import type { DatedRow, ReadModelRow } from '../engine/projection.ts';

/** One row per jurisdiction that an entity concerns: those offices see it. `entity` is its stream. */
export const scopeRows = (entity: string, jurisdictions: readonly string[]): readonly ReadModelRow[] =>
  [...new Set(jurisdictions)].map((code) => ({
    table: 'scope_row',
    key: `subtree ${code}`,
    columns: { kind: 'subtree', value: code, subject: entity, ...levelCodes(code) },
  }));

/** A row once for each jurisdiction that it concerns, so that lists go by the index of a level. */
export const atEach = (jurisdictions: readonly string[], row: ReadModelRow): readonly ReadModelRow[] =>
  [...new Set(jurisdictions)].map((code) => ({ ...row, key: `${row.key} ${code}`, columns: { ...row.columns, ...levelCodes(code) } }));

/** One row per party that an entity names: whoever sees the entity sees the party's public register data. */
export const namedParties = (partyIds: readonly (string | null | undefined)[]): readonly ReadModelRow[] =>
  [...new Set(partyIds)]
    .filter((id) => id !== null && id !== undefined)
    .map((id) => ({ table: 'named_party', key: id, columns: { party_id: id } }));

/** Rows that hold from a day on. */
export const openFrom = (from: string, rows: readonly ReadModelRow[]): readonly DatedRow[] =>
  rows.map((row) => ({ ...row, from, to: null }));

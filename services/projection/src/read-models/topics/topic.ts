// What history and changes tell of: one topic per table, the fields that whoever sees a row may see, and by what its rows are found.
import type { GuardedTable } from '../../tenancy/guarded-tables.ts';

/**
 * Sets of things that rows are found by: `parcels`, `parties`, `holders` (of rights on those parcels), `contracts`, `equities`, `auctions`
 * are ids, `checks` (体检表) and `streams` streams, `places` codes of jurisdictions.
 */
export type SetName = 'auctions' | 'checks' | 'contracts' | 'equities' | 'holders' | 'parcels' | 'parties' | 'places' | 'streams';

export interface Topic {
  /** As the schema names it. */
  readonly name: string;
  readonly zh: string;
  readonly table: GuardedTable;
  /** Category of the streams that the rows are folded from. */
  readonly category: string;
  /** By which column the rows of a set are found, each with an index. `streams` go by `entity` in every table. */
  readonly by: Readonly<Partial<Record<SetName, string>>>;
  /** Under which column's stream scope rows stand that say who sees a row, and when. */
  readonly beside?: 'entity' | 'subject';
  /** The same, where it holds for named scopes alone: places go by the codes of the row. */
  readonly named?: 'entity';
  /** Shown to a named scope while it is one of the enterprises of the 体检表. */
  readonly ofEnterprises?: true;
  /** Shown to a mandated unit on the days of its mandate. */
  readonly mandated?: true;
  /** Columns with their Chinese labels, in the order in which they are shown. */
  readonly fields: Readonly<Record<string, string>>;
  /** Those that hold JSON, all of which is open to whoever sees the row. */
  readonly json?: readonly string[];
  /** Those that are areas, in units of ⅓ cm². */
  readonly areas?: readonly string[];
  /** So many that a jurisdiction's changes tell them only where they are asked for. */
  readonly many?: true;
  /** A row for each town that it concerns: the key ends on the code. */
  readonly perPlace?: true;
}

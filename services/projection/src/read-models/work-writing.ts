// What every kind of work is written with.
import type { Statement } from '../tenancy/statement.ts';
import type { View } from '../tenancy/view.ts';
import type { Owed } from './owed.ts';
import type { SupervisionRuleRow } from './supervision.ts';
import type { Within } from './within.ts';

export interface WorkPlace {
  readonly within: Within;
  /** The place and all above it. */
  readonly places: readonly string[];
  /** What falls due up to and including this day; what has no day, or is open already, is told all the same. */
  readonly until: string;
  /** What is owed in the cycles that are open, by their keys. */
  readonly owed: ReadonlyMap<string, Owed>;
}

export interface WorkWriting extends Statement {
  readonly within: Parameters<Parameters<View['read']>[0]>[0]['within'];
  /** That rows under an alias lie in the place. */
  readonly inPlace: (alias: string) => string;
  readonly filter: WorkPlace;
  /** The day asked about; asked for where it is needed: a value that no condition names, the database does not take. */
  readonly today: () => string;
  /** That a row, whenever it held, was known at the moment asked about. */
  readonly known: (alias: string) => string;
  /** After how many years tenures are under supervision, on the day. */
  readonly rules: readonly SupervisionRuleRow[];
}

// All lists of a manifest, read and checked. Nothing is sent before this is done.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Cells } from './cell-reader.ts';
import { type Facts, factsOf } from './facts.ts';
import { contentHashOf, rowIdOf } from './identity.ts';
import { citationOf, columnsOf, type List, type Manifest } from './manifest.ts';
import { type CsvRow, readCsv } from './read-csv.ts';
import { type Fault, FaultyFiles, notAFile } from './sentences.ts';

/** One row of one list, with everything a request about it needs. */
export interface ListRow {
  readonly document: string;
  /** The list as cited. */
  readonly list: string;
  readonly definition: List;
  readonly row: string;
  readonly name: string;
  readonly cells: Cells;
  readonly rowId: string;
  readonly contentHash: string;
  /** Place in the manifest: among sources of one date the first counts. */
  readonly rank: number;
  readonly fileSha256: string;
  readonly facts: Facts;
  readonly notes: readonly string[];
}

export interface FileRead {
  readonly name: string;
  readonly encoding: string;
  readonly rows: number;
}

export interface ReadLists {
  readonly rows: readonly ListRow[];
  readonly files: readonly FileRead[];
}

/** Room for the 序号 of a list between the ranks of two lists. */
const ranksPerList = 100_000;

const belongs = ({ where }: List, { cells }: CsvRow): boolean => where === undefined || cells[where.column]?.trim() === where.equals;

const rowsOf = (manifest: Manifest, list: List, printed: readonly CsvRow[], fileSha256: string): { rows: ListRow[]; faults: Fault[] } => {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const rows = printed.flatMap(({ line, cells }, i): ListRow[] => {
    const at = { file: list.file, line };
    const read = factsOf(list, cells);
    if ('faults' in read) {
      faults.push(...read.faults.map((fault) => ({ ...at, ...fault })));
      return [];
    }
    const row = read.row ?? String(i + 1);
    if (seen.has(row))
      faults.push({
        ...at,
        zh: `序号 ${row} 在“${citationOf(list)}”中重复，应只出现一次`,
        en: `row ${row} occurs twice in the list; expected it once`,
      });
    seen.add(row);
    const { facts, notes } = read;
    const place = { document: manifest.document, list: citationOf(list), row };
    return [
      {
        ...place,
        definition: list,
        name: facts.name,
        cells,
        rowId: rowIdOf(manifest.jurisdiction, place.document, place.list, row),
        contentHash: contentHashOf(cells),
        rank: (manifest.lists.indexOf(list) + 1) * ranksPerList + Number(row),
        fileSha256,
        facts,
        notes,
      },
    ];
  });
  return { rows, faults };
};

const unclaimed = (file: string, lists: readonly List[], printed: readonly CsvRow[]): Fault[] =>
  printed
    .filter((row) => !lists.some((list) => belongs(list, row)))
    .map(({ line }) => {
      const [expected, column] = [lists.flatMap(({ where }) => where?.equals ?? []), lists[0]?.where?.column];
      return { file, line, column, zh: `应为${expected.map((each) => `“${each}”`).join('或')}`, en: `expected ${expected.join(' or ')}` };
    });

/**
 * Reads the lists of a manifest.
 * @param pathOf where a file of the manifest lies; undefined = it is not imported this time
 * Throws FaultyFiles with every fault found.
 */
export const readLists = async (manifest: Manifest, pathOf: (file: string) => string | undefined): Promise<ReadLists> => {
  const rows: ListRow[] = [];
  const files: FileRead[] = [];
  const faults: Fault[] = [];
  for (const name of new Set(manifest.lists.map(({ file }) => file))) {
    const path = pathOf(name);
    if (path === undefined) continue;
    const bytes = await readFile(path).catch(notAFile(path));
    const lists = manifest.lists.filter(({ file }) => file === name);
    const read = readCsv(name, bytes, [...new Set(lists.flatMap(columnsOf))]);
    if ('faults' in read) {
      faults.push(...read.faults);
      continue;
    }
    const { encoding, rows: printed } = read.file;
    const fileSha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, encoding, rows: printed.length });
    faults.push(...unclaimed(name, lists, printed));
    for (const list of lists) {
      const ofList = rowsOf(
        manifest,
        list,
        printed.filter((row) => belongs(list, row)),
        fileSha256,
      );
      rows.push(...ofList.rows);
      faults.push(...ofList.faults);
    }
  }
  if (faults.length > 0) throw new FaultyFiles(faults);
  return { rows: rows.toSorted((left, right) => left.rank - right.rank), files };
};

// Files of every kind, made for one test each: none is kept as bytes, so that a reader sees what is wrong with them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { ZipFile } from 'yazl';

/** Writes a file that is gone after the test; answers its path. */
export const file = async (bytes: Uint8Array | string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-sheet-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return path;
};

/** A ZIP of parts by name. */
export const zip = (parts: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> => {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(parts)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return buffer(archive.outputStream);
};

const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const targets = { worksheet: 'worksheets/sheet1.xml', sharedStrings: '/xl/sharedStrings.xml' };
const relations = (kinds: readonly (keyof typeof targets)[]): string =>
  kinds.map((kind, n) => `<Relationship Id="rId${n + 1}" Type="${relationship}/${kind}" Target="${targets[kind]}"/>`).join('');

interface Content {
  /** What stands between the tags of sheetData. */
  readonly rows: string;
  /** What follows sheetData. */
  readonly after?: string;
  /** Shared strings: what stands between the tags of sst. */
  readonly strings?: string;
  /** Further parts, or others in place of these. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

/** The parts of a workbook of one sheet. */
export const partsOf = ({ rows, after = '', strings, parts = {} }: Content): Readonly<Record<string, string | Uint8Array>> => ({
  '[Content_Types].xml': '<Types><Override PartName="/xl/workbook.xml" ContentType="…sheet.main+xml"/></Types>',
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationship}"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships>${relations(strings === undefined ? ['worksheet'] : ['worksheet', 'sharedStrings'])}</Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
  ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings}</sst>` }),
  ...parts,
});

/** A workbook of one sheet as a file. */
export const workbook = async (content: Content): Promise<string> => file(await zip(partsOf(content)));

/** A cell that holds its text itself. */
export const text = (address: string, print: string): string => `<c r="${address}" t="inlineStr"><is><t>${print}</t></is></c>`;
/** A cell that holds a number. */
export const number = (address: string, stored: string): string => `<c r="${address}"><v>${stored}</v></c>`;
/** A row of cells. */
export const row = (printed: number, ...cells: readonly string[]): string => `<row r="${printed}">${cells.join('')}</row>`;

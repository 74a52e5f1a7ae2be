// What a workbook consists of: its first visible sheet and the strings its cells share; macros are not let in.

import { refuseFile } from './refusals.ts';
import { collected, type Listener } from './xml.ts';
import type { Archive } from './zip.ts';

export interface SheetPart {
  readonly name: string;
  /** Where its rows are in the archive. */
  readonly part: string;
}

export interface Workbook {
  /** The visible ones, in their order; never none. */
  readonly sheets: readonly [SheetPart, ...SheetPart[]];
  /** Where the shared strings are; none where cells hold their text themselves. */
  readonly sharedStrings: string | undefined;
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Workbooks of thousands of sheets or relations are made to keep a reader busy. */
const mostElements = 20_000;

const elementsOf = async (archive: Archive, part: string): Promise<readonly Element[]> => {
  const elements: Element[] = [];
  const listener: Listener<never> = {
    open: (name, attributes) => {
      elements.push({ name, attributes });
      if (elements.length > mostElements) refuseFile('sheet-damaged', { part });
    },
    text: () => undefined,
    close: () => undefined,
    take: () => [],
  };
  await Array.fromAsync(collected(archive.read(part), part, listener));
  return elements;
};

const macroPart = /(^|\/)vbaProject[^/]*\.bin$|(^|\/)macrosheets\/|(^|\/)activeX\//i;

const refuseMacros = (names: readonly string[], types: readonly Element[]): void => {
  const part = names.find((name) => macroPart.test(name));
  if (part !== undefined) refuseFile('sheet-with-macros', { part: part.slice(0, 100) });
  const typed = types.find(({ attributes }) => /macroEnabled|vbaProject|macrosheet/i.test(attributes.ContentType ?? ''));
  if (typed !== undefined) refuseFile('sheet-with-macros', { part: (typed.attributes.PartName ?? '[Content_Types].xml').slice(0, 100) });
};

/** The address of a relation's target inside the archive. */
const resolved = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}/${target}`.split('/')) {
    if (step === '..') path.pop();
    else path.push(step);
  }
  return path.join('/');
};

const typesPart = '[Content_Types].xml';
const workbookPart = 'xl/workbook.xml';

/** Reads what a workbook consists of. Refuses what is none, and one with macros. */
export const workbookOf = async (archive: Archive): Promise<Workbook> => {
  if (!archive.names.includes(typesPart)) return refuseFile('sheet-not-a-workbook');
  refuseMacros(archive.names, await elementsOf(archive, typesPart));
  if (!archive.names.includes(workbookPart)) return refuseFile('sheet-not-a-workbook');
  const relations = (await elementsOf(archive, 'xl/_rels/workbook.xml.rels')).filter(({ name }) => name === 'Relationship');
  const targetOf = new Map(relations.map(({ attributes: { Id = '', Target = '' } }) => [Id, resolved('xl', Target)]));
  const [first, ...rest] = (await elementsOf(archive, workbookPart))
    .filter(({ name, attributes: { state = 'visible' } }) => name === 'sheet' && state === 'visible')
    .map(({ attributes: { name = '', id = '' } }): SheetPart => ({ name, part: targetOf.get(id) ?? id }));
  if (first === undefined) return refuseFile('sheet-not-a-workbook');
  // What a file unpacks to is limited by its parts: one that many sheets name would be unpacked for each of them.
  const met = new Set([first.part]);
  for (const { part } of rest) {
    if (met.has(part)) refuseFile('sheet-damaged', { part: part.slice(0, 100) });
    met.add(part);
  }
  const shared = relations.find(({ attributes: { Type = '' } }) => Type.endsWith('/sharedStrings'));
  return { sheets: [first, ...rest], sharedStrings: shared && targetOf.get(shared.attributes.Id ?? '') };
};

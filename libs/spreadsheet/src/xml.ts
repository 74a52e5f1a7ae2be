// XML read chunk by chunk: a listener collects, and what it has collected after a chunk is handed on.
import { SaxesParser } from 'saxes';
import { mebibyte } from './limits.ts';
import { refuseFile, rejectionIn } from './refusals.ts';

/** Sees the elements of a part. Names come without the prefix of their namespace. */
export interface Listener<T> {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
  /** What was collected since the last time. */
  readonly take: () => readonly T[];
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Attributes by the name without prefix: r:id as id. */
const localAttributes = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  let prefixed = false;
  for (const name in attributes) prefixed ||= name.includes(':');
  return prefixed ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value])) : attributes;
};

/** A text or tag that does not end in that many bytes is kept in memory by the parser meanwhile. */
const longestSilence = mebibyte;

const parserFor = <T>(
  listener: Listener<T>,
  part: string,
  heard: () => void,
): SaxesParser<{ readonly xmlns: false; readonly position: false }> => {
  const parser = new SaxesParser({ xmlns: false, position: false } as const);
  parser.on('opentag', ({ name, attributes }) => {
    heard();
    listener.open(localName(name), localAttributes(attributes));
  });
  parser.on('closetag', ({ name }) => {
    heard();
    listener.close(localName(name));
  });
  parser.on('text', listener.text);
  parser.on('cdata', listener.text);
  // No spreadsheet has one, and entities are declared there.
  parser.on('doctype', () => refuseFile('sheet-damaged', { part }));
  return parser;
};

/**
 * Reads a part of a workbook.
 * @param part as a refusal names it
 * @returns what the listener collects, chunk by chunk; refuses the file when it is no well-formed XML in UTF-8
 */
export const collected = async function* <T>(
  bytes: AsyncIterable<Uint8Array>,
  part: string,
  listener: Listener<T>,
): AsyncGenerator<readonly T[]> {
  let silence = 0;
  const parser = parserFor(listener, part, () => {
    silence = 0;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const blaming = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (rejectionIn(error) !== undefined) throw error;
      refuseFile('sheet-damaged', { part });
    }
  };
  for await (const chunk of bytes) {
    silence += chunk.length;
    blaming(() => void parser.write(decoder.decode(chunk, { stream: true })));
    if (silence > longestSilence) refuseFile('sheet-damaged', { part });
    const items = listener.take();
    if (items.length > 0) yield items;
  }
  blaming(() => void parser.write(decoder.decode()).close());
  const items = listener.take();
  if (items.length > 0) yield items;
};

// The table of texts that the cells of a workbook name by number.
import type { Limits } from './limits.ts';
import { refuseFile } from './refusals.ts';
import { collected, type Listener } from './xml.ts';

/** Characters that an empty string counts as: a list of millions of them takes memory too. */
const overhead = 16;

const listenerFor = ({ sharedText, cell }: Limits): Listener<string> => {
  let texts: string[] = [];
  let text = '';
  let size = 0;
  let isText = false;
  let isReading = false;
  return {
    open: (name) => {
      if (name === 'si') text = '';
      // How a Japanese word is read stands beside it.
      if (name === 'rPh') isReading = true;
      if (name === 't') isText = true;
    },
    text: (more) => {
      // Kept a little beyond what a cell may hold, so that only the cell that uses it is too long.
      if (isText && !isReading && text.length <= cell) text += more.slice(0, cell + 1);
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isReading = false;
      if (name !== 'si') return;
      size += text.length + overhead;
      if (size > sharedText) refuseFile('sheet-too-much-text', { most: sharedText / 1_000_000 });
      texts.push(text);
    },
    take: () => {
      const taken = texts;
      texts = [];
      return taken;
    },
  };
};

/** Reads them all: the one thing of a workbook that is kept in memory, and therefore limited. */
export const sharedStringsOf = async (bytes: AsyncIterable<Uint8Array>, part: string, limits: Limits): Promise<readonly string[]> => {
  const strings: string[] = [];
  for await (const some of collected(bytes, part, listenerFor(limits))) for (const text of some) strings.push(text);
  return strings;
};

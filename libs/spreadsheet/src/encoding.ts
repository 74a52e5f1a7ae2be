// The text of a file, in whichever of the encodings that Chinese spreadsheets write: UTF-8 and UTF-16 with or without a mark, else GB18030.
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { refuseFile } from './refusals.ts';

type Codec = 'utf8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const marks: readonly (readonly [readonly number[], Codec])[] = [
  [[0xef, 0xbb, 0xbf], 'utf8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Without a mark UTF-16 shows by the zero bytes of its commas, digits and line ends; no other text holds any. */
const codecOfZeros = (bytes: Uint8Array): Codec | undefined => {
  const zeros = [0, 0];
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

const archiveMark = 'PK\u0003\u0004';

const codecOf = async (path: string): Promise<Codec> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      const known = isFirst ? (marks.find(([mark]) => mark.every((byte, i) => chunk[i] === byte))?.[1] ?? codecOfZeros(chunk)) : undefined;
      if (isFirst && chunk.toString('latin1', 0, 4) === archiveMark) return refuseFile('sheet-not-text');
      if (known !== undefined) return known;
      isFirst = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
};

/** The text of a file piece by piece, without its mark. Refuses one that is in none of the encodings. */
export const textOf = async function* (path: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(await codecOf(path));
  const checked = (text: string): string => (text.includes('\uFFFD') ? refuseFile('sheet-not-text') : text);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield checked(decoder.write(chunk));
  yield checked(decoder.end() ?? '');
};

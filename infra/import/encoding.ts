// Which of the encodings that Chinese spreadsheets write a file is in.
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export interface Decoded {
  readonly text: string;
  /** As the report names it. */
  readonly encoding: string;
}

const marks = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'UTF-8（带 BOM）', codec: 'utf8' },
  { mark: [0xff, 0xfe], encoding: 'UTF-16LE', codec: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'UTF-16BE', codec: 'utf-16be' },
] as const;

/** Without a mark UTF-16 shows by the zero bytes of its commas, digits and line ends; no other text holds any. */
const codecOfZeros = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const zeros = [0, 0];
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

/** Encoding and codec of bytes without a mark. */
const guess = (bytes: Uint8Array): { readonly encoding: string; readonly codec: string } => {
  const wide = codecOfZeros(bytes);
  if (wide !== undefined) return { encoding: wide.toUpperCase(), codec: wide };
  return isUtf8(bytes) ? { encoding: 'UTF-8', codec: 'utf8' } : { encoding: 'GB18030', codec: 'gb18030' };
};

/** The text of a file: UTF-8 with or without BOM, UTF-16, else GB18030 (GBK and GB2312 are parts of it). None if it is none of them. */
export const decodeText = (bytes: Uint8Array): Decoded | undefined => {
  const { encoding, codec } = marks.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte)) ?? guess(bytes);
  // iconv-lite drops the mark by itself and writes U+FFFD for what it cannot read.
  const text = iconv.decode(Buffer.from(bytes), codec);
  return text.includes('\uFFFD') ? undefined : { text, encoding };
};

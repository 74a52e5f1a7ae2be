// A ZIP file read part by part: nothing is unpacked before what it claims is known, and nothing gives more than it claimed.
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { type Limits, mebibyte } from './limits.ts';
import { refuseFile, rejectionIn } from './refusals.ts';

export interface Archive {
  readonly names: readonly string[];
  /** The unpacked bytes of a part. Refuses the file when it has no such part. */
  readonly read: (name: string) => AsyncIterable<Uint8Array>;
  readonly close: () => void;
}

/** An outage of the disk has the code of a system call; everything else is said about the bytes. */
const isOutage = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Runs a step of reading; what the bytes are to blame for refuses the file. */
const blaming = async <T>(part: string, step: () => Promise<T>): Promise<T> => {
  try {
    return await step();
  } catch (error) {
    if (isOutage(error) || rejectionIn(error) !== undefined) throw error;
    return refuseFile('sheet-damaged', { part });
  }
};

const stored = 0;
const deflated = 8;

const checkEntry = ({ uncompressedSize, compressedSize }: yauzl.Entry, total: number, { unpacked, ratio }: Limits): void => {
  const isPacked = uncompressedSize > mebibyte && uncompressedSize > ratio * compressedSize;
  if (isPacked || total > unpacked) refuseFile('sheet-unpacks-too-large', { most: unpacked / mebibyte, ratio });
};

const entriesOf = async (zip: yauzl.ZipFile, limits: Limits): Promise<ReadonlyMap<string, yauzl.Entry>> => {
  const entries = new Map<string, yauzl.Entry>();
  if (zip.entryCount > limits.parts) return refuseFile('sheet-too-many-parts', { most: limits.parts });
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    checkEntry(entry, total, limits);
    const isReadable = !entry.isEncrypted() && [stored, deflated].includes(entry.compressionMethod);
    // Two parts of one name: programs differ in which of them they show.
    if (!isReadable || entries.has(entry.fileName)) return refuseFile('sheet-damaged', { part: entry.fileName.slice(0, 100) });
    entries.set(entry.fileName, entry);
  }
  return entries;
};

const bytesOf = async function* (zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  const part = entry.fileName.slice(0, 100);
  const stream: Readable = await blaming(part, () => zip.openReadStreamPromise(entry));
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await blaming(part, () => chunks.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
  }
};

/** Opens a ZIP file. Refuses one whose claims are beyond the limits; later one that holds more than it claimed. */
export const openArchive = async (path: string, limits: Limits): Promise<Archive> => {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch((error: unknown) => {
    if (isOutage(error)) throw error;
    return refuseFile('sheet-not-a-workbook');
  });
  try {
    const entries = await blaming('ZIP', () => entriesOf(zip, limits));
    const read = (name: string): AsyncIterable<Uint8Array> => {
      const entry = entries.get(name);
      return entry === undefined ? refuseFile('sheet-damaged', { part: name.slice(0, 100) }) : bytesOf(zip, entry);
    };
    return { names: [...entries.keys()], read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
};

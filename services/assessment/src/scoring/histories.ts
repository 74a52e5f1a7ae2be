// Histories of many streams in few bytes: what is noted of one is linked from the first to the last.
import { packer } from './packed.ts';

const chunkBytes = 1024 * 1024;
/** Before each note: where the next one of its history lies. */
const headBytes = 4;
const none = 0xff_ff_ff_ff;

export interface Histories {
  /** Notes something at the end of a history; one that is not known begins. */
  readonly note: (id: string, value: unknown) => void;
  /** Ids in the order in which their histories began. */
  readonly ids: readonly string[];
  /** What was noted of the n-th id, in its order. */
  readonly of: (n: number) => readonly unknown[];
}

/** Opens histories, all empty. Throws beyond 4 GiB. */
export const histories = (): Histories => {
  const { pack, unpack } = packer();
  const places = new Map<string, number>();
  const ids: string[] = [];
  const firsts: number[] = [];
  const lasts: number[] = [];
  const chunks: Buffer[] = [];
  let free = 0;

  const chunkOf = (place: number): Buffer => {
    const chunk = chunks[Math.floor(place / chunkBytes)];
    if (chunk === undefined) throw new Error(`nothing was noted at ${place}`);
    return chunk;
  };
  /** Keeps bytes in one piece; answers where. */
  const keep = (bytes: Buffer): number => {
    const left = chunks.length * chunkBytes - free;
    if (left < headBytes + bytes.length) {
      free = chunks.length * chunkBytes;
      chunks.push(Buffer.allocUnsafeSlow(chunkBytes));
    }
    const place = free;
    if (place + chunkBytes > none) throw new Error('histories hold at most 4 GiB');
    const chunk = chunkOf(place);
    chunk.writeUInt32LE(none, place % chunkBytes);
    bytes.copy(chunk, (place % chunkBytes) + headBytes);
    free += headBytes + bytes.length;
    return place;
  };

  return {
    ids,
    note: (id, value) => {
      const place = keep(pack(value));
      const known = places.get(id);
      if (known === undefined) {
        places.set(id, ids.length);
        ids.push(id);
        firsts.push(place);
        lasts.push(place);
        return;
      }
      const last = lasts[known] ?? 0;
      chunkOf(last).writeUInt32LE(place, last % chunkBytes);
      lasts[known] = place;
    },
    of: (n) => {
      const noted: unknown[] = [];
      for (let place = firsts[n] ?? none; place !== none; place = chunkOf(place).readUInt32LE(place % chunkBytes))
        noted.push(unpack(chunkOf(place), (place % chunkBytes) + headBytes));
      return noted;
    },
  };
};

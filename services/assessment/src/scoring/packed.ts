// JSON values in few bytes. A city's figures as objects take three times the memory that a run may take; packed they take a third of it.

const tags = { null: 0, number: 1, uuid: 2, word: 3, text: 4, list: 5, object: 6 } as const;

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Figures and running codes are all different: noting them as words would cost more than it saves. */
const isWord = (text: string): boolean => text.length <= 40 && !/\d\d/.test(text);
/** Places of words take two bytes. */
const mostWords = 60_000;

/** The largest event holds 60 KiB, and nothing grows by packing beyond its JSON. */
const scratchBytes = 256 * 1024;

/** Texts that come again and again, each noted once. */
const vocabulary = () => {
  const places = new Map<string, number>();
  const words: string[] = [];
  return {
    placeOf: (text: string): number | undefined => {
      const known = places.get(text);
      if (known !== undefined || words.length >= mostWords) return known;
      words.push(text);
      places.set(text, words.length - 1);
      return words.length - 1;
    },
    at: (place: number): string => words[place] ?? '',
  };
};

export interface Packer {
  /** Packs a value of nulls, whole numbers, texts, lists and objects; the bytes are good until the next call. */
  readonly pack: (value: unknown) => Buffer;
  /** Reads a value that this packer packed, from a place on. */
  readonly unpack: (from: Buffer, at: number) => unknown;
}

/** Opens a packer. What one packed only the same can read. */
export const packer = (): Packer => {
  const vocab = vocabulary();
  const shapes = new Map<string, number>();
  const keysOf: (readonly string[])[] = [];
  const scratch = Buffer.allocUnsafe(scratchBytes);
  let end = 0;

  const byte = (value: number): void => {
    scratch[end] = value;
    end += 1;
  };
  const short = (value: number): void => {
    end = scratch.writeUInt16LE(value, end);
  };
  const putText = (text: string): void => {
    const place = isWord(text) ? vocab.placeOf(text) : undefined;
    if (place !== undefined) {
      byte(tags.word);
      short(place);
    } else if (uuidShape.test(text)) {
      byte(tags.uuid);
      end += scratch.write(text.replaceAll('-', ''), end, 'hex');
    } else {
      byte(tags.text);
      const bytes = scratch.write(text, end + 2, 'utf8');
      short(bytes);
      end += bytes;
    }
  };
  const put = (value: unknown): void => {
    if (value === null) byte(tags.null);
    else if (typeof value === 'string') putText(value);
    else if (typeof value === 'number') {
      byte(tags.number);
      end = scratch.writeDoubleLE(value, end);
    } else if (Array.isArray(value)) {
      byte(tags.list);
      short(value.length);
      value.forEach(put);
    } else {
      const object = value as Readonly<Record<string, unknown>>;
      const keys = Object.keys(object);
      const shape = shapes.get(keys.join()) ?? keysOf.push(keys) - 1;
      shapes.set(keys.join(), shape);
      byte(tags.object);
      byte(shape);
      for (const key of keys) put(object[key]);
    }
  };

  let at = 0;
  let source: Buffer = scratch;
  const uuid = (): string => {
    const hex = source.toString('hex', at, at + 16);
    at += 16;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
  const take = (): unknown => {
    const tag = source[at];
    at += 1;
    if (tag === tags.null) return null;
    if (tag === tags.uuid) return uuid();
    if (tag === tags.number) {
      at += 8;
      return source.readDoubleLE(at - 8);
    }
    if (tag === tags.object) {
      at += 1;
      return Object.fromEntries((keysOf[source[at - 1] ?? 0] ?? []).map((key) => [key, take()]));
    }
    const size = source.readUInt16LE(at);
    at += 2;
    if (tag === tags.word) return vocab.at(size);
    if (tag === tags.list) return Array.from({ length: size }, take);
    at += size;
    return source.toString('utf8', at - size, at);
  };

  return {
    pack: (value) => {
      end = 0;
      put(value);
      return scratch.subarray(0, end);
    },
    unpack: (from, start) => {
      source = from;
      at = start;
      return take();
    },
  };
};

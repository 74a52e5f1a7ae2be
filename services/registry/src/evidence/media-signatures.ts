// Is a file what its sender says it is? A look at its first bytes, and at every byte of what claims to be text.
import type { MediaType } from '@yimu/domain/evidence/events';

/** What files of a type begin with; one of them is enough. */
type Signatures = readonly (readonly number[])[];

const pdf: Signatures = [[0x25, 0x50, 0x44, 0x46, 0x2d]];
const png: Signatures = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]];
const jpeg: Signatures = [[0xff, 0xd8, 0xff]];
/** Little and big endian, and the same of BigTIFF. */
const tiff: Signatures = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
];
/** With entries, and without any. */
const zip: Signatures = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];
const binary: Signatures = [...pdf, ...png, ...jpeg, ...tiff, ...zip];
const longest = Math.max(...binary.map(({ length }) => length));

/** Looks at a file while it arrives. */
export interface Inspection {
  readonly see: (chunk: Uint8Array) => void;
  /** Whether all that was seen is a file of the type. */
  readonly fits: () => boolean;
}

const begins = (head: readonly number[], signatures: Signatures): boolean =>
  signatures.some((signature) => signature.every((byte, n) => head[n] === byte));

const headed = (fits: (head: readonly number[]) => boolean): Inspection => {
  const head: number[] = [];
  return {
    see: (chunk) => void head.push(...chunk.subarray(0, longest - head.length)),
    fits: () => fits(head),
  };
};

/** No file of a type with a signature, and no control characters but tab, line feed, form feed and carriage return: UTF-8 and GB 18030 alike. */
const text = (): Inspection => {
  const head = headed((bytes) => !begins(bytes, binary));
  let clean = true;
  return {
    see: (chunk) => {
      head.see(chunk);
      clean =
        clean && chunk.every((byte) => (byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d));
    },
    fits: () => clean && head.fits(),
  };
};

/** Text in UTF-8 that begins as an object or a list does. That it is complete and well-formed is not asked. */
const json = (): Inspection => {
  const characters = text();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [first, decodes] = ['', true];
  const decode = (chunk?: Uint8Array): void => {
    try {
      const decoded = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (first === '') first = decoded.trimStart().slice(0, 1);
    } catch {
      decodes = false;
    }
  };
  return {
    see: (chunk) => {
      characters.see(chunk);
      if (decodes) decode(chunk);
    },
    fits: () => {
      if (decodes) decode();
      return decodes && characters.fits() && (first === '{' || first === '[');
    },
  };
};

const signed = (signatures: Signatures) => (): Inspection => headed((head) => begins(head, signatures));

const inspections: Readonly<Record<MediaType, () => Inspection>> = {
  'application/pdf': signed(pdf),
  'image/png': signed(png),
  'image/jpeg': signed(jpeg),
  'image/tiff': signed(tiff),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': signed(zip),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': signed(zip),
  'application/zip': signed(zip),
  'application/geo+json': json,
  'application/json': json,
  'text/csv': text,
  'text/plain': text,
};

/** Begins to look at a file that is said to be of this type. */
export const inspect = (mediaType: MediaType): Inspection => inspections[mediaType]();

/** What files of a type are called where their own name is not known. */
export const extensions: Readonly<Record<MediaType, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/zip': 'zip',
  'application/geo+json': 'geojson',
  'application/json': 'json',
  'text/csv': 'csv',
  'text/plain': 'txt',
};

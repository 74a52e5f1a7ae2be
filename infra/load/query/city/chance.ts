// Chance that is the same in every run: everything of the city follows from small whole numbers.

/** 32 bits that look random, the same for the same words. */
export const mixed = (...words: readonly number[]): number => {
  let hash = 0x9e_37_79_b9;
  for (const word of words) {
    hash ^= word;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
};

/** From 0 to less than 1. */
export const shareOf = (...words: readonly number[]): number => mixed(...words) / 2 ** 32;

/** One of a list. */
export const oneOf = <T>(list: readonly T[], ...words: readonly number[]): T => {
  const [chosen] = list.slice(mixed(...words) % list.length);
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/** A UUID, the same for the same words. */
export const uuidOf = (...words: readonly number[]): string => {
  const [first, second, third, fourth] = [1, 2, 3, 4].map((place) => hex(mixed(place, ...words))) as [string, string, string, string];
  return `${first}-${second.slice(0, 4)}-5${second.slice(5)}-8${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
};

/** What an id is of. The first word of every UUID, so that ids of different things differ. */
export const of = {
  parcel: 101,
  company: 102,
  person: 103,
  vault: 104,
  right: 105,
  contract: 106,
  run: 107,
  equity: 108,
  auction: 109,
  lot: 110,
  finding: 111,
  transfer: 112,
  supply: 113,
  entered: 114,
  event: 115,
  request: 116,
  plan: 117,
  correction: 118,
  signed: 119,
} as const;

// What several topics share: parties by their public register data, amounts, and lists kept as JSON.
import type { Money } from '@yimu/domain/kernel';
import { type PublicParty, readPublicParties } from './public-party.ts';
import { type Pointed, together } from './together.ts';

/** A loader of a field that names parties, in one statement however many objects name them. */
export const naming = <O extends Pointed, A>(
  idsOf: (object: O) => readonly string[],
  answer: (object: O, publicParty: (id: string) => PublicParty) => A,
) =>
  together(async (view, objects: readonly O[]) => {
    const publicParty = await readPublicParties(view, objects.flatMap(idsOf));
    return objects.map((object) => answer(object, publicParty));
  });

/** A list of a row, as its projection wrote it. */
export const listOf = <T>(json: string): readonly T[] => JSON.parse(json) as readonly T[];

/** An amount of a row; null where none is known, which is not zero. */
export const moneyOf = (json: string | null): Money | null => (json === null ? null : (JSON.parse(json) as Money));

export const upper = (text: string): string => text.replaceAll('-', '_').toUpperCase();
export const upperOrNull = (text: string | null): string | null => (text === null ? null : upper(text));
export const lower = (text: string | null | undefined): string | undefined => text?.replaceAll('_', '-').toLowerCase();

// What is there of a 体检表, named so that what a standard asks for can be looked up (read-models/owed.ts).
import type { Quantity } from '@yimu/domain/scoring';
import type { FormKind } from '@yimu/domain/submission/events';
import type { Figure, HealthCheck } from '@yimu/domain/submission/state';

/** How figures of several enterprises become one: all must be there, or one, or all that are there agree. `full`: all of this at once. */
type Merging = 'all' | 'any' | 'same';
type Given = 'full' | Merging;

const name = (quantity: string, period: number, given: Given): string => `${period} ${given} ${quantity}`;

const mergings = {
  sum: 'all',
  largest: 'any',
  foremost: 'any',
  same: 'same',
} as const satisfies Readonly<Record<Quantity['merge'], Merging>>;

/** The two names under one of which a figure of a year is given, for a quantity that is merged so. */
export const givenAs = (quantity: string, period: number, merge: Quantity['merge']): readonly [full: string, merged: string] => [
  name(quantity, period, 'full'),
  name(quantity, period, mergings[merge]),
];

const waysOf = (figures: readonly Figure[], enterprises: ReadonlySet<string>): readonly Given[] => {
  if (figures.some(({ partyId }) => partyId === null)) return ['full'];
  const shares = figures.filter(({ partyId }) => enterprises.has(partyId ?? ''));
  if (shares.length === 0) return [];
  const isAll = shares.length === enterprises.size;
  const isSame = new Set(shares.map(({ value }) => value)).size === 1;
  if (isAll && isSame) return ['full'];
  return [...(isAll ? (['all'] as const) : []), 'any', ...(isSame ? (['same'] as const) : [])];
};

/** Every figure that is known of the parcel or of the enterprises on it, by year and way of merging, as `givenAs` names them. */
export const givenOf = ({ figures, enterprises }: Pick<HealthCheck, 'figures' | 'enterprises'>): readonly string[] => {
  const present = new Set(enterprises);
  const groups = new Map<string, [Figure, ...Figure[]]>();
  for (const figure of figures.filter(({ value }) => value !== null)) {
    const key = `${figure.period} ${figure.quantity}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [figure]);
    else group.push(figure);
  }
  return [...groups.values()].flatMap((of) => waysOf(of, present).map((way) => name(of[0].quantity, of[0].period, way))).toSorted();
};

/** Whether a form of the kind is there and not returned; of one enterprise where one is named. */
export const hasForm = ({ forms }: Pick<HealthCheck, 'forms'>, kind: FormKind, of?: string): boolean =>
  forms.some(({ form, partyId, status }) => form === kind && status !== 'returned' && (of === undefined || partyId === of));

// Who holds a company on one day. Shares are kept as printed and computed as exact fractions; what is not known is null, and the
// known parts never add up to more than the whole.
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fractionOf,
  none,
  subtractFractions,
  sumOfShares,
  whole,
} from '../kernel/index.ts';

export interface Holding {
  readonly holderId: string;
  /** Of the whole company; null where it is not known, and for who holds in a group only. */
  readonly share: string | null;
  readonly group: number | null;
}

/** Holders that hold a share together without fractions (共同共有); null where their share is not known. */
export interface JointGroup {
  readonly group: number;
  readonly share: string | null;
}

export interface Structure {
  readonly holdings: readonly Holding[];
  readonly groups: readonly JointGroup[];
}

export const unknownStructure: Structure = { holdings: [], groups: [] };

/** What the known shares add up to. */
export const knownTotal = ({ holdings, groups }: Structure): Fraction =>
  sumOfShares([...holdings, ...groups].map(({ share }) => share).filter((share) => share !== null));

/** Whether the known shares are the whole company. */
export const isComplete = (structure: Structure): boolean => compareFractions(knownTotal(structure), whole) === 0;

/** Whether somebody holds a share that is not known. */
export const hasUnknownHolder = ({ holdings, groups }: Structure): boolean =>
  holdings.some(({ share, group }) => share === null && group === null) || groups.some(({ share }) => share === null);

/** The own share of a holder, beside what it holds in a group: none when it is not named, null when it is not known. */
export const ownShare = ({ holdings }: Structure, holderId: string): Fraction | null => {
  const held = holdings.find((holding) => holding.holderId === holderId);
  if (held === undefined) return none;
  return held.share === null ? null : fractionOf(held.share);
};

const lesser = (left: Fraction, right: Fraction): Fraction => (compareFractions(left, right) < 0 ? left : right);

const plus = (holdings: readonly Holding[], holderId: string, moved: Fraction): readonly Holding[] => {
  const held = holdings.find((holding) => holding.holderId === holderId);
  if (held === undefined) return [...holdings, { holderId, share: formatFraction(moved), group: null }];
  if (held.share === null) return held.group === null ? holdings : replaced(holdings, { ...held, share: formatFraction(moved) });
  return replaced(holdings, { ...held, share: formatFraction(addFractions(fractionOf(held.share), moved)) });
};

const replaced = (holdings: readonly Holding[], next: Holding): readonly Holding[] =>
  holdings.map((holding) => (holding.holderId === next.holderId ? next : holding));

const minus = (holdings: readonly Holding[], held: Holding, left: Fraction): readonly Holding[] => {
  if (left.numerator > 0n) return replaced(holdings, { ...held, share: formatFraction(left) });
  return held.group === null ? holdings.filter((holding) => holding !== held) : replaced(holdings, { ...held, share: null });
};

/**
 * The structure after a share passed from one holder to another. A transfer that is reported may say more than the holder had: only
 * what it had passes; and where it is not known what it had, no more passes than the known shares leave.
 */
export const afterTransfer = (
  before: Structure | undefined,
  { fromId, toId, share }: { readonly fromId: string; readonly toId: string; readonly share: string },
): Structure => {
  const { holdings, groups } = before ?? unknownStructure;
  const from = holdings.find((holding) => holding.holderId === fromId);
  const held = from === undefined || from.share === null ? undefined : fractionOf(from.share);
  const moved = lesser(fractionOf(share), held ?? subtractFractions(whole, knownTotal({ holdings, groups })));
  if (moved.numerator === 0n) return { holdings, groups };
  const left = from === undefined || held === undefined ? holdings : minus(holdings, from, subtractFractions(held, moved));
  return { holdings: plus(left, toId, moved), groups };
};

/** The first holder whose share has become too fine to be written as a share (kernel): only sums and differences of odd ones do. */
export const tooFine = ({ holdings }: Structure): string | undefined =>
  holdings.find(({ share }) => share?.includes('/') === true && !/^\d{1,12}\/\d{1,12}$/.test(share))?.holderId;

const printed = (share: string | null): string => (share === null ? '?' : formatFraction(fractionOf(share)));

/** What two structures must have in common to be the same: holders, shares and groups, in whatever order and print. */
const keyOf = ({ holdings, groups }: Structure): string => {
  const groupKey = (group: number | null): string =>
    holdings
      .filter((holding) => group !== null && holding.group === group)
      .map(({ holderId }) => holderId)
      .sort()
      .join('+');
  const own = holdings.map(({ holderId, share, group }) => `${holderId} ${printed(share)} ${groupKey(group)}`);
  const joint = groups.map(({ group, share }) => `${groupKey(group)} ${printed(share)}`);
  return [...own.sort(), ...joint.sort()].join('\n');
};

/** Whether two structures say the same, whatever the order and the print of their shares. */
export const sameStructure = (left: Structure, right: Structure): boolean => keyOf(left) === keyOf(right);

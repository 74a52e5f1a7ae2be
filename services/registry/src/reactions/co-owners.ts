// One co-owner's share of a right was sold (按份共有): who holds the right after it, for the reaction of titles.
import type { AuctionFact } from '@yimu/domain/auction/events';
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fractionOf,
  multiplyFractions,
  none,
  subtractFractions,
} from '@yimu/domain/kernel';
import type { rightsOn } from '@yimu/domain/right/read';

type Receivers = Extract<AuctionFact, { type: 'AuctionRulingServed' }>['data']['to'];

type Holders = ReturnType<typeof rightsOn>[number]['holders'];

/** What one co-owner loses: a share of the whole right, as printed. */
export interface SoldShare {
  readonly holderId: string;
  readonly share: string;
}

/**
 * The holders of a right after a share of it passed: the others as they were, what is left to the debtor, and who got it with what each
 * has now. Undefined where the title cannot say: the debtor does not hold as much, or some of them hold jointly (共同共有).
 */
export const holdersAfterSale = ({ holderId, share }: SoldShare, to: Receivers, before: Holders): Holders | undefined => {
  const held = before.map((each) => ({ partyId: each.partyId, part: each.share === null ? undefined : fractionOf(each.share) }));
  const parts = new Map<string, Fraction>();
  for (const { partyId, part } of held) if (part !== undefined) parts.set(partyId, part);
  const [sold, has] = [fractionOf(share), parts.get(holderId)];
  const jointly = parts.size < held.length || (to.length > 1 && to.some((each) => each.share === null));
  if (has === undefined || jointly || compareFractions(has, sold) < 0) return undefined;
  parts.set(holderId, subtractFractions(has, sold));
  for (const { partyId, share: part } of to) {
    const gained = part === null ? sold : multiplyFractions(sold, fractionOf(part));
    parts.set(partyId, addFractions(parts.get(partyId) ?? none, gained));
  }
  return [...parts]
    .filter(([, part]) => compareFractions(part, none) > 0)
    .map(([partyId, part]) => ({ partyId, share: formatFraction(part) }));
};

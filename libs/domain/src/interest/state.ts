import { type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import type { InterestEvent, InterestFact } from './events.ts';

/** One thing that a party has or had, and on which days. */
export interface Interest {
  readonly kind: InterestFact['data']['kind'];
  readonly targetId: string;
  readonly has: Timeline<boolean>;
  /** The places that it concerns: those of the company or the parcel, not all where the party has something. */
  readonly jurisdictions: readonly string[];
}

export interface Interests {
  readonly list: readonly Interest[];
}

export const noInterests: Interests = { list: [] };

type Target = Pick<Interest, 'kind' | 'targetId'>;

const isOf =
  ({ kind, targetId }: Target) =>
  (interest: Interest): boolean =>
    interest.kind === kind && interest.targetId === targetId;

/** The interest of a party in a company or a parcel, if there ever was one. */
export const interestIn = ({ list }: Interests, target: Target): Interest | undefined => list.find(isOf(target));

/** What the party had on a day. */
export const interestsOn = ({ list }: Interests, on: EffectiveDate): readonly Interest[] =>
  list.filter(({ has }) => valueOn(has, on) === true);

/** Folds one event of an `interests-<partyId>` stream. */
export const evolve = (state: Interests, event: InterestEvent): Interests => {
  const { kind, targetId } = event.data;
  const known = interestIn(state, event.data) ?? { kind, targetId, has: [], jurisdictions: [] };
  const changed = {
    ...known,
    has: holdingFrom(known.has, event.effectiveOn, event.type === 'InterestRecorded'),
    jurisdictions: [...new Set([...known.jurisdictions, ...event.jurisdictions])],
  };
  return { list: [...state.list.filter((interest) => interest !== known), changed] };
};

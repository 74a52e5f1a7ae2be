// Points per minute, one bucket for each scope: what a town spends is never taken from its district or city.
// The buckets lie in the memory of the process, so n processes grant n times as much.
import { type JurisdictionLevel, levelOf, type Scope, type ScopeKind } from '@yimu/domain/kernel';
import { ProblemError } from '@yimu/server';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Levels of jurisdictions, and kinds of scope that are named. */
export type Bucket = JurisdictionLevel | Exclude<ScopeKind, 'subtree'>;

/** Points per minute for each scope of a level or kind. */
export type BudgetSizes = Readonly<Record<Bucket, number>>;

/** How much of a scope's budget is left, as of a charge. */
export interface Balance {
  readonly size: number;
  readonly left: number;
  /** Seconds until the bucket is full again. */
  readonly seconds: number;
}

/** Charges points to a scope. Throws a 429 problem, and charges nothing, when fewer are left. */
export type Charge = (scope: Scope, points: number) => Promise<Balance>;

const window = 60;

const bucketOf = ({ kind, value }: Scope): Bucket => (kind === 'subtree' ? levelOf(value) : kind);

const headersOf = ({ size, left, seconds }: Balance): Readonly<Record<string, string>> => ({
  'ratelimit-policy': `"points";q=${size};w=${window}`,
  ratelimit: `"points";r=${left};t=${seconds}`,
});

/** The fields of draft-ietf-httpapi-ratelimit-headers-10: the policy, and what is left of it. */
export const rateLimitHeaders = headersOf;

const spent = (balance: Balance, points: number): ProblemError =>
  new ProblemError({
    code: 'budget-spent',
    detail: `The budget of this scope has ${balance.left} of ${balance.size} points left this minute, and ${points} are needed: expected another try in ${balance.seconds} seconds.`,
    detailZh: `本辖区（或主体）本分钟查询额度为${balance.size}点，剩余${balance.left}点，本次需${points}点，请于${balance.seconds}秒后重试。`,
    headers: { ...headersOf(balance), 'retry-after': String(balance.seconds) },
  });

/** Opens full buckets of these sizes. */
export const openBudget = (sizes: BudgetSizes): Charge => {
  const limiters = new Map<Bucket, RateLimiterMemory>();
  const limiterOf = (bucket: Bucket): RateLimiterMemory => {
    const found = limiters.get(bucket) ?? new RateLimiterMemory({ points: sizes[bucket], duration: window, keyPrefix: bucket });
    limiters.set(bucket, found);
    return found;
  };
  return async (scope, points) => {
    const bucket = bucketOf(scope);
    const limiter = limiterOf(bucket);
    const balanceAt = ({ remainingPoints, msBeforeNext }: RateLimiterRes): Balance => ({
      size: sizes[bucket],
      left: remainingPoints,
      seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    });
    try {
      return balanceAt(await limiter.consume(scope.value, points));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw spent(balanceAt(await limiter.reward(scope.value, points)), points);
    }
  };
};

// Voluntary transfers (转让, 回购, 收购) on their way through joint review (联合监管).
import type { EffectiveDate } from '../kernel/index.ts';
import { type Reviewer, reviewers } from './events.ts';
import { sameContent } from './period.ts';
import { holdersOn } from './rights.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

export type Stage = 'in-review' | 'granted' | 'refused' | 'withdrawn' | 'registered';

/** One case. */
export interface TransferCase {
  readonly filed: Entry<'RightTransferFiled'>;
  /** The last opinion of each department. */
  readonly opinions: readonly Entry<'RightTransferOpinionRecorded'>[];
  /** Departments that have not answered. */
  readonly awaited: readonly Reviewer[];
  readonly decided: Entry<'RightTransferDecided'> | undefined;
  readonly withdrawn: Entry<'RightTransferWithdrawn'> | undefined;
  readonly stage: Stage;
  /** The day of the last step; none comes before it. */
  readonly since: EffectiveDate;
}

const stageOf = (
  decided: Entry<'RightTransferDecided'> | undefined,
  withdrawn: Entry<'RightTransferWithdrawn'> | undefined,
  registered: boolean,
): Stage => {
  if (registered) return 'registered';
  if (withdrawn !== undefined) return 'withdrawn';
  return decided === undefined ? 'in-review' : decided.data.outcome;
};

/** Every case that was filed. */
export const transferCases = (title: Title): readonly TransferCase[] =>
  entriesOf(title, 'RightTransferFiled').map((filed) => {
    const { transferId } = filed.data;
    const ours = <T extends Entry & { readonly data: { readonly transferId: string } }>(entries: readonly T[]): readonly T[] =>
      entries.filter(({ data }) => data.transferId === transferId);
    const given = ours(entriesOf(title, 'RightTransferOpinionRecorded'));
    const opinions = given.filter(({ data }, n) => given.findLastIndex((other) => other.data.department === data.department) === n);
    const decided = ours(entriesOf(title, 'RightTransferDecided'))[0];
    const withdrawn = ours(entriesOf(title, 'RightTransferWithdrawn'))[0];
    const registered = ours(entriesOf(title, 'RightTransferred'));
    const steps = [filed, ...opinions, decided ?? filed, withdrawn ?? filed, ...registered].map(({ on }) => on);
    return {
      filed,
      opinions,
      awaited: reviewers.filter((reviewer) => opinions.every(({ data }) => data.department !== reviewer)),
      decided,
      withdrawn,
      stage: stageOf(decided, withdrawn, registered.length > 0),
      since: steps.reduce((latest, next) => (next > latest ? next : latest)),
    };
  });

export const transferCaseOf = (title: Title, transferId: string): TransferCase | undefined =>
  transferCases(title).find(({ filed }) => filed.data.transferId === transferId);

/** Whether others hold the right on a day than those who held it, as it was known, when the transfer was filed. */
export const sellerChanged = (title: Title, { filed }: TransferCase, on: EffectiveDate): boolean => {
  const known = { ...title, entries: title.entries.slice(0, title.entries.indexOf(filed)) };
  const { rightId } = filed.data;
  return !sameContent(holdersOn(known, rightId, filed.on), holdersOn(title, rightId, on));
};

/** Whether a transfer of a right was filed, or is known to have happened, under this id. */
export const transferIsKnown = (title: Title, rightId: string, transferId: string): boolean =>
  entriesOf(title, 'RightTransferFiled', 'RightTransferred').some(({ data }) => data.rightId === rightId && data.transferId === transferId);

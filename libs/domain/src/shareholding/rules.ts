// The policy of the shareholding context. An entry is judged where it is to hold: by what holds before it on that day, and by what is
// already recorded for later days. A decision is refused by the first broken rule; a report is kept, with every broken rule beside it.
import { compareFractions, formatFraction, fractionOf, none, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import { freezesOn, frozenShare } from './freezes.ts';
import { shareholdingRefusals } from './refusals.ts';
import {
  type Entry,
  holdingsOn,
  knownAfter,
  type Shareholdings,
  type StructureEntry,
  structureWith,
  type TransferEntry,
  withEntry,
} from './state.ts';
import { isComplete, ownShare, type Structure, sameStructure, tooFine } from './structure.ts';

export { shareholdingRefusals } from './refusals.ts';

/** An entry that is not recorded yet, and what the entries would be with it. The state is what they are without it. */
export interface Proposal<E extends Entry = Entry> {
  readonly entry: E;
  readonly after: readonly Entry[];
}

export const proposal = <E extends Entry>(entry: E, { entries }: Shareholdings): Proposal<E> => ({
  entry,
  after: withEntry(entries, entry),
});

type TransferRule = Rule<Proposal<TransferEntry>, Shareholdings>;
type StructureRule = Rule<Proposal<StructureEntry>, Shareholdings>;

export const passesToAnother: TransferRule = ({ entry: { fromId, toId } }) =>
  fromId === toId ? refuse(shareholdingRefusals, 'shares-transfer-to-itself') : undefined;

export const structureIsKnown: TransferRule = ({ entry: { on } }, state) =>
  holdingsOn(state, on) === undefined ? refuse(shareholdingRefusals, 'shares-structure-unknown', { on }) : undefined;

/** The own share of a holder on the day of an entry: null where it is not known, undefined where nothing is known of the company. */
const heldOn = ({ on }: Entry, state: Shareholdings, holderId: string) => {
  const structure = holdingsOn(state, on);
  return structure && ownShare(structure, holderId);
};

export const holdsAFraction: TransferRule = ({ entry }, state) =>
  heldOn(entry, state, entry.fromId) === null
    ? refuse(shareholdingRefusals, 'shares-held-without-fraction', { on: entry.on, holderId: entry.fromId })
    : undefined;

export const holdsEnough: TransferRule = ({ entry }, state) => {
  const { on, fromId: holderId, share } = entry;
  const held = heldOn(entry, state, holderId);
  if (held === undefined || held === null || compareFractions(held, fractionOf(share)) >= 0) return undefined;
  return refuse(shareholdingRefusals, 'shares-not-held', { on, holderId, held: formatFraction(held), share });
};

const holdsOn = (entries: readonly Entry[], on: Entry['on'], holderId: string) =>
  ownShare(knownAfter(entries.filter((entry) => entry.on <= on)), holderId);

/** The first day, that of the entry or the beginning of a later freeze, on which the entry leaves less than is frozen. */
const brokenFreeze = (
  { entry, after }: Proposal,
  { entries, freezes }: Shareholdings,
  holderId: string,
  caseNumber: string | null,
): Rejection | undefined => {
  const begins = freezes.filter((freeze) => freeze.holderId === holderId && freeze.from > entry.on).map(({ from }) => from);
  for (const on of [entry.on, ...begins.sort()]) {
    const binding = freezesOn(freezes, holderId, on).filter((freeze) => freeze.caseNumber !== caseNumber);
    const [first] = binding;
    const [held, left] = [holdsOn(entries, on, holderId), holdsOn(after, on, holderId)];
    if (first === undefined || held === null || left === null) continue;
    if (compareFractions(left, held) < 0 && compareFractions(left, frozenShare(binding)) < 0)
      return refuse(shareholdingRefusals, 'shares-frozen', { on, holderId, court: first.court, caseNumber: first.caseNumber });
  }
  return undefined;
};

export const transferLeavesFrozen: TransferRule = (proposed, state) =>
  brokenFreeze(proposed, state, proposed.entry.fromId, proposed.entry.caseNumber);

/** No holder is left with less than is frozen of it. */
export const structureLeavesFrozen: Rule<Proposal, Shareholdings> = (proposed, state) => {
  const holders = new Set(state.freezes.map(({ holderId }) => holderId));
  return [...holders].map((holderId) => brokenFreeze(proposed, state, holderId, null)).find((broken) => broken !== undefined);
};

/** Whatever an entry leads to, on its day and later, can be written and read again. */
export const staysWritable: Rule<Proposal, Shareholdings> = ({ after }) => {
  let structure: Structure | undefined;
  for (const entry of after) {
    structure = structureWith(structure, entry);
    const holderId = tooFine(structure);
    if (holderId !== undefined) return refuse(shareholdingRefusals, 'shares-too-fine', { holderId, on: entry.on });
  }
  return undefined;
};

/** What is recorded for later days up to the next whole structure, each with the entries before it, now and with the proposed one. */
const upToNextStructure = ({ entry, after }: Proposal, { entries }: Shareholdings) => {
  const later = after.filter(({ on }) => on > entry.on);
  const next = later.findIndex(({ kind }) => kind === 'structure');
  return later.slice(0, next === -1 ? later.length : next + 1).map((each) => ({
    each,
    without: entries.slice(0, entries.indexOf(each)),
    including: after.slice(0, after.indexOf(each)),
  }));
};

const canPass = ({ fromId, share }: TransferEntry, entries: readonly Entry[]): boolean =>
  compareFractions(ownShare(knownAfter(entries), fromId) ?? none, fractionOf(share)) >= 0;

/** A transfer that is recorded for a later day must stay possible. */
export const laterTransfersStayPossible: Rule<Proposal, Shareholdings> = (proposed, state) => {
  const broken = upToNextStructure(proposed, state).find(
    ({ each, without, including }) => each.kind === 'transfer' && canPass(each, without) && !canPass(each, including),
  );
  return broken === undefined ? undefined : refuse(shareholdingRefusals, 'shares-moved-later', { later: broken.each.on });
};

const sameFor = (holderId: string, left: Structure, right: Structure): boolean => {
  const [one, other] = [ownShare(left, holderId), ownShare(right, holderId)];
  return one === null || other === null || compareFractions(one, other) === 0;
};

/** A whole structure that is recorded for a later day must be what the entry leads to, as far as the entry tells. */
export const laterStructureAgrees: Rule<Proposal, Shareholdings> = (proposed, state) => {
  const last = upToNextStructure(proposed, state).at(-1);
  if (last?.each.kind !== 'structure') return undefined;
  const { entry } = proposed;
  const [recorded, reached] = [last.each.structure, knownAfter(last.including)];
  const agrees =
    entry.kind === 'structure'
      ? sameStructure(recorded, reached)
      : sameFor(entry.fromId, recorded, reached) && sameFor(entry.toId, recorded, reached);
  return agrees ? undefined : refuse(shareholdingRefusals, 'shares-recorded-otherwise', { later: last.each.on });
};

/** A register that tells another structure than the one known tells of a change that nobody reported. */
export const changeIsRecorded: StructureRule = ({ entry: { on, structure } }, state) => {
  const known = holdingsOn(state, on);
  return known === undefined || !isComplete(known) || sameStructure(known, structure)
    ? undefined
    : refuse(shareholdingRefusals, 'shares-changed-unrecorded', { on });
};

/** What a decided change says of the time before it is what is known of it. */
export const startsFrom =
  (said: Structure): StructureRule =>
  ({ entry: { on } }, state) => {
    const known = holdingsOn(state, on);
    return known === undefined || sameStructure(known, said) ? undefined : refuse(shareholdingRefusals, 'shares-before-otherwise', { on });
  };

export const transferRules: readonly TransferRule[] = [
  structureIsKnown,
  holdsAFraction,
  holdsEnough,
  transferLeavesFrozen,
  laterTransfersStayPossible,
  laterStructureAgrees,
];

// What must hold among the facts of a title, on every day, in whichever order they arrived. The list below is the policy:
// a decision that would break one of them is refused, a report that does is recorded with a discrepancy (recorded.ts).
import { type Breach, breach, type Invariant, pairsOf } from './breach.ts';
import { type RightKind, voluntaryKinds } from './events.ts';
import { leaseInvariants } from './lease-invariants.ts';
import { burdensOn, mortgagesOf } from './mortgages.ts';
import { parcelInvariants } from './parcel-invariants.ts';
import { during, overlap, overlappingPairs, sameContent } from './period.ts';
import { rightOf, rightsOf } from './rights.ts';
import { seizureInvariants } from './seizure-invariants.ts';
import { entriesOf, type Title } from './state.ts';
import { transferCaseOf, transferCases } from './transfers.ts';

const kinds: Readonly<Record<RightKind, { readonly en: string; readonly zh: string; readonly excludes: readonly string[] }>> = {
  'collective-ownership': { en: 'collective ownership of land', zh: '集体土地所有权', excludes: ['ownership', 'collective'] },
  'state-land-use': { en: 'the right to use state-owned construction land', zh: '国有建设用地使用权', excludes: ['use', 'collective'] },
  'state-land-use-and-buildings': {
    en: 'the right to use state-owned construction land with buildings',
    zh: '国有建设用地使用权及房屋所有权',
    excludes: ['use', 'buildings', 'collective'],
  },
  'collective-land-use': { en: 'the right to use collective construction land', zh: '集体建设用地使用权', excludes: ['use'] },
  'collective-land-use-and-buildings': {
    en: 'the right to use collective construction land with buildings',
    zh: '集体建设用地使用权及房屋所有权',
    excludes: ['use', 'buildings'],
  },
  'building-ownership': { en: 'ownership of buildings', zh: '房屋所有权', excludes: ['buildings'] },
};

/** One land, one use right at a time (民法典 346); ownership and use exist side by side, but land of the state is nobody's collective land. */
const exclusiveRights: Invariant = (title) =>
  overlappingPairs(rightsOf(title))
    .filter(([left, right]) => kinds[left.kind].excludes.some((thing) => kinds[right.kind].excludes.includes(thing)))
    .map(([left, right]) => {
      const [mine, other] = [kinds[left.kind], kinds[right.kind]];
      const named = { kindEn: mine.en, kindZh: mine.zh, from: left.from, otherEn: other.en, otherZh: other.zh, since: right.from };
      return breach(right.rightId, [left.entry, right.entry], 'right-overlaps', named);
    });

/** A right that has ended, or not begun, cannot pass, be mortgaged or be seized. */
const standsWhenUsed: Invariant = (title) =>
  entriesOf(title, 'RightTransferred', 'RightTransferredByRuling', 'MortgageRegistered', 'SeizureRecorded').flatMap(({ id, on, data }) => {
    const right = rightOf(title, data.rightId);
    if (right === undefined || during(right, on)) return [];
    return [breach(right.rightId, [id], 'right-not-standing', { on, from: right.from, before: right.before ?? '—' })];
  });

/** 到期注销 follows the last day; a mortgaged right is not given up (不动产登记暂行条例实施细则 28). */
const endsRightly: Invariant = (title) =>
  entriesOf(title, 'RightEnded').flatMap(({ id, on, data: { rightId, reason } }) => {
    const right = rightOf(title, rightId);
    const until = right?.until ?? '—';
    const [burden] = burdensOn(title, rightId, on);
    if (right !== undefined && on < right.from) return [breach(rightId, [id], 'right-not-standing', { on, from: right.from, before: on })];
    if (reason === 'expiry' && (until === '—' || on <= until)) return [breach(rightId, [id], 'right-not-expired', { on, until })];
    if (reason === 'surrender' && burden !== undefined)
      return [breach(rightId, [id], 'right-surrendered-while-mortgaged', { on, rank: burden.rank })];
    return [];
  });

const voluntary = (title: Title) =>
  entriesOf(title, 'RightTransferred').filter(({ data }) => voluntaryKinds.some((kind) => kind === data.transferKind));

/** A voluntary transfer goes through joint review (松规划资源〔2023〕123号), and passes after it was granted. */
const transfersAreReviewed: Invariant = (title) =>
  voluntary(title).flatMap(({ id, on, data: { rightId, holders, transferId, basis } }) => {
    const decided = basis === 'decided' ? transferCaseOf(title, transferId)?.decided : undefined;
    if (decided !== undefined)
      return on < decided.on ? [breach(rightId, [id], 'right-transfer-before-grant', { on, grantedOn: decided.on })] : [];
    const reviewed = transferCases(title).some(
      ({ filed, stage, since }) =>
        filed.data.rightId === rightId && stage === 'granted' && since <= on && sameContent(filed.data.holders, holders),
    );
    return reviewed ? [] : [breach(rightId, [id], 'right-transfer-unreviewed', { on })];
  });

/** A registered agreement against transfer binds (民法典 406): the mortgagee consents to this transfer, on its day at the latest. */
const restrictionsBind: Invariant = (title) =>
  voluntary(title).flatMap(({ id, on, data: { rightId, transferId } }) =>
    burdensOn(title, rightId, on)
      .filter(({ transferRestricted }) => transferRestricted)
      .filter(({ mortgageId }) =>
        entriesOf(title, 'MortgageeConsentRecorded').every(
          ({ on: day, data }) => data.mortgageId !== mortgageId || data.transferId !== transferId || day > on,
        ),
      )
      .map(({ entry, rank, from }) => breach(rightId, [id, entry], 'right-transfer-without-mortgagee', { rank, since: from })),
  );

/** Two mortgages of a right never have one rank at one time. */
const ranksDiffer: Invariant = (title) =>
  pairsOf(mortgagesOf(title))
    .filter(([left, right]) => left.rightId === right.rightId && left.rank === right.rank && overlap(left, right))
    .map(([left, right]) =>
      breach(right.rightId, [left.entry, right.entry], 'mortgage-rank-taken', { rank: left.rank, from: left.from, since: right.from }),
    );

const invariants: readonly Invariant[] = [
  standsWhenUsed,
  ...parcelInvariants,
  exclusiveRights,
  endsRightly,
  ...seizureInvariants,
  transfersAreReviewed,
  restrictionsBind,
  ranksDiffer,
  ...leaseInvariants,
];

/** Every rule that the facts of a title break, in the order of the list. */
export const breachesOf = (title: Title): readonly Breach[] => invariants.flatMap((invariant) => invariant(title));

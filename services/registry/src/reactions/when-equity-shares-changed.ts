// A change of equity took place: the company's own stream tells who holds it from that day on; a corrected day comes after the change.
import { type Change, equityEvents } from '@yimu/domain/equity/events';
import { compareFractions, formatFraction, fractionOf, none, type RecordedEvent, subtractFractions } from '@yimu/domain/kernel';
import { holdingsOn, type Structure, shareholding } from '@yimu/domain/shareholding';
import { changeCauses } from '@yimu/domain/shareholding/events';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';
import { shareholdingsOf } from '../routes/equity-context.ts';
import { partOf, structureOf } from './equity-structures.ts';
import { redateShares } from './redated-shares.ts';

const name = 'equity-shares-changed';
/** More than the transfers of a change: the number of the command that records its outcome, whatever was tried before. */
const most = 1_000;

type Command = Parameters<typeof shareholding.decide>[0];
type Said = { [T in Command['type']]: { readonly type: T; readonly data: Extract<Command, { type: T }>['data'] } }[Command['type']];

const completed = equityEvents.EquityTransferCompleted.data;
const undeclared = equityEvents.UndeclaredEquityTransferReported.data;

const keyOf = ({ holdings }: Pick<Structure, 'holdings'>): string =>
  holdings
    .map(
      ({ holderId, share, group }) =>
        `${holderId} ${share === null ? '' : formatFraction(fractionOf(share))} ${group === null ? '' : 'joint'}`,
    )
    .sort()
    .join('\n');

/** The transfers that a change consists of; none where nobody can say who gave to whom, or how much. */
const transfersOf = (changes: readonly Change[]): readonly { readonly fromId: string; readonly toId: string; readonly share: string }[] => {
  if (changes.some(({ before, after }) => before === 'joint' || after === 'joint')) return [];
  const moved = changes.map(({ holderId, before, after }) => ({ holderId, gain: subtractFractions(partOf(after), partOf(before)) }));
  const takers = moved.filter(({ gain }) => compareFractions(gain, none) > 0);
  const givers = moved.filter(({ gain }) => compareFractions(gain, none) < 0);
  const [giver, taker] = [givers[0], takers[0]];
  if (giver === undefined || taker === undefined) return [];
  if (givers.length === 1)
    return takers.map(({ holderId, gain }) => ({ fromId: giver.holderId, toId: holderId, share: formatFraction(gain) }));
  if (takers.length > 1) return [];
  return givers.map(({ holderId, gain }) => ({
    fromId: holderId,
    toId: taker.holderId,
    share: formatFraction(subtractFractions(none, gain)),
  }));
};

type Completed = z.output<typeof completed>;
type Side = ReturnType<typeof structureOf>;

/** What the change is in the company's stream beside its outcome; none where only that can be told. */
const saidAs = (
  event: RecordedEvent,
  { companyId, equityId, kind, changes, basis, caseNumber }: Completed,
  before: Side,
  after: Side,
): readonly Said[] => {
  const jurisdictions = [...event.jurisdictions];
  const type = basis === 'decided' ? 'TransferShares' : 'ReportShareTransfer';
  if (kind === 'transfer' || kind === 'judicial-disposal')
    return transfersOf(changes).map((transfer) => ({ type, data: { companyId, jurisdictions, equityId, caseNumber, ...transfer } }));
  const cause = changeCauses.find((known) => known === kind);
  if (cause === undefined || basis === 'reported') return [];
  return [{ type: 'ChangeShareholdings', data: { companyId, jurisdictions, cause, before, after, equityId } }];
};

const give = async (
  { store, today }: ReactionContext,
  event: RecordedEvent,
  n: number,
  { type, data }: Said,
): Promise<string | undefined> => {
  const stream = `shares-${data.companyId}`;
  const handled = await runReactionCommand(store, { name, cause: event, n, type, data, stream, decider: shareholding, today });
  if (handled.outcome === 'done') return undefined;
  return handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
};

/**
 * Brings the stream of the company to what the change left. A change that starts from what the ledger has is recorded as such;
 * where it does not, or is refused there, the outcome is recorded as a register tells it, with what it disagrees with.
 */
export const whenEquitySharesChanged: Reaction = {
  name,
  filter: { types: ['EquityTransferCompleted', 'UndeclaredEquityTransferReported', 'EquityDateCorrected'] },
  react: async (context, event) => {
    if (event.type === 'EquityDateCorrected') return redateShares(context, name, event);
    const declared = event.type === 'EquityTransferCompleted' ? completed.parse(event.data) : undefined;
    const { companyId, changes } = declared ?? undeclared.parse(event.data);
    if (changes.length === 0) return;
    const known = holdingsOn(await shareholdingsOf(context.store, companyId), event.effectiveOn);
    const [before, after] = [structureOf(changes, 'before', known), structureOf(changes, 'after', known)];
    if (known !== undefined && keyOf(known) === keyOf(after)) return;
    const startsHere = known !== undefined && keyOf(known) === keyOf(before);
    const said = declared !== undefined && startsHere ? saidAs(event, declared, before, after) : [];
    let refused: string | undefined;
    for (const [n, each] of said.entries()) refused ??= await give(context, event, n, each);
    if (said.length > 0 && refused === undefined) return;
    const data = { companyId, jurisdictions: [...event.jurisdictions], ...after };
    const failed = await give(context, event, most, { type: 'RecordShareholdings', data });
    if (failed !== undefined) throw new Error(`holders of ${companyId} were not recorded for event ${event.id}: ${failed}`);
  },
};

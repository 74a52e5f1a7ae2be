import { type Decision, factsOf, firstRefusal, refuse, valueOn } from '../kernel/index.ts';
import { claimsOf, sameClaim, sameContent } from './claims.ts';
import type { BaseMapCommand, CommandNamed } from './commands.ts';
import { forwardingAll, informing, settled, withFacts } from './consequences.ts';
import { type BaseMapFact, basemapEvents } from './events.ts';
import { annulMatch, confirmMatch, enterUnit, proposeMatch, rejectMatch } from './matching.ts';
import { claimsOn } from './reconcile.ts';
import { basemapRefusals } from './refusals.ts';
import {
  afterEverythingKnown,
  batchIsOfOrigin,
  batchIsOpen,
  joinsAnother,
  notJoined,
  notMatched,
  recordLiesInDistrict,
  targetGoesOn,
  targetLiesInDistrict,
} from './rules.ts';
import { attributeOf, type BaseMapState, begun, type Known, recordOf } from './state.ts';

const fact = factsOf(basemapEvents);
type Reading = CommandNamed<'ReadBaseMapRecord' | 'ReportBaseMapSurvey' | 'ReportSoeStock'>;

/** Decides on a `basemap-<entryId>` stream. */
export const decide = (command: BaseMapCommand, state: BaseMapState): Decision<BaseMapFact> => {
  switch (command.type) {
    case 'ReadBaseMapRecord':
    case 'ReportBaseMapSurvey':
    case 'ReportSoeStock':
      return read(command, state);
    default:
      return state.kind === 'absent' ? refuse(basemapRefusals, 'basemap-entry-unknown') : decideKnown(command, state);
  }
};

const decideKnown = (command: Exclude<BaseMapCommand, Reading>, state: Known): Decision<BaseMapFact> => {
  switch (command.type) {
    case 'WithdrawBaseMapRecord':
      return withdraw(command, state);
    case 'ResolveBaseMapConflict':
      return resolve(command, state);
    case 'ProposeBaseMapMatch':
      return proposeMatch(command, state);
    case 'ConfirmBaseMapMatch':
      return confirmMatch(command, state);
    case 'RejectBaseMapMatch':
      return rejectMatch(command, state);
    case 'AnnulBaseMapMatch':
      return annulMatch(command, state);
    case 'EnterBaseMapUnit':
      return enterUnit(command, state);
    case 'AssignUnifiedCode':
      return assignCode(command, state);
    case 'JoinBaseMapEntry':
      return join(command, state);
  }
};

/** A reading is a fact: it is recorded on whichever day it holds, and what counts is worked out anew for every day from then on. */
const read = (command: Reading, before: BaseMapState): Decision<BaseMapFact> => {
  const { entryId, unitCode, jurisdiction, origin, recordNumber, batch, values } = command.data;
  const state = before.kind === 'known' ? before : begun(entryId, jurisdiction.slice(0, 6), command.effectiveOn);
  const readings = recordOf(state, command.data)?.readings ?? [];
  const known = valueOn(readings, command.effectiveOn);
  if (known !== undefined && known.read !== null && sameContent(known.claims, claimsOf(command.data))) return [];
  const refused = firstRefusal([recordLiesInDistrict, batchIsOfOrigin, batchIsOpen], command, state);
  if (refused !== undefined) return refused;
  const reading = readings.length === 0 ? ('first' as const) : ('changed' as const);
  const said = { unitCode, jurisdiction, batchId: batch?.batchId ?? null, values };
  const data = { entryId, district: state.district, origin, recordNumber, reading, ...said };
  const concerned = [...state.jurisdictions, jurisdiction];
  return settled(command, state, fact(command, 'BaseMapRecordRead', data, concerned), command.data);
};

const withdraw = (command: CommandNamed<'WithdrawBaseMapRecord'>, state: Known): Decision<BaseMapFact> => {
  const { origin, recordNumber } = command.data;
  const { effectiveOn } = command;
  const known = valueOn(recordOf(state, command.data)?.readings ?? [], effectiveOn);
  if (known === undefined) return refuse(basemapRefusals, 'basemap-record-unknown', { origin, recordNumber, effectiveOn });
  if (known.read === null) return [];
  return settled(command, state, fact(command, 'BaseMapRecordWithdrawn', command.data, state.jurisdictions), command.data);
};

const resolve = (command: CommandNamed<'ResolveBaseMapConflict'>, state: Known): Decision<BaseMapFact> => {
  const { entryId, attribute, origin, recordNumber, reason } = command.data;
  const { open, decision, winner } = attributeOf(state, attribute);
  const { effectiveOn } = command;
  const claim = claimsOn(state.records, attribute, effectiveOn).find(
    (each) => each.origin === origin && each.recordNumber === recordNumber,
  );
  if (claim === undefined) return refuse(basemapRefusals, 'basemap-claim-unknown', { origin, recordNumber, attribute });
  const decided = valueOn(decision, effectiveOn) ?? null;
  if (sameClaim(decided, claim)) return [];
  const refused = firstRefusal([notJoined, afterEverythingKnown], command, state);
  if (refused !== undefined) return refused;
  // A person may decide anew what was decided before.
  if (decided === null && valueOn(open, effectiveOn) !== true) return refuse(basemapRefusals, 'basemap-conflict-not-open', { attribute });
  const resolved = fact(command, 'BaseMapConflictResolved', { entryId, claim, reason }, state.jurisdictions);
  const winners = [{ attribute, claim }];
  const wins = sameClaim(claim, valueOn(winner, effectiveOn))
    ? []
    : [fact(command, 'BaseMapReconciled', { entryId, winners }, state.jurisdictions)];
  const facts = [resolved, ...wins];
  return [...facts, ...informing(command, state, withFacts(state, facts))];
};

const assignCode = (command: CommandNamed<'AssignUnifiedCode'>, state: Known): Decision<BaseMapFact> => {
  const { entryId, code } = command.data;
  if (state.unifiedCode === code) return [];
  const refused = firstRefusal([notJoined, afterEverythingKnown], command, state);
  if (refused !== undefined) return refused;
  const data = { entryId, code, former: state.unifiedCode };
  const assigned = fact(command, 'BaseMapUnifiedCodeAssigned', data, state.jurisdictions);
  return [assigned, ...informing(command, state, withFacts(state, [assigned]))];
};

/** Two units that are one: from now on the other speaks for both, and hears whatever this one read and will read. */
const join = (command: CommandNamed<'JoinBaseMapEntry'>, state: Known): Decision<BaseMapFact> => {
  const { entryId, intoId, reason } = command.data;
  if (state.joinedInto === intoId) return [];
  const rules = [joinsAnother, notJoined, notMatched, targetGoesOn, targetLiesInDistrict, afterEverythingKnown];
  const refused = firstRefusal(rules, command, state);
  if (refused !== undefined) return refused;
  const joined = fact(command, 'BaseMapEntryJoined', { entryId, intoId, reason }, state.jurisdictions);
  return [joined, ...forwardingAll(command, state, intoId)];
};

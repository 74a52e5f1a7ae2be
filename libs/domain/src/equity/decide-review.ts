// What happens to a case between its filing and its end: contracts, control, consent, opinions, decision.
import { type Decision, firstRefusal, refuse, valueOn } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { contractsAsking } from './consent.ts';
import type { EquityFact } from './events.ts';
import { fact, suspicion } from './facts.ts';
import { clausesKept } from './periods.ts';
import {
  contractsBind,
  controlDetermined,
  controllersFit,
  equityRefusals,
  notClosed,
  notCompleted,
  objectionHasReason,
  objectionsAnswered,
  opinionsGiven,
  underReview,
} from './rules.ts';
import { continued, type EquityCase, type Step } from './state.ts';

/** Contracts that come to be known later concern the case like those of the filing. */
export const nameContracts = (command: CommandNamed<'NameEquityContracts'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, contractIds, clauses } = command.data;
  const news = [...new Set(contractIds)].filter((contractId) => !state.contractIds.includes(contractId));
  if (news.length === 0) return [];
  const refused = notClosed(command, state) ?? contractsBind(command, state.companyId);
  if (refused !== undefined) return refused;
  const data = {
    equityId,
    contractIds: news,
    clauses: clausesKept(clauses).filter(({ contractId }) => news.includes(contractId)),
  };
  const named = fact(command, 'EquityContractsNamed', data, state.jurisdictions);
  return [named, ...suspicion(command, continued(state, named))];
};

export const determineControl = (command: CommandNamed<'DetermineControlChange'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, department, changed, controllerBefore, controllerAfter, reason } = command.data;
  const refused = firstRefusal([notClosed, controllersFit], command, state);
  if (refused !== undefined) return refused;
  const held = valueOn(state.control, command.effectiveOn);
  const same =
    held?.changed === changed &&
    held.controllerBefore === controllerBefore &&
    held.controllerAfter === controllerAfter &&
    held.department === department &&
    held.reason === reason;
  if (same) return [];
  const { companyId, parcelIds, changedOn, jurisdictions } = state;
  const data = {
    equityId,
    companyId,
    parcelIds: [...parcelIds],
    department,
    changed,
    controllerBefore,
    controllerAfter,
    reason,
    changedOn,
  };
  const determined = fact(command, 'ControlChangeDetermined', data, jurisdictions);
  return [determined, ...suspicion(command, continued(state, determined))];
};

/** Asks the grantors of all contracts whose clauses ask for it and who have not consented. */
export const requestConsent = (command: CommandNamed<'RequestGrantorConsent'>, state: EquityCase): Decision<EquityFact> => {
  const refused = notClosed(command, state);
  if (refused !== undefined) return refused;
  // Once the change has taken place its own day decides.
  const asking = contractsAsking(state, state.changedOn ?? command.effectiveOn);
  if (asking.length === 0) return refuse(equityRefusals, 'equity-consent-not-required');
  const { pending, granted } = state.consent;
  const open = asking.filter((asked) => !granted.some(({ contractId }) => contractId === asked));
  if (open.every((contractId) => pending?.contractIds.includes(contractId))) return [];
  const { equityId, companyId, jurisdictions } = state;
  return [fact(command, 'GrantorConsentRequested', { equityId, companyId, contractIds: open }, jurisdictions)];
};

/** The grantor (规划资源局) answers for all contracts it was asked for. */
export const answerConsent = (command: CommandNamed<'GrantConsent' | 'RefuseConsent'>, state: EquityCase): Decision<EquityFact> => {
  const refused = notClosed(command, state);
  if (refused !== undefined) return refused;
  const { equityId, companyId, jurisdictions, consent } = state;
  const { effectiveOn } = command;
  if (consent.pending === null) {
    const outcome = command.type === 'GrantConsent' ? 'granted' : 'refused';
    const words = command.type === 'GrantConsent' ? command.data.conditions : command.data.reason;
    const { answer } = consent;
    const same = answer?.outcome === outcome && answer.on === effectiveOn && answer.words === words;
    return same ? [] : refuse(equityRefusals, 'equity-consent-not-requested');
  }
  const { on } = consent.pending;
  if (effectiveOn < on) return refuse(equityRefusals, 'equity-consent-before-request', { effectiveOn, on });
  const answered = { equityId, companyId, contractIds: [...consent.pending.contractIds] };
  return [
    command.type === 'GrantConsent'
      ? fact(command, 'GrantorConsentGranted', { ...answered, conditions: command.data.conditions }, jurisdictions)
      : fact(command, 'GrantorConsentRefused', { ...answered, reason: command.data.reason }, jurisdictions),
  ];
};

/** A department's own opinion; while the case is under review it may give another. */
export const giveOpinion = (command: CommandNamed<'GiveEquityOpinion'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, department, opinion, reason } = command.data;
  const refused = firstRefusal([underReview, objectionHasReason], command, state);
  if (refused !== undefined) return refused;
  const held = valueOn(state.opinions[department] ?? [], command.effectiveOn);
  if (held?.opinion === opinion && held.reason === reason) return [];
  const { companyId, opinionsDueOn, jurisdictions } = state;
  const late = opinionsDueOn === null ? null : command.effectiveOn > opinionsDueOn;
  return [fact(command, 'EquityOpinionGiven', { equityId, companyId, department, opinion, reason, late }, jurisdictions)];
};

/** True when the case is where the command would bring it, by the same words on the same day. */
const alreadyAt = (state: EquityCase, kind: EquityCase['kind'], { on, reason, by }: Step): boolean =>
  state.kind === kind && state.step.on === on && state.step.reason === reason && state.step.by === by;

/** 规划资源局 as office of the task force, after the opinions of all three; it is not bound by them, but answers an objection. */
export const grant = (command: CommandNamed<'GrantEquityTransfer'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, reason } = command.data;
  if (alreadyAt(state, 'granted', { on: command.effectiveOn, reason, by: null })) return [];
  const refused = firstRefusal([underReview, opinionsGiven, controlDetermined, objectionsAnswered], command, state);
  return refused ?? [fact(command, 'EquityTransferGranted', { equityId, companyId: state.companyId, reason }, state.jurisdictions)];
};

export const refuseTransfer = (command: CommandNamed<'RefuseEquityTransfer'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, reason } = command.data;
  if (alreadyAt(state, 'refused', { on: command.effectiveOn, reason, by: null })) return [];
  const refused = firstRefusal([underReview, opinionsGiven], command, state);
  return refused ?? [fact(command, 'EquityTransferRefused', { equityId, companyId: state.companyId, reason }, state.jurisdictions)];
};

/** Withdrawn by who filed it, or ended by the authority, before the change takes place. */
export const cancel = (command: CommandNamed<'CancelEquityTransfer'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, reason, by } = command.data;
  if (alreadyAt(state, 'cancelled', { on: command.effectiveOn, reason, by })) return [];
  const refused = firstRefusal([notClosed, notCompleted], command, state);
  return refused ?? [fact(command, 'EquityTransferCancelled', { equityId, companyId: state.companyId, by, reason }, state.jurisdictions)];
};

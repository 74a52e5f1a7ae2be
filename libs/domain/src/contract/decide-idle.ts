import { type Decision, firstRefusal, refuse } from '../kernel/index.ts';
import type { CommandNamed, ContractCommand } from './commands.ts';
import type { ContractFact } from './events.ts';
import { fact } from './facts.ts';
import { type IdleCase, idleCaseOf } from './idle-cases.ts';
import {
  type CaseRule,
  casesDoNotOverlap,
  determinationIsFounded,
  enterpriseCausedIt,
  followsEveryStep,
  followsOpening,
  followsStatements,
  granteeWasHeard,
  hearingIsConcluded,
  hearingWasOffered,
  idleLongEnough,
  isDetermined,
  namedCase,
  notDetermined,
  notEnded,
  othersCausedIt,
  worksNeverBegan,
} from './idle-rules.ts';
import { feeFrom, idleFeeOf } from './order-53.ts';
import { contractRefusals, inForce } from './rules.ts';
import { sameData, withoutId } from './same-data.ts';
import type { Contract } from './state.ts';

export const openInvestigation = (command: CommandNamed<'OpenIdleInvestigation'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const known = idleCaseOf(state.idleCases, data.idleId);
  if (known !== undefined)
    return sameData(known.opened, { ...data, on: effectiveOn }) ? [] : refuse(contractRefusals, 'contract-idle-opened-otherwise');
  return firstRefusal([inForce, casesDoNotOverlap], command, state) ?? [fact(command, 'IdleInvestigationOpened', data, state.towns)];
};

type Step = Extract<ContractCommand, { data: { readonly idleId: string } }>;

/**
 * One step of a case: nothing new when it was taken so before, refused when it was taken otherwise or a rule forbids it.
 * @param taken the steps of this kind that were taken, of which there may be `one` only or several
 */
const step = (
  command: Exclude<Step, { type: 'OpenIdleInvestigation' | 'RecoverLand' | 'ReportLandRecovery' }>,
  state: Contract,
  how: {
    readonly taken: (idle: IdleCase) => readonly unknown[];
    readonly several?: true;
    readonly rules: readonly CaseRule[];
    readonly told: (idle: IdleCase) => Decision<ContractFact>;
  },
): Decision<ContractFact> => {
  const idle = namedCase(state, command.data.idleId);
  if ('rejected' in idle) return idle;
  const taken = how.taken(idle);
  if (taken.some((each) => sameData(each, { ...command.data, on: command.effectiveOn }))) return [];
  if (taken.length > 0 && how.several !== true) return refuse(contractRefusals, 'contract-idle-decided-otherwise');
  return firstRefusal(how.rules, command, idle) ?? how.told(idle);
};

const present = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);

export const recordStatement = (command: CommandNamed<'RecordIdleStatement'>, state: Contract): Decision<ContractFact> =>
  step(command, state, {
    taken: ({ statements }) => statements,
    several: true,
    rules: [notEnded, followsOpening],
    told: () => [fact(command, 'IdleStatementRecorded', command.data, state.towns)],
  });

export const determineIdle = (command: CommandNamed<'DetermineIdle'>, state: Contract): Decision<ContractFact> =>
  step(command, state, {
    taken: ({ determined }) => present(determined).map(withoutId),
    rules: [notEnded, followsOpening, granteeWasHeard],
    told: () =>
      firstRefusal([inForce, determinationIsFounded], command, state) ?? [fact(command, 'IdleDetermined', command.data, state.towns)],
  });

export const chooseRemedy = (command: CommandNamed<'ChooseIdleRemedy'>, state: Contract): Decision<ContractFact> =>
  step(command, state, {
    taken: ({ remedies }) => remedies,
    several: true,
    rules: [notEnded, isDetermined, othersCausedIt],
    told: () => [fact(command, 'IdleRemedyChosen', command.data, state.towns)],
  });

export const offerHearing = (command: CommandNamed<'OfferIdleHearing'>, state: Contract): Decision<ContractFact> =>
  step(command, state, {
    taken: ({ hearingOffered }) => present(hearingOffered),
    rules: [notEnded, isDetermined],
    told: () => [fact(command, 'IdleHearingOffered', command.data, state.towns)],
  });

export const concludeHearing = (command: CommandNamed<'ConcludeIdleHearing'>, state: Contract): Decision<ContractFact> =>
  step(command, state, {
    taken: ({ hearing }) => present(hearing),
    rules: [notEnded, hearingWasOffered],
    told: () => [fact(command, 'IdleHearingConcluded', command.data, state.towns)],
  });

/** The fee is computed here, from the price of the contract. */
export const decideFee = (command: CommandNamed<'DecideIdleFee'>, state: Contract): Decision<ContractFact> =>
  step(command, state, {
    taken: ({ fee }) => present(fee).map(({ contractId, idleId, number, on }) => ({ contractId, idleId, number, on })),
    rules: [notEnded, isDetermined, enterpriseCausedIt, worksNeverBegan, idleLongEnough(feeFrom), hearingIsConcluded],
    told: () => {
      const { price } = state.particulars;
      if (price === null) return refuse(contractRefusals, 'contract-idle-price-unknown');
      return [fact(command, 'IdleFeeDecided', { ...command.data, fee: idleFeeOf(price) }, state.towns)];
    },
  });

type Ending = CommandNamed<'DismissIdle' | 'ReleaseIdle'>;

const endings = ({ opened: { contractId, idleId }, ended }: IdleCase, kind: 'dismissed' | 'released') =>
  present(ended?.kind === kind ? ended : null).map(({ on, reason }) => ({ contractId, idleId, reason, on }));

const end = (command: Ending, state: Contract, kind: 'dismissed' | 'released', rules: readonly CaseRule[]): Decision<ContractFact> =>
  step(command, state, {
    taken: (idle) => endings(idle, kind),
    rules: [notEnded, ...rules],
    told: () => [fact(command, kind === 'dismissed' ? 'IdleDismissed' : 'IdleReleased', command.data, state.towns)],
  });

export const dismissIdle = (command: CommandNamed<'DismissIdle'>, state: Contract): Decision<ContractFact> =>
  end(command, state, 'dismissed', [notDetermined, followsOpening, followsStatements]);

export const releaseIdle = (command: CommandNamed<'ReleaseIdle'>, state: Contract): Decision<ContractFact> =>
  end(command, state, 'released', [isDetermined, followsEveryStep]);

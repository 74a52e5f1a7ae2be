import { type Decision, refuse } from '../kernel/index.ts';
import type { ContractCommand } from './commands.ts';
import { closeBreach, closeLead, declareBreach, noteDamages, recordLead, serveNotice, terminate } from './decide-breaches.ts';
import { reportProgress, reportResumption, reportStop } from './decide-construction.ts';
import {
  chooseRemedy,
  concludeHearing,
  decideFee,
  determineIdle,
  dismissIdle,
  offerHearing,
  openInvestigation,
  recordStatement,
  releaseIdle,
} from './decide-idle.ts';
import { annulMilestone, assessCompliance, correctDue, correctMilestone, extendMilestones, reportMilestone } from './decide-milestones.ts';
import { recordParcelEnded, recordParcelRestored } from './decide-parcels.ts';
import { annulDecision, recover } from './decide-recovery.ts';
import { addClause, correct, correctClause, settleDeposit, sign, signSupplement } from './decide-signing.ts';
import type { ContractFact } from './events.ts';
import { contractRefusals, notBeforeSigning } from './rules.ts';
import type { Contract, ContractState } from './state.ts';

/** Decides on a `contract-<id>` stream. */
export const decide = (command: ContractCommand, state: ContractState): Decision<ContractFact> => {
  if (command.type === 'SignContract') return sign(command, state);
  if (state.kind === 'absent') return refuse(contractRefusals, 'contract-not-signed');
  if (command.type === 'RecordBreachLead') return recordLead(command, state);
  return notBeforeSigning(command, state) ?? decideOnContract(command, state);
};

type OnContract = Exclude<ContractCommand, { type: 'SignContract' | 'RecordBreachLead' }>;

const decideOnContract = (command: OnContract, state: Contract): Decision<ContractFact> => {
  switch (command.type) {
    case 'CorrectContract':
      return correct(command, state);
    case 'AddClause':
      return addClause(command, state);
    case 'CorrectClause':
      return correctClause(command, state);
    case 'SignSupplementaryAgreement':
      return signSupplement(command, state);
    case 'ExtendMilestones':
      return extendMilestones(command, state);
    case 'CorrectMilestoneDue':
      return correctDue(command, state);
    case 'ReportMilestone':
      return reportMilestone(command, state);
    case 'CorrectMilestone':
      return correctMilestone(command, state);
    case 'AnnulMilestone':
      return annulMilestone(command, state);
    case 'AssessCompliance':
      return assessCompliance(command, state);
    case 'SettleDeposit':
      return settleDeposit(command, state);
    case 'CloseBreachLead':
      return closeLead(command, state);
    case 'DeclareBreach':
      return declareBreach(command, state);
    case 'ServeBreachNotice':
      return serveNotice(command, state);
    case 'CloseBreach':
      return closeBreach(command, state);
    case 'NoteLiquidatedDamages':
      return noteDamages(command, state);
    case 'TerminateContract':
    case 'ReportContractTermination':
      return terminate(command, state);
    case 'RecoverLand':
    case 'ReportLandRecovery':
      return recover(command, state);
    case 'RecordContractParcelEnded':
      return recordParcelEnded(command, state);
    case 'RecordContractParcelRestored':
      return recordParcelRestored(command, state);
    case 'ReportContractDecisionAnnulled':
      return annulDecision(command, state);
    case 'ReportConstructionProgress':
      return reportProgress(command, state);
    case 'ReportConstructionStop':
      return reportStop(command, state);
    case 'ReportConstructionResumption':
      return reportResumption(command, state);
    case 'OpenIdleInvestigation':
      return openInvestigation(command, state);
    case 'RecordIdleStatement':
      return recordStatement(command, state);
    case 'DetermineIdle':
      return determineIdle(command, state);
    case 'DismissIdle':
      return dismissIdle(command, state);
    case 'ChooseIdleRemedy':
      return chooseRemedy(command, state);
    case 'OfferIdleHearing':
      return offerHearing(command, state);
    case 'ConcludeIdleHearing':
      return concludeHearing(command, state);
    case 'DecideIdleFee':
      return decideFee(command, state);
    case 'ReleaseIdle':
      return releaseIdle(command, state);
  }
};

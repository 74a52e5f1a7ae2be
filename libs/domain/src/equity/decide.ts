import { type Decision, refuse } from '../kernel/index.ts';
import type { EquityCommand } from './commands.ts';
import { complete, reportCompleted } from './decide-completion.ts';
import { correctDate, recordRefusal } from './decide-correction.ts';
import { file, fileIndirect, reportUndeclared } from './decide-filing.ts';
import {
  answerConsent,
  cancel,
  determineControl,
  giveOpinion,
  grant,
  nameContracts,
  refuseTransfer,
  requestConsent,
} from './decide-review.ts';
import type { EquityFact } from './events.ts';
import { equityRefusals, notBeforeFiling } from './rules.ts';
import type { EquityCase, EquityState } from './state.ts';

type Beginning = Extract<EquityCommand, { type: 'FileEquityTransfer' | 'FileIndirectEquityTransfer' | 'ReportUndeclaredEquityTransfer' }>;

/** Decides on an `equity-<id>` stream. */
export const decide = (command: EquityCommand, state: EquityState): Decision<EquityFact> => {
  switch (command.type) {
    case 'FileEquityTransfer':
      return file(command, state);
    case 'FileIndirectEquityTransfer':
      return fileIndirect(command, state);
    case 'ReportUndeclaredEquityTransfer':
      return reportUndeclared(command, state);
    default:
      return state.kind === 'absent' ? refuse(equityRefusals, 'equity-not-filed') : goOn(command, state);
  }
};

const goOn = (command: Exclude<EquityCommand, Beginning>, state: EquityCase): Decision<EquityFact> => {
  // What was reported may lie before its filing: it is recorded, and the filing came late.
  if (command.type === 'ReportEquityTransferCompleted') return reportCompleted(command, state);
  if (command.type === 'CorrectEquityDate') return correctDate(command, state);
  if (command.type === 'RecordEquityRefusal') return recordRefusal(command, state);
  const refused = notBeforeFiling(command, state);
  if (refused !== undefined) return refused;
  switch (command.type) {
    case 'NameEquityContracts':
      return nameContracts(command, state);
    case 'DetermineControlChange':
      return determineControl(command, state);
    case 'RequestGrantorConsent':
      return requestConsent(command, state);
    case 'GrantConsent':
    case 'RefuseConsent':
      return answerConsent(command, state);
    case 'GiveEquityOpinion':
      return giveOpinion(command, state);
    case 'GrantEquityTransfer':
      return grant(command, state);
    case 'RefuseEquityTransfer':
      return refuseTransfer(command, state);
    case 'CancelEquityTransfer':
      return cancel(command, state);
    case 'CompleteEquityTransfer':
      return complete(command, state);
  }
};

// How a change takes place: registered by 市场监管局 as decided, or reported as it is.
import { allRefusals, type Basis, type Decision, discrepancyOf, firstRefusal } from '../kernel/index.ts';
import { sameChanges } from './changes.ts';
import type { CommandNamed } from './commands.ts';
import type { EquityFact } from './events.ts';
import { fact, suspicion } from './facts.ts';
import { changesRegistered, completedAsFiled, completionRules, faultOfChanges, notBeforeFiling, notCompleted } from './rules.ts';
import { continued, type EquityCase, lastControl } from './state.ts';

type Completing = CommandNamed<'CompleteEquityTransfer' | 'ReportEquityTransferCompleted'>;

const completed = (command: Completing, state: EquityCase, basis: Basis) => {
  const { equityId, companyId, equityKind, parcelIds, contractIds, causedBy, jurisdictions } = state;
  const determined = lastControl(state);
  const control =
    determined === undefined
      ? null
      : {
          changed: determined.changed,
          controllerBefore: determined.controllerBefore,
          controllerAfter: determined.controllerAfter,
        };
  const data = {
    equityId,
    companyId,
    kind: equityKind,
    changes: [...changesRegistered(command, state)],
    parcelIds: [...parcelIds],
    contractIds: [...contractIds],
    control,
    causedBy,
    caseNumber: command.type === 'ReportEquityTransferCompleted' ? (command.data.caseNumber ?? null) : null,
    basis,
  };
  return fact(command, 'EquityTransferCompleted', data, jurisdictions);
};

/** Nothing new when the same change was completed on the same day, whoever said so. */
const saidBefore = (command: Completing, state: EquityCase): boolean =>
  state.kind === 'completed' && state.changedOn === command.effectiveOn && sameChanges(changesRegistered(command, state), state.changes);

/** The registration is refused by the first rule that it breaks. */
export const complete = (command: CommandNamed<'CompleteEquityTransfer'>, state: EquityCase): Decision<EquityFact> => {
  if (saidBefore(command, state)) return [];
  return firstRefusal([notCompleted, ...completionRules], command, state) ?? [completed(command, state, 'decided')];
};

/** A change that took place is recorded, with every rule it broke. */
export const reportCompleted = (command: CommandNamed<'ReportEquityTransferCompleted'>, state: EquityCase): Decision<EquityFact> => {
  if (saidBefore(command, state)) return [];
  const changes = changesRegistered(command, state);
  const refused = notCompleted(command, state) ?? faultOfChanges(state.equityKind, changes);
  if (refused !== undefined) return refused;
  const done = completed(command, state, 'reported');
  const { equityId, jurisdictions } = state;
  const broken = [
    ...allRefusals([notBeforeFiling, completedAsFiled], command, state),
    // The clauses and the register are held against what was registered, not against what was filed.
    ...allRefusals(completionRules, command, { ...state, changes }),
  ];
  const found = broken.map((rejection) =>
    fact(command, 'EquityDiscrepancyFound', { equityId, discrepancy: discrepancyOf(rejection), about: done.type }, jurisdictions),
  );
  return [done, ...found, ...suspicion(command, continued(state, done))];
};

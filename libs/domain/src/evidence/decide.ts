import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import type { EvidenceCommand } from './commands.ts';
import { type EvidenceFact, evidenceEvents } from './events.ts';
import { evidenceRefusals, notBeforeStoring, storingRules, withdrawnSo } from './rules.ts';
import type { EvidenceState } from './state.ts';

const fact = factsOf(evidenceEvents);
type CommandNamed<T extends EvidenceCommand['type']> = Extract<EvidenceCommand, { type: T }>;

/** Decides on an `evidence-<id>` stream. */
export const decide = (command: EvidenceCommand, state: EvidenceState): Decision<EvidenceFact> => {
  switch (command.type) {
    case 'StoreEvidence':
      return store(command, state);
    case 'WithdrawEvidence':
      return withdraw(command, state);
  }
};

const store = (command: CommandNamed<'StoreEvidence'>, state: EvidenceState): Decision<EvidenceFact> => {
  const refused = firstRefusal(storingRules, command, state);
  if (refused !== undefined) return refused;
  if (state.kind === 'stored') return [];
  const { evidenceId, sha256, mediaType, fileName, received, jurisdictions } = command.data;
  return [fact(command, 'EvidenceStored', { evidenceId, sha256, size: received.size, mediaType, fileName }, jurisdictions)];
};

const withdraw = (command: CommandNamed<'WithdrawEvidence'>, state: EvidenceState): Decision<EvidenceFact> => {
  if (state.kind === 'absent') return refuse(evidenceRefusals, 'evidence-not-stored');
  if (state.kind === 'withdrawn') return withdrawnSo(command, state) ?? [];
  return notBeforeStoring(command, state) ?? [fact(command, 'EvidenceWithdrawn', command.data, state.jurisdictions)];
};

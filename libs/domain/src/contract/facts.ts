import { discrepancyOf, factsOf, type Rejection } from '../kernel/index.ts';
import type { ContractCommand } from './commands.ts';
import { type ContractFact, contractEvents } from './events.ts';
import type { Contract } from './state.ts';

export const fact = factsOf(contractEvents);

/** A reported fact, and beside it every rule that it breaks. */
export const reported = (
  command: ContractCommand,
  { contractId, towns }: Contract,
  told: ContractFact,
  broken: readonly (Rejection | undefined)[],
): readonly ContractFact[] => [
  told,
  ...broken
    .filter((refusal) => refusal !== undefined)
    .map((refusal) =>
      fact(command, 'ContractDiscrepancyFound', { contractId, discrepancy: discrepancyOf(refusal), about: told.type }, towns),
    ),
];

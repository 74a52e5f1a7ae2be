// What becomes of a contract when one of its parcels is retired, split, merged or declared a duplicate. Only reactions say so.
import { type Decision, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { ContractFact } from './events.ts';
import { fact, reported } from './facts.ts';
import { contractRefusals, inForce } from './rules.ts';
import type { Contract } from './state.ts';

const shown = 4;

/**
 * The contract does not move by itself: a 补充协议 or a correction names the successors. Until then a discrepancy says so,
 * unless the contract had ended before or names the parcel no longer.
 */
export const recordParcelEnded = (command: CommandNamed<'RecordContractParcelEnded'>, state: Contract): Decision<ContractFact> => {
  const { parcelId, endedBy, successors } = command.data;
  const known = state.parcelsEnded.some((each) => each.parcelId === parcelId && each.endedBy === endedBy);
  if (known || !state.particulars.parcelIds.includes(parcelId)) return [];
  const ended = fact(command, 'ContractParcelEnded', command.data, state.towns);
  if (inForce(command, state) !== undefined) return [ended];
  const named = [...successors.slice(0, shown), ...(successors.length > shown ? [`… (${successors.length})`] : [])].join(', ');
  const left = refuse(contractRefusals, 'contract-parcel-ended', { parcelId, on: command.effectiveOn, successors: named || '—' });
  return reported(command, state, ended, [left]);
};

export const recordParcelRestored = (command: CommandNamed<'RecordContractParcelRestored'>, state: Contract): Decision<ContractFact> => {
  const { parcelId, endedBy } = command.data;
  const ended = state.parcelsEnded.find((each) => each.parcelId === parcelId && each.endedBy === endedBy);
  return ended === undefined ? [] : [fact(command, 'ContractParcelRestored', command.data, state.towns, ended.entry)];
};

// What other streams say of the parcel of a title: that it ended and what came after it, which contracts name it, and what they
// asked for in vain. Only reactions say so.
import type { Decision } from '../kernel/index.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { fact, recorded } from './recorded.ts';
import { rightOf } from './rights.ts';
import { unknown } from './rules.ts';
import { foundKey, type Title } from './state.ts';

/** The parcel is no more (分割, 合并, 注销): every right that stands is found, because somebody has to register it anew. */
export const endParcel = (command: RightCommandNamed<'EndTitleParcel'>, title: Title): Decision<RightFact> => {
  const { jurisdiction, ...data } = command.data;
  if (title.endings.some(({ endedBy }) => endedBy === data.endedBy)) return [];
  const next = fact(command, 'TitleParcelEnded', data, [jurisdiction, ...title.jurisdictions]);
  return recorded(command, title, next, 'reported');
};

export const restoreParcel = (command: RightCommandNamed<'RestoreTitleParcel'>, title: Title): Decision<RightFact> => {
  const ending = title.endings.find(({ endedBy }) => endedBy === command.data.endedBy);
  if (ending === undefined) return [];
  const next = fact(command, 'TitleParcelRestored', command.data, title.jurisdictions, ending.entry);
  return recorded(command, title, next, 'reported');
};

export const nameContract = (command: RightCommandNamed<'NameTitleContract'>, title: Title): Decision<RightFact> => {
  const { parcelId, contractId, jurisdiction } = command.data;
  if (title.contracts.includes(contractId)) return [];
  return [fact(command, 'TitleContractNamed', { parcelId, contractId }, [jurisdiction, ...title.jurisdictions])];
};

/** What was asked of the title and refused does not get lost: it is a discrepancy, once. */
export const recordRefusal = (command: RightCommandNamed<'RecordTitleRefusal'>, title: Title): Decision<RightFact> => {
  const { parcelId, rightId, refusal: discrepancy, about } = command.data;
  if (rightOf(title, rightId) === undefined) return unknown('right', rightId);
  const data = { parcelId, rightId, discrepancy, about };
  return title.found.includes(foundKey(data)) ? [] : [fact(command, 'TitleDiscrepancyFound', data, title.jurisdictions)];
};

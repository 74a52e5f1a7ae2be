// How a parcel ends here: retired, because the land is cut or joined otherwise, or declared a second entry of another parcel.
import { type Decision, discrepancyOf, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { type ParcelFact, parcelEvents } from './events.ts';
import {
  notBeforeDeclaration,
  notBeforeRetirement,
  notDuplicate,
  nothingHoldsLater,
  notRetired,
  parcelRefusals,
  retiredByTheSame,
  succeededByOthers,
  survivorIsAnother,
  survivorSurvives,
} from './rules.ts';
import type { Entered, Retirement } from './state.ts';

const fact = factsOf(parcelEvents);

/** The same split, merger or notice, which the same parcels succeed in whatever order they are named. */
const sameAct = (known: Retirement, { lineageId, successors }: CommandNamed<'RetireParcel'>['data']): boolean =>
  known.lineageId === lineageId && new Set(known.successors).symmetricDifference(new Set(successors)).size === 0;

/** Decided, it is refused when something holds later; reported, it is recorded with what is wrong about it. */
export const retire = (command: CommandNamed<'RetireParcel' | 'ReportParcelRetirement'>, state: Entered): Decision<ParcelFact> => {
  const { data, effectiveOn } = command;
  const { retirement, jurisdiction, parcelId } = state;
  if (retirement !== null && retirement.on === effectiveOn && sameAct(retirement, data)) return [];
  const refused = firstRefusal([notRetired, succeededByOthers], command, state);
  if (refused !== undefined) return refused;
  const broken = nothingHoldsLater(command, state);
  const codes = [...state.codes];
  if (command.type === 'RetireParcel')
    return broken ?? [fact(command, 'ParcelRetired', { ...data, codes, basis: 'decided' }, [jurisdiction])];
  const retired = fact(command, 'ParcelRetired', { ...data, codes, basis: 'reported' }, [jurisdiction]);
  if (broken === undefined) return [retired];
  const found = { parcelId, discrepancy: discrepancyOf(broken), about: retired.type };
  return [retired, fact(command, 'ParcelDiscrepancyFound', found, [jurisdiction])];
};

export const annulRetirement = (command: CommandNamed<'AnnulParcelRetirement'>, state: Entered): Decision<ParcelFact> => {
  const { parcelId, retirement, jurisdiction } = state;
  if (retirement === null) return [];
  const annulled = fact(command, 'ParcelRetirementAnnulled', { parcelId, reason: command.data.reason }, [jurisdiction], retirement.id);
  return firstRefusal([retiredByTheSame, notBeforeRetirement], command, state) ?? [annulled];
};

export const declareDuplicate = (command: CommandNamed<'DeclareParcelDuplicate'>, state: Entered): Decision<ParcelFact> => {
  const { survivor, reason } = command.data;
  const { parcelId, duplicate, jurisdiction } = state;
  if (duplicate?.survivor === survivor) return [];
  const declared = fact(command, 'ParcelDuplicateDeclared', { parcelId, survivor, reason }, [jurisdiction]);
  return firstRefusal([notDuplicate, survivorIsAnother, survivorSurvives], command, state) ?? [declared];
};

export const revokeDuplicate = (command: CommandNamed<'RevokeParcelDuplicate'>, state: Entered): Decision<ParcelFact> => {
  const { reason, codesPassed = [] } = command.data;
  const { parcelId, duplicate, jurisdiction } = state;
  if (duplicate === null) return [];
  const annulled = fact(command, 'ParcelDuplicateAnnulled', { parcelId, reason }, [jurisdiction], duplicate.id);
  const found = codesPassed.map((code) => {
    const discrepancy = discrepancyOf(refuse(parcelRefusals, 'parcel-code-passed', { code }));
    return fact(command, 'ParcelDiscrepancyFound', { parcelId, discrepancy, about: annulled.type }, [jurisdiction]);
  });
  return notBeforeDeclaration(command, state) ?? [annulled, ...found];
};

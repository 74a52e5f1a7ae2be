import { type Decision, factsOf, firstRefusal, type Reservation, refuse, reservationOf, valueOn } from '../kernel/index.ts';
import { codeOn } from './codes.ts';
import type { CommandNamed, ParcelCommand, ReserveParcelCode } from './commands.ts';
import { correctArea, observeArea, resolveConflict } from './decide-area.ts';
import { annulRetirement, declareDuplicate, retire, revokeDuplicate } from './decide-end.ts';
import { annulParticular, correctParticular, record } from './decide-particular.ts';
import { type ParcelCodeFact, type ParcelFact, parcelEvents } from './events.ts';
import {
  codeLiesInDistrict,
  notBeforeEntry,
  notDuplicate,
  notRetiredYet,
  parcelRefusals,
  sameArea,
  unitCodeFitsParcelCode,
} from './rules.ts';
import type { Entered, ParcelState } from './state.ts';

const fact = factsOf(parcelEvents);

/** Decides on a `parcel-<id>` stream. */
export const decide = (command: ParcelCommand, state: ParcelState): Decision<ParcelFact> => {
  if (command.type === 'EnterParcel') return enter(command, state);
  if (command.type === 'EnterSuccessorParcel') return enterSuccessor(command, state);
  if (state.kind === 'absent') return refuse(parcelRefusals, 'parcel-not-entered');
  const refused = notBeforeEntry(command, state);
  if (refused !== undefined) return refused;
  if (command.type === 'DeclareParcelDuplicate') return declareDuplicate(command, state);
  if (command.type === 'RevokeParcelDuplicate') return revokeDuplicate(command, state);
  return notDuplicate(command, state) ?? decideUnique(command, state);
};

type ToTheEntry = CommandNamed<'EnterParcel' | 'EnterSuccessorParcel' | 'DeclareParcelDuplicate' | 'RevokeParcelDuplicate'>;
type ToTheParcel = Exclude<ParcelCommand, ToTheEntry>;

/** On a parcel that is no duplicate: its end, and corrections, which it takes even when it has ended. */
const decideUnique = (command: ToTheParcel, state: Entered): Decision<ParcelFact> => {
  switch (command.type) {
    case 'RetireParcel':
    case 'ReportParcelRetirement':
      return retire(command, state);
    case 'AnnulParcelRetirement':
      return annulRetirement(command, state);
    case 'CorrectParcelArea':
      return correctArea(command, state);
    case 'ResolveParcelAreaConflict':
      return resolveConflict(command, state);
    case 'CorrectParcelParticular':
      return correctParticular(command, state);
    case 'AnnulParcelParticular':
      return annulParticular(command, state);
    default:
      return notRetiredYet(command, state) ?? observe(command, state);
  }
};

type Ending = CommandNamed<'RetireParcel' | 'ReportParcelRetirement' | 'AnnulParcelRetirement'>;
type Correcting = CommandNamed<'CorrectParcelArea' | 'ResolveParcelAreaConflict' | 'CorrectParcelParticular' | 'AnnulParcelParticular'>;

/** What holds from the command's day on. */
const observe = (command: Exclude<ToTheParcel, Ending | Correcting>, state: Entered): Decision<ParcelFact> => {
  const concerned = [state.jurisdiction];
  switch (command.type) {
    case 'ObserveParcelArea':
      return observeArea(command, state);
    case 'ObserveParcelAddress':
      return command.data.address === valueOn(state.addresses, command.effectiveOn)
        ? []
        : [fact(command, 'ParcelAddressObserved', { parcelId: state.parcelId, address: command.data.address }, concerned)];
    case 'AssignParcelCode':
      return assignCode(command, state);
    case 'ChangeParcelLandUse':
      return record(fact(command, 'ParcelLandUseChanged', command.data, concerned), state);
    case 'ChangeParcelLegality':
      return record(fact(command, 'ParcelLegalityChanged', command.data, concerned), state);
    case 'RecordParcelOwnership':
      return record(fact(command, 'ParcelOwnershipRecorded', command.data, concerned), state);
    case 'RecordParcelGrowthBoundary':
      return record(fact(command, 'ParcelGrowthBoundaryRecorded', command.data, concerned), state);
    case 'RecordParcelDevelopmentZone':
      return record(fact(command, 'ParcelDevelopmentZoneRecorded', command.data, concerned), state);
    case 'RecordParcelTenure':
      return record(fact(command, 'ParcelTenureRecorded', command.data, concerned), state);
    case 'RecordParcelLeasingUse':
      return record(fact(command, 'ParcelLeasingUseRecorded', command.data, concerned), state);
    case 'RecordParcelGeometry':
      return record(fact(command, 'ParcelGeometryRecorded', command.data, concerned), state);
  }
};

const enter = (command: CommandNamed<'EnterParcel'>, state: ParcelState): Decision<ParcelFact> => {
  const { area, rank, ...particulars } = command.data;
  const entered = fact(command, 'ParcelEntered', { ...particulars, observed: area === null ? null : { area, rank } }, [
    particulars.jurisdiction,
  ]);
  if (state.kind === 'absent') return [entered];
  const same =
    state.name === particulars.name &&
    state.jurisdiction === particulars.jurisdiction &&
    (area === null || state.observations.some((each) => sameArea(each.area, area)));
  return same ? [] : refuse(parcelRefusals, 'parcel-already-entered');
};

/** What comes out of a split or merger is entered with its descent in one append. */
const enterSuccessor = (command: CommandNamed<'EnterSuccessorParcel'>, state: ParcelState): Decision<ParcelFact> => {
  const { area, lineageId, by, parents, ...particulars } = command.data;
  const { parcelId, jurisdiction } = particulars;
  if (state.kind === 'entered') return state.lineageId === lineageId ? [] : refuse(parcelRefusals, 'parcel-already-entered');
  const observed = area === null ? null : { area, rank: 0 };
  return [
    fact(command, 'ParcelEntered', { ...particulars, observed }, [jurisdiction]),
    fact(command, 'ParcelDescended', { parcelId, lineageId, by, parents }, [jurisdiction]),
  ];
};

const assignCode = (command: CommandNamed<'AssignParcelCode'>, state: Entered): Decision<ParcelFact> => {
  const { assigned } = command.data;
  if (codeOn(state.assigned, assigned.kind, command.effectiveOn) === assigned.code) return [];
  const refused = firstRefusal([codeLiesInDistrict, unitCodeFitsParcelCode], command, state);
  if (refused !== undefined) return refused;
  return [fact(command, 'ParcelCodeAssigned', { parcelId: state.parcelId, assigned }, [state.jurisdiction])];
};

/** Decides on a `parcelcode-<code>` stream. A code stays with a parcel that was retired, and passes on from a duplicate. */
export const decideCode = (command: ReserveParcelCode, state: Reservation): Decision<ParcelCodeFact> => {
  const { code, parcelId, jurisdiction, duplicate } = command.data;
  const reservation = reservationOf(state, code, parcelId);
  if (reservation === 'free') return [fact(command, 'ParcelCodeReserved', { code, parcelId }, [jurisdiction])];
  if (reservation === 'own') return [];
  return state.holder === duplicate
    ? [fact(command, 'ParcelCodePassed', { code, parcelId, from: duplicate }, [jurisdiction])]
    : reservation;
};

import { type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import type { organisationKinds, PartyEvent } from './events.ts';

export interface Absent {
  readonly kind: 'absent';
}

/** A name, and the event that gave it. */
export interface GivenName {
  readonly id: string;
  readonly name: string;
}

/** What the party legally is: existing, without licence (吊销), or ended by deregistration, merger or division. */
export interface Standing {
  readonly status: 'existing' | 'licence-revoked' | 'deregistered' | 'merged' | 'divided';
  /** The parties that a merger or a division led to. */
  readonly into: readonly string[];
}

export interface ForeignRegister {
  readonly country: string;
  readonly register: string;
  readonly number: string;
}

export interface Entered {
  readonly kind: 'entered';
  readonly partyId: string;
  readonly partyKind: 'enterprise' | (typeof organisationKinds)[number] | 'natural-person';
  readonly enteredOn: EffectiveDate;
  /** Name and home as entered; the name of a natural person lies in the vault. */
  readonly name: string | null;
  readonly jurisdiction: string;
  readonly names: Timeline<GivenName>;
  readonly homes: Timeline<string>;
  readonly standing: Timeline<Standing>;
  readonly uscc: string | null;
  /** Codes that a register named for it and it cannot have. */
  readonly claims: readonly string[];
  readonly foreignRegisters: readonly ForeignRegister[];
  /** The record in the vault that counts, and the event that named it. */
  readonly person: { readonly id: string; readonly vaultRecord: string } | null;
  /** Its key was destroyed: it reads as 已删除自然人. */
  readonly erased: boolean;
  readonly controllers: readonly { readonly controllerId: string; readonly controls: Timeline<boolean> }[];
  /** The entry that goes on instead of this one, unless that was revoked. */
  readonly duplicate: { readonly sameAs: string; readonly revoked: boolean } | null;
  /** Parcels that a list names it for, whatever its right to them, and the towns these lie in. */
  readonly landUserOf: readonly string[];
  readonly landTowns: readonly string[];
}

export type PartyState = Absent | Entered;

export const absent: PartyState = { kind: 'absent' };

/** The name the party had on a day; null for a natural person and before the first. */
export const nameOn = ({ names }: Entered, on: EffectiveDate): string | null => valueOn(names, on)?.name ?? null;

/** The legal status of the party on a day. */
export const standingOn = ({ standing }: Entered, on: EffectiveDate): Standing => valueOn(standing, on) ?? { status: 'existing', into: [] };

/** The status of a party that goes on from a day: without its licence when it had lost that. */
export const statusGoingOn = (state: Entered, on: EffectiveDate): 'existing' | 'licence-revoked' =>
  standingOn(state, on).status === 'licence-revoked' ? 'licence-revoked' : 'existing';

export const sameStanding = (left: Standing, right: Standing): boolean =>
  left.status === right.status && left.into.join() === right.into.join();

/** Whether a status is the end of the party: nothing is done by it or to it afterwards. */
export const isEnded = ({ status }: Standing): boolean => status === 'deregistered' || status === 'merged' || status === 'divided';

/** Who was declared to control the party on a day (实际控制人), in the order of the first declarations. */
export const declaredControllersOn = ({ controllers }: Entered, on: EffectiveDate): readonly string[] =>
  controllers.filter(({ controls }) => valueOn(controls, on) === true).map(({ controllerId }) => controllerId);

/** Every place that a fact of a day concerns: the homes on that day and later, and the towns where lists name the party. */
export const concernedFrom = ({ homes, landTowns }: Entered, on: EffectiveDate): readonly string[] => {
  const then = valueOn(homes, on);
  return [...homes.filter(({ from, value }) => from >= on || value === then).map(({ value }) => value), ...landTowns];
};

type EntryEvent = Extract<PartyEvent, { type: 'EnterpriseEntered' | 'OrganisationEntered' | 'NaturalPersonEntered' }>;

/** What an entry says of the party beside where it is at home. */
const particularsOf = (event: EntryEvent): Pick<Entered, 'partyKind' | 'name' | 'uscc' | 'foreignRegisters' | 'person'> => {
  const none = { uscc: null, foreignRegisters: [], person: null };
  switch (event.type) {
    case 'EnterpriseEntered':
      return { ...none, partyKind: 'enterprise', name: event.data.name, uscc: event.data.uscc };
    case 'OrganisationEntered': {
      const { kind, name, uscc, foreignRegister } = event.data;
      return { ...none, partyKind: kind, name, uscc, foreignRegisters: foreignRegister === null ? [] : [foreignRegister] };
    }
    case 'NaturalPersonEntered':
      return { ...none, partyKind: 'natural-person', name: null, person: { id: event.id, vaultRecord: event.data.vaultRecord } };
  }
};

const enteredBy = (event: EntryEvent): Entered => {
  const { partyId, jurisdiction } = event.data;
  const from = event.effectiveOn;
  const particulars = particularsOf(event);
  return {
    kind: 'entered',
    partyId,
    enteredOn: from,
    jurisdiction,
    ...particulars,
    names: particulars.name === null ? [] : [{ from, value: { id: event.id, name: particulars.name } }],
    homes: [{ from, value: jurisdiction }],
    standing: [],
    claims: [],
    erased: false,
    controllers: [],
    duplicate: null,
    landUserOf: [],
    landTowns: [],
  };
};

const stands = (state: Entered, from: EffectiveDate, status: Standing['status'], into: readonly string[] = []): Entered => ({
  ...state,
  standing: holdingFrom(state.standing, from, { status, into }),
});

const controlled = (state: Entered, from: EffectiveDate, controllerId: string, controls: boolean): Entered => {
  const known = state.controllers.find((each) => each.controllerId === controllerId) ?? { controllerId, controls: [] };
  const changed = { controllerId, controls: holdingFrom(known.controls, from, controls) };
  return {
    ...state,
    controllers: state.controllers.includes(known)
      ? state.controllers.map((each) => (each === known ? changed : each))
      : [...state.controllers, changed],
  };
};

/** Folds one event of a `party-<id>` stream. */
export const evolve = (state: PartyState, event: PartyEvent): PartyState => {
  if (event.type === 'EnterpriseEntered' || event.type === 'OrganisationEntered' || event.type === 'NaturalPersonEntered')
    return enteredBy(event);
  if (state.kind === 'absent') return state;
  const from = event.effectiveOn;
  switch (event.type) {
    case 'NaturalPersonCorrected':
      return { ...state, person: { id: event.id, vaultRecord: event.data.vaultRecord } };
    case 'PersonErased':
      return { ...state, erased: true };
    case 'UsccAssigned':
      return { ...state, uscc: event.data.uscc };
    case 'UsccClaimed':
      return { ...state, claims: [...state.claims, event.data.uscc] };
    case 'ForeignRegisterRecorded':
      return { ...state, foreignRegisters: [...state.foreignRegisters, event.data.foreignRegister] };
    case 'PartyRenamed':
      return { ...state, names: holdingFrom(state.names, from, { id: event.id, name: event.data.name }) };
    case 'PartyNameCorrected':
      return {
        ...state,
        names: state.names.map((each) =>
          each.value.id === event.corrects ? { ...each, value: { ...each.value, name: event.data.name } } : each,
        ),
      };
    case 'PartyMoved':
      return { ...state, homes: holdingFrom(state.homes, from, event.data.jurisdiction) };
    case 'PartyDissolved':
      return stands(state, from, event.data.manner);
    case 'PartyMerged':
      return stands(state, from, 'merged', [event.data.into]);
    case 'PartyDivided':
      return stands(state, from, event.data.continues ? statusGoingOn(state, from) : 'divided', event.data.into);
    case 'PartyRestored':
      return stands(state, from, 'existing');
    case 'PartyDuplicateDeclared':
      return { ...state, duplicate: { sameAs: event.data.sameAs, revoked: false } };
    case 'PartyDuplicateRevoked':
      return { ...state, duplicate: { sameAs: event.data.sameAs, revoked: true } };
    case 'ActualControllerDeclared':
      return controlled(state, from, event.data.controllerId, true);
    case 'ActualControllerEnded':
      return controlled(state, from, event.data.controllerId, false);
    case 'LandUserListed':
      return {
        ...state,
        landUserOf: [...state.landUserOf, event.data.parcelId],
        landTowns: [...new Set([...state.landTowns, event.data.jurisdiction])],
      };
    case 'PartyDiscrepancyFound':
      return state;
  }
};

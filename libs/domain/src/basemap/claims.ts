// What a record says, attribute by attribute, and when two records say the same.
import { areaInUnits, levelOf, nameKey } from '../kernel/index.ts';
import type { BaseMapFact, Claim } from './events.ts';

type Read = Extract<BaseMapFact, { type: 'BaseMapRecordRead' }>['data'];

const said = <A extends string, V>(attribute: A, value: V | null): readonly { readonly attribute: A; readonly value: V }[] =>
  value === null ? [] : [{ attribute, value }];

/** The claims of a record, at most one per attribute; of what the record leaves out there is none. */
export const claimsOf = (read: Pick<Read, 'origin' | 'recordNumber' | 'unitCode' | 'jurisdiction' | 'values'>): readonly Claim[] => {
  const { origin, recordNumber, unitCode, jurisdiction, values } = read;
  const statements = [
    ...said('area', values.area),
    ...said('landUse', values.landUse),
    ...said('ownership', values.ownership),
    ...said('legality', values.legality),
    ...said('address', values.address),
    ...said('holder', values.holder),
    ...said('soe', values.soe),
    ...said('geometry', values.geometry),
    ...said('parcelCode', unitCode),
    ...said('town', levelOf(jurisdiction) === 'town' ? jurisdiction : null),
  ];
  return statements.map((statement) => ({ ...statement, origin, recordNumber }));
};

/** One text for values that are the same: 30 亩 and 20,000 m² have one, and so have two spellings of a name. */
export const comparable = (claim: Claim): string => {
  switch (claim.attribute) {
    case 'area':
      return String(areaInUnits(claim.value));
    case 'landUse':
      return claim.value.use === 'other' ? `other ${nameKey(claim.value.printed)}` : claim.value.use;
    case 'holder':
      return claim.value.kind === 'organisation' ? `organisation ${nameKey(claim.value.name)}` : claim.value.kind;
    case 'soe':
      return JSON.stringify([nameKey(claim.value.enterprise), claim.value.batch]);
    case 'address':
      return nameKey(claim.value);
    case 'ownership':
    case 'legality':
    case 'geometry':
    case 'parcelCode':
    case 'town':
      return claim.value;
  }
};

const identity = (claim: Claim | null | undefined): string =>
  claim ? JSON.stringify([claim.origin, claim.recordNumber, comparable(claim)]) : '';

/** True when it is the same record that says the same; two nothings are the same. */
export const sameClaim = (left: Claim | null | undefined, right: Claim | null | undefined): boolean => identity(left) === identity(right);

/** True when two readings of a record say the same of everything. */
export const sameContent = (left: readonly Claim[], right: readonly Claim[]): boolean => {
  const content = (claims: readonly Claim[]) => JSON.stringify(claims.map((claim) => [claim.attribute, comparable(claim)]));
  return content(left) === content(right);
};

/** The claims that differ, each with the first that makes it. */
export const distinctClaims = (claims: readonly Claim[]): readonly Claim[] =>
  claims.filter((claim, i) => claims.findIndex((other) => comparable(other) === comparable(claim)) === i);

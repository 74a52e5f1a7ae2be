// The codes of a parcel by day. A 不动产单元代码 begins with the 宗地代码 of its own day, and ends with it when the parcel is coded anew.
import { type EffectiveDate, parcelCodeOfUnit, type Timeline, valueOn } from '../kernel/index.ts';

export interface AssignedCode {
  readonly kind: 'parcel-code' | 'real-estate-unit-code' | 'unified-code';
  readonly code: string;
}

export type Codes = Timeline<AssignedCode>;

const ofKind = (codes: Codes, kind: AssignedCode['kind']): Codes => codes.filter(({ value }) => value.kind === kind);

/** The code of a kind that was assigned last by a day. */
export const codeOn = (codes: Codes, kind: AssignedCode['kind'], on: EffectiveDate): string | undefined =>
  valueOn(ofKind(codes, kind), on)?.code;

/** A unit code and the parcel code of its day, where it does not begin with that. */
export const misfit = (codes: Codes): { readonly code: string; readonly parcelCode: string } | undefined => {
  for (const { from, value } of ofKind(codes, 'real-estate-unit-code')) {
    const parcelCode = codeOn(codes, 'parcel-code', from);
    if (parcelCode !== undefined && parcelCodeOfUnit(value.code) !== parcelCode) return { code: value.code, parcelCode };
  }
  return undefined;
};

/** The codes in force as far as is known, one of each kind at most. */
export const presentCodes = (codes: Codes): readonly AssignedCode[] => {
  const last = codes.map(({ value }) => value).filter((code, n, all) => all.findLastIndex(({ kind }) => kind === code.kind) === n);
  const parcelCode = last.find(({ kind }) => kind === 'parcel-code')?.code;
  return last.filter(
    ({ kind, code }) => kind !== 'real-estate-unit-code' || parcelCode === undefined || parcelCodeOfUnit(code) === parcelCode,
  );
};

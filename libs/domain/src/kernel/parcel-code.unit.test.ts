import { describe, expect, it } from 'vitest';
import { countyOf, parcelCode, parcelCodeOfUnit, realEstateUnitCode } from './parcel-code.ts';

describe('宗地代码', () => {
  it.each([
    ['310116112001GB00001', 'state-owned, surface'],
    ['310116112001GS00001', 'state-owned, above ground'],
    ['310116112001GX99999', 'state-owned, below ground'],
    ['310116112001JB00042', 'collective'],
    ['310116112001ZB00001', 'ownership undetermined'],
  ])('takes %s: %s', (code) => expect(parcelCode.parse(code)).toBe(code));
  it.each([
    ['310116112001GB00000', 'numbers begin at 00001'],
    ['310116112001GB0001', 'too short'],
    ['310116112001GB000011', 'too long'],
    ['310116112001AB00001', 'no such ownership letter'],
    ['310116112001GI00001', 'I is no feature letter'],
    ['310116112001GT00001', 'T is no feature letter'],
    ['310116112001gb00001', 'small letters'],
    ['31011611200XGB00001', 'a letter among the digits'],
    ['310116 112001 GB00001', 'spaces of the print'],
    ['', 'nothing'],
  ])('refuses %j: %s', (code) => expect(parcelCode.safeParse(code).success).toBe(false));
  it('names its county in the first six digits', () => expect(countyOf('310116112001GB00001')).toBe('310116'));
});

describe('不动产单元代码', () => {
  it.each([
    ['310116112001GB00001F00010001', 'a building and a unit in it'],
    ['310116112001GB00001W00000000', 'nothing fixed to the land'],
    ['310116112001JB00042L00000001', 'trees'],
    ['310116112001GB00001Q00000001', 'something else'],
  ])('takes %s: %s', (code) => expect(realEstateUnitCode.parse(code)).toBe(code));
  it.each([
    ['310116112001GB00001W00000001', 'W is followed by zeros only'],
    ['310116112001GB00001X00010001', 'no such feature'],
    ['310116112001GB00001F0001000', 'too short'],
    ['310116 112001 GB00001 F00010001', 'spaces of the print'],
    ['310116112001GB00001', 'a parcel code only'],
  ])('refuses %j: %s', (code) => expect(realEstateUnitCode.safeParse(code).success).toBe(false));
  it('begins with the parcel code', () => {
    const inside = parcelCodeOfUnit('310116112001GB00001F00010001');
    expect(inside).toBe('310116112001GB00001');
    expect(parcelCode.safeParse(inside).success).toBe(true);
  });
});

// The policy of the parcel context: each rule is a function that names what is wrong, or nothing.
import {
  type Area,
  areaInUnits,
  type Command,
  countyOf,
  parcelCodeOfUnit,
  type RefusalCatalogue,
  type Rule,
  refuse,
} from '../kernel/index.ts';
import type { ParcelCommand } from './commands.ts';
import { areaConflict, type Entered } from './state.ts';

export const parcelRefusals = {
  'parcel-not-entered': {
    kind: 'conflict',
    en: 'The parcel has not been entered.',
    zh: '该地块尚未入库。',
  },
  'parcel-already-entered': {
    kind: 'conflict',
    en: 'The parcel has already been entered with other particulars; record a correction instead.',
    zh: '该地块已入库且内容不同，请以更正方式记载。',
  },
  'parcel-before-entry': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the parcel was entered, {enteredOn}.',
    zh: '生效日期{effectiveOn}早于该地块入库日期{enteredOn}。',
  },
  'area-observation-unknown': {
    kind: 'unacceptable',
    en: 'The parcel has no area observation {observation}.',
    zh: '该地块没有编号为{observation}的面积记载。',
  },
  'area-conflict-not-open': {
    kind: 'conflict',
    en: 'The parcel has no open area conflict.',
    zh: '该地块没有待解决的面积冲突。',
  },
  'area-conflict-opened-later': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before {since}, since when the figures to choose from are there.',
    zh: '生效日期{effectiveOn}早于{since}，届时待选面积尚未齐备。',
  },
  'parcel-code-outside-district': {
    kind: 'unacceptable',
    en: 'Code {code} names county {county}, but the parcel lies in district {district}.',
    zh: '代码{code}所属区县为{county}，与地块所在区{district}不一致。',
  },
  'unit-code-of-another-parcel': {
    kind: 'unacceptable',
    en: 'The first 19 characters of unit code {code} differ from the parcel code {parcelCode}.',
    zh: '不动产单元代码{code}的前19位与宗地代码{parcelCode}不一致。',
  },
} as const satisfies RefusalCatalogue;

export const sameArea = (left: Area, right: Area): boolean => areaInUnits(left) === areaInUnits(right);

export const notBeforeEntry: Rule<Command, Entered> = ({ effectiveOn }, { enteredOn }) =>
  effectiveOn < enteredOn ? refuse(parcelRefusals, 'parcel-before-entry', { effectiveOn, enteredOn }) : undefined;

type CommandNamed<T extends ParcelCommand['type']> = Extract<ParcelCommand, { type: T }>;

export const observationIsKnown: Rule<CommandNamed<'CorrectParcelArea' | 'ResolveParcelAreaConflict'>, Entered> = (
  { data: { observation } },
  { observations },
) => (observations.some(({ id }) => id === observation) ? undefined : refuse(parcelRefusals, 'area-observation-unknown', { observation }));

export const conflictIsOpen: Rule<Command, Entered> = (_, state) =>
  areaConflict(state) === 'open' ? undefined : refuse(parcelRefusals, 'area-conflict-not-open');

export const resolutionFollowsOpening: Rule<CommandNamed<'ResolveParcelAreaConflict'>, Entered> = (
  { effectiveOn, data: { observation } },
  { observations, openedOn },
) => {
  const dates = [openedOn ?? effectiveOn, ...observations.filter(({ id }) => id === observation).map(({ on }) => on)];
  const since = dates.reduce((latest, next) => (next > latest ? next : latest));
  return effectiveOn < since ? refuse(parcelRefusals, 'area-conflict-opened-later', { effectiveOn, since }) : undefined;
};

export const codeLiesInDistrict: Rule<CommandNamed<'AssignParcelCode'>, Entered> = ({ data: { assigned } }, { jurisdiction }) => {
  const county = countyOf(assigned.code);
  const district = jurisdiction.slice(0, 6);
  return county === district
    ? undefined
    : refuse(parcelRefusals, 'parcel-code-outside-district', { code: assigned.code, county, district });
};

export const unitCodeFitsParcelCode: Rule<CommandNamed<'AssignParcelCode'>, Entered> = ({ data: { assigned } }, { codes }) => {
  const pair = [...codes.filter(({ kind }) => kind !== assigned.kind), assigned];
  const parcel = pair.find(({ kind }) => kind === 'parcel-code');
  const unit = pair.find(({ kind }) => kind === 'real-estate-unit-code');
  return parcel === undefined || unit === undefined || parcelCodeOfUnit(unit.code) === parcel.code
    ? undefined
    : refuse(parcelRefusals, 'unit-code-of-another-parcel', { code: unit.code, parcelCode: parcel.code });
};

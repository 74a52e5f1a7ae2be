// The policy of the disposal context: each rule is a function that names what is wrong, or nothing.
import { type Area, areaInUnits, type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { DisposalCommand } from './commands.ts';
import type { EntryContent, Plan, PlanEntry } from './state.ts';

export const disposalRefusals = {
  'plan-entry-listed-otherwise': {
    kind: 'conflict',
    en: 'Row {row} of {list} in {document} is already listed with other content; correct or annul that entry instead.',
    zh: '{document}“{list}”第{row}行已列入且内容不同，请更正或撤销该条目。',
  },
  'plan-entry-unknown': {
    kind: 'unacceptable',
    en: 'The parcel has no plan entry {entry}.',
    zh: '该地块没有编号为{entry}的清单条目。',
  },
  'plan-entry-annulled': {
    kind: 'conflict',
    en: 'The entry for row {row} of {list} in {document} was annulled; list the row again instead.',
    zh: '{document}“{list}”第{row}行的条目已撤销，请重新列入。',
  },
  'plan-entry-before-listing': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the entry was listed, {listedOn}.',
    zh: '生效日期{effectiveOn}早于该条目列入日期{listedOn}。',
  },
} as const satisfies RefusalCatalogue;

type Amendment = Extract<DisposalCommand, { type: 'CorrectPlanEntry' | 'AnnulPlanEntry' }>;

const named = ({ data }: Amendment, { entries }: Plan): PlanEntry | undefined => entries.find(({ id }) => id === data.entry);

export const entryIsKnown: Rule<Amendment, Plan> = (command, plan) =>
  named(command, plan) === undefined ? refuse(disposalRefusals, 'plan-entry-unknown', { entry: command.data.entry }) : undefined;

export const entryStands: Rule<Amendment, Plan> = (command, plan) => {
  const entry = named(command, plan);
  if (entry?.annulled !== true) return undefined;
  const { document, list, row } = entry.content;
  return refuse(disposalRefusals, 'plan-entry-annulled', { document, list, row });
};

export const notBeforeListing: Rule<Amendment, Plan> = (command, plan) => {
  const listedOn = named(command, plan)?.listedOn;
  const { effectiveOn } = command;
  return listedOn !== undefined && effectiveOn < listedOn
    ? refuse(disposalRefusals, 'plan-entry-before-listing', { effectiveOn, listedOn })
    : undefined;
};

type Place = Pick<EntryContent, 'document' | 'list' | 'row'>;

export const samePlace = (left: Place, right: Place): boolean =>
  left.document === right.document && left.list === right.list && left.row === right.row;

const sameArea = (left: Area | null, right: Area | null): boolean =>
  left === null || right === null ? left === right : areaInUnits(left) === areaInUnits(right);

/** What a person compares between two lists. */
export const sameInComparison = (left: EntryContent, right: EntryContent): boolean =>
  left.category === right.category && left.mode === right.mode && left.year === right.year;

/** What a row says; how it was matched to the parcel is not part of it. */
export const sameRow = (left: EntryContent, right: EntryContent): boolean =>
  sameInComparison(left, right) &&
  left.jurisdiction === right.jurisdiction &&
  left.enterprise === right.enterprise &&
  left.mappedRoute === right.mappedRoute &&
  sameArea(left.area, right.area);

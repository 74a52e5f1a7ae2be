// What a draft must be so that it can be stored and read back, and on what it may rest; everything else is left to validation.
import { isDecimal, isWithin, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { Standard } from '../scoring/index.ts';
import type { CommandNamed } from './commands.ts';
import { standardRefusals } from './refusals.ts';
import type { StandardState } from './state.ts';

type Draft = Rule<CommandNamed<'DraftStandard'>, StandardState>;

/** Indicators of one standard: the published ones have 2 to 20. */
export const mostIndicators = 100;
/** Bytes of a standard as JSON: an event holds 60 KiB. */
export const mostBytes = 50_000;

/** The fields of a standard that hold a number, wherever they stand. */
const numbers = new Set([
  'value',
  'from',
  'below',
  'base',
  'cap',
  'floor',
  'low',
  'high',
  'level',
  'points',
  'weight',
  'total',
  'atLeast',
  'atMost',
]);

/** The first number of a content that is none, with its place: schemes/0/items/2/weight. */
const firstUnreadable = (value: unknown, path: string, field: string): Rejection | undefined => {
  if (typeof value === 'string')
    return numbers.has(field) && !isDecimal(value)
      ? refuse(standardRefusals, 'standard-number-unreadable', { place: path, number: value.slice(0, 40) })
      : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = firstUnreadable(inner, path === '' ? key : `${path}/${key}`, key);
    if (found !== undefined) return found;
  }
  return undefined;
};

const numbersAreReadable: Draft = ({ data }) => firstUnreadable(data.content, '', '');

const notTooManyIndicators: Draft = ({ data }) => {
  const count = data.content.indicators.length;
  return count > mostIndicators ? refuse(standardRefusals, 'standard-too-many-indicators', { count, most: mostIndicators }) : undefined;
};

/** In UTF-8. */
const bytesOf = (content: Standard): number => encodeURIComponent(JSON.stringify(content)).replaceAll(/%[\dA-F]{2}/g, ' ').length;

const notTooLarge: Draft = ({ data }) => {
  const bytes = bytesOf(data.content);
  return bytes > mostBytes ? refuse(standardRefusals, 'standard-too-large', { bytes, most: mostBytes }) : undefined;
};

const parentIsAbove: Draft = ({ data: { jurisdiction, parent } }) =>
  parent === null || isWithin(jurisdiction, parent.jurisdiction)
    ? undefined
    : refuse(standardRefusals, 'standard-parent-not-above', { parent: parent.jurisdiction, jurisdiction });

/** What is not published may still change, or never come. */
const parentIsPublished: Draft = ({ data: { parent, parentPublished } }) =>
  parent === null || parentPublished === true
    ? undefined
    : refuse(standardRefusals, 'standard-parent-not-published', {
        parent: parent.jurisdiction,
        year: parent.year,
        version: parent.version,
      });

export const draftRules: readonly Draft[] = [notTooManyIndicators, notTooLarge, numbersAreReadable, parentIsAbove, parentIsPublished];

// Codes name one thing each, and options are listed where they are chosen from.
import { type Rejection, refuse } from '../kernel/index.ts';
import type { Standard } from '../scoring/index.ts';
import { standardRefusals } from './refusals.ts';

/** The first code of a list that stands in it a second time. */
export const repeated = (codes: readonly string[]): string | undefined => codes.find((code, n) => codes.indexOf(code) < n);

const codesOnce = (place: string, codes: readonly string[]): readonly Rejection[] => {
  const code = repeated(codes);
  return code === undefined ? [] : [refuse(standardRefusals, 'standard-code-twice', { place, code })];
};

const codesOf = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

export const checkCodes = ({ quantities, indicators, cohorts, determinations, schemes }: Standard): readonly Rejection[] => [
  ...codesOnce('quantities', codesOf(quantities)),
  ...codesOnce('indicators', codesOf(indicators)),
  ...codesOnce('cohorts', codesOf(cohorts)),
  ...codesOnce('determinations', codesOf(determinations)),
  ...codesOnce('schemes', codesOf(schemes)),
  ...quantities.flatMap(({ code, options }) => codesOnce(`quantity ${code}`, options)),
  ...schemes.flatMap(({ code, items, extras, ties }) => [
    ...codesOnce(
      `scheme ${code} items`,
      items.map(({ indicator }) => indicator),
    ),
    ...codesOnce(`scheme ${code} extras`, codesOf(extras)),
    ...codesOnce(`scheme ${code} ties`, ties.by),
  ]),
];

/** What may be merged how: numbers are added or compared, options are ordered. */
const fits = {
  decimal: ['sum', 'largest', 'same'],
  option: ['same', 'foremost'],
} as const;

export const checkOptions = ({ quantities }: Standard): readonly Rejection[] =>
  quantities
    .filter(({ kind, options, merge }) => (kind === 'option') !== options.length > 0 || !(fits[kind] as readonly string[]).includes(merge))
    .map(({ code }) => refuse(standardRefusals, 'standard-options-unfit', { code }));

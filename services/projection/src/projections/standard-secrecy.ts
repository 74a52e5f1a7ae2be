// Whose figures stand in what a version of a standard computes: by it a result is parted into what is open and what is secret.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { quantitiesIn, quantitiesOf, type Standard, suppliersOf, suppliersOfScore } from '@yimu/domain/scoring';
import type { StandardEvent } from '@yimu/domain/standard/events';
import { evolve, noVersions, versionOf } from '@yimu/domain/standard/state';
import { secretOf, utmostSecret } from '../tenancy/secrecy.ts';

/** How secret the parts of a result are, each as `secretOf` names it. */
export interface Secrecy {
  readonly ofQuantity: (code: string) => string;
  readonly ofIndicator: (code: string) => string;
  readonly ofExtra: (cohort: string, code: string) => string;
  readonly ofRule: (code: string) => string;
  /** Of score, rank and place in a cohort. */
  readonly ofScore: (cohort: string) => string;
  /** Every name that occurs, whatever a result has of it. */
  readonly all: readonly string[];
}

/** The stream of a standard, by a reference to one of its versions. */
export const standardStream = (
  { jurisdiction, year }: { readonly jurisdiction: string; readonly year: number },
  subject: 'parcel' | 'enterprise',
): string => `standard-${jurisdiction}-${year}${subject === 'enterprise' ? '-enterprise' : ''}`;

const lookUp =
  (names: ReadonlyMap<string, string>) =>
  (code: string): string =>
    names.get(code) ?? utmostSecret;

const secrecyOf = (standard: Standard): Secrecy => {
  const of = (codes: readonly string[]): string => secretOf(suppliersOf(standard, codes));
  const schemes = new Map(standard.schemes.map((scheme) => [scheme.code, scheme]));
  const quantities = new Map(standard.quantities.map(({ code, suppliedBy }) => [code, secretOf([suppliedBy])]));
  const indicators = new Map(standard.indicators.map(({ code, formula }) => [code, of(quantitiesOf([formula]))]));
  const rules = new Map(standard.determinations.map(({ code, when }) => [code, of(quantitiesIn(when))]));
  const scores = new Map<string, string>();
  const extras = new Map<string, string>();
  for (const { code, scheme: schemeCode } of standard.cohorts) {
    const scheme = schemes.get(schemeCode);
    if (scheme === undefined) continue;
    scores.set(code, secretOf(suppliersOfScore(standard, scheme)));
    for (const extra of scheme.extras)
      extras.set(`${code}/${extra.code}`, of([...quantitiesIn(extra.when), ...quantitiesOf([extra.points])]));
  }
  return {
    ofQuantity: lookUp(quantities),
    ofIndicator: lookUp(indicators),
    ofExtra: (cohort, code) => lookUp(extras)(`${cohort}/${code}`),
    ofRule: lookUp(rules),
    ofScore: lookUp(scores),
    all: [...new Set(['', ...[quantities, indicators, rules, scores, extras].flatMap((names) => [...names.values()])])].sort(),
  };
};

/** Of a standard that nobody can find: nothing of the result is open. */
const unknown: Secrecy = {
  ofQuantity: () => utmostSecret,
  ofIndicator: () => utmostSecret,
  ofExtra: () => utmostSecret,
  ofRule: () => utmostSecret,
  ofScore: () => utmostSecret,
  all: ['', utmostSecret],
};

/** Thousands of results cite the same few events. */
const remembered = new WeakMap<readonly RecordedEvent[], Map<number, Secrecy>>();

/** The secrecy under a version of the standard whose events are cited. What was published never changes. */
export const secrecyUnder = (cited: readonly RecordedEvent[] | undefined, version: number): Secrecy => {
  if (cited === undefined) return unknown;
  const versions = remembered.get(cited) ?? new Map<number, Secrecy>();
  remembered.set(cited, versions);
  const known = versions.get(version);
  if (known !== undefined) return known;
  const state = cited.reduce((before, event) => evolve(before, event as unknown as StandardEvent), noVersions);
  const content = versionOf(state, version)?.content;
  const secrecy = content === undefined ? unknown : secrecyOf(content);
  versions.set(version, secrecy);
  return secrecy;
};

// Whose figures stand in what a version of a standard computes: by it a result is parted into what is open and what is secret.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type Standard, suppliersOf } from '@yimu/domain/scoring';
import type { StandardEvent } from '@yimu/domain/standard/events';
import { evolve, noVersions, versionOf } from '@yimu/domain/standard/state';
import { secretOf, utmostSecret } from '../tenancy/secrecy.ts';
import { type Makings, makingsOf } from './makings.ts';

/** How secret the parts of a result are, each as `secretOf` names it. */
export interface Secrecy {
  /** Null where nobody can find the standard. */
  readonly makings: Makings | null;
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

const secrecyOf = (standard: Standard): Secrecy => {
  const makings = makingsOf(standard);
  const quantities = new Map(standard.quantities.map(({ code, suppliedBy }) => [code, secretOf([suppliedBy])]));
  const of = (codes: readonly string[] | undefined): string =>
    codes === undefined ? utmostSecret : secretOf(suppliersOf(standard, codes));
  return {
    makings,
    ofQuantity: (code) => quantities.get(code) ?? utmostSecret,
    ofIndicator: (code) => of(makings.ofIndicator(code)),
    ofExtra: (cohort, code) => of(makings.ofExtra(cohort, code)),
    ofRule: (code) => of(makings.ofRule(code)),
    ofScore: (cohort) => of(makings.ofScore(cohort)),
    all: [...new Set(['', ...quantities.values(), ...makings.all.map(of)])].sort(),
  };
};

/** Of a standard that nobody can find: nothing of the result is open. */
const unknown: Secrecy = {
  makings: null,
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

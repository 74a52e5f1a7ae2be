// Which supplied quantities stand in what a standard computes: whose they are decides who may be told.
import { quantitiesIn, quantitiesOf, type Standard } from '@yimu/domain/scoring';

/** The codes of the quantities in each thing that a result names; undefined for what the standard does not know. */
export interface Makings {
  readonly ofIndicator: (code: string) => readonly string[] | undefined;
  readonly ofExtra: (cohort: string, code: string) => readonly string[] | undefined;
  readonly ofRule: (code: string) => readonly string[] | undefined;
  /** Of score, rank and place in a cohort. */
  readonly ofScore: (cohort: string) => readonly string[] | undefined;
  /** Every combination that occurs beside the quantities themselves. */
  readonly all: readonly (readonly string[])[];
}

/** Looks a standard through once. */
export const makingsOf = ({ indicators, determinations, schemes, cohorts }: Standard): Makings => {
  const ofIndicators = new Map(indicators.map(({ code, formula }) => [code, quantitiesOf([formula])]));
  const ofRules = new Map(determinations.map(({ code, when }) => [code, quantitiesIn(when)]));
  const ofExtras = new Map<string, readonly string[]>();
  const ofScores = new Map<string, readonly string[]>();
  for (const { code, scheme: name } of cohorts) {
    const scheme = schemes.find((each) => each.code === name);
    if (scheme === undefined) continue;
    const extras = scheme.extras.map((extra) => [extra.code, [...quantitiesIn(extra.when), ...quantitiesOf([extra.points])]] as const);
    for (const [extra, quantities] of extras) ofExtras.set(`${code}/${extra}`, quantities);
    const items = scheme.items.flatMap(({ indicator }) => ofIndicators.get(indicator) ?? []);
    ofScores.set(code, [...new Set([...items, ...extras.flatMap(([, quantities]) => quantities)])]);
  }
  return {
    ofIndicator: (code) => ofIndicators.get(code),
    ofExtra: (cohort, code) => ofExtras.get(`${cohort}/${code}`),
    ofRule: (code) => ofRules.get(code),
    ofScore: (cohort) => ofScores.get(cohort),
    all: [ofIndicators, ofRules, ofExtras, ofScores].flatMap((each) => [...each.values()]),
  };
};

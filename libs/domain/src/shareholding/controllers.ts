// Who is behind a company: walks up from holder to holder as of one day. Two answers that are not the same: what share of the company
// each ultimate holder has (shares multiply along a chain and add over chains), and who controls it (more than the threshold of its
// shares lies with the controller and with companies that it controls, a declared controller of a holder counting in its place). Acting in
// concert is not considered.
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fractionOf,
  multiplyFractions,
  none,
  subtractFractions,
  whole,
} from '../kernel/index.ts';
import type { Structure } from './structure.ts';

/** What a holder, or holders jointly without fractions (共同共有), have of the company in the end. */
export interface UltimateShare {
  readonly holderIds: readonly string[];
  readonly share: string;
}

export interface Control {
  /** The ultimate holders, the greatest share first. */
  readonly shares: readonly UltimateShare[];
  /** The share of which nobody knows who has it; digits beyond the fortieth, of which nobody asks, are left here. */
  readonly unknown: string;
  /** The share that companies hold in each other, as far as it was still going around when each of them had been passed. */
  readonly circular: string;
  /** The companies that hold a part of themselves, directly or through others. */
  readonly cycle: readonly string[];
  /** Who controls the company by its shares and by what was declared of its holders; several ids are one joint holder. None when nobody passes the threshold. */
  readonly computed: readonly (readonly string[])[];
  /** Who was declared to control it (实际控制人). */
  readonly declared: readonly string[];
  /** Who counts: the declared, else the computed. */
  readonly controllers: readonly (readonly string[])[];
}

/** A part of a company with one owner. */
interface Part {
  /** Who holds it; joint holders have one key together. */
  readonly key: string;
  readonly share: Fraction;
}

const keyOf = (holderIds: readonly string[]): string => holderIds.join('+');
const holderIdsOf = (key: string): readonly string[] => key.split('+');

/** Of every company, its parts as far as they are known. */
type Companies = ReadonlyMap<string, readonly Part[]>;

const part = (holderIds: readonly string[], share: string): Part => ({ key: keyOf(holderIds), share: fractionOf(share) });

const partsOf = ({ holdings, groups }: Structure): readonly Part[] => {
  const own = holdings.flatMap(({ holderId, share }) => (share === null ? [] : [part([holderId], share)]));
  const membersOf = (group: number) =>
    holdings
      .filter((holding) => holding.group === group)
      .map(({ holderId }) => holderId)
      .sort();
  const joint = groups.flatMap(({ group, share }) => (share === null ? [] : [part(membersOf(group), share)]));
  return [...own, ...joint];
};

/** Every company that is met on the way up, the first one included. Who holds jointly is no company, and is not asked about. */
const companiesAbove = (companyId: string, holdingsOf: (companyId: string) => Structure | undefined): Companies => {
  const met = new Map<string, readonly Part[]>();
  const open = [companyId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const structure = met.has(next) ? undefined : holdingsOf(next);
    if (structure === undefined) continue;
    const parts = partsOf(structure);
    met.set(next, parts);
    open.push(...parts.map(({ key }) => key).filter((key) => holderIdsOf(key).length === 1));
  }
  return met;
};

/** Fractions are exact up to so many digits: around a cycle of odd ones they would grow without end. */
const finest = 10n ** 40n;

const written = (exact: Fraction): Fraction =>
  exact.denominator <= finest ? exact : { numerator: (exact.numerator * finest) / exact.denominator, denominator: finest };

const plus = (left: Fraction, right: Fraction): Fraction => written(addFractions(left, right));

const total = (shares: Iterable<Fraction>): Fraction => [...shares].reduce(plus, none);

/**
 * Passes the whole of a company up, from each company to its holders, once for every company there is: without cycles everything has
 * then arrived. What has not, and goes round no more, nobody knows; digits that were cut off are a part of that.
 */
const passedUp = (companyId: string, companies: Companies) => {
  const arrived = new Map<string, Fraction>();
  let passing: ReadonlyMap<string, Fraction> = new Map([[companyId, whole]]);
  for (let round = 0; round < companies.size && passing.size > 0; round += 1) {
    const next = new Map<string, Fraction>();
    for (const [id, parts] of companies) {
      const mass = passing.get(id);
      if (mass === undefined) continue;
      for (const { key, share } of parts) {
        const reached = companies.has(key) ? next : arrived;
        reached.set(key, plus(reached.get(key) ?? none, multiplyFractions(mass, share)));
      }
    }
    passing = next;
  }
  const circular = total(passing.values());
  return { arrived, circular, unknown: subtractFractions(subtractFractions(whole, total(arrived.values())), circular) };
};

/** Everything that lies above a company. */
const above = (companyId: string, companies: Companies): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = [companyId];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { key } of companies.get(next) ?? [])
      if (!reached.has(key)) {
        reached.add(key);
        open.push(key);
      }
  return reached;
};

interface Vote {
  readonly companyId: string;
  readonly share: Fraction;
}

/**
 * What each holder has, company by company. Of a holder on the way of which controllers were declared, these have all there is to say,
 * together; of the company itself the shares are counted.
 */
const votesOf = (
  companyId: string,
  companies: Companies,
  declaredOf: (id: string) => readonly string[],
): ReadonlyMap<string, readonly Vote[]> => {
  const said = new Map<string, readonly Part[]>(companies);
  // A set goes on with what is added while it is walked.
  const met = new Set([...companies].flatMap(([id, parts]) => [id, ...parts.map(({ key }) => key)]));
  for (const id of met) {
    const declared = id === companyId ? [] : declaredOf(id);
    if (declared.length === 0) continue;
    said.set(id, [{ key: keyOf(declared.toSorted()), share: whole }]);
    for (const controller of declared) met.add(controller);
  }
  const votes = [...said].flatMap(([id, parts]) => parts.map(({ key, share }) => ({ key, companyId: id, share })));
  return Map.groupBy(votes, ({ key }) => key);
};

/** The companies in which a holder, and the companies it controls already, have more than the threshold. */
const controlledBy = (holder: string, votes: ReadonlyMap<string, readonly Vote[]>, threshold: Fraction): ReadonlySet<string> => {
  const controlled = new Set<string>();
  const counted = new Map<string, Fraction>();
  const open = [holder];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { companyId, share } of votes.get(next) ?? []) {
      const sum = plus(counted.get(companyId) ?? none, share);
      counted.set(companyId, sum);
      if (controlled.has(companyId) || compareFractions(sum, threshold) <= 0) continue;
      controlled.add(companyId);
      // A holder that comes to control itself has voted already.
      if (companyId !== holder) open.push(companyId);
    }
  return controlled;
};

interface ControlOptions {
  readonly threshold?: string;
  readonly declared?: readonly string[];
  readonly declaredOf?: (partyId: string) => readonly string[];
}

/**
 * The ultimate holders and controllers of a company, by its shares and by declaration; undefined when nothing is known of its shares.
 * @param holdingsOf who holds a company on the day asked about; undefined for whoever is no company, and where nothing is known
 * @param options.threshold the share that must be exceeded for control, 1/2 unless a rule says otherwise
 * @param options.declared who is declared to control the company on that day
 * @param options.declaredOf who is declared to control a holder on the way; nobody unless told
 */
export const ultimateControllers = (
  companyId: string,
  holdingsOf: (companyId: string) => Structure | undefined,
  { threshold = '1/2', declared = [], declaredOf = () => [] }: ControlOptions = {},
): Control | undefined => {
  const companies = companiesAbove(companyId, holdingsOf);
  if (companies.size === 0) return undefined;
  const { arrived, unknown, circular } = passedUp(companyId, companies);
  const votes = votesOf(companyId, companies, declaredOf);
  const reach = new Map([...votes.keys()].map((key) => [key, controlledBy(key, votes, fractionOf(threshold))]));
  const isControlled = (key: string): boolean => [...reach].some(([holder, controlled]) => holder !== key && controlled.has(key));
  const computed = [...reach]
    .filter(([key, controlled]) => key !== companyId && controlled.has(companyId) && !isControlled(key))
    .map(([key]) => holderIdsOf(key));
  return {
    shares: [...arrived]
      .sort(([one, left], [other, right]) => compareFractions(right, left) || one.localeCompare(other))
      .map(([key, share]) => ({ holderIds: holderIdsOf(key), share: formatFraction(share) })),
    unknown: formatFraction(unknown),
    circular: formatFraction(circular),
    cycle: [...companies.keys()].filter((id) => above(id, companies).has(id)).sort(),
    computed,
    declared,
    controllers: declared.length > 0 ? declared.map((id) => [id]) : computed,
  };
};

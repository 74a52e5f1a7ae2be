// Who is behind a company: walks up from holder to holder as of one day. Two answers that are not the same: what share of the company
// each ultimate holder has (shares multiply along a chain and add over chains), and who controls it (more than the threshold of its
// shares lies with the controller and with companies that it controls). Acting in concert is not considered.
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
import { knownTotal, type Structure } from './structure.ts';

/** What a holder, or holders jointly without fractions (共同共有), have of the company in the end. */
export interface UltimateShare {
  readonly holderIds: readonly string[];
  readonly share: string;
}

export interface Control {
  /** The ultimate holders, the greatest share first. */
  readonly shares: readonly UltimateShare[];
  /** The share of which nobody knows who has it. */
  readonly unknown: string;
  /** The share that companies hold in each other, as far as it was still going around when each of them had been passed. */
  readonly circular: string;
  /** The companies that hold a part of themselves, directly or through others. */
  readonly cycle: readonly string[];
  /** Who controls the company by its shares; several ids are one joint holder. None when nobody passes the threshold. */
  readonly computed: readonly (readonly string[])[];
  /** Who was declared to control it (实际控制人). */
  readonly declared: readonly string[];
  /** Who counts: the declared, else the computed. */
  readonly controllers: readonly (readonly string[])[];
}

/** A part of a company with one owner. */
interface Part {
  readonly key: string;
  readonly holderIds: readonly string[];
  readonly share: Fraction;
}

interface Company {
  readonly parts: readonly Part[];
  readonly unknown: Fraction;
}

type Companies = ReadonlyMap<string, Company>;

const part = (holderIds: readonly string[], share: string): Part => ({ key: holderIds.join('+'), holderIds, share: fractionOf(share) });

const companyOf = (structure: Structure): Company => {
  const { holdings, groups } = structure;
  const own = holdings.flatMap(({ holderId, share }) => (share === null ? [] : [part([holderId], share)]));
  const membersOf = (group: number) =>
    holdings
      .filter((holding) => holding.group === group)
      .map(({ holderId }) => holderId)
      .sort();
  const joint = groups.flatMap(({ group, share }) => (share === null ? [] : [part(membersOf(group), share)]));
  return { parts: [...own, ...joint], unknown: subtractFractions(whole, knownTotal(structure)) };
};

/** Every company that is met on the way up, the first one included. */
const companiesAbove = (companyId: string, holdingsOf: (companyId: string) => Structure | undefined): Companies => {
  const met = new Map<string, Company>();
  const open = [companyId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const structure = met.has(next) ? undefined : holdingsOf(next);
    if (structure === undefined) continue;
    const company = companyOf(structure);
    met.set(next, company);
    open.push(...company.parts.map(({ key }) => key));
  }
  return met;
};

const added = (shares: ReadonlyMap<string, Fraction>, key: string, share: Fraction): Map<string, Fraction> =>
  new Map(shares).set(key, addFractions(shares.get(key) ?? none, share));

const total = (shares: Iterable<Fraction>): Fraction => [...shares].reduce(addFractions, none);

/** Passes the whole of a company up, from each company to its holders, once for every company there is. */
const passedUp = (companyId: string, companies: Companies) => {
  let passing: ReadonlyMap<string, Fraction> = new Map([[companyId, whole]]);
  let arrived: ReadonlyMap<string, Fraction> = new Map();
  let unknown = none;
  for (let round = 0; round < companies.size; round += 1) {
    let next: ReadonlyMap<string, Fraction> = new Map();
    for (const [id, company] of companies) {
      const mass = passing.get(id);
      if (mass === undefined) continue;
      unknown = addFractions(unknown, multiplyFractions(mass, company.unknown));
      for (const { key, share } of company.parts) {
        const passed = multiplyFractions(mass, share);
        if (companies.has(key)) next = added(next, key, passed);
        else arrived = added(arrived, key, passed);
      }
    }
    passing = next;
  }
  return { arrived, unknown, circular: total(passing.values()) };
};

/** Everything that lies above a company. */
const above = (companyId: string, companies: Companies): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = [companyId];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { key } of companies.get(next)?.parts ?? [])
      if (!reached.has(key)) {
        reached.add(key);
        open.push(key);
      }
  return reached;
};

/** The companies in which a holder, and the companies it controls already, have more than the threshold. */
const controlledBy = (holder: string, companies: Companies, threshold: Fraction): ReadonlySet<string> => {
  const controlled = new Set<string>();
  const votes = ({ parts }: Company): Fraction =>
    total(parts.filter(({ key }) => key === holder || controlled.has(key)).map(({ share }) => share));
  for (let before = -1; before < controlled.size; ) {
    before = controlled.size;
    for (const [id, company] of companies) if (compareFractions(votes(company), threshold) > 0) controlled.add(id);
  }
  return controlled;
};

/**
 * The ultimate holders and controllers of a company, by its shares and by declaration; undefined when nothing is known of its shares.
 * @param holdingsOf who holds a company on the day asked about; undefined for whoever is no company, and where nothing is known
 * @param options.threshold the share that must be exceeded for control, 1/2 unless a rule says otherwise
 * @param options.declared who is declared to control the company on that day
 */
export const ultimateControllers = (
  companyId: string,
  holdingsOf: (companyId: string) => Structure | undefined,
  { threshold = '1/2', declared = [] }: { readonly threshold?: string; readonly declared?: readonly string[] } = {},
): Control | undefined => {
  const companies = companiesAbove(companyId, holdingsOf);
  if (companies.size === 0) return undefined;
  const { arrived, unknown, circular } = passedUp(companyId, companies);
  const parts = new Map([...companies.values()].flatMap((company) => company.parts.map(({ key, holderIds }) => [key, holderIds] as const)));
  const reach = new Map(
    [...new Set([companyId, ...parts.keys()])].map((key) => [key, controlledBy(key, companies, fractionOf(threshold))]),
  );
  const isControlled = (key: string): boolean => [...reach].some(([holder, controlled]) => holder !== key && controlled.has(key));
  const idsOf = (key: string): readonly string[] => parts.get(key) ?? [key];
  const computed = [...reach]
    .filter(([key, controlled]) => key !== companyId && controlled.has(companyId) && !isControlled(key))
    .map(([key]) => idsOf(key));
  return {
    shares: [...arrived]
      .sort(([one, left], [other, right]) => compareFractions(right, left) || one.localeCompare(other))
      .map(([key, share]) => ({ holderIds: idsOf(key), share: formatFraction(share) })),
    unknown: formatFraction(unknown),
    circular: formatFraction(circular),
    cycle: [...companies.keys()].filter((id) => above(id, companies).has(id)).sort(),
    computed,
    declared,
    controllers: declared.length > 0 ? declared.map((id) => [id]) : computed,
  };
};

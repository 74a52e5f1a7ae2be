// What every specification and every law checks on the side: a fact that decide yields can be stored and read back.
import { expect } from 'vitest';
import { type EventCatalogue, effectiveDate, type Fact, jurisdictionCode, sources } from '../kernel/index.ts';

/**
 * Holds facts against the storage contract: a type and version of the catalogue, data that its own schema takes unchanged
 * and JSON keeps, a date of law, at least one code (sorted, each once) and at least one source. Throws on the first breach.
 */
export const assertStorable = (catalogue: EventCatalogue, facts: readonly Fact[]): void => {
  for (const fact of facts) {
    const entry = catalogue[fact.type];
    if (entry === undefined) throw new Error(`${fact.type} is not in the catalogue of its context`);
    expect(fact.version, `${fact.type} carries the version of its catalogue`).toBe(entry.version);
    expect(entry.data.parse(JSON.parse(JSON.stringify(fact.data))), `${fact.type} is stored and read back unchanged`).toEqual(fact.data);
    effectiveDate.parse(fact.effectiveOn);
    jurisdictionCode.array().min(1).parse(fact.jurisdictions);
    expect(fact.jurisdictions, `${fact.type} names its jurisdictions sorted and once`).toEqual([...new Set(fact.jurisdictions)].sort());
    sources.parse(fact.sources);
  }
};

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Identified, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { ContractCommand } from './commands.ts';
import { type ContractFact, contractEvents, contractNodes } from './events.ts';
import { contract } from './index.ts';
import { duesOutOfOrder } from './milestones.ts';
import type { Contract } from './state.ts';
import { breachCommands, laterCommands, signing } from './test/commands.ts';
import { known } from './test/scene.ts';

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  const commands = fc.oneof({ weight: 1, arbitrary: fc.constant(signing) }, { weight: 3, arbitrary: laterCommands });
  expect(checkLaws(contract, contractEvents, commands)).toBeGreaterThan(100);
});

/** As they arrive, or in the order of their days, so that processes get to their end. */
const sequencesOf = (commands: fc.Arbitrary<ContractCommand>) => {
  const anyOrder = fc.array(commands, { minLength: 10, maxLength: 30, size: 'max' });
  return fc.oneof(
    anyOrder,
    anyOrder.map((each) => each.toSorted((left, right) => (left.effectiveOn < right.effectiveOn ? -1 : 1))),
  );
};

/** Runs commands on a signed contract; hands every accepted one with its facts and the states around it to a check. */
const eachStep = (check: (before: Contract, facts: readonly ContractFact[], after: Contract) => void, commands = laterCommands): number => {
  let accepted = 0;
  const run = (state: typeof contract.initial, command: ContractCommand, from: number) => {
    const decision = contract.decide(command, state);
    const facts: readonly Identified<ContractFact>[] = isRejection(decision) ? [] : identified(decision, from);
    return { facts, after: facts.reduce(contract.evolve, state) };
  };
  fc.assert(
    fc.property(sequencesOf(commands), (sequence) => {
      let { after: state, facts } = run(contract.initial, signing, 0);
      let count = facts.length;
      for (const command of sequence) {
        const next = run(state, command, count);
        if (next.facts.length > 0) {
          accepted += 1;
          check(known(state), next.facts, known(next.after));
        }
        ({ after: state, facts } = next);
        count += facts.length;
      }
    }),
    { numRuns: 300 },
  );
  return accepted;
};

it('the nodes are due in the order 开工 ≤ 竣工 ≤ 投产 ≤ 达产, on every day', () => {
  const steps = eachStep((_, __, after) => expect(duesOutOfOrder(after.milestones, after.since)).toBeUndefined());
  expect(steps).toBeGreaterThan(300);
});

it('an extension takes nothing away: the days agreed before stay until one is corrected, and each later one is later', () => {
  const dues = (state: Contract) => contractNodes.map((node) => state.milestones[node].dues);
  eachStep((before, facts, after) => {
    const corrects = facts.some(({ type }) => type === 'MilestoneDueCorrected');
    for (const [i, known] of corrects ? [] : dues(before).entries()) expect(dues(after)[i]).toEqual(expect.arrayContaining([...known]));
    for (const days of dues(after)) expect(days.map(({ value }) => value.on)).toEqual(days.map(({ value }) => value.on).toSorted());
    expect(after.extensions.slice(0, before.extensions.length)).toEqual(before.extensions);
  });
});

it('nothing is terminated by decision without a breach that stands, a notice served, and the time for cure over', () => {
  let terminations = 0;
  eachStep((before, facts) => {
    for (const fact of facts) {
      if (fact.type !== 'ContractTerminated' || fact.data.basis !== 'decided') continue;
      terminations += 1;
      const breach = before.breaches.declared.find(({ declared }) => declared.breachId === fact.data.breachId);
      expect([breach?.closed, breach?.notice?.on]).toEqual([null, expect.any(String)]);
      expect((breach?.notice?.cureUntil ?? '') < fact.effectiveOn).toBe(true);
    }
  }, breachCommands);
  expect(terminations).toBeGreaterThan(0);
});

it('land is recovered for breach by decision only when the contract had been terminated', () => {
  const forBreach = ({ type, data }: ContractFact) => type === 'LandRecovered' && data.basis === 'decided' && data.ground === 'breach';
  eachStep((before, facts) => {
    const days = facts.filter(forBreach).map(({ effectiveOn }) => (before.termination?.on ?? '9') <= effectiveOn);
    expect(days).toEqual(days.map(() => true));
  }, breachCommands);
});

it('every fact names every town that the contract ever concerned', () => {
  eachStep((before, facts) => {
    for (const { jurisdictions } of facts) expect(jurisdictions).toEqual(expect.arrayContaining([...before.towns]));
  });
});

it('the deposit is never given back and kept for more than it is', () => {
  eachStep((_, __, { settlements }) => {
    const total = settlements.reduce((sum, { settled }) => sum + BigInt(settled.amount.amount), 0n);
    expect(total <= 300_000_000n).toBe(true);
  });
});

// The laws every decider keeps, checked on generated histories.
import fc from 'fast-check';
import { type Command, type Decider, type EventCatalogue, type Fact, type Identified, isRejection } from '../kernel/index.ts';
import { identified } from './given.ts';
import { assertStorable } from './storable.ts';

/**
 * Runs generated command sequences: an accepted command repeated on its own result yields no new event, every fact can be
 * stored by the catalogue, and evolve never throws on what decide produced. Throws with a shrunk counterexample.
 * @param commands an arbitrary of commands over few enough ids and values that they meet each other
 * @returns how many commands were accepted over all runs, so that a test can see that the laws were exercised
 */
export const checkLaws = <C extends Command, E extends Fact, S>(
  decider: Decider<C, E, S>,
  catalogue: EventCatalogue,
  commands: fc.Arbitrary<C>,
): number => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (sequence) => {
      let state = decider.initial;
      let stored: Identified<E>[] = [];
      for (const command of sequence) {
        const decision = decider.decide(command, state);
        if (isRejection(decision)) continue;
        accepted += 1;
        assertStorable(catalogue, decision);
        const events = identified(decision, stored.length);
        stored = [...stored, ...events];
        state = events.reduce(decider.evolve, state);
        const again = decider.decide(command, state);
        if (isRejection(again)) throw new Error(`${command.type} was refused on its own result by ${again.rule}`);
        if (again.length > 0) throw new Error(`${command.type} yielded ${again.map(({ type }) => type).join(', ')} on its own result`);
      }
    }),
    { numRuns: 300 },
  );
  return accepted;
};

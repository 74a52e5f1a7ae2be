// The lives of the two lists, derived from their deciders and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Command, type Decider, type Fact, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { classList, townList } from './index.ts';
import {
  decideClass,
  opinion,
  passed,
  publish,
  returnClass,
  returnedLine,
  returnTown,
  submitClass,
  submitTown,
  withdrawTown,
} from './test/scene.ts';

/** Every way from one kind to another, found by giving every command in every state reached. */
const transitions = <C extends Command, E extends Fact, S extends { readonly kind: string }>(
  list: Decider<C, E, S>,
  commands: readonly C[],
): readonly string[] => {
  const found = new Set<string>();
  const reached = new Map([[JSON.stringify(list.initial), { state: list.initial, events: 0 }]]);
  for (const { state, events } of reached.values())
    for (const next of commands) {
      const decision = list.decide(next, state);
      if (isRejection(decision)) continue;
      const after = identified(decision, events).reduce(list.evolve, state);
      // A second edition begins as the first does: nothing new is found beyond it.
      if (events < 12)
        reached.set(JSON.stringify(after), reached.get(JSON.stringify(after)) ?? { state: after, events: events + decision.length });
      if (state.kind !== after.kind) found.add(`    ${state.kind === 'absent' ? '[*]' : state.kind} --> ${after.kind}: ${next.type}`);
    }
  return [...found];
};

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const drawn = (found: readonly string[]): string => ['```mermaid', 'stateDiagram-v2', ...found, '```'].join('\n');

it("the README draws the life of a town's list as the decider lives it", () => {
  const block = drawn(transitions(townList, [submitTown(), ...passed(), returnedLine(), returnTown(), withdrawTown()]));
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});
it("the README draws the life of a district's list as the decider lives it", () => {
  const block = drawn(transitions(classList, [submitClass(), opinion(), returnClass(), decideClass(), publish()]));
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});

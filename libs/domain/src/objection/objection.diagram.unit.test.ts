// The life of an objection, derived from the decider and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { objection } from './index.ts';
import { conclude, lodge, reject, withdraw } from './test/scene.ts';

const commands = [lodge(), withdraw(), conclude(), reject()];

/** Every way from one kind to another, found by giving every command in every state reached. */
const transitions = (): readonly string[] => {
  const found = new Set<string>();
  const reached = new Map([[objection.initial.kind as string, { state: objection.initial, events: 0 }]]);
  for (const { state, events } of reached.values())
    for (const next of commands) {
      const decision = objection.decide(next, state);
      if (isRejection(decision)) continue;
      const after = identified(decision, events).reduce(objection.evolve, state);
      if (!reached.has(after.kind)) reached.set(after.kind, { state: after, events: events + decision.length });
      if (state.kind !== after.kind) found.add(`    ${state.kind === 'absent' ? '[*]' : state.kind} --> ${after.kind}: ${next.type}`);
    }
  return [...found];
};

it('the README draws the life of an objection as the decider lives it', () => {
  const block = ['```mermaid', 'stateDiagram-v2', ...transitions(), '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});

// The life of a version, derived from the decider and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { standard } from './index.ts';
import { type StandardState, versionOf } from './state.ts';
import { draft, publish, supersede, validate, withScheme } from './test/scene.ts';

const commands = [draft(), draft(withScheme({ decimals: 3 })), validate(), publish(), supersede(), validate(2), publish(2, '2024-07-01')];

/** Every way of the first version from one kind to another, found by giving every command in every state reached. */
const transitions = (): readonly string[] => {
  const found = new Set<string>();
  const kindOf = (state: StandardState) => versionOf(state, 1)?.kind ?? '[*]';
  const keyOf = (state: StandardState) => state.map(({ kind, content }) => `${kind} ${content.schemes[0]?.decimals}`).join();
  const reached = new Map([[keyOf(standard.initial), { state: standard.initial, events: 0 }]]);
  for (const { state, events } of reached.values())
    for (const next of commands) {
      const decision = standard.decide(next, state);
      if (isRejection(decision)) continue;
      const after = identified(decision, events).reduce(standard.evolve, state);
      if (!reached.has(keyOf(after))) reached.set(keyOf(after), { state: after, events: events + decision.length });
      if (kindOf(state) !== kindOf(after)) found.add(`    ${kindOf(state)} --> ${kindOf(after)}: ${next.type}`);
    }
  return [...found];
};

it('the README draws the life of a version as the decider lives it', () => {
  const block = ['```mermaid', 'stateDiagram-v2', ...transitions(), '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});

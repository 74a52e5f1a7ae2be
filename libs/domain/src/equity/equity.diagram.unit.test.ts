// The state diagram of the README is what the decider does: every command is tried in every state it can reach.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import type { EquityCommand } from './commands.ts';
import { equity } from './index.ts';
import { type EquityState, lastControl } from './state.ts';
import {
  cancel,
  clause,
  complete,
  consent,
  correctDate,
  determine,
  file,
  fileIndirect,
  grant,
  name,
  opinions,
  refuse,
  refuseConsent,
  reportCompleted,
  reportUndeclared,
  requestConsent,
} from './test/samples.ts';

const commands: readonly EquityCommand[] = [
  file(),
  fileIndirect(),
  reportUndeclared(),
  name(clause()),
  determine('no'),
  determine('yes'),
  requestConsent(),
  consent(),
  refuseConsent(),
  ...opinions,
  grant(),
  refuse(),
  cancel(),
  complete(),
  reportCompleted(),
  correctDate('2024-03-10'),
];

/** What decides where a case can go; a determination given again and again makes no new state. */
const keyOf = (state: EquityState): string => {
  if (state.kind === 'absent') return state.kind;
  const { kind, causedBy, opinions: given, consent: asked, contractIds } = state;
  return JSON.stringify([kind, causedBy, lastControl(state), Object.keys(given).sort(), asked, contractIds]);
};

/** Every `from --> to: command` that yields events, over all states reachable by these commands. */
const transitions = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const seen = new Set<string>();
  let edge: readonly EquityState[] = [equity.initial];
  while (edge.length > 0) {
    const next: EquityState[] = [];
    for (const state of edge)
      for (const command of commands) {
        const decision = equity.decide(command, state);
        if (isRejection(decision) || decision.length === 0) continue;
        const to = identified(decision).reduce(equity.evolve, state);
        const arrow = `${state.kind} --> ${to.kind}`;
        found.set(arrow, (found.get(arrow) ?? new Set()).add(command.type));
        const key = keyOf(to);
        if (!seen.has(key)) next.push(to);
        seen.add(key);
      }
    edge = next;
  }
  return found;
};

const diagram = (): string => {
  const lines = [...transitions()].map(([arrow, types]) => `  ${arrow.replace('absent', '[*]')}: ${[...types].sort().join(', ')}`);
  return [
    '<!-- state diagram: generated from the decider, see equity.diagram.unit.test.ts -->',
    '```mermaid',
    'stateDiagram-v2',
    ...lines.sort(),
    '```',
  ].join('\n');
};

it('the state diagram of the README is that of the decider', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const printed = diagram();
  expect(readme.includes(printed), `README.md should hold this block:\n${printed}`).toBe(true);
});

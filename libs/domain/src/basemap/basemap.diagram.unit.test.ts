// The state diagrams of the README are what the deciders do: every command is tried in every state it can reach.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Command, type Decider, type Fact, isRejection } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import { baseMap, baseMapImport } from './index.ts';
import type { BaseMapState } from './state.ts';
import { annul, assign, batchId, confirm, enter, join, otherParcel, propose, read, reject, resolve, town, withdraw } from './test/said.ts';

/** Every `from --> to: command` that yields events, over all states reachable by these commands. */
const transitions = <C extends Command, E extends Fact, S>(
  decider: Decider<C, E, S>,
  commands: readonly C[],
  nameOf: (state: S) => string,
  keyOf: (state: S) => string,
): readonly string[] => {
  const found = new Map<string, Set<string>>();
  const seen = new Set<string>();
  let edge: readonly S[] = [decider.initial];
  while (edge.length > 0) {
    const next: S[] = [];
    for (const state of edge)
      for (const each of commands) {
        const decision = decider.decide(each, state);
        if (isRejection(decision) || decision.length === 0) continue;
        const to = identified(decision).reduce(decider.evolve, state);
        const arrow = `${nameOf(state)} --> ${nameOf(to)}`;
        found.set(arrow, (found.get(arrow) ?? new Set()).add(each.type));
        if (!seen.has(keyOf(to))) next.push(to);
        seen.add(keyOf(to));
      }
    edge = next;
  }
  return [...found].map(([arrow, types]) => `  ${arrow.replace('absent', '[*]')}: ${[...types].toSorted().join(', ')}`).toSorted();
};

const standingOf = (state: BaseMapState): string => {
  if (state.kind === 'absent') return 'absent';
  if (state.joinedInto !== null) return 'joined';
  return state.matched === null ? 'unmatched' : 'matched';
};
const unitKey = (state: BaseMapState): string => JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...value] : value));

const survey = read('survey', { legality: 'illegal' }, '2024-01-01', { jurisdiction: town });
const stock = read('soe-list', {}, '2024-01-01', { jurisdiction: town });

it('the state diagrams of the README are those of the deciders', () => {
  const unit = transitions(
    baseMap,
    [
      read('registration', { legality: 'legal' }, '2024-01-01', { jurisdiction: town }),
      { ...survey, type: 'ReportBaseMapSurvey', data: { ...survey.data, origin: 'survey' } },
      { ...stock, type: 'ReportSoeStock', data: { ...stock.data, origin: 'soe-list' } },
      withdraw('survey'),
      resolve('survey', '2024-03-11', 'legality'),
      propose(['name']),
      confirm(),
      reject(),
      annul(),
      enter(otherParcel),
      assign('JS-1'),
      join(specId(5)),
    ],
    standingOf,
    unitKey,
  );
  const batch = transitions(
    baseMapImport,
    [
      command('StartBaseMapImport', {
        batchId,
        jurisdiction: '310116',
        origin: 'survey' as const,
        expectedRecords: 1,
        fileSha256: 'ab'.repeat(32),
      }),
      command('CloseBaseMapImport', { batchId, recorded: 1, unchanged: 0, refused: 0, conflicting: null }),
    ],
    ({ kind }) => kind,
    (state) => JSON.stringify(state),
  );
  const blockOf = (lines: readonly string[]) => ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const right of [unit, batch].map(blockOf)) expect(readme, `expected in README.md:\n${right}`).toContain(right);
});

// The life of a split or merger, derived from the decider and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import type { LineageCommand } from './commands.ts';
import { lineage, lineageCommands } from './index.ts';
import { type LineageState, phaseOf } from './state.ts';

const lineageId = specId(900);
const [former, north, south] = [specId(901), specId(902), specId(903)];
const area = (value: string) => ({ value, unit: 'mu' });
const town = { jurisdiction: '310116112' };
const split = lineageCommands.StartSplit.parse({
  lineageId,
  parent: { parcelId: former, ...town, area: area('30'), areaInConflict: false, codes: [], hasEnded: false, latestOn: '2024-03-11' },
  children: [north, south].map((parcelId) => ({ parcelId, ...town, name: '地块', area: area('15') })),
  tolerances: [],
});
const merger = lineageCommands.StartMerger.parse({
  lineageId,
  parents: [former, north].map((parcelId) => ({
    parcelId,
    ...town,
    area: area('15'),
    areaInConflict: false,
    codes: [],
    hasEnded: false,
    latestOn: '2024-03-11',
  })),
  child: { parcelId: south, ...town, name: '地块', area: area('30') },
  tolerances: [],
});
const steps = [
  { kind: 'parent-retired' as const, parcelId: former },
  { kind: 'child-entered' as const, parcelId: north },
  { kind: 'child-entered' as const, parcelId: south },
];
const refusal = { rule: 'parcel-retired', en: 'Retired.', zh: '已注销。' };
const commands: readonly LineageCommand[] = [
  command('StartSplit', split),
  command('ReportSplit', split),
  command('StartMerger', merger),
  command('ReportMerger', merger),
  ...steps.map((step) => command('RecordLineageStep', { lineageId, step })),
  ...steps.slice(0, 1).map((step) => command('RecordLineageRefusal', { lineageId, step, refusal })),
  ...steps.map((step) => command('RecordLineageUndoing', { lineageId, step })),
  command('FinishLineage', { lineageId }),
  command('ResumeLineage', { lineageId }),
  command('AbandonLineage', { lineageId, reason: '申请人撤回' }),
];

/** Every way from one phase to another, found by giving every command in every state reached. */
const transitions = (): readonly string[] => {
  const found = new Set<string>();
  const keyOf = (state: LineageState) =>
    state.kind === 'absent' ? state.kind : JSON.stringify([phaseOf(state), state.taken.length, state.by, state.refused]);
  const reached = new Map([[keyOf(lineage.initial), { state: lineage.initial, events: 0 }]]);
  for (const { state, events } of reached.values())
    for (const next of commands) {
      const decision = lineage.decide(next, state);
      if (isRejection(decision)) continue;
      const after = identified(decision, events).reduce(lineage.evolve, state);
      if (!reached.has(keyOf(after))) reached.set(keyOf(after), { state: after, events: events + decision.length });
      const [from, to] = [phaseOf(state), phaseOf(after)];
      if (from !== to) found.add(`    ${from === 'absent' ? '[*]' : from} --> ${to}: ${next.type}`);
    }
  return [...found];
};

it('the README draws the life of a lineage as the decider lives it', () => {
  const block = ['```mermaid', 'stateDiagram-v2', ...transitions(), '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});

// The life of a parcel, derived from the decider and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import type { ParcelCommand } from './commands.ts';
import { parcel, parcelCommands } from './index.ts';
import { lifeOf, type ParcelState } from './state.ts';

const parcelId = specId(900);
const later = { effectiveOn: date('2024-06-01') };
const reason = '依据文件';
const particulars = { jurisdiction: '310116112', name: '甲地块' };
const commands: readonly ParcelCommand[] = [
  command('EnterParcel', parcelCommands.EnterParcel.parse({ parcelId, ...particulars })),
  command(
    'EnterSuccessorParcel',
    parcelCommands.EnterSuccessorParcel.parse({
      parcelId,
      ...particulars,
      lineageId: specId(902),
      by: 'split',
      parents: [{ parcelId: specId(901), codes: [] }],
    }),
  ),
  command('ChangeParcelLandUse', { parcelId, landUse: 'research' as const }, later),
  command('RetireParcel', { parcelId, reason, successors: [], lineageId: null }, later),
  command('ReportParcelRetirement', { parcelId, reason, successors: [], lineageId: null }, later),
  command('AnnulParcelRetirement', { parcelId, lineageId: null, reason }, later),
  command('DeclareParcelDuplicate', { parcelId, survivor: specId(901), survivorDuplicates: null, reason }, later),
  command('RevokeParcelDuplicate', { parcelId, reason }, later),
];

/** Every way from one state of life to another, found by giving every command in every state reached. */
const transitions = (): readonly string[] => {
  const found = new Set<string>();
  // A duplicate remembers whether it was retired before.
  const keyOf = (state: ParcelState) => `${lifeOf(state)} ${state.kind === 'entered' && state.retirement !== null}`;
  const reached = new Map([[keyOf(parcel.initial), { state: parcel.initial, events: 0 }]]);
  for (const { state, events } of reached.values())
    for (const next of commands) {
      const decision = parcel.decide(next, state);
      if (isRejection(decision)) continue;
      const after = identified(decision, events).reduce(parcel.evolve, state);
      if (!reached.has(keyOf(after))) reached.set(keyOf(after), { state: after, events: events + decision.length });
      const [from, to] = [lifeOf(state), lifeOf(after)];
      if (from !== to) found.add(`    ${from === 'absent' ? '[*]' : from} --> ${to}: ${next.type}`);
    }
  return [...found];
};

it('the README draws the life of a parcel as the decider lives it', () => {
  const block = ['```mermaid', 'stateDiagram-v2', ...transitions(), '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});

// The life of evidence, derived from the decider and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import type { EvidenceCommand } from './commands.ts';
import { evidence } from './index.ts';
import type { EvidenceState } from './state.ts';

const evidenceId = specId(900);
const sha256 = 'ab'.repeat(32);
const received = { sha256, size: 5, fitsType: true };
const sent = { evidenceId, sha256, mediaType: 'text/plain' as const, fileName: null, received, jurisdictions: ['310116112'] };
const commands: readonly EvidenceCommand[] = [
  command('StoreEvidence', sent),
  command('WithdrawEvidence', { evidenceId, reason: '误传' }),
  command('WithdrawEvidence', { evidenceId, reason: '含个人信息' }),
];

/** Every way from one state to another, found by giving every command in every state reached. */
const transitions = (): readonly string[] => {
  const found = new Set<string>();
  const reached = new Map<EvidenceState['kind'], EvidenceState>([[evidence.initial.kind, evidence.initial]]);
  for (const state of reached.values())
    for (const next of commands) {
      const decision = evidence.decide(next, state);
      if (isRejection(decision)) continue;
      const after = identified(decision).reduce(evidence.evolve, state);
      if (!reached.has(after.kind)) reached.set(after.kind, after);
      if (state.kind !== after.kind) found.add(`    ${state.kind === 'absent' ? '[*]' : state.kind} --> ${after.kind}: ${next.type}`);
    }
  return [...found];
};

it('the README draws the life of evidence as the decider lives it', () => {
  const block = ['```mermaid', 'stateDiagram-v2', ...transitions(), '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect(readme.includes(block), `README.md needs:\n${block}`).toBe(true);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command, identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { EvidenceCommand } from './commands.ts';
import { evidenceEvents, mediaTypes } from './events.ts';
import { evidence } from './index.ts';

const evidenceId = fc.constant('6b8c1e0e-3f0a-5d52-8f5e-3f3a9d0c7e01');
const hash = fc.constantFrom('ab', 'cd').map((pair) => pair.repeat(32));
const data: fc.Arbitrary<Pick<EvidenceCommand, 'type' | 'data'>> = fc.oneof(
  fc.record({
    type: fc.constant('StoreEvidence' as const),
    data: fc.record({
      evidenceId,
      sha256: hash,
      mediaType: fc.constantFrom(...mediaTypes),
      fileName: fc.constantFrom('裁定书.pdf', null),
      received: fc.record({ sha256: hash, size: fc.nat(3), fitsType: fc.boolean() }),
      jurisdictions: fc.array(fc.constantFrom('310116112', '310117107', '310116'), { minLength: 1 }),
    }),
  }),
  fc.record({
    type: fc.constant('WithdrawEvidence' as const),
    data: fc.record({ evidenceId, reason: fc.constantFrom('误传', '含个人信息') }),
  }),
);
const effectiveOn = fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2027-01-01').map(date);
const commands = fc
  .tuple(data, effectiveOn)
  .map(([named, day]) => ({ ...command(named.type, named.data), effectiveOn: day }) as EvidenceCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(evidence, evidenceEvents, commands)).toBeGreaterThan(20);
});

it('what is stored was promised, fits its type and is not empty, and is stored once', () => {
  let stored = 0;
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (sequence) => {
      let state = evidence.initial;
      const types: string[] = [];
      for (const next of sequence) {
        const decision = evidence.decide(next, state);
        if (isRejection(decision)) continue;
        state = identified(decision, types.length).reduce(evidence.evolve, state);
        types.push(...decision.map(({ type }) => type));
        if (next.type !== 'StoreEvidence' || decision.length === 0) continue;
        stored += 1;
        const { received, sha256 } = next.data;
        expect([received.sha256, received.fitsType, received.size > 0]).toEqual([sha256, true, true]);
      }
      expect(['', 'EvidenceStored', 'EvidenceStored,EvidenceWithdrawn']).toContain(types.join(','));
    }),
  );
  expect(stored).toBeGreaterThan(0);
});

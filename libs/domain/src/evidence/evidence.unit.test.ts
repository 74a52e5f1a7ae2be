import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specify } from '../testing/given.ts';
import { evidenceEvents } from './events.ts';
import { evidence, evidenceCommands } from './index.ts';

const given = specify(evidenceEvents);
const evidenceId = '6b8c1e0e-3f0a-5d52-8f5e-3f3a9d0c7e01';
const sha256 = 'ab'.repeat(32);
const ruling = { evidenceId, sha256, mediaType: 'application/pdf', fileName: '（2024）沪0116执100号裁定书.pdf' } as const;
type Storing = z.output<typeof evidenceCommands.StoreEvidence>;

const store = (overrides: Partial<Storing> = {}) =>
  command('StoreEvidence', { ...ruling, received: { sha256, size: 5, fitsType: true }, jurisdictions: ['310116112'], ...overrides });
const withdraw = (reason = '误传', on = '2024-04-01') => command('WithdrawEvidence', { evidenceId, reason }, { effectiveOn: date(on) });

describe('storing a file', () => {
  it('keeps its hash, its size, its type and the name its sender gave it', () =>
    given(evidence)
      .when(store())
      .then({ type: 'EvidenceStored', data: { ...ruling, size: 5 } }));
  it('concerns the places of its sender, each once', () =>
    given(evidence)
      .when(store({ jurisdictions: ['310117107', '310116112', '310117107'] }))
      .thenConcerns('310116112', '310117107'));
  it('without a name is possible', () =>
    given(evidence)
      .when(store({ fileName: null }))
      .then({ type: 'EvidenceStored', data: { ...ruling, fileName: null, size: 5 } }));
  it('twice is nothing new, whatever it is called', () =>
    given(evidence, store())
      .when(store({ fileName: '裁定书.pdf', mediaType: 'application/zip' }))
      .thenNothing());
  it('is refused when nothing arrived', () =>
    given(evidence)
      .when(store({ received: { sha256, size: 0, fitsType: false } }))
      .thenRefused('evidence-empty'));
  it('is refused when something else arrived than was promised, also when that is stored', () => {
    const received = { sha256: 'cd'.repeat(32), size: 5, fitsType: true };
    given(evidence).when(store({ received })).thenRefused('evidence-hash-differs', sha256, received.sha256);
    given(evidence, store()).when(store({ received })).thenRefused('evidence-hash-differs');
  });
  it('is refused under a false type', () =>
    given(evidence)
      .when(store({ received: { sha256, size: 5, fitsType: false } }))
      .thenRefused('evidence-type-false', 'application/pdf'));
  it('again after it was withdrawn is refused, with the reason', () =>
    given(evidence, store(), withdraw()).when(store()).thenRefused('evidence-withdrawn', '误传'));
  it.each([
    ['../名单.pdf', 'expected a name without a path'],
    ['C:\\名单.pdf', 'expected a name without a path'],
    ['..', 'expected a name without a path'],
    ['名\u0000单.pdf', 'expected text without control characters'],
  ])('takes no path for a name: %j', (fileName, message) =>
    expect(() => evidenceCommands.StoreEvidence.parse(store({ fileName }).data)).toThrow(message),
  );
});

describe('withdrawing evidence', () => {
  it('keeps the reason, and concerns the same places', () => {
    const withdrawing = given(evidence, store()).when(withdraw());
    withdrawing.then({ type: 'EvidenceWithdrawn', data: { evidenceId, reason: '误传' } });
    withdrawing.thenConcerns('310116112');
  });
  it('twice for the same reason is nothing new, for another it is refused', () => {
    given(evidence, store(), withdraw()).when(withdraw()).thenNothing();
    given(evidence, store(), withdraw()).when(withdraw('含个人信息')).thenRefused('evidence-withdrawn', '误传');
  });
  it('comes after storing it', () => {
    given(evidence).when(withdraw()).thenRefused('evidence-not-stored');
    given(evidence, store()).when(withdraw('误传', '2024-03-10')).thenRefused('evidence-before-storing', '2024-03-10', '2024-03-11');
    given(evidence, store()).when(withdraw('误传', '2024-03-11')).thenConcerns('310116112');
  });
  it('is refused for a day that has not come', () =>
    given(evidence, store()).when(withdraw('误传', '2026-01-02')).thenRefused('effective-in-the-future'));
});

it('a withdrawal without the storing before it, as no decision yields it, leaves nothing', () =>
  expect(
    evidence.evolve(evidence.initial, {
      ...command('EvidenceWithdrawn', { evidenceId, reason: '误传' }),
      type: 'EvidenceWithdrawn',
      id: evidenceId,
      version: 1,
      jurisdictions: ['310116112'],
    }),
  ).toEqual(evidence.initial));

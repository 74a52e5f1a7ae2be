import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandEnvelope, factsOf } from './command.ts';
import { date } from './effective-date.ts';
import { type Source, sameCitation } from './source.ts';

const source: Source = { kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: date('2024-03-11') };
const fact = factsOf({ Counted: { version: 3, data: z.strictObject({ count: z.int() }) } });
const command = { type: 'Count', data: {}, effectiveOn: date('2024-03-11'), today: date('2026-01-01'), sources: [source] };

describe('a fact made from a command', () => {
  it('holds from the day of the command, by its sources, in the version of the catalogue', () =>
    expect(fact(command, 'Counted', { count: 1 }, ['310116112'])).toEqual({
      type: 'Counted',
      version: 3,
      data: { count: 1 },
      effectiveOn: '2024-03-11',
      jurisdictions: ['310116112'],
      sources: [source],
    }));
  it('names the jurisdictions it concerns sorted and once', () =>
    expect(fact(command, 'Counted', { count: 1 }, ['310117107', '310116', '310117107']).jurisdictions).toEqual(['310116', '310117107']));
  it('names the event that it corrects', () => expect(fact(command, 'Counted', { count: 1 }, ['310000'], 'an-id').corrects).toBe('an-id'));
});

describe('what every command carries', () => {
  const accepts = (envelope: object) => commandEnvelope.safeParse(envelope).success;
  it('is a date and at least one source', () => {
    expect(accepts({ effectiveOn: '2024-03-11', sources: [source] })).toBe(true);
    expect(accepts({ effectiveOn: '2024-03-11', sources: [] })).toBe(false);
    expect(accepts({ sources: [source] })).toBe(false);
  });
  it('is nothing else', () => expect(accepts({ effectiveOn: '2024-03-11', sources: [source], note: '' })).toBe(false));
  it('names a source by a real date and a hash of 64 hexadecimal digits', () => {
    expect(accepts({ effectiveOn: '2024-03-11', sources: [{ ...source, date: '2024-02-30' }] })).toBe(false);
    expect(accepts({ effectiveOn: '2024-03-11', sources: [{ ...source, fileSha256: 'A'.repeat(64) }] })).toBe(false);
    expect(accepts({ effectiveOn: '2024-03-11', sources: [{ ...source, fileSha256: 'a'.repeat(64) }] })).toBe(true);
  });
  it('may name stored evidence by its id', () => {
    const named = (evidenceId: string) => commandEnvelope.safeParse({ effectiveOn: '2024-03-11', sources: [{ ...source, evidenceId }] });
    expect(named('6B8C1E0E-3F0A-5D52-8F5E-3F3A9D0C7E01').data?.sources[0]?.evidenceId).toBe('6b8c1e0e-3f0a-5d52-8f5e-3f3a9d0c7e01');
    expect(named('a'.repeat(64)).success).toBe(false);
  });
});

describe('two citations', () => {
  it('are the same place whatever file they were read from', () =>
    expect(sameCitation(source, { ...source, fileSha256: 'a'.repeat(64) })).toBe(true));
  it.each(['number', 'issuer', 'annex', 'clause', 'row'] as const)('differ by %s', (field) =>
    expect(sameCitation(source, { ...source, [field]: '其他' })).toBe(false),
  );
  it('of nothing are not the same', () => expect(sameCitation(undefined, undefined)).toBe(false));
});

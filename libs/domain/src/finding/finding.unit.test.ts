import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { type FindingEvent, findingEvents } from './events.ts';
import { finding, findingCommands } from './index.ts';
import { upcast } from './state.ts';

const given = specify(findingEvents);
const findingId = '91c1b7c4-1f0a-5d52-8f5e-3f3a9d0c7e01';
const opening = {
  findingId,
  rule: 'parcel-on-several-lists',
  subject: { kind: 'parcel' as const, id: '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01' },
  causedBy: specId(90),
  titleZh: '同一地块列入多份清单',
  titleEn: 'One parcel on several lists',
  detail: [{ labelZh: '附件3 盘活', labelEn: '附件3 盘活', value: '收储 2025' }],
};
const open = (overrides: Partial<z.output<typeof findingCommands.OpenFinding>> = {}) =>
  command('OpenFinding', { ...opening, jurisdictions: ['310116112'], ...overrides });
const close = (outcome: 'confirmed' | 'no-error' | 'corrected' = 'no-error', reason = '分期实施，两份清单均有效') =>
  command('CloseFinding', { findingId, outcome, reason }, { effectiveOn: date('2024-04-01') });

describe('opening a finding', () => {
  it('says which rule met which subject, because of which event', () =>
    given(finding)
      .when(open())
      .then({ type: 'FindingOpened', data: { ...opening, departments: [] } }));
  it('names the departments that are to look at it', () => {
    const departments = ['规划资源局', '经委'] as const;
    given(finding)
      .when(open({ departments: [...departments] }))
      .then({ type: 'FindingOpened', data: { ...opening, departments: [...departments] } });
  });
  it('concerns the jurisdictions of its subject, each once', () =>
    given(finding)
      .when(open({ jurisdictions: ['310117107', '310116112', '310117107'] }))
      .thenConcerns('310116112', '310117107'));
  it('twice from one cause is nothing new, whatever the words', () =>
    given(finding, open())
      .when(open({ titleEn: 'Listed twice' }))
      .thenNothing());
  it('from one cause does not open it again once closed', () => given(finding, open(), close()).when(open()).thenNothing());
  it('is refused under the same id with another rule, subject or cause', () => {
    const others: Partial<typeof opening>[] = [
      { rule: 'area-conflict' },
      { causedBy: specId(91) },
      { subject: { ...opening.subject, id: specId(92) } },
    ];
    for (const other of others) given(finding, open()).when(open(other)).thenRefused('finding-already-opened', 'parcel-on-several-lists');
    given(finding, open())
      .when(open({ subject: { ...opening.subject, kind: 'plan' } }))
      .thenRefused('finding-already-opened');
  });
  it('names at least one jurisdiction', () =>
    expect(() => findingCommands.OpenFinding.parse({ ...opening, jurisdictions: [] })).toThrow('expected at least one code'));
  it('is refused for a date that has not come', () =>
    given(finding)
      .when({ ...open(), effectiveOn: date('2026-01-02') })
      .thenRefused('effective-in-the-future'));
});

describe('closing a finding', () => {
  it.each(['confirmed', 'no-error', 'corrected'] as const)('as %s keeps the reason', (outcome) =>
    given(finding, open())
      .when(close(outcome))
      .then({ type: 'FindingClosed', data: { findingId, outcome, reason: '分期实施，两份清单均有效' } }),
  );
  it('concerns the same jurisdictions as opening it', () =>
    given(finding, open({ jurisdictions: ['310116112', '310117107'] }))
      .when(close())
      .thenConcerns('310116112', '310117107'));
  it('needs a reason', () =>
    expect(findingCommands.CloseFinding.safeParse({ findingId, outcome: 'no-error', reason: ' ' }).success).toBe(false));
  it('twice with the same outcome and reason is nothing new', () => given(finding, open(), close()).when(close()).thenNothing());
  it('with another outcome is refused', () =>
    given(finding, open(), close()).when(close('corrected')).thenRefused('finding-already-closed', 'no-error', '分期实施，两份清单均有效'));
  it('with another reason is refused', () =>
    given(finding, open(), close()).when(close('no-error', '另有原因')).thenRefused('finding-already-closed'));
  it('comes after opening it', () => given(finding).when(close()).thenRefused('finding-not-opened'));
  it('is possible on the day it was opened', () =>
    given(finding, open())
      .when({ ...close(), effectiveOn: date('2024-03-11') })
      .thenConcerns('310116112'));
  it('is refused for a day before it was opened', () =>
    given(finding, open())
      .when({ ...close(), effectiveOn: date('2024-03-10') })
      .thenRefused('finding-before-opening', '2024-03-10', '2024-03-11'));
});

it('a finding of version 1 was for no department in particular', () => {
  const fact = {
    ...open(),
    type: 'FindingOpened' as const,
    id: specId(0),
    version: 1,
    data: opening,
    jurisdictions: ['310116112'],
  };
  expect(upcast(fact)).toEqual({ ...fact, version: 2, data: { ...opening, departments: [] } });
  const { state } = given(finding, open());
  expect(finding.evolve(finding.initial, fact as unknown as FindingEvent)).toEqual(state);
});

it('a closing without an opening, as no decision yields it, leaves nothing', () => {
  const { type: _, ...said } = close();
  const data = { findingId, outcome: 'no-error', reason: '录入有误' } as const;
  const closed = { ...said, type: 'FindingClosed' as const, id: specId(0), version: 1, jurisdictions: ['310116112'], data };
  expect(finding.evolve(finding.initial, closed)).toEqual(finding.initial);
});

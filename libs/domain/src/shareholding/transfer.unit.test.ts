// Transfers: what is decided, what is reported, and what is already recorded for later days.
import { describe, expect, it } from 'vitest';
import { date, type Source } from '../kernel/index.ts';
import { command, specId, specify, specSource } from '../testing/given.ts';
import type { ShareholdingCommand } from './commands.ts';
import { shareholdingEvents } from './events.ts';
import { holdingsOn, shareholding } from './index.ts';

const given = specify(shareholdingEvents);
const companyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const [a, b, c, d] = [specId(101), specId(102), specId(103), specId(104)];
const town = ['310116112'];

type Line = readonly [holderId: string, share: string | null, group?: number];
const holdings = (...lines: readonly Line[]) => lines.map(([holderId, share, group]) => ({ holderId, share, group: group ?? null }));
const on = (day: string) => ({ effectiveOn: date(day) });

const record = (day: string, ...lines: readonly Line[]) =>
  command('RecordShareholdings', { companyId, jurisdictions: town, holdings: holdings(...lines) }, on(day));
const recordJoint = (groups: { group: number; share: string | null }[], ...lines: readonly Line[]) =>
  command('RecordShareholdings', { companyId, jurisdictions: town, holdings: holdings(...lines), groups }, on('2024-01-01'));
const passing = (fromId: string, toId: string, share: string) =>
  ({ companyId, jurisdictions: town, fromId, toId, share, equityId: null }) as const;
const transfer = (day: string, ...passed: Parameters<typeof passing>) => command('TransferShares', passing(...passed), on(day));
const report = (day: string, ...passed: Parameters<typeof passing>) => command('ReportShareTransfer', passing(...passed), on(day));
const halves = record('2024-01-01', [a, '1/2'], [b, '50%']);

/** Who holds what on a day. */
const heldOn = (day: string, ...history: readonly ShareholdingCommand[]) => {
  const { state } = given(shareholding, ...history);
  return holdingsOn(state, date(day))?.holdings.map(({ holderId, share }) => [holderId, share]);
};
/** The rules that a report breaks. */
const brokenBy = (next: ShareholdingCommand, ...history: readonly ShareholdingCommand[]): readonly string[] => {
  const decision = shareholding.decide(next, given(shareholding, ...history).state);
  if (!Array.isArray(decision)) throw new Error('refused');
  return decision.flatMap((fact) => (fact.type === 'ShareholdingDiscrepancyFound' ? [fact.data.discrepancy.rule] : []));
};

describe('a decided transfer', () => {
  it('passes a share of the company from one holder to another', () => {
    given(shareholding, halves)
      .when(transfer('2024-06-01', a, c, '1/3'))
      .then({
        type: 'SharesTransferred',
        data: { companyId, fromId: a, toId: c, share: '1/3', equityId: null, caseNumber: null, basis: 'decided' },
      });
    expect(heldOn('2024-06-01', halves, transfer('2024-06-01', a, c, '1/3'))).toEqual([
      [a, '1/6'],
      [b, '50%'],
      [c, '1/3'],
    ]);
    expect(heldOn('2024-05-31', halves, transfer('2024-06-01', a, c, '1/3'))).toEqual([
      [a, '1/2'],
      [b, '50%'],
    ]);
  });
  it('of all that a holder has leaves it no holder; the other holds more', () =>
    expect(heldOn('2024-06-01', halves, transfer('2024-06-01', a, b, '1/2'))).toEqual([[b, '1/1']]));
  it('said again is nothing new; another document tells of another one', () => {
    const first = transfer('2024-06-01', a, c, '1/8');
    const other: Source = { ...specSource, number: '股权转让协议 2' };
    given(shareholding, halves, first).when(first).thenNothing();
    for (const second of [{ ...first, sources: [other] }, transfer('2024-06-01', b, c, '1/8'), transfer('2024-06-01', a, d, '1/8')])
      given(shareholding, halves, first).when(second).thenConcerns('310116112');
    for (const second of [transfer('2024-06-02', a, c, '1/8'), transfer('2024-06-01', a, c, '1/4')])
      given(shareholding, halves, first).when(second).thenConcerns('310116112');
    const case2 = { ...first, data: { ...first.data, equityId: specId(70) } };
    given(shareholding, halves, first).when(case2).thenConcerns('310116112');
  });
  it('is from one holder to another', () =>
    given(shareholding, halves)
      .when(transfer('2024-06-01', a, a, '1/3'))
      .thenRefused('shares-transfer-to-itself'));
  it('is refused while nobody is known to hold the company', () =>
    given(shareholding, halves)
      .when(transfer('2023-06-01', a, c, '1/3'))
      .thenRefused('shares-structure-unknown', '2023-06-01'));
  it('is refused beyond what the holder has', () => {
    given(shareholding, halves)
      .when(transfer('2024-06-01', a, c, '2/3'))
      .thenRefused('shares-not-held', '1/2', '2/3');
    given(shareholding, halves)
      .when(transfer('2024-06-01', c, a, '1/9'))
      .thenRefused('shares-not-held', '0/1');
  });
  it('is refused of a share without a known fraction', () => {
    given(shareholding, record('2024-01-01', [a, null], [b, '1/2']))
      .when(transfer('2024-06-01', a, c, '1/9'))
      .thenRefused('shares-held-without-fraction', a);
  });
  it('is refused when a transfer recorded for a later day would then fail, naming the day', () =>
    given(shareholding, halves, transfer('2024-09-01', a, c, '1/2'))
      .when(transfer('2024-06-01', a, d, '1/4'))
      .thenRefused('shares-moved-later', '2024-09-01'));
  it('leaves room for a transfer recorded for a later day', () =>
    given(shareholding, halves, transfer('2024-09-01', a, c, '1/4'))
      .when(transfer('2024-06-01', a, d, '1/4'))
      .thenConcerns('310116112'));
  it('is refused when the register recorded otherwise for a later day', () => {
    const later = record('2024-09-01', [a, '1/2'], [b, '1/2']);
    given(shareholding, halves, later)
      .when(transfer('2024-06-01', a, c, '1/4'))
      .thenRefused('shares-recorded-otherwise', '2024-09-01');
    given(shareholding, halves, record('2024-09-01', [a, '1/4'], [b, '1/2'], [d, '1/4']))
      .when(transfer('2024-06-01', a, c, '1/4'))
      .thenRefused('shares-recorded-otherwise');
  });
  it('that explains what the register recorded for a later day is what was missing', () => {
    const later = record('2024-09-01', [a, '1/4'], [b, '1/2'], [c, '1/4']);
    given(shareholding, halves, later)
      .when(transfer('2024-06-01', a, c, '1/4'))
      .thenConcerns('310116112');
  });
  it('is not compared with shares that the register did not tell', () => {
    const later = record('2024-09-01', [a, null], [b, '1/2'], [c, null]);
    given(shareholding, halves, later)
      .when(transfer('2024-06-01', a, c, '1/4'))
      .thenConcerns('310116112');
  });
});

describe('a reported transfer', () => {
  it('is kept whatever it breaks, with each broken rule beside it', () => {
    given(shareholding, halves)
      .when(report('2024-06-01', c, a, '1/3'))
      .then(
        {
          type: 'SharesTransferred',
          data: { companyId, fromId: c, toId: a, share: '1/3', equityId: null, caseNumber: null, basis: 'reported' },
        },
        {
          type: 'ShareholdingDiscrepancyFound',
          data: {
            companyId,
            about: 'SharesTransferred',
            discrepancy: {
              rule: 'shares-not-held',
              en: `On 2024-06-01 holder ${c} holds 0/1 of the company, less than 1/3.`,
              zh: `股东${c}在2024-06-01持有的股权为0/1，不足1/3。`,
            },
          },
        },
      );
    expect(brokenBy(report('2024-06-01', a, c, '1/4'), halves)).toEqual([]);
  });
  it('of the same day, holders and share as one from another document is kept, and it is told that the two may be one', () => {
    const other = { ...report('2024-06-01', a, c, '20%'), sources: [{ ...specSource, number: '股东会决议' }] as const };
    expect(brokenBy(other, halves, report('2024-06-01', a, c, '1/5'))).toEqual(['shares-transfer-told-twice']);
    expect(brokenBy(other, halves, report('2024-06-02', a, c, '1/5'))).toEqual([]);
    given(shareholding, halves, report('2024-06-01', a, c, '1/5'))
      .when(report('2024-06-01', a, c, '20%'))
      .thenNothing();
  });
  it('passes no more than the holder had', () =>
    expect(heldOn('2024-06-01', halves, report('2024-06-01', a, c, '2/3'))).toEqual([
      [b, '50%'],
      [c, '1/2'],
    ]));
  it('passes nothing of a holder that had nothing, when all is known', () =>
    expect(heldOn('2024-06-01', halves, report('2024-06-01', c, d, '2/3'))).toEqual([
      [a, '1/2'],
      [b, '50%'],
    ]));
  it('passes what is left of the unknown part, where it is not known what the holder had', () => {
    expect(heldOn('2024-06-01', report('2024-06-01', a, c, '1/3'))).toEqual([[c, '1/3']]);
    expect(heldOn('2024-06-01', record('2024-01-01', [a, '3/4'], [b, null]), report('2024-06-01', b, c, '1/3'))).toEqual([
      [a, '3/4'],
      [b, null],
      [c, '1/4'],
    ]);
    expect(brokenBy(report('2024-06-01', a, c, '1/3'))).toEqual(['shares-structure-unknown']);
  });
  it('to a holder whose share is not known leaves it not known', () =>
    expect(heldOn('2024-06-01', record('2024-01-01', [a, '1/2'], [b, null]), report('2024-06-01', a, b, '1/4'))).toEqual([
      [a, '1/4'],
      [b, null],
    ]));
  it('gives a joint holder an own share beside the joint one, and takes it again', () => {
    const joint = recordJoint([{ group: 1, share: '1/2' }], [a, null, 1], [b, null, 1], [c, '1/2']);
    const gives = report('2024-06-01', c, a, '1/4');
    expect(heldOn('2024-06-01', joint, gives)).toEqual([
      [a, '1/4'],
      [b, null],
      [c, '1/4'],
    ]);
    expect(heldOn('2024-07-01', joint, gives, report('2024-07-01', a, c, '1/4'))).toEqual([
      [a, null],
      [b, null],
      [c, '1/2'],
    ]);
  });
  it('and a later one of a share whose size is not known is not called possible', () =>
    expect(
      brokenBy(report('2024-06-01', b, c, '1/4'), record('2024-01-01', [a, null], [b, '1/2']), report('2024-09-01', a, c, '1/4')),
    ).toEqual([]));
});

describe('a share too fine to be written', () => {
  const odd = record('2024-01-01', [a, '1/999999937'], [b, '1/2']);
  it('comes of no transfer, decided or reported', () => {
    given(shareholding, odd)
      .when(transfer('2024-06-01', b, a, '1/999999929'))
      .thenRefused('shares-too-fine', a, '2024-06-01');
    given(shareholding, odd)
      .when(report('2024-06-01', b, a, '1/999999929'))
      .thenRefused('shares-too-fine', a);
  });
  it('comes on no later day either, by what is recorded or corrected before it', () => {
    const later = report('2024-06-01', b, a, '1/999999929');
    const known = record('2024-01-01', [a, '1/4'], [b, '1/2']);
    given(shareholding, known, later)
      .when(record('2024-02-01', [a, '1/999999937'], [b, '1/2']))
      .thenRefused('shares-too-fine', a, '2024-06-01');
    given(shareholding, known, later)
      .when(
        command('CorrectShareholdings', {
          companyId,
          entry: specId(0),
          holdings: holdings([a, '1/999999937'], [b, '1/2']),
          reason: '录入有误',
        }),
      )
      .thenRefused('shares-too-fine', a, '2024-06-01');
    given(shareholding, known, later)
      .when(
        command(
          'ChangeShareholdings',
          {
            companyId,
            cause: 'inheritance' as const,
            before: { holdings: holdings([a, '1/4'], [b, '1/2']) },
            after: { holdings: holdings([a, '1/999999937'], [b, '1/2'], [c, '999999933/3999999748']) },
            equityId: null,
          },
          on('2024-02-01'),
        ),
      )
      .thenRefused('shares-too-fine', a, '2024-06-01');
  });
});

describe('a transfer that never took place', () => {
  const annul = (entry = specId(1), day = '2025-06-01') => command('AnnulShareTransfer', { companyId, entry, reason: '误报' }, on(day));
  const passed = report('2024-06-01', a, c, '1/2');
  it('is annulled: what was known before it is known again', () => {
    given(shareholding, halves, passed)
      .when(annul())
      .then({ type: 'ShareTransferAnnulled', data: { companyId, reason: '误报' }, corrects: specId(1) });
    expect(heldOn('2024-06-01', halves, passed, annul())).toEqual([
      [a, '1/2'],
      [b, '50%'],
    ]);
  });
  it('annulled again is nothing new; reported again it is a transfer again', () => {
    given(shareholding, halves, passed, annul()).when(annul()).thenNothing();
    expect(heldOn('2024-06-01', halves, passed, annul(), passed)).toEqual([
      [b, '50%'],
      [c, '1/2'],
    ]);
  });
  it('was recorded by some event: a structure is none', () => {
    given(shareholding, halves, passed)
      .when(annul(specId(0)))
      .thenRefused('shares-transfer-unknown', specId(0));
    given(shareholding, halves)
      .when(annul(specId(7)))
      .thenRefused('shares-transfer-unknown');
  });
  it('may have led to others, or to what is frozen: that is told', () => {
    expect(brokenBy(annul(), halves, passed, report('2024-07-01', c, d, '1/4'))).toEqual(['shares-moved-later']);
    const freeze = command(
      'FreezeShares',
      { companyId, holderId: c, share: '1/2', court: '法院', caseNumber: '1', waiting: false, until: null },
      on('2024-07-01'),
    );
    expect(brokenBy(annul(), halves, passed, freeze)).toEqual(['shares-frozen']);
  });
  it('may have kept a later share writable; then it stays', () =>
    given(
      shareholding,
      record('2024-01-01', [a, '1/999999937'], [b, '1/2']),
      report('2024-02-01', a, c, '1/999999937'),
      report('2024-06-01', b, a, '1/999999929'),
    )
      .when(annul())
      .thenRefused('shares-too-fine', a, '2024-06-01'));
});

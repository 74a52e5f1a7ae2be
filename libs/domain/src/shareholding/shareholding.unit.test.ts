// Whole structures: as the register tells them, changed by decision, corrected.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import type { ShareholdingCommand } from './commands.ts';
import { shareholdingEvents } from './events.ts';
import { holdingsOn, shareholding, shareholdingCommands } from './index.ts';

const given = specify(shareholdingEvents);
const companyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const [a, b, c] = [specId(101), specId(102), specId(103)];
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
type Cause = 'capital-increase' | 'inheritance';
const change = (day: string, before: readonly Line[], after: readonly Line[], cause: Cause = 'capital-increase') =>
  command(
    'ChangeShareholdings',
    { companyId, cause, before: { holdings: holdings(...before) }, after: { holdings: holdings(...after) }, equityId: null },
    on(day),
  );
const correct = (entry: string, ...lines: readonly Line[]) =>
  command('CorrectShareholdings', { companyId, entry, holdings: holdings(...lines), reason: '录入有误' });

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

describe('the shareholdings of a company', () => {
  it('are recorded as a whole, as the register tells them', () => {
    const recorded = given(shareholding).when(halves);
    recorded.then({
      type: 'ShareholdingsRecorded',
      data: { companyId, holdings: holdings([a, '1/2'], [b, '50%']), groups: [], basis: 'reported' },
    });
    recorded.thenConcerns('310116112');
  });
  it('may be known in part', () => {
    given(shareholding)
      .when(record('2024-01-01', [a, '30%'], [b, null]))
      .then({
        type: 'ShareholdingsRecorded',
        data: { companyId, holdings: holdings([a, '30%'], [b, null]), groups: [], basis: 'reported' },
      });
  });
  it('may be held jointly without fractions (共同共有)', () => {
    given(shareholding)
      .when(recordJoint([{ group: 1, share: '60%' }], [a, null, 1], [b, null, 1], [c, '40%']))
      .then({
        type: 'ShareholdingsRecorded',
        data: {
          companyId,
          holdings: holdings([a, null, 1], [b, null, 1], [c, '40%']),
          groups: [{ group: 1, share: '60%' }],
          basis: 'reported',
        },
      });
  });
  it('concern every place that they ever concerned', () =>
    given(shareholding, halves)
      .when(command('RecordShareholdings', { companyId, jurisdictions: ['310117107'], holdings: [] }, on('2024-02-01')))
      .thenConcerns('310116112', '310117107'));
  it('are recorded for a company that is somewhere', () =>
    given(shareholding)
      .when(command('RecordShareholdings', { companyId, holdings: [] }))
      .thenRefused('shares-company-unknown'));
  it('said again for the same day are nothing new, in whatever order and print', () => {
    given(shareholding, halves)
      .when(record('2024-01-01', [b, '1/2'], [a, '50.0%']))
      .thenNothing();
    const joint = recordJoint([{ group: 1, share: '1' + '/1' }], [a, null, 1], [b, null, 1]);
    given(shareholding, joint)
      .when(recordJoint([{ group: 7, share: '100%' }], [b, null, 7], [a, null, 7]))
      .thenNothing();
  });
  it('said again for a later day are kept, because they show that nothing happened until then', () =>
    expect(brokenBy(record('2024-06-01', [a, '1/2'], [b, '1/2']), halves)).toEqual([]));
  it('that differ from those known show a change that nobody reported', () =>
    expect(brokenBy(record('2024-06-01', [a, '1/2'], [c, '1/2']), halves)).toEqual(['shares-changed-unrecorded']));
  it('that complete those known in part show nothing', () =>
    expect(brokenBy(record('2024-06-01', [a, '1/2'], [c, '1/2']), record('2024-01-01', [a, '1/2'], [b, null]))).toEqual([]));
  it('are unknown before the first record', () => expect(heldOn('2023-12-31', halves)).toBeUndefined());
});

describe('a structure is none', () => {
  it('that names a holder twice', () =>
    given(shareholding)
      .when(record('2024-01-01', [a, '1/4'], [a, '1/4']))
      .thenRefused('shares-holder-named-twice', a));
  it('whose shares exceed the whole', () =>
    given(shareholding)
      .when(record('2024-01-01', [a, '2/3'], [b, '50%']))
      .thenRefused('shares-exceed-whole', '7/6'));
  it('with a share of 4/3', () =>
    expect(shareholdingCommands.RecordShareholdings.safeParse({ companyId, holdings: [{ holderId: a, share: '4/3' }] }).success).toBe(
      false,
    ));
  it('that leaves nothing for holders without a share', () => {
    given(shareholding)
      .when(record('2024-01-01', [a, '1/1'], [b, null]))
      .thenRefused('shares-leave-nothing');
    given(shareholding)
      .when(recordJoint([{ group: 1, share: null }], [a, '1/1'], [b, null, 1], [c, null, 1]))
      .thenRefused('shares-leave-nothing');
  });
  it('with a joint group of one, one listed twice, or one that is not listed', () => {
    given(shareholding)
      .when(recordJoint([{ group: 1, share: '1/2' }], [a, null, 1]))
      .thenRefused('shares-group-incomplete', '1');
    given(shareholding)
      .when(
        recordJoint(
          [
            { group: 1, share: null },
            { group: 1, share: null },
          ],
          [a, null, 1],
          [b, null, 1],
        ),
      )
      .thenRefused('shares-group-incomplete');
    given(shareholding)
      .when(recordJoint([], [a, null, 2], [b, null, 2]))
      .thenRefused('shares-group-incomplete', '2');
  });
});

describe('a change of the whole structure', () => {
  const [before, after] = [
    [
      [a, '1/2'],
      [b, '1/2'],
    ],
    [
      [a, '1/4'],
      [b, '1/4'],
      [c, '1/2'],
    ],
  ] as const satisfies readonly (readonly Line[])[];
  it('keeps the structures before and after it', () =>
    given(shareholding, halves)
      .when(change('2024-06-01', before, after))
      .then({
        type: 'ShareholdingsChanged',
        data: {
          companyId,
          cause: 'capital-increase',
          before: { holdings: holdings(...before), groups: [] },
          after: { holdings: holdings(...after), groups: [] },
          equityId: null,
          basis: 'decided',
        },
      }));
  it('is nothing new the second time', () =>
    given(shareholding, halves, change('2024-06-01', before, after))
      .when(change('2024-06-01', before, after))
      .thenNothing());
  it('adds up to the same before and after', () =>
    given(shareholding, halves)
      .when(change('2024-06-01', before, [[a, '1/2']]))
      .thenRefused('shares-totals-differ', '1/1', '1/2'));
  it('is of structures', () => {
    given(shareholding, halves)
      .when(
        change(
          '2024-06-01',
          [
            [a, '1/2'],
            [a, '1/2'],
          ],
          after,
        ),
      )
      .thenRefused('shares-holder-named-twice');
    given(shareholding, halves)
      .when(
        change('2024-06-01', before, [
          [a, '1/2'],
          [a, '1/2'],
        ]),
      )
      .thenRefused('shares-holder-named-twice');
  });
  it('starts from what is known, if anything is', () => {
    given(shareholding, halves)
      .when(change('2024-06-01', after, before))
      .thenRefused('shares-before-otherwise', '2024-06-01');
    given(shareholding, halves)
      .when(change('2023-06-01', after, before))
      .thenConcerns('310116112');
  });
  it('is refused when it leads elsewhere than a structure or a transfer recorded for a later day', () => {
    given(shareholding, halves, record('2024-09-01', ...before))
      .when(change('2024-06-01', before, after))
      .thenRefused('shares-recorded-otherwise', '2024-09-01');
    given(shareholding, halves, record('2024-09-01', ...after))
      .when(change('2024-06-01', before, after))
      .thenConcerns('310116112');
    given(shareholding, halves, transfer('2024-09-01', a, c, '1/2'))
      .when(change('2024-06-01', before, after))
      .thenRefused('shares-moved-later', '2024-09-01');
  });
});

describe('a structure that was misread', () => {
  it('is corrected in its place', () => {
    given(shareholding, halves)
      .when(correct(specId(0), [a, '1/3'], [b, '2/3']))
      .then({
        type: 'ShareholdingsCorrected',
        data: { companyId, holdings: holdings([a, '1/3'], [b, '2/3']), groups: [], reason: '录入有误' },
        corrects: specId(0),
      });
    expect(heldOn('2024-01-01', halves, report('2024-06-01', a, c, '1/4'), correct(specId(0), [a, '1/3'], [b, '2/3']))).toEqual([
      [a, '1/3'],
      [b, '2/3'],
    ]);
  });
  it('corrected to what it says is nothing new', () =>
    given(shareholding, halves)
      .when(correct(specId(0), [b, '1/2'], [a, '1/2']))
      .thenNothing());
  it('is named by the event that recorded it', () => {
    given(shareholding, halves)
      .when(correct(specId(9), [a, '1/1']))
      .thenRefused('shares-record-unknown', specId(9));
    given(shareholding, halves, transfer('2024-06-01', a, b, '1/4'))
      .when(correct(specId(1), [a, '1/1']))
      .thenRefused('shares-record-unknown');
  });
  it('is corrected to a structure', () =>
    given(shareholding, halves)
      .when(correct(specId(0), [a, '2/3'], [b, '2/3']))
      .thenRefused('shares-exceed-whole'));
  it('tells what the correction breaks', () =>
    expect(brokenBy(correct(specId(0), [a, '1/3'], [b, '2/3']), halves, transfer('2024-06-01', a, c, '1/2'))).toEqual([
      'shares-moved-later',
    ]));
});

// What a filing says of the holders before and after, held against arithmetic and against the ledger.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { equityEvents } from './events.ts';
import { equity, equityCommands } from './index.ts';
import { changes, companyId, equityId, file, holderA, holderB, holderC, otherTown, parcelId, registered, town } from './test/samples.ts';

const given = specify(equityEvents);
const subject = {
  equityId,
  companyId,
  kind: 'transfer' as const,
  changes: [...changes],
  parcels: [{ parcelId, jurisdictions: [otherTown] }],
  home: town,
  contractIds: [],
  clauses: [],
};

describe('the changes of holders', () => {
  type Said = readonly [holderId: string, before: string | null, after: string | null];
  const say = (...said: readonly Said[]) =>
    file({ changes: said.map(([holderId, before, after]) => ({ holderId, before, after })), registered: [] });
  const taken: readonly (readonly [string, readonly Said[]])[] = [
    [
      'a transfer of a part',
      [
        [holderA, '60%', '30%'],
        [holderB, '40%', '40%'],
        [holderC, null, '30%'],
      ],
    ],
    [
      'three thirds that become one holding',
      [
        [holderA, '1/3', '1/1'],
        [holderB, '1/3', null],
        [holderC, '1/3', null],
      ],
    ],
    [
      'joint holdings beside fractions (共同共有)',
      [
        [holderA, 'joint', null],
        [holderB, 'joint', '1/2'],
        [holderC, '1/2', '1/2'],
      ],
    ],
    [
      'joint holdings alone',
      [
        [holderA, '1/1', 'joint'],
        [holderB, null, 'joint'],
      ],
    ],
  ];
  it.each(taken)('take %s', (_, said) => expect(given(equity, say(...said)).state.kind).toBe('open'));
  it('add up to 1 before, exactly: thirds as percentages do not', () =>
    given(equity)
      .when(say([holderA, '33.33%', '1/1'], [holderB, '33.33%', null], [holderC, '33.33%', null]))
      .thenRefused('equity-before-total-not-one', '9999/10000'));
  it('add up to 1 after', () =>
    given(equity)
      .when(say([holderA, '1/1', '2/3'], [holderB, null, '2/3']))
      .thenRefused('equity-after-total-not-one', '4/3'));
  it('leave a part to those who hold jointly', () =>
    given(equity)
      .when(say([holderA, '1/1', '1/1'], [holderB, null, 'joint']))
      .thenRefused('equity-after-total-not-one', '1/1'));
  it('name all who hold jointly', () =>
    given(equity)
      .when(say([holderA, 'joint', '1/1'], [holderB, '1/2', null]))
      .thenRefused('equity-joint-holder-alone', holderA));
  it('name every holder once', () =>
    given(equity)
      .when(say([holderA, '1/2', '1/1'], [holderA, '1/2', null]))
      .thenRefused('equity-holder-named-twice', holderA));
  it('change something', () => {
    given(equity)
      .when(say([holderA, '1/2', '50%'], [holderB, '50%', '1/2']))
      .thenRefused('equity-nothing-changes');
    given(equity).when(say()).thenRefused('equity-nothing-changes');
  });
  it('are no part of an indirect change: none of the company’s own shares moves', () => {
    given(equity)
      .when(file({ kind: 'indirect' }))
      .thenRefused('equity-indirect-moves-shares');
    expect(given(equity, file({ kind: 'indirect', changes: [] })).state.kind).toBe('open');
  });
  it.each(['4/3', '0/1', '0.6', 'JOINT', ''])('have shares of one and less: %j is none', (before) =>
    expect(equityCommands.ReportEquityTransferCompleted.shape.changes.safeParse([{ holderId: holderA, before, after: null }]).success).toBe(
      false,
    ),
  );
});

describe('a filing that disagrees with the ledger', () => {
  const ledger = (...value: { holderId: string; share: string | null }[]) => [{ from: date('2015-01-01'), value }];
  it('is recorded, because it is a statement, with what disagrees', () =>
    given(equity)
      .when(file({ registered: ledger({ holderId: holderA, share: '100%' }) }))
      .then(
        { type: 'EquityTransferFiled', data: { ...subject, opinionsDueOn: null, causedBy: null } },
        {
          type: 'EquityDiscrepancyFound',
          data: {
            equityId,
            discrepancy: {
              rule: 'equity-differs-from-register',
              en: `The shares before the change are not those registered on 2024-03-11: ${holderA} 100%.`,
              zh: `变更前股权结构与2024-03-11登记的股权结构不一致：${holderA} 100%。`,
            },
            about: 'EquityTransferFiled',
          },
        },
      ));
  const disagrees = (value: { holderId: string; share: string | null }[]) => {
    const decision = equity.decide(file({ registered: ledger(...value) }), equity.initial);
    return Array.isArray(decision) && decision.length === 2;
  };
  it('names another holder, another share, or a fraction of what is held jointly', () => {
    expect(
      disagrees([
        { holderId: holderA, share: '60%' },
        { holderId: holderC, share: '40%' },
      ]),
    ).toBe(true);
    expect(
      disagrees([
        { holderId: holderA, share: '40%' },
        { holderId: holderB, share: '60%' },
      ]),
    ).toBe(true);
    expect(
      disagrees([
        { holderId: holderA, share: null },
        { holderId: holderB, share: '2/5' },
      ]),
    ).toBe(true);
    expect(
      disagrees([
        { holderId: holderB, share: '2/5' },
        { holderId: holderA, share: '60%' },
      ]),
    ).toBe(false);
  });
  it('agrees with a register that knows a part of the shares only, and with one that knows nothing', () => {
    expect(disagrees([{ holderId: holderA, share: '60%' }])).toBe(false);
    expect(disagrees([])).toBe(false);
    const beside = [
      { holderId: holderA, before: 'joint', after: '1/1' },
      { holderId: holderB, before: 'joint', after: null },
      { holderId: holderC, before: 'joint', after: null },
    ];
    const held = ledger({ holderId: holderA, share: null }, { holderId: holderB, share: null });
    expect(equity.decide(file({ changes: beside, registered: held }), equity.initial)).toHaveLength(2);
  });
  it('agrees with joint holders that are registered as such', () => {
    const joint = [
      { holderId: holderA, before: 'joint', after: '1/1' },
      { holderId: holderB, before: 'joint', after: null },
    ];
    const held = ledger({ holderId: holderA, share: null }, { holderId: holderB, share: null });
    expect(equity.decide(file({ changes: joint, registered: held }), equity.initial)).toHaveLength(1);
  });
  it('is compared with the structure of its own day, and with nothing where the ledger has nothing', () => {
    const later = [...registered, { from: date('2024-03-12'), value: [{ holderId: holderC, share: '1/1' }] }];
    expect(equity.decide(file({ registered: later }), equity.initial)).toHaveLength(1);
    expect(equity.decide(file({ registered: later }, '2024-03-12'), equity.initial)).toHaveLength(2);
    expect(equity.decide(file({}, '2014-12-31'), equity.initial)).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareFractions, date, fold, isRejection, whole } from '../kernel/index.ts';
import { command, identified, specId, specSource } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { ShareholdingCommand } from './commands.ts';
import { type ShareholdingEvent, shareholdingEvents } from './events.ts';
import { freezesOn, frozenShare } from './freezes.ts';
import { holdingsOn, type Shareholdings, shareholding } from './index.ts';
import { knownTotal, ownShare, unknownStructure } from './structure.ts';

const companyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const days = ['2024-03-10', '2024-03-11', '2024-06-01', '2025-01-01'];
const holders = [specId(101), specId(102), specId(103)];
const holder = fc.constantFrom(...holders);
const share = fc.constantFrom('1/2', '1/3', '25%', '2/3', '1/1', '33.33333333%', '1/999999937', '7/999999999989');
const lines = fc.array(fc.record({ holderId: holder, share: fc.option(share), group: fc.option(fc.constant(1), { freq: 4 }) }), {
  maxLength: 3,
});
const structure = fc.record({
  holdings: lines,
  groups: fc.constantFrom([], [], [{ group: 1, share: '1/4' }], [{ group: 1, share: null }]),
});
const eventId = fc.nat(6).map(specId);
const transfer = {
  fromId: holder,
  toId: holder,
  share,
  equityId: fc.option(fc.constant(specId(70))),
  caseNumber: fc.option(fc.constant('1')),
};

const of = (type: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({
    type: fc.constant(type),
    data: fc.record({ companyId: fc.constant(companyId), jurisdictions: fc.constant(['310116112']), ...fields }),
  });
const recorded = structure.map(({ holdings, groups }) => ({
  type: 'RecordShareholdings',
  data: { companyId, jurisdictions: ['310116112'], holdings, groups },
}));
const data = fc.oneof(
  recorded,
  recorded,
  of('ChangeShareholdings', {
    cause: fc.constantFrom('capital-increase', 'inheritance'),
    before: structure,
    after: structure,
    equityId: fc.constant(null),
  }),
  of('TransferShares', transfer),
  of('TransferShares', transfer),
  of('ReportShareTransfer', transfer),
  of('CorrectShareholdings', { entry: eventId, holdings: lines, reason: fc.constant('录入有误') }),
  of('AnnulShareTransfer', { entry: eventId, reason: fc.constant('误报') }),
  of('FreezeShares', {
    holderId: holder,
    share,
    court: fc.constant('法院'),
    caseNumber: fc.constantFrom('1', '2'),
    waiting: fc.boolean(),
    until: fc.option(fc.constantFrom(...days)),
  }),
  of('RenewShareFreeze', { freeze: eventId, until: fc.constantFrom(...days) }),
  of('LiftShareFreeze', { freeze: eventId }),
);
const commands: fc.Arbitrary<ShareholdingCommand> = fc.tuple(data, fc.constantFrom(...days), fc.nat(1)).map(
  ([{ type, data: said }, day, row]) =>
    ({
      ...command(type, said),
      effectiveOn: date(day),
      sources: [{ ...specSource, row: String(row) }],
    }) as unknown as ShareholdingCommand,
);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(shareholding, shareholdingEvents, commands)).toBeGreaterThan(100);
});

/** Runs a sequence and shows each accepted command with the state after it. */
const run = (sequence: readonly ShareholdingCommand[], look: (after: Shareholdings, next: ShareholdingCommand) => void) => {
  let stored: readonly ShareholdingEvent[] = [];
  for (const next of sequence) {
    const decision = shareholding.decide(next, fold(shareholding, stored));
    if (isRejection(decision) || decision.length === 0) continue;
    stored = [...stored, ...identified(decision, stored.length)];
    look(fold(shareholding, stored), next);
  }
};

it('on no day do the known shares exceed the whole', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (sequence) => {
      run(sequence, (after) => {
        for (const day of days)
          expect(compareFractions(knownTotal(holdingsOn(after, date(day)) ?? unknownStructure), whole)).toBeLessThanOrEqual(0);
      });
    }),
  );
});

/** Histories that begin with a whole structure and go on with transfers and freezes. */
const struggles = fc.array(
  commands.filter(({ type }) => type === 'TransferShares' || type === 'FreezeShares' || type === 'LiftShareFreeze'),
  { maxLength: 8 },
);
const thirds = {
  ...command('RecordShareholdings', {
    companyId,
    jurisdictions: ['310116112'],
    holdings: holders.map((holderId) => ({ holderId, share: '1/3' })),
  }),
  effectiveOn: date('2024-03-10'),
};

it('no decided transfer takes what is frozen, and each keeps the total', () => {
  let seen = 0;
  fc.assert(
    fc.property(struggles, (sequence) => {
      run([thirds, ...sequence], (after, next) => {
        if (next.type !== 'TransferShares') return;
        seen += 1;
        const on = next.effectiveOn;
        const structure = holdingsOn(after, on) ?? unknownStructure;
        const binding = freezesOn(after.freezes, next.data.fromId, on).filter(({ caseNumber }) => caseNumber !== next.data.caseNumber);
        const left = ownShare(structure, next.data.fromId);
        // A freeze of more than the holder has binds all of it: then nothing passes, and there is nothing to see here.
        expect(left !== null && compareFractions(left, frozenShare(binding)) >= 0).toBe(true);
        expect(knownTotal(structure)).toEqual(whole);
      });
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(0);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addYears, compareFractions, date, isRejection, sumOfShares, whole } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { RightCommand } from './commands.ts';
import type { RightFact } from './events.ts';
import { holdersOn, rightsOn, seizuresOn, title } from './index.ts';
import { breachesOf } from './invariants.ts';
import type { Title } from './state.ts';
import * as say from './test/title.ts';

const days = ['2010-01-01', '2015-06-01', '2020-01-01', '2021-01-01', '2022-02-02', '2023-03-03', '2024-01-01', '2025-01-01'];
const rights = fc.constantFrom(say.land, say.otherLand);
const joint = [say.gudao, say.oufeng].map((partyId) => ({ partyId, share: null }));
const halfJoint = [{ partyId: say.pulizi, share: '1/2' }, ...joint];
const holders = fc.constantFrom(say.only(say.gudao), say.only(say.pulizi), say.halves, joint, halfJoint);
const transferId = fc.constantFrom(say.transfer1, say.transfer2);
const leaseId = fc.constantFrom(say.lease1, say.lease2);
const mortgageId = fc.constantFrom(say.mortgage1, say.mortgage2);
const seizureId = fc.constantFrom(say.seizure1, say.seizure2, say.seizure3);
const part = fc.constantFrom(null, '8幢');
const day = fc.constantFrom(...days);
const none = fc.constant({});
const month = fc.record({ months: fc.constantFrom(12, 36, 48) });

type Say = (on: string, given: object) => RightCommand;
const saying = (command: Say, given: fc.Arbitrary<object>): fc.Arbitrary<RightCommand> =>
  fc.tuple(day, given).map(([on, data]) => command(on, data));

const register = fc.record({ rightId: rights, holders, part, until: fc.constantFrom(null, '2023-12-31') });
const letting = fc.record({ rightId: rights, leaseId, part, until: fc.constantFrom('2022-12-31', '2030-12-31') });
const passing = fc.record({ rightId: rights, transferId, holders });
const mortgaging = fc.record({ rightId: rights, mortgageId, rank: fc.constantFrom(1, 2), transferRestricted: fc.boolean() });
const commands: fc.Arbitrary<RightCommand> = fc.oneof(
  { weight: 6, arbitrary: saying(say.registerRight, register) },
  { weight: 3, arbitrary: saying(say.reportRight, register) },
  saying(say.correctRight, register),
  saying(say.registerCertificate, fc.record({ rightId: rights })),
  saying(say.endRight, fc.record({ rightId: rights, reason: fc.constantFrom('recovery', 'expiry', 'surrender', 'reserve') })),
  saying(say.reportRightEnd, fc.record({ rightId: rights })),
  { weight: 3, arbitrary: saying(say.fileTransfer, passing) },
  {
    weight: 9,
    arbitrary: saying(say.giveOpinion, fc.record({ transferId, department: fc.constantFrom('规划资源局', '经委', '市场监管局') })),
  },
  { weight: 3, arbitrary: saying(say.decideTransfer, fc.record({ transferId })) },
  saying(say.withdrawTransfer, fc.record({ transferId })),
  { weight: 3, arbitrary: saying(say.registerTransfer, fc.record({ transferId })) },
  { weight: 3, arbitrary: saying(say.registerSuccession, passing) },
  saying(say.reportTransfer, passing),
  saying(say.serveRuling, fc.record({ rightId: rights })),
  saying(say.correctTransfer, passing),
  { weight: 3, arbitrary: saying(say.registerLease, letting) },
  saying(say.reportLease, letting),
  saying(say.registerSublease, fc.record({ parentLeaseId: leaseId })),
  saying(say.reportSublease, fc.record({ parentLeaseId: leaseId })),
  saying(say.appointOperator, fc.record({ rightId: rights })),
  saying(say.consentToSublease, fc.record({ leaseId })),
  saying(say.endLease, fc.record({ leaseId })),
  saying(say.correctLease, fc.record({ leaseId })),
  { weight: 3, arbitrary: saying(say.registerMortgage, mortgaging) },
  saying(say.reportMortgage, mortgaging),
  saying(say.consentToTransfer, fc.record({ mortgageId, transferId })),
  saying(say.releaseMortgage, fc.record({ mortgageId })),
  saying(say.correctMortgage, fc.record({ mortgageId })),
  {
    weight: 3,
    arbitrary: saying(
      say.seize,
      fc.tuple(fc.record({ rightId: rights, seizureId }), month).map(([left, right]) => ({ ...left, ...right })),
    ),
  },
  saying(
    say.renewSeizure,
    fc.tuple(fc.record({ seizureId }), month).map(([left, right]) => ({ ...left, ...right })),
  ),
  { weight: 2, arbitrary: saying(say.releaseSeizure, fc.record({ seizureId })) },
  saying(say.correctSeizure, fc.record({ seizureId })),
  saying(
    say.annul,
    fc.nat(12).map((n) => ({ entry: identified([{} as RightFact], n)[0]?.id })),
  ),
  saying(say.registerRight, none),
  saying(say.endParcel, fc.record({ endedBy: fc.constantFrom(say.retirement, say.retirement2) })),
  saying(say.restoreParcel, none),
  saying(say.nameContract, none),
  saying(say.recordRefusal, fc.record({ rightId: rights })),
);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(title, say.catalogue, commands)).toBeGreaterThan(100);
});

/** Runs histories and looks at each accepted step. Answers how many there were. */
const alongHistories = (
  look: (step: { before: Title; after: Title; command: RightCommand; facts: readonly RightFact[] }) => void,
): number => {
  let steps = 0;
  const history = fc.array(commands, { minLength: 5, maxLength: 25 });
  fc.assert(
    fc.property(history, (sequence) => {
      let state = title.initial;
      let stored = 0;
      for (const command of sequence) {
        const decision = title.decide(command, state);
        if (isRejection(decision) || decision.length === 0) continue;
        const after = identified(decision, stored).reduce<Title>((known, fact) => title.evolve(known, fact), state);
        look({ before: state, after, command, facts: decision });
        [state, stored, steps] = [after, stored + decision.length, steps + 1];
      }
    }),
    { numRuns: 300 },
  );
  return steps;
};
const rules = (facts: readonly RightFact[]): readonly string[] =>
  facts.flatMap((fact) => (fact.type === 'TitleDiscrepancyFound' ? [fact.data.discrepancy.rule] : []));

it('shares total 1 on every day, or leave something to several who hold it together', () => {
  const steps = alongHistories(({ after }) => {
    for (const on of days)
      for (const { holders: held } of rightsOn(after, date(on))) {
        const shares = held.map(({ share }) => share).filter((share) => share !== null);
        const left = compareFractions(whole, sumOfShares(shares));
        expect(shares.length === held.length ? left === 0 : left > 0 && held.length - shares.length > 1).toBe(true);
      }
  });
  expect(steps).toBeGreaterThan(300);
});

/**
 * Rules whose breach is no state of the facts: what a late transfer, a correction or an annulment does to what came later, and what another
 * stream asked.
 */
const beside = ['right-moved-later', 'right-move-order-changed', 'right-certificate-of-others', 'title-before-fact'];

it('every broken rule was reported, corrected or found: no decision ever breaks one', () => {
  alongHistories(({ before, after, facts }) => {
    const known = new Set(breachesOf(before).map(({ key }) => key));
    const news = breachesOf(after).filter(({ key }) => !known.has(key));
    const told = rules(facts).filter((rule) => !beside.includes(rule));
    expect(told).toEqual(news.map(({ rejection }) => rejection.rule));
    const byDecision = facts.slice(0, 1).some(({ data }) => 'basis' in data && data.basis === 'decided');
    expect(byDecision ? news : []).toEqual([]);
  });
});

it('two use rights of the same land never stand on one day by decision', () => {
  alongHistories(({ after, facts, command }) => {
    if (command.type !== 'RegisterRight') return;
    for (const on of days) {
      const decided = rightsOn(after, date(on)).filter(({ rightId }) => rightId === command.data.rightId);
      const others = rightsOn(after, date(on)).filter(({ rightId }) => rightId !== command.data.rightId);
      for (const own of decided)
        for (const other of others) expect(own.part !== null && other.part !== null && own.part !== other.part).toBe(true);
    }
    expect(rules(facts)).toEqual([]);
  });
});

it('nothing moves by decision while the right is seized', () => {
  let moved = 0;
  alongHistories(({ before, command, facts }) => {
    const [fact] = facts;
    if (fact?.type !== 'RightTransferred' || fact.data.basis !== 'decided' || command.type === 'CorrectRightTransfer') return;
    moved += 1;
    expect(seizuresOn(before, fact.data.rightId, fact.effectiveOn)).toEqual([]);
  });
  expect(moved).toBeGreaterThan(0);
});

it('seizures stand in dense ranks by their service, the first alone in force, and for no longer than its term', () => {
  alongHistories(({ after }) => {
    for (const on of days)
      for (const rightId of [say.land, say.otherLand]) {
        const ranked = seizuresOn(after, rightId, date(on));
        expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, n) => n + 1));
        expect(ranked.map(({ servedOn }) => servedOn)).toEqual(ranked.map(({ servedOn }) => servedOn).toSorted());
        expect(ranked.map(({ until }) => until !== null)).toEqual(ranked.map((_, n) => n === 0));
        for (const { until } of ranked.slice(0, 1)) expect(String(until) >= on && String(until) <= addYears(date(on), 8)).toBe(true);
      }
  });
});

it('who holds a right is known on every day that it stands, and on no other', () => {
  alongHistories(({ after }) => {
    for (const on of days)
      for (const rightId of [say.land, say.otherLand])
        expect(holdersOn(after, rightId, date(on)).length > 0).toBe(rightsOn(after, date(on)).some((right) => right.rightId === rightId));
  });
});

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareFractions, date, type Identified, isRejection, whole } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import { totalOf } from './changes.ts';
import type { CommandNamed, EquityCommand } from './commands.ts';
import { consentMissingOn } from './consent.ts';
import { type Change, clauseScopes, type EquityFact, equityEvents, equityKinds, opinionDepartments, opinions } from './events.ts';
import { equity } from './index.ts';
import { type EquityCase, type EquityState, evolve } from './state.ts';
import { companyId, equityId, otherTown, town } from './test/samples.ts';

const holder = fc.integer({ min: 1, max: 4 }).map(specId);
const held = fc.constantFrom('1/1', '1/2', '50%', '1/3', '2/3', 'joint', null);
/** Rows that add up, which chance alone seldom finds, and rows that do not. */
const sound: readonly (readonly Change[])[] = [
  [
    { holderId: specId(1), before: '1/2', after: null },
    { holderId: specId(2), before: '50%', after: '1/1' },
  ],
  [
    { holderId: specId(1), before: '1/3', after: '1/3' },
    { holderId: specId(2), before: '2/3', after: null },
    { holderId: specId(3), before: null, after: '2/3' },
  ],
  [
    { holderId: specId(1), before: 'joint', after: '1/1' },
    { holderId: specId(2), before: 'joint', after: null },
  ],
];
const changes: fc.Arbitrary<Change[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...sound).map((rows) => [...rows]) },
  { weight: 1, arbitrary: fc.array(fc.record({ holderId: holder, before: held, after: held }), { maxLength: 3 }) },
);
const day = fc.constantFrom('2024-03-10', '2024-03-11', '2024-03-12', '2024-05-01').map(date);
const reason = fc.constantFrom(null, '理由');
const contracts = fc
  .uniqueArray(
    fc.record({
      contractId: fc.integer({ min: 11, max: 13 }).map(specId),
      granteeId: fc.constant(companyId),
      from: fc.constant(date('2024-03-10')),
      until: fc.constantFrom(null, date('2024-05-01')),
      consentRequired: fc.boolean(),
      threshold: fc.constantFrom(null, '30%', '60%'),
      lockUntil: fc.option(day),
      covers: fc.subarray([...clauseScopes]),
    }),
    { maxLength: 2, selector: ({ contractId }) => contractId },
  )
  .map((clauses) => ({ clauses, contractIds: clauses.map(({ contractId }) => contractId) }));
const place = {
  equityId,
  companyId,
  home: town,
  homes: [],
  land: [{ parcelId: specId(21), jurisdictions: [otherTown], from: date('2020-01-01'), until: null }],
};
const ledger: CommandNamed<'CompleteEquityTransfer'>['data']['registered'] = [
  {
    from: date('2020-01-01'),
    value: [
      { holderId: specId(1), share: '1/2' },
      { holderId: specId(2), share: '1/2' },
    ],
  },
];
const registered = fc.constantFrom([], ledger);
const kind = fc.constantFrom(...equityKinds);
const words = fc.constant('理由');

type Said = { [T in EquityCommand['type']]: { type: T; data: Extract<EquityCommand, { type: T }>['data'] } }[EquityCommand['type']];
const say = <T extends EquityCommand['type']>(type: T, data: fc.Arbitrary<Extract<EquityCommand, { type: T }>['data']>) =>
  data.map((said) => ({ type, data: said }) as Said);
const named = <A>(given: fc.Arbitrary<A>) => fc.tuple(given, contracts).map(([own, bound]) => ({ ...place, ...own, ...bound }));

const beginnings = fc.oneof(
  say('FileEquityTransfer', named(fc.record({ kind, changes: changes, opinionsDueOn: fc.option(day), registered }))),
  say('FileIndirectEquityTransfer', named(fc.record({ causedBy: fc.constantFrom(specId(31), specId(32)), opinionsDueOn: fc.option(day) }))),
  say('ReportUndeclaredEquityTransfer', named(fc.record({ kind, changes: changes, foundOn: day }))),
);
const steps = fc.oneof(
  say(
    'NameEquityContracts',
    contracts.map((bound) => ({ equityId, ...bound })),
  ),
  say(
    'DetermineControlChange',
    fc.record({
      equityId: fc.constant(equityId),
      department: fc.constantFrom('规划资源局' as const, '市场监管局' as const),
      changed: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
      controllerBefore: fc.option(holder),
      controllerAfter: fc.option(holder),
      reason: words,
    }),
  ),
  say('CorrectEquityDate', fc.constant({ equityId, reason: '登记日期有误' })),
  say('RecordEquityRefusal', fc.constant({ equityId, refusal: { rule: 'r', en: 'e', zh: '中' }, about: 'EquityDateCorrected' })),
  say('RequestGrantorConsent', fc.constant({ equityId })),
  say(
    'GrantConsent',
    reason.map((conditions) => ({ equityId, conditions })),
  ),
  say(
    'RefuseConsent',
    words.map((why) => ({ equityId, reason: why })),
  ),
  say(
    'GiveEquityOpinion',
    fc.record({
      equityId: fc.constant(equityId),
      department: fc.constantFrom(...opinionDepartments),
      opinion: fc.constantFrom(...opinions),
      reason,
    }),
  ),
  say(
    'GrantEquityTransfer',
    reason.map((why) => ({ equityId, reason: why })),
  ),
  say(
    'RefuseEquityTransfer',
    words.map((why) => ({ equityId, reason: why })),
  ),
  say(
    'CancelEquityTransfer',
    fc.constantFrom('applicant' as const, 'authority' as const).map((by) => ({ equityId, by, reason: '撤回' })),
  ),
  say(
    'CompleteEquityTransfer',
    registered.map((held) => ({ equityId, registered: held })),
  ),
  say('ReportEquityTransferCompleted', fc.record({ equityId: fc.constant(equityId), changes: fc.option(changes), registered })),
);
const dated = (said: fc.Arbitrary<Said>): fc.Arbitrary<EquityCommand> =>
  fc.tuple(said, day).map(([{ type, data }, effectiveOn]) => ({ ...command(type, data), effectiveOn }) as EquityCommand);

/** A case that all have agreed to, so that completions come about. */
const agreed: readonly Said[] = [
  {
    type: 'DetermineControlChange',
    data: { equityId, department: '市场监管局', changed: 'no', controllerBefore: null, controllerAfter: null, reason: '无' },
  },
  ...opinionDepartments.map((department) => ({
    type: 'GiveEquityOpinion' as const,
    data: { equityId, department, opinion: 'agree' as const, reason: null },
  })),
  { type: 'GrantEquityTransfer', data: { equityId, reason: null } },
];
const onTheFirstDay = agreed.map(({ type, data }) => ({ ...command(type, data), effectiveOn: date('2024-03-10') }) as EquityCommand);
const registering: EquityCommand = { ...command('CompleteEquityTransfer', { equityId, registered: [] }), effectiveOn: date('2024-05-01') };
const beginning = fc.oneof({ weight: 3, arbitrary: dated(beginnings) }, { weight: 1, arbitrary: dated(steps) });
const histories = fc
  .tuple(
    beginning,
    fc.boolean(),
    fc.array(dated(fc.oneof({ weight: 12, arbitrary: steps }, { weight: 1, arbitrary: beginnings })), { maxLength: 12 }),
  )
  .map(([first, hurried, rest]) =>
    hurried ? [{ ...first, effectiveOn: date('2024-03-10') }, ...onTheFirstDay, ...rest, registering] : [first, ...rest],
  );

interface Step {
  readonly before: EquityState;
  readonly event: Identified<EquityFact>;
  readonly after: EquityState;
}

/** Every event of a history of commands, with the states around it. */
const stepsOf = (history: readonly EquityCommand[]): readonly Step[] => {
  let state = equity.initial;
  const walked: Step[] = [];
  for (const next of history) {
    const decision = equity.decide(next, state);
    if (isRejection(decision)) continue;
    for (const event of identified(decision, walked.length)) {
      const after = evolve(state, event);
      walked.push({ before: state, event, after });
      state = after;
    }
  }
  return walked;
};

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(equity, equityEvents, dated(fc.oneof(beginnings, steps)))).toBeGreaterThan(100);
});

it('in every stored case the shares are 1 before and after, but for what is held jointly', () => {
  let counted = 0;
  fc.assert(
    fc.property(histories, (history) => {
      for (const { event } of stepsOf(history)) {
        if (!('changes' in event.data) || event.data.kind === 'indirect') continue;
        for (const side of ['before', 'after'] as const) {
          const joint = event.data.changes.some((each) => each[side] === 'joint');
          expect(compareFractions(totalOf(event.data.changes, side), whole)).toBe(joint ? -1 : 0);
          counted += 1;
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(counted).toBeGreaterThan(0);
});

it('a decided completion follows every consent that is required, all three opinions, the decision, and every lock', () => {
  let counted = 0;
  fc.assert(
    fc.property(histories, (history) => {
      for (const { before, event } of stepsOf(history)) {
        if (event.type !== 'EquityTransferCompleted' || event.data.basis === 'reported') continue;
        if (before.kind !== 'granted') throw new Error(`completed by decision while ${before.kind}`);
        expect(consentMissingOn(before, event.effectiveOn)).toEqual([]);
        expect(Object.keys(before.opinions).sort()).toEqual([...opinionDepartments].sort());
        expect(event.effectiveOn >= before.step.on).toBe(true);
        counted += 1;
      }
    }),
    { numRuns: 600 },
  );
  expect(counted).toBeGreaterThan(0);
});

it('nothing is deleted: a change that took place stays, whatever comes to light, and a contract is suspected once per kind of breach', () => {
  let counted = 0;
  fc.assert(
    fc.property(histories, (history) => {
      for (const { before, after, event } of stepsOf(history)) {
        if (before.kind === 'absent' || after.kind === 'absent') continue;
        const moved = event.type === 'EquityDateCorrected';
        const took = (state: EquityCase) => [state.kind, moved || state.changedOn, state.changes];
        expect(before.changedOn === null || isDeepStrictEqual(took(after), took(before))).toBe(true);
        counted += before.changedOn === null ? 0 : 1;
        expect(after.contractIds.slice(0, before.contractIds.length)).toEqual(before.contractIds);
        const suspected = after.suspected.map(({ contractId, breach }) => `${contractId} ${breach}`);
        expect(new Set(suspected).size).toBe(suspected.length);
      }
    }),
    { numRuns: 300 },
  );
  expect(counted).toBeGreaterThan(0);
});

it('every event of a case concerns the same places', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { event } of stepsOf(history)) expect(event.jurisdictions).toEqual([town, otherTown]);
    }),
    { numRuns: 100 },
  );
});

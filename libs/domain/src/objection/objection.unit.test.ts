import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified, specId, specSource } from '../testing/given.ts';
import { objection, undecidable } from './index.ts';
import { conclude, decision, final, given, grounds, lodge, lodged, objected, reject, withdraw, withFile } from './test/scene.ts';

describe('an objection is lodged', () => {
  it('against the decision it contests, with the day by which it is decided', () =>
    given(objection).when(lodge()).then({ type: 'ObjectionLodged', data: lodged }));

  it('in every town the parcel lies in', () =>
    given(objection)
      .when(lodge({ jurisdictions: ['310116112', '310116106'] }))
      .thenConcerns('310116106', '310116112'));

  it('once: on the same grounds it is nothing new', () => given(objection, lodge()).when(lodge()).thenNothing());

  it('once: on other grounds it is refused while it is pending', () =>
    given(objection, lodge())
      .when(lodge({ grounds: '面积有误' }))
      .thenRefused('objection-already-pending', '2024-03-11'));

  it.each([
    ['upheld', conclude(), '数据有误'],
    ['rejected', reject(), '数据无误'],
  ])('once: not again when it was %s', (_, decided, reason) =>
    given(objection, lodge(), decided).when(lodge()).thenRefused('objection-already-decided', reason),
  );

  it('again after it was withdrawn', () =>
    given(objection, lodge(), withdraw())
      .when(lodge({ grounds: '面积有误' }))
      .then({ type: 'ObjectionLodged', data: { ...lodged, grounds: '面积有误' } }));

  it('against a final grade only', () =>
    given(objection)
      .when(lodge({ final: null }))
      .thenRefused('objection-grade-not-final'));

  it('against a parcel without a class too', () =>
    given(objection)
      .when(lodge({ final: { ...final, grade: null } }))
      .then({ type: 'ObjectionLodged', data: { ...lodged, grade: null } }));

  it('against the edition that decided', () =>
    given(objection)
      .when(lodge({ edition: 2 }))
      .thenRefused('objection-edition-superseded', '2', '1'));

  it('by an enterprise that shares the grade', () =>
    given(objection)
      .when(lodge({ partyId: specId(599) }))
      .thenRefused('objection-party-not-concerned'));

  it('on the very day of the decision', () =>
    given(objection)
      .when(lodge({}, { effectiveOn: final.decidedOn }))
      .thenConcerns('310116112'));

  it('not before the decision', () =>
    given(objection)
      .when(lodge({}, { effectiveOn: date('2024-02-29') }))
      .thenRefused('objection-before-decision', '2024-02-29', '2024-03-01'));
});

describe('the window of an objection', () => {
  const handedIn = (day: string) => lodge({}, { effectiveOn: date(day) });
  const sent = (today: string) => lodge({ lodgedBy: 'enterprise' }, { today: date(today) });

  it('is open on its last day: by the paper for a town, however late it is entered', () =>
    given(objection).when(handedIn('2024-03-20')).thenConcerns('310116112'));

  it('is closed on the day after it', () =>
    given(objection).when(handedIn('2024-03-21')).thenRefused('objection-window-over', '2024-03-20'));

  it('is open on its last day: by the day it arrives for the enterprise itself', () =>
    given(objection)
      .when(sent('2024-03-20'))
      .then({ type: 'ObjectionLodged', data: { ...lodged, lodgedBy: 'enterprise' } }));

  it('does not open again by an earlier date that the enterprise names', () =>
    given(objection).when(sent('2024-03-21')).thenRefused('objection-window-over', '2024-03-20'));
});

describe('the evidence of an objection', () => {
  it('is demanded', () =>
    given(objection)
      .when(lodge({}, { sources: [specSource] }))
      .thenRefused('objection-without-evidence'));

  it('is a stored file, beside other sources', () =>
    given(objection)
      .when(lodge({}, { sources: [specSource, withFile] }))
      .then({ type: 'ObjectionLodged', data: lodged }));

  it('is not a hash alone, which nobody could look at', () =>
    given(objection)
      .when(lodge({}, { sources: [{ ...specSource, fileSha256: 'a'.repeat(64) }] }))
      .thenRefused('objection-without-evidence'));
});

describe('an objection is withdrawn', () => {
  const withdrawn = { type: 'ObjectionWithdrawn' as const, data: { ...objected, reason: '已沟通一致' } };

  it.each([
    ['by the enterprise', 'enterprise', 'enterprise'],
    ['by the enterprise, though the town lodged it', 'on-behalf', 'enterprise'],
    ['by the town that lodged it', 'on-behalf', 'on-behalf'],
  ] as const)('%s', (_, lodgedBy, withdrawnBy) =>
    given(objection, lodge({ lodgedBy }, { today: date('2024-03-12') }))
      .when(withdraw({ withdrawnBy }))
      .then(withdrawn),
  );

  it('in the towns in which it was lodged', () => given(objection, lodge()).when(withdraw()).thenConcerns('310116112'));

  it('not by the town when the enterprise lodged it', () =>
    given(objection, lodge({ lodgedBy: 'enterprise' }, { today: date('2024-03-12') }))
      .when(withdraw({ withdrawnBy: 'on-behalf' }))
      .thenRefused('objection-not-own'));

  it('once: the same again is nothing new, another reason is refused', () => {
    given(objection, lodge(), withdraw()).when(withdraw()).thenNothing();
    given(objection, lodge(), withdraw())
      .when(withdraw({ reason: '另行反映' }))
      .thenRefused('objection-already-withdrawn', '已沟通一致');
  });

  it('not once it is decided', () => given(objection, lodge(), reject()).when(withdraw()).thenRefused('objection-already-decided'));

  it('only if there is one', () => given(objection).when(withdraw()).thenRefused('objection-not-lodged'));

  it('not before it was lodged', () =>
    given(objection, lodge())
      .when(withdraw({}, { effectiveOn: date('2024-03-10') }))
      .thenRefused('objection-before-lodging', '2024-03-10', '2024-03-11'));
});

describe('an objection is decided', () => {
  it('upheld, naming the run in whose cohort the parcel is scored again', () =>
    given(objection, lodge())
      .when(conclude({ corrections: '研发费用应为120万元' }))
      .then({ type: 'ObjectionUpheld', data: { ...objected, ...decision, reason: '数据有误', corrections: '研发费用应为120万元' } }));

  it('rejected with a reason', () =>
    given(objection, lodge())
      .when(reject())
      .then({ type: 'ObjectionRejected', data: { ...objected, reason: '数据无误' } }));

  it.each([
    ['upheld', conclude()],
    ['rejected', reject()],
  ])('in the towns in which it was lodged: %s', (_, decided) => given(objection, lodge()).when(decided).thenConcerns('310116112'));

  it.each([
    ['upheld', conclude()],
    ['rejected', reject()],
  ])('once: %s again is nothing new', (_, decided) => given(objection, lodge(), decided).when(decided).thenNothing());

  it.each([
    ['the other way', reject()],
    ['for another reason', conclude({ reason: '适用标准有误' })],
    ['with other corrections', conclude({ corrections: '研发费用应为120万元' })],
  ])('once: not %s', (_, otherwise) =>
    given(objection, lodge(), conclude()).when(otherwise).thenRefused('objection-already-decided', '数据有误'),
  );

  it('not by who lodged it', () =>
    given(objection, lodge())
      .when(conclude({ isLodger: true }))
      .thenRefused('objection-decided-by-lodger'));

  it('rejected without correcting figures', () =>
    given(objection, lodge())
      .when(conclude({ outcome: 'rejected', corrections: '研发费用应为120万元' }))
      .thenRefused('objection-rejected-with-corrections'));

  it('not once it was withdrawn', () =>
    given(objection, lodge(), withdraw()).when(conclude()).thenRefused('objection-already-withdrawn', '已沟通一致'));

  it('only if there is one', () => given(objection).when(conclude()).thenRefused('objection-not-lodged'));

  it('not before it was lodged', () =>
    given(objection, lodge())
      .when(conclude({}, { effectiveOn: date('2024-03-10') }))
      .thenRefused('objection-before-lodging'));
});

describe('a decision on an objection', () => {
  const { state } = given(objection, lodge());
  const deciding = { outcome: 'upheld', isOfTown: false, decided: 1 } as const;

  it('has nothing against it while the contested edition is the last that was decided', () =>
    expect(undecidable(state, deciding)).toBeUndefined());

  it('is not of a town, whatever it says', () => {
    for (const outcome of ['upheld', 'rejected'] as const)
      expect(undecidable(state, { ...deciding, outcome, isOfTown: true })).toMatchObject({ rule: 'objection-decided-below-district' });
  });

  it('upholds nothing against an edition that another one has replaced; it still rejects', () => {
    const superseded = undecidable(state, { ...deciding, decided: 2 });
    expect(superseded).toMatchObject({ rule: 'objection-decision-superseded', zh: expect.stringContaining('第1版') });
    expect(undecidable(state, { ...deciding, decided: 2, outcome: 'rejected' })).toBeUndefined();
  });

  it('that was given is left to be repeated', () => {
    const { state: closed } = given(objection, lodge(), conclude());
    expect(undecidable(closed, { ...deciding, isOfTown: true, decided: 2 })).toBeUndefined();
  });
});

it('a history that does not begin with a lodging is none', () => {
  const facts = objection.decide(withdraw(), given(objection, lodge({ grounds })).state);
  if (isRejection(facts)) throw new Error(facts.rule);
  expect(identified(facts, 1).reduce(objection.evolve, objection.initial)).toEqual(objection.initial);
});

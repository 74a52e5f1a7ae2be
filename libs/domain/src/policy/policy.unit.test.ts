import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified, specSource } from '../testing/given.ts';
import { policy } from './index.ts';
import { policiesOn } from './read.ts';
import { department, end, given, place, replace, said, set } from './test/scene.ts';

describe('a policy is set', () => {
  it('for grades, by the document it rests on', () =>
    given(policy)
      .when(set())
      .then({ type: 'GradePolicySet', data: { ...place, department, ...said } }));

  it('by the clause of that document', () =>
    given(policy)
      .when({ ...set(), sources: [{ ...specSource, clause: '第三条' }] })
      .then({ type: 'GradePolicySet', data: { ...place, department, ...said, basis: { ...said.basis, clause: '第三条' } } }));

  it('for its jurisdiction', () => given(policy).when(set()).thenConcerns('310116'));

  it('for each grade once, from the best to the worst', () =>
    given(policy)
      .when(set({ grades: ['B', 'A', 'B'], effect: 'reward' }))
      .then({ type: 'GradePolicySet', data: { ...place, department, ...said, grades: ['A', 'B'], effect: 'reward' } }));

  it('for a day that lies ahead', () => given(policy).when(set({}, '2026-06-01')).thenConcerns('310116'));

  it('once: the same again is nothing new, even after it was replaced', () => {
    given(policy, set()).when(set()).thenNothing();
    given(policy, set(), replace()).when(set()).thenNothing();
  });

  it.each([
    ['other content', set({ details: '示例：另行规定' })],
    ['another day', set({}, '2024-03-12')],
    ['another department', set({ department: '发改委', by: '发改委' })],
  ])('once: with %s it is refused', (_, again) =>
    given(policy, set()).when(again).thenRefused('policy-already-set', '310116', 'electricity-price'),
  );

  it('by the department that carries it out, or by the task force for any of them', () => {
    given(policy)
      .when(set({ by: '发改委' }))
      .thenRefused('policy-of-another-department', '经委', '发改委');
    given(policy)
      .when(set({ by: null }))
      .thenConcerns('310116');
  });
});

describe('a policy is replaced', () => {
  const replaced = {
    type: 'GradePolicyReplaced' as const,
    data: { ...place, department, ...said, grades: ['C', 'D'] as ('C' | 'D')[], reason: '扩大范围' },
  };

  it('as of a day', () => given(policy, set()).when(replace()).then(replaced));
  it('for its jurisdiction', () => given(policy, set()).when(replace()).thenConcerns('310116'));
  it('as of a day that lies ahead', () => given(policy, set()).when(replace({}, '2026-06-01')).then(replaced));
  it('once: what it says already is nothing new', () => given(policy, set(), replace()).when(replace({}, '2024-07-01')).thenNothing());
  it('for the days before what replaces it later', () => given(policy, set(), replace({}, '2024-09-01')).when(replace()).then(replaced));
  it('as of its first day too', () => given(policy, set()).when(replace({}, '2024-03-11')).then(replaced));
  it('only if it is set', () => given(policy).when(replace()).thenRefused('policy-not-set', '310116', 'electricity-price'));
  it('not before it is in force', () =>
    given(policy, set()).when(replace({}, '2024-03-10')).thenRefused('policy-before-setting', '2024-03-10', '2024-03-11'));
  it('by its department, or by the task force', () => {
    given(policy, set())
      .when(replace({ by: '发改委' }))
      .thenRefused('policy-of-another-department', '经委', '发改委');
    given(policy, set())
      .when(replace({ by: null }))
      .then(replaced);
  });
  it('up to the day before its end, whenever that was recorded', () => {
    given(policy, set(), end()).when(replace({}, '2024-12-30')).then(replaced);
    given(policy, set(), end()).when(replace({}, '2024-12-31')).thenRefused('policy-ended', '2024-12-31', '文件失效');
  });
});

describe('a policy ends', () => {
  const ended = { type: 'GradePolicyEnded' as const, data: { ...place, department, reason: '文件失效' } };

  it('as of a day', () => given(policy, set(), replace()).when(end()).then(ended));
  it('for its jurisdiction', () => given(policy, set()).when(end()).thenConcerns('310116'));
  it('as of a day that lies ahead', () => given(policy, set()).when(end({}, '2026-12-31')).then(ended));
  it('once: the same again is nothing new', () => given(policy, set(), end()).when(end()).thenNothing());
  it.each([
    ['as of another day', end({}, '2024-11-30')],
    ['for another reason', end({ reason: '停止执行' })],
  ])('once: not %s', (_, again) => given(policy, set(), end()).when(again).thenRefused('policy-ended', '2024-12-31', '文件失效'));
  it('as of its first day too, or as of the day that replaces it', () => {
    given(policy, set()).when(end({}, '2024-03-11')).then(ended);
    given(policy, set(), replace()).when(end({}, '2024-06-01')).then(ended);
  });
  it('only if it is set', () => given(policy).when(end()).thenRefused('policy-not-set'));
  it('not before it is in force', () => given(policy, set()).when(end({}, '2024-03-10')).thenRefused('policy-before-setting'));
  it('not before it is replaced', () =>
    given(policy, set(), replace()).when(end({}, '2024-05-31')).thenRefused('policy-replaced-later', '2024-05-31', '2024-06-01'));
  it('by its department, or by the task force', () => {
    given(policy, set())
      .when(end({ by: '发改委' }))
      .thenRefused('policy-of-another-department', '经委', '发改委');
    given(policy, set())
      .when(end({ by: null }))
      .then(ended);
  });
});

describe('what follows from a grade on a day', () => {
  const states = [
    given(policy, set(), replace(), end()).state,
    policy.initial,
    given(policy, set({ code: 'support', grades: ['A'] })).state,
  ];
  const codes = (on: string, grade: 'A' | 'C' | 'D') => policiesOn(states, date(on), grade).map(({ code }) => code);

  it.each([
    ['nothing before a policy is in force', '2024-03-10', 'D', []],
    ['what it says from its first day on', '2024-03-11', 'D', ['electricity-price']],
    ['nothing from what it does not say yet', '2024-05-31', 'C', []],
    ['what it says once replaced', '2024-06-01', 'C', ['electricity-price']],
    ['what it says on the day before its end', '2024-12-30', 'C', ['electricity-price']],
    ['nothing from its end on', '2024-12-31', 'C', []],
    ['the policies of that grade only', '2024-12-31', 'A', ['support']],
  ] as const)('%s', (_, on, grade, expected) => expect(codes(on, grade)).toEqual(expected));

  it('says whose it is and what it rests on', () =>
    expect(policiesOn(states, date('2024-04-01'), 'D')).toEqual([{ ...place, department, ...said }]));
});

it('a history that does not begin with a setting is none', () => {
  const facts = policy.decide(end(), given(policy, set()).state);
  if (isRejection(facts)) throw new Error(facts.rule);
  expect(identified(facts, 1).reduce(policy.evolve, policy.initial)).toEqual(policy.initial);
});

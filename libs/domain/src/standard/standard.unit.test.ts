import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { small } from '../scoring/test/standards.ts';
import { command, specify } from '../testing/given.ts';
import { standardCommands } from './commands.ts';
import { standardEvents } from './events.ts';
import { inForceOn, standard, versionOf } from './index.ts';
import { draft, drafting, next, place, publish, supersede, validate, withScheme } from './test/scene.ts';

const given = specify(standardEvents);
const heavier = withScheme({ total: '100.0' });

describe('drafting a standard', () => {
  it('keeps its whole content as the next version', () => {
    const drafted = given(standard).when(draft());
    drafted.then({ type: 'StandardDrafted', data: { ...place, version: 1, parent: null, content: small } as never });
    drafted.thenConcerns('310116');
  });
  it('again with the same content is nothing new, also once it is published', () => {
    given(standard, draft()).when(draft()).thenNothing();
    given(standard, draft(), validate(), publish()).when(draft()).thenNothing();
  });
  it('again with other content replaces the draft, which is to be validated anew', () => {
    const { state } = given(standard, draft(), validate(), draft(heavier));
    expect(state.map(({ version, kind }) => [version, kind])).toEqual([[1, 'drafted']]);
    expect(versionOf(state, 1)?.content.schemes[0]?.total).toBe('100.0');
  });
  it('after publication begins another version', () => {
    const { state } = given(standard, draft(), validate(), publish(), draft(heavier));
    expect(state.map(({ version, kind }) => [version, kind])).toEqual([
      [1, 'published'],
      [2, 'drafted'],
    ]);
  });
  const parent = { jurisdiction: '310000', year: 2023, version: 1 };
  it('names a parent of a level above or of its own place, and no other', () => {
    for (const jurisdiction of ['310000', '310116']) {
      const { state } = given(standard, drafting(small, { parent: { ...parent, jurisdiction }, parentPublished: true }));
      expect(versionOf(state, 1)?.parent).toEqual({ ...parent, jurisdiction });
    }
    for (const jurisdiction of ['310116112', '310117'])
      given(standard)
        .when(drafting(small, { parent: { ...parent, jurisdiction }, parentPublished: true }))
        .thenRefused('standard-parent-not-above', jurisdiction, '310116');
  });
  it.each([false, null])('names no parent that is not published (%s)', (parentPublished) =>
    given(standard).when(drafting(small, { parent, parentPublished })).thenRefused('standard-parent-not-published', '310000', '2023', '1'),
  );
});

describe('validating and publishing', () => {
  it('follow each other', () => {
    given(standard, draft())
      .when(validate())
      .then({ type: 'StandardValidated', data: { ...place, version: 1 } });
    given(standard, draft(), validate())
      .when(publish())
      .then({ type: 'StandardPublished', data: { ...place, version: 1, validUntil: null } });
  });
  it('happen once', () => {
    given(standard, draft(), validate()).when(validate()).thenNothing();
    given(standard, draft(), validate(), publish()).when(validate()).thenNothing();
    given(standard, draft(), validate(), publish()).when(publish()).thenNothing();
  });
  it('need a version', () => {
    given(standard).when(validate()).thenRefused('standard-version-unknown', '1');
    given(standard, draft()).when(publish(2)).thenRefused('standard-version-unknown', '2');
  });
  it('in the wrong order are refused', () => given(standard, draft()).when(publish()).thenRefused('standard-not-validated', '1'));
  it('of what is published already are refused, because it never changes', () => {
    given(standard, draft(), validate(), publish(1, '2024-01-01', '2024-12-31'))
      .when(publish(1, '2024-02-01', '2024-12-31'))
      .thenRefused('standard-published-otherwise', '2024-01-01');
    given(standard, draft(), validate(), publish(1, '2024-01-01', '2024-12-31'))
      .when(publish(1, '2024-01-01', '2025-12-31'))
      .thenRefused('standard-published-otherwise');
  });
  it('with an end before the beginning are refused', () =>
    given(standard, draft(), validate())
      .when(publish(1, '2024-03-01', '2024-02-29'))
      .thenRefused('standard-validity-reversed', '2024-02-29', '2024-03-01'));
  it('may lie ahead', () => {
    const { state } = given(standard, draft(), validate(), publish(1, '2027-01-01'));
    expect([inForceOn(state, date('2026-12-31')), inForceOn(state, date('2027-01-01'))?.version]).toEqual([undefined, 1]);
  });
});

describe('a standard that is followed by another', () => {
  const second = [draft(), validate(), publish(), draft(heavier), validate(2)] as const;
  it('is superseded by the next version from its first day on', () => {
    given(standard, ...second)
      .when(publish(2, '2024-07-01'))
      .then(
        { type: 'StandardPublished', data: { ...place, version: 2, validUntil: null } },
        { type: 'StandardSuperseded', data: { ...place, version: 1, by: { jurisdiction: '310116', year: 2024, version: 2 } } },
      );
    const { state } = given(standard, ...second, publish(2, '2024-07-01'));
    expect(['2023-12-31', '2024-01-01', '2024-06-30', '2024-07-01'].map((day) => inForceOn(state, date(day))?.version)).toEqual([
      undefined,
      1,
      1,
      2,
    ]);
  });
  it('is not superseded when it has ended before', () => {
    const ended = [draft(), validate(), publish(1, '2024-01-01', '2024-05-31'), draft(heavier), validate(2)] as const;
    given(standard, ...ended)
      .when(publish(2, '2024-06-01'))
      .then({ type: 'StandardPublished', data: { ...place, version: 2, validUntil: null } });
  });
  it('holds before it: nobody could say which of two binds', () => {
    given(standard, ...second)
      .when(publish(2, '2024-01-01'))
      .thenRefused('standard-begins-before-previous', '1', '2024-01-01');
    given(standard, ...second)
      .when(publish(2, '2023-06-01'))
      .thenRefused('standard-begins-before-previous', '2023-06-01');
  });
  it('may be superseded by the standard of another year, once', () => {
    given(standard, draft(), validate(), publish())
      .when(supersede())
      .then({ type: 'StandardSuperseded', data: { ...place, version: 1, by: next } });
    given(standard, draft(), validate(), publish(), supersede()).when(supersede()).thenNothing();
    given(standard, draft(), validate(), publish(), supersede())
      .when(supersede(1, '2025-02-01'))
      .thenRefused('standard-superseded-otherwise', '2025-01-01');
    given(standard, draft(), validate(), publish(), supersede())
      .when(supersede(1, '2025-01-01', { ...next, version: 2 }))
      .thenRefused('standard-superseded-otherwise');
    given(standard, draft(), validate(), publish(), supersede())
      .when(supersede(1, '2025-01-01', { ...next, jurisdiction: '310000' }))
      .thenRefused('standard-superseded-otherwise');
  });
  it('is not superseded before it holds, nor before it is published, nor by itself', () => {
    given(standard, draft(), validate(), publish())
      .when(supersede(1, '2023-12-31'))
      .thenRefused('standard-superseded-before-valid', '2024-01-01', '2023-12-31');
    given(standard, draft()).when(supersede()).thenRefused('standard-not-published');
    given(standard, draft(), validate(), publish())
      .when(supersede(1, '2025-01-01', { jurisdiction: '310116', year: 2024, version: 1 }))
      .thenRefused('standard-supersedes-itself');
  });
});

describe('the shape of a draft', () => {
  const parse = (content: unknown) => standardCommands.DraftStandard.safeParse({ ...place, parentPublished: null, content }).success;
  const nested = (depth: number): unknown =>
    depth === 0 ? { op: 'constant', value: '1' } : { op: 'add', of: [nested(depth - 1), { op: 'constant', value: '1' }] };
  const withFormula = (formula: unknown) => ({ ...small, indicators: [{ ...small.indicators[0], formula }, small.indicators[1]] });
  it('takes formulas of five levels, and no deeper ones', () => {
    expect([parse(withFormula(nested(5))), parse(withFormula(nested(6)))]).toEqual([true, false]);
    expect(parse(withFormula(nested(1_000)))).toBe(false);
  });
  it('takes conditions of three levels, and no deeper ones', () => {
    const wrapped = (depth: number): unknown => (depth === 0 ? small.determinations[0]?.when : { op: 'all', of: [wrapped(depth - 1)] });
    const withCondition = (when: unknown) => ({ ...small, determinations: [{ ...small.determinations[0], when }] });
    expect([parse(withCondition(wrapped(3))), parse(withCondition(wrapped(4)))]).toEqual([true, false]);
  });
  it('takes nothing but the listed operators', () => {
    expect(parse(withFormula({ op: 'power', of: [nested(0), nested(0)] }))).toBe(false);
    expect(parse(withFormula('tax / land'))).toBe(false);
    expect(parse(withFormula({ op: 'constant', value: JSON.parse('1e400') }))).toBe(false);
  });
});

it('a draft may not be dated ahead', () => {
  given(standard)
    .when({ ...draft(), effectiveOn: date('2027-01-01') })
    .thenRefused('effective-in-the-future');
  expect(command('ValidateStandard', { ...place, version: 1 }).type).toBe('ValidateStandard');
});

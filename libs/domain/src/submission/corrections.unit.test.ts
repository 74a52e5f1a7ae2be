import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specSource } from '../testing/given.ts';
import { submission } from './index.ts';
import { contradicted, correct, frozen, given, ofSubject, owner, stranger, supplied, supply, town } from './test/scene.ts';

describe('a correction', () => {
  const stands = specId(1);
  const reported = supply([['tax', '10']]);
  const corrected = (value: string | null) => ({
    ...ofSubject,
    partyId: owner,
    supplier: '税务局' as const,
    period: 2023,
    quantity: 'tax',
    value,
    unit: '万元',
    reason: '误报',
  });
  it('names the event it corrects and its reason, even after the freeze', () => {
    given
      .opened(reported)
      .when(correct(stands, '12'))
      .then({ type: 'FigureCorrected', data: corrected('12'), corrects: stands });
  });
  it('may withdraw a figure: it is missing then, and may be supplied anew', () => {
    given
      .opened(reported)
      .when(correct(stands, null))
      .then({ type: 'FigureCorrected', data: corrected(null), corrects: stands });
    given
      .opened(supply([['tax', '10']]), correct(stands, null))
      .when(supply([['tax', '12']]))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '12') });
  });
  it('given again says nothing new, nor does one that changes nothing', () => {
    given
      .opened(supply([['tax', '10']]), correct(stands, '12'))
      .when(correct(stands, '12'))
      .thenNothing();
    given.opened(reported).when(correct(stands, '10')).thenNothing();
  });
  it('corrects the year as well', () => {
    const of = { period: 2022, terms: { ...frozen, figureYear: 2022 } };
    given
      .opened(reported)
      .when(correct(stands, '10', of))
      .then({ type: 'FigureCorrected', data: { ...corrected('10'), period: 2022 }, corrects: stands });
  });
  it('of what no longer stands by that event is refused', () => {
    given
      .opened(supply([['tax', '10']]), correct(stands, '12'))
      .when(correct(stands, '13'))
      .thenRefused('submission-figure-not-standing', stands, specId(2));
  });
  it('of what was never supplied is refused', () =>
    given.opened().when(correct(stands, '1')).thenRefused('submission-figure-unknown', 'tax'));
  it('is bound by supplier, unit, year, kind, enterprise and cycle as a figure is', () => {
    given
      .opened(reported)
      .when(correct(stands, '1', { supplier: '统计局' }))
      .thenRefused('submission-wrong-supplier');
    given
      .opened(reported)
      .when(correct(stands, '1', { unit: '元' }))
      .thenRefused('submission-wrong-unit');
    given
      .opened(reported)
      .when(correct(stands, '1', { period: 2024 }))
      .thenRefused('submission-wrong-period');
    given.opened(reported).when(correct(stands, 'NaN')).thenRefused('submission-not-a-decimal');
    given
      .opened(reported)
      .when(correct(stands, '1', { partyId: stranger }))
      .thenRefused('submission-enterprise-not-on-parcel');
    given
      .opened(reported)
      .when(correct(stands, '1', { terms: null }))
      .thenRefused('submission-without-cycle');
  });
  it('is what later figures are held against', () => {
    given
      .opened(supply([['tax', '10']]), correct(stands, '12'))
      .when(supply([['tax', '10']]))
      .then({ type: 'FigureContradicted', data: contradicted('10', specId(2), '12') });
  });
});

describe('a history', () => {
  const common = { version: 1, effectiveOn: date('2024-10-20'), jurisdictions: [town], sources: [specSource] };
  it('that begins otherwise than by opening is no 体检表', () => {
    const state = submission.evolve(submission.initial, { ...common, id: specId(1), type: 'FiguresSupplied', data: supplied('tax', '1') });
    expect(state).toEqual({ kind: 'absent' });
  });
  it('knows a correction whose figure it never saw', () => {
    const opened = {
      kind: 'open' as const,
      ...ofSubject,
      code: 'x',
      town,
      enterprises: [owner],
      figures: [],
      forms: [],
      contradictions: [],
    };
    const data = {
      ...ofSubject,
      partyId: owner,
      supplier: '税务局' as const,
      period: 2023,
      quantity: 'tax',
      value: '1',
      unit: '万元',
      reason: '误报',
    };
    const state = submission.evolve(opened, { ...common, id: specId(1), type: 'FigureCorrected', data });
    expect(state).toMatchObject({ figures: [{ quantity: 'tax', value: '1', form: null, replaced: null }] });
  });
});

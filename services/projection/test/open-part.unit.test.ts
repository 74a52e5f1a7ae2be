import type { RecordedEvent } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import { openPart } from '../src/engine/open-part.ts';

const ofSubject = { subjectId: 'parcel', subject: 'parcel', cycle: { jurisdiction: '310116', year: 2024 }, partyId: null, period: 2023 };
const partOf = (type: string, data: object) => openPart({ type, data } as unknown as RecordedEvent);

describe('of figures that a bureau supplied', () => {
  const supplied = (supplier: string) =>
    partOf('FiguresSupplied', { ...ofSubject, supplier, figures: [{ quantity: 'tax', value: '91.5', unit: '万元' }], form: null });

  it('tax and statistics figures are left out, and which were supplied is told', () => {
    expect(supplied('税务局')).toEqual({
      secret: '税务局',
      data: { ...ofSubject, supplier: '税务局', figures: [{ quantity: 'tax' }], form: null },
    });
    expect(supplied('统计局')).toMatchObject({ secret: '统计局' });
  });
  it('those of any other supplier are open, and so is what an enterprise declared through its town', () => {
    expect(supplied('规划资源局')).toBeUndefined();
    expect(supplied('用地主体')).toBeUndefined();
  });
  it('neither value of a contradiction is told', () => {
    const contradicted = { ...ofSubject, supplier: '税务局', quantity: 'tax', standing: { event: 'first', value: '91.5' }, said: '88' };
    const part = partOf('FigureContradicted', contradicted);
    expect(part?.data).toEqual({ ...ofSubject, supplier: '税务局', quantity: 'tax', standing: { event: 'first' } });
  });
  it('neither the value of a correction nor its reason, which may quote it, is told', () => {
    const corrected = { ...ofSubject, supplier: '统计局', quantity: 'energy', value: '33', unit: '吨', reason: '应为33吨' };
    const part = partOf('FigureCorrected', corrected);
    expect(part).toEqual({ secret: '统计局', data: { ...ofSubject, supplier: '统计局', quantity: 'energy', unit: '吨' } });
  });
});

it('of a ranking its entries are left out', () => {
  const frozen = { jurisdiction: '310116112', size: 30, ranked: 40, entries: [{ rank: 1, partyId: 'a', code: 'E1', score: '12.5' }] };
  expect(partOf('BottomRankingFrozen', frozen)).toEqual({
    secret: '税务局,统计局',
    data: { jurisdiction: '310116112', size: 30, ranked: 40 },
  });
});

it('of an objection that is upheld the corrections are left out, which quote figures', () => {
  expect(partOf('ObjectionUpheld', { reason: '数据有误', corrections: '税收应为91.5万元' })).toEqual({
    secret: '税务局,统计局',
    data: { reason: '数据有误' },
  });
  expect(partOf('ObjectionUpheld', { reason: '已整改', corrections: null })).toBeUndefined();
});

describe('who uses a parcel together with others', () => {
  it('is told to offices alone', () => {
    expect(partOf('GradeFinalised', { grade: 'A', partyIds: ['a', 'b'] })).toEqual({ secret: '', data: { grade: 'A' } });
    expect(partOf('HealthCheckOpened', { code: '甲', enterprises: ['a', 'b'] })).toEqual({ secret: '', data: { code: '甲' } });
    expect(partOf('EnterprisesRenamed', { reason: '迁入', enterprises: ['a', 'b'] })).toEqual({ secret: '', data: { reason: '迁入' } });
  });
  it('but who uses it alone is no secret', () => {
    expect(partOf('GradeFinalised', { grade: 'A', partyIds: ['a'] })).toBeUndefined();
    expect(partOf('HealthCheckOpened', { code: '甲', enterprises: ['a'] })).toBeUndefined();
  });
});

it('any other event is open', () => expect(partOf('CycleOpened', { year: 2024 })).toBeUndefined());

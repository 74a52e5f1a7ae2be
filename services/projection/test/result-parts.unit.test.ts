// What of a result is told to none of the enterprises that share a parcel.
import type { Computed } from '@yimu/domain/assessment/read';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import { jointFigures } from '../src/projections/joint-figures.ts';
import { partsOf } from '../src/projections/result-parts.ts';
import { secrecyUnder } from '../src/projections/standard-secrecy.ts';
import { standardOf } from './support/assessments.ts';

const input = (quantity: string, ...events: readonly string[]) => ({ quantity, value: '1', events: [...events] });
const supplied = (id: string, partyId: string | null, supplier: string, form: string | null = null, type = 'FiguresSupplied') =>
  ({ id, type, data: { partyId, supplier, ...(type === 'FiguresSupplied' ? { form } : {}) } }) as unknown as RecordedEvent;
const isJoint = (...events: readonly RecordedEvent[]): boolean =>
  jointFigures([input('land', ...events.map(({ id }) => id))], events).length > 0;

describe('a figure of a shared parcel', () => {
  it('is told when a department said it of the parcel, or it stood in the survey, also when it was corrected', () => {
    expect(isJoint(supplied('a', null, '规划资源局'))).toBe(false);
    expect(isJoint(supplied('a', null, '街镇', 'survey'))).toBe(false);
    expect(isJoint(supplied('a', null, '规划资源局', null, 'FigureCorrected'))).toBe(false);
  });
  it('is told to none when it is of one of them, or merged', () => {
    expect(isJoint(supplied('a', 'one', '经委'))).toBe(true);
    expect(isJoint(supplied('a', 'one', '经委'), supplied('b', 'other', '经委'))).toBe(true);
    expect(isJoint(supplied('a', 'one', '经委', null, 'FigureCorrected'))).toBe(true);
  });
  it('is told to none when one of them said it of the parcel in a form', () => {
    expect(isJoint(supplied('a', null, '用地主体'))).toBe(true);
    expect(isJoint(supplied('a', null, '街镇', 'self-assessment'))).toBe(true);
  });
  it('is told to none when nobody knows who said it', () => {
    expect(jointFigures([input('land', 'a'), input('tax')], [])).toEqual(['land', 'tax']);
    expect(jointFigures([input('land', 'a')], [supplied('a', null, '规划资源局', null, 'FormConfirmed')])).toEqual(['land']);
  });
});

describe('the parts of a result', () => {
  const drafted = { type: 'StandardDrafted', data: { version: 1, content: standardOf('漕'), parent: null } } as unknown as RecordedEvent;
  const vetoed = { cohort: null, inputs: [input('unsafe', 'a'), input('land', 'b')], items: [], extras: [], rule: 'unsafe', score: null };
  const result = { ...vetoed, rank: null, place: null } as unknown as Computed;

  it('tell which rule decided, and keep its figures apart', () => {
    const parts = partsOf(result, secrecyUnder([drafted], 1), ['unsafe']);
    const of = (joint: boolean) => parts.find((part) => part.secret === '' && part.joint === joint)?.parts;
    expect(of(false)).toMatchObject({ rule: 'unsafe', inputs: [{ quantity: 'land' }] });
    expect(of(true)).toMatchObject({ rule: null, inputs: [{ quantity: 'unsafe' }] });
  });
  it('are fewer where nothing is joint', () => {
    const secrecy = secrecyUnder([drafted], 1);
    expect(partsOf(result, secrecy, []).length * 2).toBe(partsOf(result, secrecy, ['land']).length);
  });
  it('tell nothing open under a standard that nobody finds', () => {
    const parts = partsOf(result, secrecyUnder(undefined, 1), ['unsafe']);
    expect(parts.filter((part) => part.secret === '').flatMap((part) => part.parts.inputs)).toEqual([]);
  });
});

// What is there of a 体检表 is named without its standard; under any standard that has to come to what the domain itself says.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { mergers, type Quantity } from '@yimu/domain/scoring';
import { inputsOf } from '@yimu/domain/submission';
import type { Figure } from '@yimu/domain/submission/state';
import { describe, expect, it } from 'vitest';
import { attachment, fileWord, uniqueNames } from '../src/exports/file-names.ts';
import { noDays, tellDay } from '../src/projections/submission-days.ts';
import { givenAs, givenOf } from '../src/projections/submission-progress.ts';
import { idOf } from './support/world.ts';

const parties = ['甲企业', '乙企业'];
const figure = (partyId: string | null, value: string | null, period: number): Figure => ({
  quantity: 'tax paid',
  partyId,
  value,
  unit: '',
  period,
  supplier: '税务局',
  event: idOf(`${partyId} ${value}`),
  form: null,
  replaced: null,
});

/** All that can be said of a quantity: by the parcel, by each enterprise on it, and by one that has left. */
const said = [undefined, null, '1', '2'].flatMap((value) => [2022, 2023].map((period) => ({ value, period })));
const combinations = said.flatMap((parcel) =>
  said.flatMap((first) =>
    said.flatMap((second) =>
      [undefined, '3'].map((gone) =>
        [
          [null, parcel] as const,
          ['甲企业', first] as const,
          ['乙企业', second] as const,
          ['丙企业', { value: gone, period: 2023 }] as const,
        ].flatMap(([who, { value, period }]) => (value === undefined ? [] : [figure(who, value, period)])),
      ),
    ),
  ),
);

describe('what is given', () => {
  it.each(mergers)('is what the domain would score by, where figures are merged as %s', (merge) => {
    const quantity: Quantity = {
      code: 'tax paid',
      name: { zh: '税收', en: 'tax' },
      unit: '',
      kind: merge === 'foremost' ? 'option' : 'decimal',
      options: merge === 'foremost' ? ['1', '2', '3'] : [],
      suppliedBy: '税务局',
      merge,
    };
    for (const enterprises of [[], parties.slice(0, 1), parties])
      for (const figures of combinations) {
        const wanted = inputsOf({ quantities: [quantity] }, { figures, enterprises }, 2023).length === 1;
        const given = givenOf({ figures, enterprises });
        expect([figures, givenAs('tax paid', 2023, merge).some((name) => given.includes(name))]).toEqual([figures, wanted]);
      }
  });
});

describe('days', () => {
  const of = { subjectId: idOf('甲'), subject: 'parcel', cycle: { jurisdiction: '310116', year: 2024 } };
  const told = (id: string, type: string, effectiveOn: string, data: object, corrects?: string) =>
    ({ id, type, effectiveOn, data: { ...of, ...data }, ...(corrects === undefined ? {} : { corrects }) }) as unknown as RecordedEvent;
  const opened = told('o', 'HealthCheckOpened', '2024-03-01', { code: '甲', town: '310116112', enterprises: [] });
  const supplied = (id: string, on: string, form: string | null = null) =>
    told(id, 'FiguresSupplied', on, {
      partyId: null,
      supplier: '街镇',
      period: 2023,
      form,
      figures: [{ quantity: 'vacant', value: id, unit: '' }],
    });
  const standing = (events: readonly RecordedEvent[]) =>
    events.reduce(tellDay, noDays).days.map(({ on, check }) => [on, check.figures.map(({ value }) => value)]);

  it('before it was opened there is nothing', () => expect(standing([supplied('early', '2024-02-01')])).toEqual([]));
  it('what holds before the opening holds from it on', () =>
    expect(standing([opened, supplied('early', '2024-02-01')])).toEqual([['2024-03-01', ['early']]]));
  it('a correction stands where the corrected figure stood', () => {
    const data = { partyId: null, supplier: '街镇', period: 2023, quantity: 'vacant', value: 'right', unit: '', reason: '' };
    const corrected = told('c', 'FigureCorrected', '2024-06-01', data, 'wrong');
    expect(standing([opened, supplied('wrong', '2024-04-01'), corrected])).toEqual([
      ['2024-03-01', []],
      ['2024-04-01', ['right']],
    ]);
  });
  it('a form that replaces another one holds no earlier than that', () => {
    const submitted = (id: string, on: string) =>
      told(id, 'FormSubmitted', on, { partyId: null, form: 'survey', schema: {}, answers: [], filledBy: 'town', mandateId: null });
    const events = [
      opened,
      submitted('a', '2024-05-01'),
      supplied('first', '2024-05-01', 'survey'),
      submitted('b', '2024-04-01'),
      supplied('second', '2024-04-01', 'survey'),
    ];
    expect(standing(events)).toEqual([
      ['2024-03-01', []],
      ['2024-05-01', ['second']],
    ]);
  });
});

describe('names of files', () => {
  it('keep Chinese and leave out what file systems refuse', () => {
    expect(fileWord(' 甲/乙:丙\n丁 ')).toBe('甲 乙 丙 丁');
    expect(uniqueNames(['甲', '乙', '甲'], '.xlsx')).toEqual(['甲.xlsx', '乙.xlsx', '甲（2）.xlsx']);
    expect(attachment("一'(1).zip", 'a.zip')).toBe(`attachment; filename="a.zip"; filename*=UTF-8''%E4%B8%80%27%281%29.zip`);
  });
});

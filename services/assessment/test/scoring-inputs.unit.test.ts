// What the job keeps of the events of a 体检表 is packed and cut short; what it makes of them is what the 体检表 itself says.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type SubmissionEvent, submissionEvents } from '@yimu/domain/submission/events';
import { inputsOf } from '@yimu/domain/submission/read';
import { absent, evolve, type SubmissionState } from '@yimu/domain/submission/state';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories } from '../src/scoring/histories.ts';
import { packer } from '../src/scoring/packed.ts';
import { readSubject, readSubjects } from '../src/scoring/subjects.ts';
import { eventOf, parcels } from './support/scored-city.ts';
import { standard } from './support/small-standard.ts';

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.uuid(),
    fc.constantFrom('统计局', '万元', '17.96', '-3'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('what is packed', () => {
  it('comes out as it went in', () => {
    const { pack, unpack } = packer();
    fc.assert(
      fc.property(json, (value) => {
        expect(unpack(Buffer.from(pack(value)), 0)).toEqual(value);
      }),
    );
  });
  it('takes a third of its JSON or less, where words and ids come again', () => {
    const { pack } = packer();
    const figures = ['tax', 'revenue', 'value-added'].map((quantity) => ({ quantity, unit: '万元', value: '128.5' }));
    const noted = { type: 'FiguresSupplied', id: testId('event'), data: { partyId: null, form: null, figures } };
    expect(pack(noted).length * 3).toBeLessThan(Buffer.byteLength(JSON.stringify(noted)) * 1.2);
  });
  it('keeps every history apart and in its order, over many pieces of memory', () => {
    const known = histories();
    const text = 'x'.repeat(5_000);
    for (let n = 0; n < 900; n += 1) known.note(`history ${n % 7}`, [n, text]);
    expect(known.ids).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `history ${n}`));
    expect(known.of(3).map((noted) => (noted as [number])[0])).toEqual(
      Array.from({ length: 129 }, (_, k) => 3 + 7 * k).filter((n) => n < 900),
    );
  });
});

const [one, other, third] = [testId('one'), testId('other'), testId('third')];
const partyId = fc.constantFrom(null, one, other);
const form = fc.constantFrom(null, 'self-assessment' as const, 'enterprise-information' as const);
const quantities = standard.quantities.map(({ code }) => code);
const figure = fc.record({
  quantity: fc.constantFrom(...quantities, 'unasked'),
  value: fc.constantFrom('1', '2.5', '30', 'yes', 'no', 'NaN'),
  unit: fc.constantFrom('万元', '亩', '吨标准煤', ''),
});
const whose = { subjectId: testId('subject'), subject: 'parcel' as const, cycle: { jurisdiction: '310116', year: 2024 } };
const terms = { ...whose, supplier: '税务局' as const };
const period = fc.constantFrom(2022, 2023);
const figureYear = 2023;

/** What may stand in a 体检表 after its opening, whatever led to it. */
const fact = fc.oneof(
  fc
    .tuple(partyId, form, fc.uniqueArray(figure, { selector: ({ quantity }) => quantity, minLength: 1, maxLength: 5 }), period)
    .map(([of, from, figures, year]) => ['FiguresSupplied', { ...terms, period: year, partyId: of, form: from, figures }] as const),
  fc
    .tuple(partyId, figure, fc.boolean(), period)
    .map(
      ([of, { quantity, value, unit }, isWithdrawn, year]) =>
        [
          'FigureCorrected',
          { ...terms, period: year, partyId: of, quantity, value: isWithdrawn ? null : value, unit, reason: '更正' },
        ] as const,
    ),
  fc.shuffledSubarray([one, other, third]).map((enterprises) => ['EnterprisesRenamed', { ...whose, enterprises, reason: '更名' }] as const),
  fc.tuple(partyId, fc.constantFrom('self-assessment' as const, 'enterprise-information' as const)).map(
    ([of, kind]) =>
      [
        'FormSubmitted',
        {
          ...whose,
          partyId: of,
          form: kind,
          schema: { jurisdiction: '310116', year: 2024, version: 1 },
          answers: [{ field: 'a', value: 'b' }],
          filledBy: 'town',
          mandateId: null,
        },
      ] as const,
  ),
  fc.constant(['FormConfirmed', { ...whose, partyId: null, form: 'self-assessment' }] as const),
  fc.constant(['FormReturned', { ...whose, partyId: null, form: 'self-assessment', reason: '补正', fields: [] }] as const),
);

it('what is kept of a 体检表 says the same as the 体检表', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fact, { maxLength: 12 }), async (facts) => {
      const store = memoryEventStore();
      const stream = `submission-${whose.subjectId}-310116-2024`;
      const before = await store.append('cycle-310116-2024', [eventOf('cycle-310116-2024', 'CycleFrozen', parcels)], 'none');
      const opening = eventOf(stream, 'HealthCheckOpened', { ...whose, code: 'P1', town: '310116112', enterprises: [one, other] });
      await store.append(stream, [opening, ...facts.map(([type, data], n) => eventOf(stream, type, data, n))], 'none');
      const history = await Array.fromAsync<RecordedEvent>(store.readStream(stream));
      const state = (history as unknown as readonly SubmissionEvent[]).reduce<SubmissionState>(evolve, absent);
      if (state.kind === 'absent' || !before.appended) throw new Error('the 体检表 is not open');
      const upTo = history.at(-1)?.position ?? '';
      const subjects = await readSubjects(store, parcels, { from: before.position, upTo, figureYear });
      const expected = {
        id: whose.subjectId,
        code: state.code,
        town: state.town,
        partyIds: state.enterprises,
        inputs: inputsOf(standard, state, figureYear),
      };
      expect(subjects.at(0, standard)).toEqual(expected);
      expect(await readSubject(store, stream, whose.subjectId, { upTo, figureYear }, standard)).toEqual(expected);
    }),
    { numRuns: 200 },
  ));

it('knows every type of the 体检表 that may bear on figures', () =>
  expect(Object.keys(submissionEvents)).toEqual([
    'HealthCheckOpened',
    'EnterprisesRenamed',
    'FiguresSupplied',
    'FigureContradicted',
    'FigureCorrected',
    'FormSubmitted',
    'FormReturned',
    'FormConfirmed',
  ]));

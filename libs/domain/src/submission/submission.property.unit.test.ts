import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { SubmissionCommand } from './commands.ts';
import { submissionEvents } from './events.ts';
import { inputsOf, submission } from './index.ts';
import type { HealthCheck } from './state.ts';
import {
  confirm,
  correct,
  type Given,
  lessee,
  opening,
  owner,
  quantities,
  renaming,
  sendBack,
  stranger,
  submit,
  supply,
  survey,
} from './test/scene.ts';

const party = fc.constantFrom(null, owner, lessee, stranger);
const event = fc.integer({ min: 0, max: 8 }).map(specId);
const value = fc.constantFrom('1', '2', '0', 'NaN');
const figure = fc.tuple(fc.constantFrom('tax', 'revenue'), value).map(([quantity, of]): Given => [quantity, of]);
const area = fc.constantFrom('5', '6');

const commands: fc.Arbitrary<SubmissionCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(opening(), opening({ code: 'other' }), opening({ cycleState: null })) },
  { weight: 1, arbitrary: fc.constantFrom([owner], [lessee, owner], [stranger]).map((of) => renaming([...of])) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(figure, { minLength: 1, maxLength: 2 }), party, fc.constantFrom('税务局' as const, '统计局' as const))
      .map(([of, partyId, supplier]) => supply(of, { partyId, supplier })),
  },
  { weight: 3, arbitrary: fc.tuple(event, fc.option(value), party).map(([of, to, partyId]) => correct(of, to, { partyId })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.option(area), party)
      .map(([of, partyId]) => submit([['name', '古岛'], ...(of === null ? [] : [['leased-area', of] as const])], { partyId })),
  },
  { weight: 1, arbitrary: area.map((of) => survey([['electricity', of]])) },
  { weight: 2, arbitrary: party.map((partyId) => sendBack({ partyId })) },
  { weight: 2, arbitrary: fc.tuple(event, party).map(([of, partyId]) => confirm(of, { partyId })) },
);

const standard = {
  quantities: quantities.map((each) => ({
    ...each,
    name: { zh: each.code, en: each.code },
    merge: each.kind === 'option' ? ('foremost' as const) : ('sum' as const),
  })),
};

/** The 体检表 after a sequence, what is refused left out. */
const after = (sequence: readonly SubmissionCommand[]): HealthCheck => {
  let state = submission.initial;
  for (const [n, each] of [opening(), ...sequence].entries()) {
    const decision = submission.decide(each, state);
    if (!isRejection(decision)) state = identified(decision, n * 10).reduce(submission.evolve, state);
  }
  if (state.kind === 'absent') throw new Error('it was opened');
  return state;
};

it('keeps the laws of every decider', () => expect(checkLaws(submission, submissionEvents, commands)).toBeGreaterThan(100));

it('has one figure per quantity and enterprise, and one form of a kind for each', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 30 }), (sequence) => {
      const { figures, forms } = after(sequence);
      expect(new Set(figures.map(({ quantity, partyId }) => `${quantity} ${partyId}`)).size).toBe(figures.length);
      expect(new Set(forms.map(({ form, partyId }) => `${form} ${partyId}`)).size).toBe(forms.length);
    }),
  );
});

it('gives inputs that the standard can read, each quantity once', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 30 }), (sequence) => {
      const inputs = inputsOf(standard, after(sequence));
      expect(new Set(inputs.map(({ quantity }) => quantity)).size).toBe(inputs.length);
      expect(inputs.every(({ value: of, events }) => of !== 'NaN' && events.length > 0)).toBe(true);
    }),
  );
});

it('gives the same values in whatever order figures that do not contradict each other arrive', () => {
  const supplies = fc.constant(
    [owner, lessee].flatMap((partyId) => [
      supply([['tax', '1']], { partyId }),
      supply([['revenue', '2']], { partyId, supplier: '统计局' }),
    ]),
  );
  fc.assert(
    fc.property(
      supplies.chain((of) => fc.shuffledSubarray(of, { minLength: of.length })),
      (sequence) => {
        expect(inputsOf(standard, after(sequence)).map(({ quantity, value: of }) => [quantity, of])).toEqual([
          ['tax', '2'],
          ['revenue', '4'],
        ]);
      },
    ),
  );
});

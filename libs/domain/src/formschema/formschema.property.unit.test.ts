import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { FormSchemaCommand } from './commands.ts';
import { formSchemaEvents } from './events.ts';
import { type FormField, formSchema } from './index.ts';

const field: fc.Arbitrary<FormField> = fc.record({
  form: fc.constantFrom('self-assessment' as const, 'survey' as const),
  code: fc.constantFrom('a', 'b'),
  name: fc.constant({ zh: '字段', en: 'Field' }),
  kind: fc.constantFrom('decimal' as const, 'text' as const, 'option' as const),
  unit: fc.constantFrom('', '亩'),
  options: fc.constantFrom([], [{ code: 'x', name: { zh: '是', en: 'Yes' } }]),
  isRequired: fc.boolean(),
  quantity: fc.constantFrom(null, 'q'),
});
const commands: fc.Arbitrary<FormSchemaCommand> = fc
  .tuple(fc.array(field, { minLength: 1, maxLength: 2 }), fc.constantFrom('2024-03-11', '2024-05-01'))
  .map(([fields, on]) =>
    command(
      'PublishFormSchema',
      { jurisdiction: '310116', year: 2024, title: { zh: '表', en: 'Forms' }, sample: null, fields },
      { effectiveOn: date(on) },
    ),
  );

it('keeps the laws of every decider', () => expect(checkLaws(formSchema, formSchemaEvents, commands)).toBeGreaterThan(100));

it('publishes no field that a form could not be filled by', () => {
  fc.assert(
    fc.property(commands, (each) => {
      const decision = formSchema.decide(each, []);
      if (isRejection(decision)) return;
      for (const { kind, options, unit } of each.data.fields) {
        expect(options.length > 0).toBe(kind === 'option');
        expect(unit === '' || kind === 'decimal').toBe(true);
      }
    }),
  );
});

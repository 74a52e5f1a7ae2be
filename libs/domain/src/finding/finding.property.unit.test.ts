import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, departments } from '../kernel/index.ts';
import { command, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { FindingCommand } from './commands.ts';
import { findingEvents, outcomes, subjectKinds } from './events.ts';
import { finding } from './index.ts';

const findingId = fc.constant('91c1b7c4-1f0a-5d52-8f5e-3f3a9d0c7e01');
const words = fc.constantFrom('甲', '乙');
const data: fc.Arbitrary<Pick<FindingCommand, 'type' | 'data'>> = fc.oneof(
  fc.record({
    type: fc.constant('OpenFinding' as const),
    data: fc.record({
      findingId,
      rule: fc.constantFrom('parcel-on-several-lists', 'area-conflict'),
      subject: fc.record({ kind: fc.constantFrom(...subjectKinds.slice(0, 2)), id: fc.constant(specId(90)) }),
      jurisdictions: fc.array(fc.constantFrom('310116112', '310117107', '310116'), { minLength: 1 }),
      causedBy: fc.constant(specId(91)),
      titleZh: words,
      titleEn: words,
      detail: fc.array(fc.record({ labelZh: words, labelEn: words, value: words }), { maxLength: 2 }),
      departments: fc.subarray([...departments].slice(0, 3)),
    }),
  }),
  fc.record({
    type: fc.constant('CloseFinding' as const),
    data: fc.record({ findingId, outcome: fc.constantFrom(...outcomes), reason: words }),
  }),
);
const effectiveOn = fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2027-01-01').map(date);
const commands = fc
  .tuple(data, effectiveOn)
  .map(([named, day]) => ({ ...command(named.type, named.data), effectiveOn: day }) as FindingCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(finding, findingEvents, commands)).toBeGreaterThan(100);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { InterestCommand } from './commands.ts';
import { interestEvents } from './events.ts';
import { interest } from './index.ts';

const commands = fc
  .record({
    type: fc.constantFrom('RecordInterest' as const, 'EndInterest' as const),
    data: fc.record({
      partyId: fc.constant(specId(1)),
      kind: fc.constantFrom('company' as const, 'land' as const),
      targetId: fc.constantFrom(specId(2), specId(3)),
      jurisdictions: fc.constantFrom('310116112', '310117107').map((code) => [code]),
    }),
    effectiveOn: fc.constantFrom('2024-01-01', '2024-06-01', '2025-01-01', '2027-01-01').map(date),
  })
  .map(({ type, data, effectiveOn }) => command(type, data, { effectiveOn }) as InterestCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(interest, interestEvents, commands)).toBeGreaterThan(100);
});

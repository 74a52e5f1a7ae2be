import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { JurisdictionCommand } from './commands.ts';
import { jurisdictionEvents } from './events.ts';
import { jurisdiction } from './index.ts';

const code = fc.constant('310116503');
const name = fc.constantFrom('金山工业区', '乙', '丙');
const data: fc.Arbitrary<Pick<JurisdictionCommand, 'type' | 'data'>> = fc.oneof(
  fc.record({
    type: fc.constant('RegisterJurisdiction' as const),
    data: fc.record({ code, name, parent: fc.constantFrom('310116', '310116', '310117', null) }),
  }),
  fc.record({ type: fc.constant('RenameJurisdiction' as const), data: fc.record({ code, name }) }),
  fc.record({
    type: fc.constant('RecodeJurisdiction' as const),
    data: fc.record({ code, successor: fc.constantFrom('310116113', '310116114', '310116503', '310117'), reason: fc.constant('区划调整') }),
  }),
);
const effectiveOn = fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01', '2027-01-01').map(date);
const commands = fc
  .tuple(data, effectiveOn)
  .map(([named, day]) => ({ ...command(named.type, named.data), effectiveOn: day }) as JurisdictionCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(jurisdiction, jurisdictionEvents, commands)).toBeGreaterThan(100);
});

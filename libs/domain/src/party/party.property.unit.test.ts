import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { PartyCommand, ReserveUscc } from './commands.ts';
import { partyEvents } from './events.ts';
import { party, usccReservation } from './index.ts';

const partyId = fc.constant('2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01');
const uscc = fc.constantFrom('91330100799655058B', '914403001922038216');
const jurisdiction = fc.constantFrom('310116112', '310117107');
const name = fc.constantFrom('甲有限公司', '甲 有限公司', '乙有限公司');
const data: fc.Arbitrary<Pick<PartyCommand, 'type' | 'data'>> = fc.oneof(
  fc.record({ type: fc.constant('EnterEnterprise' as const), data: fc.record({ partyId, name, uscc: fc.option(uscc), jurisdiction }) }),
  fc.record({ type: fc.constant('AssignUscc' as const), data: fc.record({ partyId, uscc }) }),
  fc.record({
    type: fc.constant('ListAsLandUser' as const),
    data: fc.record({ partyId, parcelId: fc.nat(3).map(specId), jurisdiction, nameAsPrinted: name }),
  }),
);
const effectiveOn = fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2027-01-01').map(date);
const commands = fc
  .tuple(data, effectiveOn)
  .map(([named, day]) => ({ ...command(named.type, named.data), effectiveOn: day }) as PartyCommand);
const reservations: fc.Arbitrary<ReserveUscc> = fc
  .record({ partyId: fc.nat(2).map(specId), uscc: fc.constant('91330100799655058B'), jurisdiction })
  .map((reservation) => command('ReserveUscc', reservation));

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(party, partyEvents, commands)).toBeGreaterThan(100);
});

it('a reservation repeated by its holder yields nothing', () => {
  expect(checkLaws(usccReservation, partyEvents, reservations)).toBeGreaterThan(100);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, fold, isRejection, valueOn } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { PartyCommand, ReserveUscc } from './commands.ts';
import { partyEvents } from './events.ts';
import { party, personalDataAccess, usccReservation } from './index.ts';
import { isEnded, standingOn } from './state.ts';

const id = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const uscc = fc.constantFrom('91330100799655058B', '914403001922038216');
const jurisdiction = fc.constantFrom('310116112', '310117107');
const name = fc.constantFrom('甲有限公司', '甲 有限公司', '乙有限公司');
const reason = fc.constant('经核实');
const anybody = fc.constantFrom(id, specId(501), specId(502));
const register = fc.constantFrom(
  { country: 'SG', register: 'ACRA', number: '1' },
  { country: 'SG', register: 'ACRA', number: '2' },
  { country: 'HK', register: 'CR', number: '1' },
);
const vaultRecord = fc.constantFrom(specId(901), specId(902));

const of = <T extends PartyCommand['type']>(
  type: T,
  fields: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<{ type: T; data: unknown }> =>
  fc.record({ type: fc.constant(type), data: fc.record({ partyId: fc.constant(id), ...fields }) });

const named = [
  of('EnterEnterprise', { name, uscc: fc.option(uscc), jurisdiction }),
  of('EnterOrganisation', {
    kind: fc.constantFrom('collective', 'other'),
    name,
    uscc: fc.option(uscc),
    foreignRegister: fc.option(register),
    jurisdiction,
  }),
  of('EnterNaturalPerson', { vaultRecord, jurisdiction }),
];
const others = [
  of('CorrectNaturalPerson', { vaultRecord, reason }),
  of('ErasePerson', { reason }),
  of('AssignUscc', { uscc }),
  of('ReportUscc', { uscc, heldBy: fc.option(fc.constant(specId(501))) }),
  of('RecordForeignRegister', { foreignRegister: register }),
  of('RenameParty', { name }),
  of('CorrectPartyName', { entry: fc.nat(4).map(specId), name, reason }),
  of('MoveParty', { jurisdiction }),
  of('DissolveParty', { manner: fc.constantFrom('deregistered', 'licence-revoked'), reason }),
  of('MergeParty', { into: anybody }),
  of('DivideParty', { into: fc.array(anybody, { minLength: 1, maxLength: 2 }), continues: fc.boolean() }),
  of('RestoreParty', { reason }),
  of('DeclarePartyDuplicate', { sameAs: anybody, reason }),
  of('RevokePartyDuplicate', { reason }),
  of('DeclareActualController', { controllerId: anybody }),
  of('EndActualController', { controllerId: anybody }),
  of('ListAsLandUser', { parcelId: fc.nat(3).map(specId), jurisdiction, nameAsPrinted: name }),
];
const effectiveOn = fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2025-06-01', '2027-01-01').map(date);
const dated = (data: fc.Arbitrary<{ type: string; data: unknown }>): fc.Arbitrary<PartyCommand> =>
  fc.tuple(data, effectiveOn).map(([{ type, data: given }, day]) => ({ ...command(type, given), effectiveOn: day }) as PartyCommand);
/** Entries come more often than a fair choice would bring them, so that most histories begin. */
const commands = dated(fc.oneof({ weight: 1, arbitrary: fc.oneof(...named) }, { weight: 2, arbitrary: fc.oneof(...others) }));

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(party, partyEvents, commands)).toBeGreaterThan(100);
});

it('every fact names the home of its day and every town where a list names the party', () => {
  fc.assert(
    fc.property(dated(fc.oneof(...named)), fc.array(commands, { maxLength: 10 }), (entry, sequence) => {
      let stored = identified<never>([]);
      for (const next of [entry, ...sequence]) {
        const decision = party.decide(next, fold(party, stored));
        if (isRejection(decision)) continue;
        stored = [...stored, ...identified(decision, stored.length)] as never;
        const state = fold(party, stored);
        if (state.kind === 'absent') return;
        const concerned = [...state.landTowns, valueOn(state.homes, next.effectiveOn), state.homes.at(-1)?.value];
        for (const { jurisdictions } of decision) for (const code of concerned) expect(jurisdictions).toContain(code);
      }
    }),
    { numRuns: 200 },
  );
});

it('a party that has ended takes no name and no home until it is restored', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (sequence) => {
      let stored = identified<never>([]);
      for (const next of sequence) {
        const state = fold(party, stored);
        const decision = party.decide(next, state);
        if (isRejection(decision)) continue;
        const acts = decision.some(({ type }) => type === 'PartyRenamed' || type === 'PartyMoved');
        expect(acts && state.kind === 'entered' && isEnded(standingOn(state, next.effectiveOn))).toBe(false);
        stored = [...stored, ...identified(decision, stored.length)] as never;
      }
    }),
    { numRuns: 200 },
  );
});

const reservations: fc.Arbitrary<ReserveUscc> = fc
  .record({ partyId: fc.nat(2).map(specId), uscc: fc.constant('91330100799655058B'), jurisdiction })
  .map((reservation) => command('ReserveUscc', reservation));

it('a reservation repeated by its holder yields nothing', () => {
  expect(checkLaws(usccReservation, partyEvents, reservations)).toBeGreaterThan(100);
});

it('a reading of personal data is told once', () => {
  const readings = fc
    .record({ partyId: fc.constant(id), readingId: fc.nat(3).map(specId), vaultRecord, purpose: fc.constant('司法协助') })
    .map((reading) => command('RecordPersonalDataRead', { ...reading, jurisdictions: ['310116112'] }));
  expect(checkLaws(personalDataAccess, partyEvents, readings)).toBeGreaterThan(100);
});

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { partyEvents } from './events.ts';
import { party, partyCommands, usccReservation } from './index.ts';

const given = specify(partyEvents);
const partyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
const uscc = '91330100799655058B';
const otherUscc = '914403001922038216';

const enter = (overrides: Partial<z.input<typeof partyCommands.EnterEnterprise>> = {}) =>
  command(
    'EnterEnterprise',
    partyCommands.EnterEnterprise.parse({ partyId, name: '上海瓯风新材料科技有限公司', jurisdiction: '310116112', ...overrides }),
  );
const assign = (code: string) => command('AssignUscc', { partyId, uscc: code });
const list = (parcel = parcelId, jurisdiction = '310116112') =>
  command('ListAsLandUser', { partyId, parcelId: parcel, jurisdiction, nameAsPrinted: '上海瓯风新材料科 技有限公司' });
const yesterday = { effectiveOn: date('2024-03-10') };

describe('entering an enterprise (建档)', () => {
  it('records its name as printed; a USCC it does not know is null', () =>
    given(party)
      .when(enter())
      .then({
        type: 'EnterpriseEntered',
        data: { partyId, name: '上海瓯风新材料科技有限公司', uscc: null, jurisdiction: '310116112' },
      }));
  it('concerns the jurisdiction it is at home in, a district too', () =>
    given(party)
      .when(enter({ jurisdiction: '310116' }))
      .thenConcerns('310116'));
  it('has a home below the level of the city', () =>
    expect(() => enter({ jurisdiction: '310000' })).toThrow('expected the code of a town or a district'));
  it('is nothing new the second time, however the name is spaced', () =>
    given(party, enter({ uscc }))
      .when(enter({ name: '上海瓯风新材料科 技有限公司' }))
      .thenNothing());
  it('is refused under the same id with another name', () =>
    given(party, enter())
      .when(enter({ name: '上海佳美漂染有限公司' }))
      .thenRefused('party-already-entered', '上海瓯风新材料科技有限公司'));
  it('is refused under the same id in another jurisdiction', () =>
    given(party, enter())
      .when(enter({ jurisdiction: '310117107' }))
      .thenRefused('party-already-entered', '310116112'));
  it('is refused with a USCC that is news: assign it instead', () =>
    given(party, enter()).when(enter({ uscc })).thenRefused('party-already-entered'));
  it('is refused with another USCC than it has', () =>
    given(party, enter({ uscc }))
      .when(enter({ uscc: otherUscc }))
      .thenRefused('party-has-another-uscc', uscc, otherUscc));
  it('is refused for a date that has not come', () =>
    given(party)
      .when({ ...enter(), effectiveOn: date('2026-01-02') })
      .thenRefused('effective-in-the-future'));
  it('comes before anything else on a party', () => given(party).when(list()).thenRefused('party-not-entered'));
});

describe('the USCC of a party', () => {
  it('may arrive later', () => {
    const assignment = given(party, enter()).when(assign(uscc));
    assignment.then({ type: 'UsccAssigned', data: { partyId, uscc } });
    assignment.thenConcerns('310116112');
  });
  it('is nothing new when it was assigned or entered before', () => {
    given(party, enter(), assign(uscc)).when(assign(uscc)).thenNothing();
    given(party, enter({ uscc })).when(assign(uscc)).thenNothing();
  });
  it('is one: another is refused, naming both', () =>
    given(party, enter(), assign(uscc)).when(assign(otherUscc)).thenRefused('party-has-another-uscc', uscc, otherUscc));
  it('does not hold before the day of entry', () =>
    given(party, enter())
      .when({ ...assign(uscc), ...yesterday })
      .thenRefused('party-before-entry', '2024-03-10', '2024-03-11'));
});

describe('a name on a list', () => {
  it('makes it land user, unconfirmed, and keeps the name as printed', () =>
    given(party, enter())
      .when(list())
      .then({
        type: 'LandUserListed',
        data: {
          partyId,
          parcelId,
          jurisdiction: '310116112',
          nameAsPrinted: '上海瓯风新材料科 技有限公司',
          role: 'land-user',
          confirmed: false,
        },
      }));
  it('never makes it right holder', () => {
    const listed = partyEvents.LandUserListed.data;
    const data = { partyId, parcelId, jurisdiction: '310116112', nameAsPrinted: '甲', role: 'land-user', confirmed: false };
    expect(listed.safeParse(data).success).toBe(true);
    expect(listed.safeParse({ ...data, role: 'right-holder' }).success).toBe(false);
    expect(listed.safeParse({ ...data, confirmed: true }).success).toBe(false);
  });
  it('concerns the town of the parcel and the home of the party', () => {
    given(party, enter({ jurisdiction: '310117107' }))
      .when(list())
      .thenConcerns('310116112', '310117107');
    given(party, enter()).when(list()).thenConcerns('310116112');
  });
  it('for the same parcel is nothing new', () => given(party, enter(), list()).when(list()).thenNothing());
  it('for another parcel is', () => {
    const { state } = given(party, enter(), list(), list(specId(7)));
    expect(state.kind === 'entered' && state.landUserOf).toEqual([parcelId, specId(7)]);
  });
  it('does not count before the day of entry', () =>
    given(party, enter())
      .when({ ...list(), ...yesterday })
      .thenRefused('party-before-entry'));
});

describe('reserving a USCC', () => {
  const reserve = (holder: string) => command('ReserveUscc', { partyId: holder, uscc, jurisdiction: '310116112' });
  it('gives it to the first who asks', () =>
    given(usccReservation).when(reserve(partyId)).then({ type: 'UsccReserved', data: { uscc, partyId } }));
  it('is nothing new for its holder', () => given(usccReservation, reserve(partyId)).when(reserve(partyId)).thenNothing());
  it('is refused to anybody else', () =>
    given(usccReservation, reserve(partyId))
      .when(reserve(specId(1)))
      .thenRefused('code-already-held', uscc));
});

it('a fact of a party that was never entered changes nothing', () => {
  const stray = { type: 'PartyMoved' as const, version: 1, data: { partyId, jurisdiction: '310116112' } };
  const envelope = { id: specId(0), ...yesterday, jurisdictions: ['310116112'], sources: [] };
  expect(party.evolve(party.initial, { ...stray, ...envelope })).toEqual({ kind: 'absent' });
});

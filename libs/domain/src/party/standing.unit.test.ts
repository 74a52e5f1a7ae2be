// How a party stands: home, legal status, controllers, and facts that come after its end.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { partyEvents } from './events.ts';
import { declaredControllersOn, party } from './index.ts';
import { type Entered, standingOn } from './state.ts';

const given = specify(partyEvents);
const partyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const [other, third] = [specId(102), specId(103)];
const on = (day: string) => ({ effectiveOn: date(day) });

const enter = (jurisdiction = '310116112') => command('EnterEnterprise', { partyId, name: '甲有限公司', uscc: null, jurisdiction });
const list = (jurisdiction: string, parcelId = specId(50), day = '2024-03-11') =>
  command('ListAsLandUser', { partyId, parcelId, jurisdiction, nameAsPrinted: '甲' }, on(day));
const move = (jurisdiction: string, day = '2025-01-01') => command('MoveParty', { partyId, jurisdiction }, on(day));
const rename = (day: string) => command('RenameParty', { partyId, name: '乙有限公司' }, on(day));
const dissolve = (day = '2025-01-01', manner: 'deregistered' | 'licence-revoked' = 'deregistered') =>
  command('DissolveParty', { partyId, manner, reason: '决议解散' }, on(day));
const merge = (into = other, day = '2025-01-01') => command('MergeParty', { partyId, into }, on(day));
const divide = (continues: boolean, into = [other, third], day = '2025-01-01') =>
  command('DivideParty', { partyId, into, continues }, on(day));
const restore = (day = '2025-06-01') => command('RestoreParty', { partyId, reason: '撤销注销登记' }, on(day));
const declare = (controllerId = other, day = '2025-01-01') => command('DeclareActualController', { partyId, controllerId }, on(day));
const end = (controllerId = other, day = '2025-06-01') => command('EndActualController', { partyId, controllerId }, on(day));

const entered = (...history: Parameters<typeof given>[1][]): Entered => {
  const { state } = given(party, enter(), ...(history as never[]));
  if (state.kind !== 'entered') throw new Error('not entered');
  return state;
};

describe('the places a party concerns', () => {
  it('are told by every later fact: its home, and the towns where lists name it', () => {
    for (const later of [rename('2025-01-01'), dissolve(), merge(), divide(true), declare(), list('310116112', specId(51))] as const)
      given(party, enter(), list('310117107')).when(later).thenConcerns('310116112', '310117107');
  });
  it('change with its home; the former one is told of the move, and of facts of its time', () => {
    given(party, enter(), list('310116113')).when(move('310117107')).thenConcerns('310116112', '310116113', '310117107');
    given(party, enter(), move('310117107')).when(rename('2025-02-01')).thenConcerns('310117107');
    given(party, enter(), move('310117107')).when(rename('2024-12-31')).thenConcerns('310116112', '310117107');
  });
});

describe('moving home', () => {
  it('holds from a day on', () =>
    given(party, enter())
      .when(move('310117107'))
      .then({ type: 'PartyMoved', data: { partyId, jurisdiction: '310117107' } }));
  it('to where it is at home is nothing new', () => given(party, enter()).when(move('310116112')).thenNothing());
  it('is refused once the party has ended', () =>
    given(party, enter(), dissolve()).when(move('310117107', '2025-01-02')).thenRefused('party-has-ended', '2025-01-01'));
});

describe('the end of a party', () => {
  it('by deregistration (注销) is recorded with its reason', () =>
    given(party, enter())
      .when(dissolve())
      .then({ type: 'PartyDissolved', data: { partyId, manner: 'deregistered', reason: '决议解散' } }));
  it('is nothing new the second time', () => given(party, enter(), dissolve()).when(dissolve()).thenNothing());
  it('is refused for a party that has ended otherwise', () =>
    given(party, enter(), merge()).when(dissolve('2025-02-01')).thenRefused('party-has-ended', '2025-01-01'));
  it('may follow the loss of the licence (吊销), which is no end yet', () => {
    const state = entered(dissolve('2025-01-01', 'licence-revoked'), rename('2025-02-01'), dissolve('2025-03-01'));
    expect(['2024-12-31', '2025-01-01', '2025-03-01'].map((day) => standingOn(state, date(day)).status)).toEqual([
      'existing',
      'licence-revoked',
      'deregistered',
    ]);
  });
  it('is not decided before a change of status that is known', () =>
    given(party, enter(), dissolve('2025-03-01')).when(merge()).thenRefused('party-status-changed-later', '2025-03-01'));
  it('is not decided before a day on which the party took a name or moved', () => {
    given(party, enter(), rename('2025-03-01')).when(dissolve()).thenRefused('party-acted-later', '2025-03-01', '2025-01-01');
    given(party, enter(), move('310117107', '2025-04-01')).when(merge()).thenRefused('party-acted-later', '2025-04-01');
    given(party, enter(), rename('2025-03-01'))
      .when(dissolve('2025-01-01', 'licence-revoked'))
      .then({ type: 'PartyDissolved', data: { partyId, manner: 'licence-revoked', reason: '决议解散' } });
  });
  it('may turn out to have come on an earlier day, or on a later one', () => {
    const earlier = entered(dissolve('2025-03-01'), dissolve('2025-01-01'));
    expect(['2024-12-31', '2025-01-01', '2025-03-01'].map((day) => standingOn(earlier, date(day)).status)).toEqual([
      'existing',
      'deregistered',
      'deregistered',
    ]);
    const later = entered(dissolve('2025-01-01'), restore('2025-01-01'), dissolve('2025-03-01'));
    expect(['2025-01-01', '2025-03-01'].map((day) => standingOn(later, date(day)).status)).toEqual(['existing', 'deregistered']);
    given(party, enter(), merge(other, '2025-03-01')).when(merge(other)).thenConcerns('310116112');
    given(party, enter(), merge(other, '2025-03-01')).when(merge(third)).thenRefused('party-status-changed-later');
  });
  it('may have been preceded by the loss of the licence, of which we hear later', () => {
    const state = entered(dissolve('2025-03-01'), dissolve('2025-01-01', 'licence-revoked'));
    expect(['2025-01-01', '2025-03-01'].map((day) => standingOn(state, date(day)).status)).toEqual(['licence-revoked', 'deregistered']);
    given(party, enter(), divide(true, [other], '2025-03-01'))
      .when(dissolve('2025-01-01', 'licence-revoked'))
      .thenRefused('party-status-changed-later', '2025-03-01');
  });
  it('leaves no new name to it', () => given(party, enter(), dissolve()).when(rename('2025-02-01')).thenRefused('party-has-ended'));
  it('can be undone, as the loss of the licence can', () => {
    given(party, enter(), dissolve())
      .when(restore())
      .then({ type: 'PartyRestored', data: { partyId, reason: '撤销注销登记' } });
    given(party, enter(), dissolve(), restore()).when(restore()).thenNothing();
    given(party, enter(), dissolve('2025-01-01', 'licence-revoked'), restore()).when(rename('2025-07-01')).thenConcerns('310116112');
  });
  it('is not undone where there was none, nor before a later change', () => {
    given(party, enter()).when(restore()).thenRefused('party-not-ended', '2025-06-01');
    given(party, enter(), dissolve('2025-01-01', 'licence-revoked'), dissolve('2025-08-01'))
      .when(restore())
      .thenRefused('party-status-changed-later', '2025-08-01');
  });
});

describe('merger and division (合并、分立)', () => {
  it('a merger ends the party and names its successor', () => {
    given(party, enter())
      .when(merge())
      .then({ type: 'PartyMerged', data: { partyId, into: other } });
    given(party, enter(), merge()).when(merge()).thenNothing();
    given(party, enter(), merge()).when(merge(third)).thenRefused('party-has-ended');
  });
  it('a division ends the party or leaves it beside those that came of it', () => {
    given(party, enter())
      .when(divide(false))
      .then({ type: 'PartyDivided', data: { partyId, into: [other, third], continues: false } });
    expect(standingOn(entered(divide(true) as never), date('2025-01-01'))).toEqual({ status: 'existing', into: [other, third] });
    expect(standingOn(entered(divide(false) as never), date('2025-01-01')).status).toBe('divided');
    given(party, enter(), divide(true)).when(divide(true)).thenNothing();
    given(party, enter(), divide(false)).when(divide(true)).thenRefused('party-has-ended');
  });
  it('a division gives no licence back to a party that goes on without', () =>
    expect(standingOn(entered(dissolve('2024-06-01', 'licence-revoked'), divide(true) as never), date('2025-01-01'))).toEqual({
      status: 'licence-revoked',
      into: [other, third],
    }));
  it('neither leads to the party itself', () => {
    given(party, enter()).when(merge(partyId)).thenRefused('party-succeeds-itself');
    given(party, enter())
      .when(divide(true, [other, partyId]))
      .thenRefused('party-succeeds-itself');
  });
});

describe('the actual controller (实际控制人)', () => {
  it('is declared from a day on, and ends', () => {
    given(party, enter())
      .when(declare())
      .then({ type: 'ActualControllerDeclared', data: { partyId, controllerId: other } });
    given(party, enter(), declare())
      .when(end())
      .then({ type: 'ActualControllerEnded', data: { partyId, controllerId: other } });
    const state = entered(declare(), declare(third, '2025-03-01'), end());
    expect(['2024-12-31', '2025-01-01', '2025-03-01', '2025-06-01'].map((day) => declaredControllersOn(state, date(day)))).toEqual([
      [],
      [other],
      [other, third],
      [third],
    ]);
  });
  it('is nothing new when said again', () => {
    given(party, enter(), declare()).when(declare()).thenNothing();
    given(party, enter(), declare(), end()).when(end()).thenNothing();
  });
  it('declared anew on a later day stays so when an end in between is told late; one that ended twice likewise', () => {
    const declaredAnew = entered(declare(), declare(other, '2025-09-01'), end());
    expect(['2025-06-01', '2025-09-01'].map((day) => declaredControllersOn(declaredAnew, date(day)))).toEqual([[], [other]]);
    const endedTwice = entered(declare(), end(other, '2025-03-01'), end(), declare(other, '2025-04-01'));
    expect(['2025-04-01', '2025-06-01'].map((day) => declaredControllersOn(endedTwice, date(day)))).toEqual([[other], []]);
  });
  it('is another than the party', () => given(party, enter()).when(declare(partyId)).thenRefused('party-controls-itself'));
  it('does not end before it began, nor when nobody was declared', () => {
    given(party, enter(), declare()).when(end(other, '2024-12-31')).thenRefused('party-controller-not-declared', other, '2024-12-31');
    given(party, enter()).when(end()).thenRefused('party-controller-not-declared');
  });
});

describe('what is reported of a party that had ended', () => {
  const found = (about: string) => ({
    type: 'PartyDiscrepancyFound' as const,
    data: {
      partyId,
      about,
      discrepancy: {
        rule: 'party-has-ended',
        en: 'The party ended on 2025-01-01; on 2025-02-01 nothing can be recorded of it that only an existing party does.',
        zh: '该主体已于2025-01-01终止，不能记载2025-02-01的该事项。',
      },
    },
  });
  it('a controller is kept, with the broken rule beside it', () =>
    given(party, enter(), dissolve())
      .when(declare(other, '2025-02-01'))
      .then({ type: 'ActualControllerDeclared', data: { partyId, controllerId: other } }, found('ActualControllerDeclared')));
  it('a place on a list is kept, with the broken rule beside it', () =>
    given(party, enter(), dissolve())
      .when(list('310116112', specId(50), '2025-02-01'))
      .then(
        {
          type: 'LandUserListed',
          data: {
            partyId,
            parcelId: specId(50),
            jurisdiction: '310116112',
            nameAsPrinted: '甲',
            role: 'land-user',
            confirmed: false,
          },
        },
        found('LandUserListed'),
      ));
});

// How a parcel ends here: 注销 with its successors, and 重复建档, which is no merger in law.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { parcelEvents } from './events.ts';
import { parcel, parcelCodeReservation, parcelCommands } from './index.ts';
import { lifeOf } from './state.ts';

const given = specify(parcelEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
const [other, third, lineageId] = [specId(900), specId(901), specId(902)];
const code = { kind: 'parcel-code' as const, code: '310116112001GB00001' };

const on = (effectiveOn: string) => ({ effectiveOn: date(effectiveOn) });
const enter = () =>
  command(
    'EnterParcel',
    parcelCommands.EnterParcel.parse({ parcelId, jurisdiction: '310116112', name: '甲地块', area: { value: '30', unit: 'mu' } }),
  );
const assign = command('AssignParcelCode', { parcelId, assigned: code });
const observe = (day: string) =>
  command(
    'ObserveParcelArea',
    { parcelId, area: { value: '31', unit: 'mu' as const }, rank: 1 },
    {
      ...on(day),
      sources: [
        { kind: 'register', number: '沪房地金字（2024）第1号', issuer: '金山区自然资源确权登记事务中心', date: date('2024-03-01') },
      ],
    },
  );
const ending = { parcelId, reason: '收储后注销', successors: [other], lineageId: null };
const retire = (day = '2024-06-01', changed: Partial<{ successors: string[]; lineageId: string }> = {}) =>
  command('RetireParcel', { ...ending, ...changed }, on(day));
const report = (day = '2024-06-01') => command('ReportParcelRetirement', ending, on(day));
const restore = (by: string | null = null, day = '2024-07-01') =>
  command('AnnulParcelRetirement', { parcelId, lineageId: by, reason: '注销有误' }, on(day));
const declare = (survivor = other, survivorDuplicates: string | null = null) =>
  command('DeclareParcelDuplicate', { parcelId, survivor, survivorDuplicates, reason: '同一地块两次建档' });
const revoke = (day = '2024-03-11') => command('RevokeParcelDuplicate', { parcelId, reason: '实为两宗地' }, on(day));

describe('retiring a parcel (注销)', () => {
  const retired = { ...ending, codes: [code], basis: 'decided' as const };
  it('names its successors and the codes that end with it', () => {
    const ended = given(parcel, enter(), assign).when(retire());
    ended.then({ type: 'ParcelRetired', data: retired });
    ended.thenConcerns('310116112');
  });
  it('twice by the same act is nothing new, by another act or on another day it is refused', () => {
    given(parcel, enter(), retire()).when(retire()).thenNothing();
    given(parcel, enter(), retire()).when(retire('2024-06-02')).thenRefused('parcel-retired', '2024-06-01', other);
    given(parcel, enter(), retire()).when(retire('2024-06-01', { lineageId })).thenRefused('parcel-retired');
    given(parcel, enter(), retire('2024-06-01', { successors: [] }))
      .when(retire('2024-05-01'))
      .thenRefused('parcel-retired', '—');
  });
  it('to other successors than those recorded is refused, even on the same day', () => {
    given(parcel, enter(), retire())
      .when(retire('2024-06-01', { successors: [third] }))
      .thenRefused('parcel-retired', other);
    given(parcel, enter(), retire('2024-06-01', { successors: [other, third] }))
      .when(retire('2024-06-01', { successors: [third, other] }))
      .thenNothing();
  });
  it('is not hindered by what was annulled', () => {
    const industrial = command('ChangeParcelLandUse', { parcelId, landUse: 'industrial' as const }, on('2025-01-01'));
    const annul = command(
      'AnnulParcelParticular',
      { parcelId, entry: specId(1), particular: 'land-use' as const, reason: '日期录入有误' },
      on('2025-01-01'),
    );
    given(parcel, enter(), industrial).when(retire()).thenRefused('parcel-has-later-facts', '2025-01-01');
    given(parcel, enter(), industrial, annul).when(retire()).thenConcerns('310116112');
  });
  it('is refused when something is recorded that holds from a later day on', () => {
    given(parcel, enter(), observe('2024-06-02')).when(retire()).thenRefused('parcel-has-later-facts', '2024-06-01', '2024-06-02');
    given(parcel, enter(), observe('2024-06-01')).when(retire()).thenConcerns('310116112');
  });
  it('does not leave the parcel in its own place', () =>
    given(parcel, enter())
      .when(retire('2024-06-01', { successors: [parcelId] }))
      .thenRefused('parcel-succeeds-itself', parcelId));
  it('that was reported is recorded whatever holds later, with what is wrong about it', () => {
    given(parcel, enter(), assign, observe('2024-06-02'))
      .when(report())
      .then(
        { type: 'ParcelRetired', data: { ...retired, basis: 'reported' } },
        {
          type: 'ParcelDiscrepancyFound',
          data: {
            parcelId,
            discrepancy: {
              rule: 'parcel-has-later-facts',
              en: 'The parcel cannot end on 2024-06-01: something is recorded of it that holds from 2024-06-02 on.',
              zh: '该地块不能自2024-06-01起注销：已有自2024-06-02起生效的记载。',
            },
            about: 'ParcelRetired',
          },
        },
      );
    given(parcel, enter(), assign)
      .when(report())
      .then({ type: 'ParcelRetired', data: { ...retired, basis: 'reported' } });
  });
  it('that was reported cannot be true of a parcel that was never entered', () =>
    given(parcel).when(report()).thenRefused('parcel-not-entered'));
});

describe('a retired parcel', () => {
  it('takes facts of the days before, and none from its last day on', () => {
    given(parcel, enter(), retire()).when(observe('2024-05-31')).thenConcerns('310116112');
    given(parcel, enter(), retire()).when(observe('2024-06-01')).thenRefused('parcel-retired', '2024-06-01', other);
    given(parcel, enter(), retire())
      .when({ ...assign, ...on('2024-06-01') })
      .thenRefused('parcel-retired');
  });
  it('takes corrections of its past on any day', () =>
    given(parcel, enter(), retire())
      .when(
        command(
          'CorrectParcelArea',
          { parcelId, observation: specId(0), area: { value: '30.5', unit: 'mu' as const }, reason: '读错' },
          on('2025-01-01'),
        ),
      )
      .thenConcerns('310116112'));
  it('comes back when the retirement is annulled, once', () => {
    given(parcel, enter(), retire())
      .when(restore())
      .then({ type: 'ParcelRetirementAnnulled', data: { parcelId, reason: '注销有误' }, corrects: specId(1) });
    given(parcel, enter(), retire(), restore()).when(restore()).thenNothing();
    given(parcel, enter(), retire(), restore()).when(observe('2024-08-01')).thenConcerns('310116112');
  });
  it('comes back by the act that retired it only', () => {
    given(parcel, enter(), retire('2024-06-01', { lineageId })).when(restore()).thenRefused('parcel-retired-otherwise', lineageId);
    given(parcel, enter(), retire('2024-06-01', { lineageId })).when(restore(lineageId)).thenConcerns('310116112');
    given(parcel, enter(), retire()).when(restore(lineageId)).thenRefused('parcel-retired-otherwise', '—');
  });
  it('does not come back on a day before it ended', () =>
    given(parcel, enter(), retire())
      .when(restore(null, '2024-05-31'))
      .thenRefused('parcel-correction-before-fact', '2024-05-31', '2024-06-01'));
});

describe('a duplicate (重复建档)', () => {
  it('is declared of the parcel that stays', () => {
    const declared = given(parcel, enter()).when(declare());
    declared.then({ type: 'ParcelDuplicateDeclared', data: { parcelId, survivor: other, reason: '同一地块两次建档' } });
    declared.thenConcerns('310116112');
  });
  it('twice is nothing new; of yet another parcel it is refused, naming the survivor', () => {
    given(parcel, enter(), declare()).when(declare()).thenNothing();
    given(parcel, enter(), declare()).when(declare(third)).thenRefused('parcel-is-duplicate', other);
  });
  it('is not one of itself', () => given(parcel, enter()).when(declare(parcelId)).thenRefused('parcel-duplicate-of-itself', parcelId));
  it('is not one of a duplicate, so that no chain leads round', () =>
    given(parcel, enter()).when(declare(other, third)).thenRefused('parcel-survivor-is-duplicate', other, third));
  it('takes no command any more but names the survivor, its end and its corrections too', () => {
    for (const next of [observe('2024-03-12'), assign, retire(), restore()])
      given(parcel, enter(), declare()).when(next).thenRefused('parcel-is-duplicate', other);
  });
  it('keeps its history', () => {
    const { state } = given(parcel, enter(), assign, declare());
    expect([state.kind === 'entered' && state.codes, lifeOf(state)]).toEqual([[code], 'duplicate']);
  });
  it('is a parcel of its own again when the declaration is revoked, once', () => {
    given(parcel, enter(), declare())
      .when(revoke())
      .then({ type: 'ParcelDuplicateAnnulled', data: { parcelId, reason: '实为两宗地' }, corrects: specId(1) });
    given(parcel, enter(), declare(), revoke()).when(revoke()).thenNothing();
    given(parcel, enter(), declare(), revoke()).when(declare(third)).thenConcerns('310116112');
  });
  it('revoked after a code of it passed on is told: two parcels cannot bear one code', () => {
    const passed = { ...revoke(), data: { ...revoke().data, codesPassed: [code.code] } };
    given(parcel, enter(), assign, declare())
      .when(passed)
      .then(
        { type: 'ParcelDuplicateAnnulled', data: { parcelId, reason: '实为两宗地' }, corrects: specId(2) },
        {
          type: 'ParcelDiscrepancyFound',
          data: {
            parcelId,
            discrepancy: {
              rule: 'parcel-code-passed',
              en: `The code ${code.code} passed to another parcel meanwhile; this one needs a code of its own.`,
              zh: `代码${code.code}已转由其他地块使用，本地块须另行编码。`,
            },
            about: 'ParcelDuplicateAnnulled',
          },
        },
      );
  });
  it('is not revoked on a day before the declaration', () =>
    given(parcel, enter(), { ...declare(), ...on('2024-06-01') })
      .when(revoke())
      .thenRefused('parcel-correction-before-fact', '2024-03-11', '2024-06-01'));
});

describe('a parcel that came out of a split or merger', () => {
  const child = (by = lineageId) =>
    command(
      'EnterSuccessorParcel',
      parcelCommands.EnterSuccessorParcel.parse({
        parcelId,
        jurisdiction: '310116112',
        name: '甲地块A',
        area: { value: '15', unit: 'mu' },
        landUse: 'industrial',
        lineageId: by,
        by: 'split',
        parents: [{ parcelId: other, codes: ['310116112001GB00001'] }],
      }),
    );
  it('is entered with its descent, in one append', () => {
    const entered = given(parcel).when(child());
    entered.then(
      {
        type: 'ParcelEntered',
        data: {
          parcelId,
          jurisdiction: '310116112',
          name: '甲地块A',
          address: null,
          landUse: 'industrial',
          ownership: null,
          legality: null,
          observed: { area: { value: '15', unit: 'mu' }, rank: 0 },
        },
      },
      {
        type: 'ParcelDescended',
        data: { parcelId, lineageId, by: 'split', parents: [{ parcelId: other, codes: ['310116112001GB00001'] }] },
      },
    );
    entered.thenConcerns('310116112');
  });
  it('may have no area yet', () => {
    const unmeasured = { ...child(), data: { ...child().data, area: null } };
    const { state } = given(parcel, unmeasured);
    expect(state.kind === 'entered' && [state.observations, state.lineageId]).toEqual([[], lineageId]);
  });
  it('is entered once; under the id of another parcel it is refused', () => {
    given(parcel, child()).when(child()).thenNothing();
    given(parcel, child()).when(child(third)).thenRefused('parcel-already-entered');
    given(parcel, enter()).when(child()).thenRefused('parcel-already-entered');
  });
});

describe('a code that a duplicate holds', () => {
  const reserve = (holder: string, duplicate?: string) =>
    command('ReserveParcelCode', { parcelId: holder, code: code.code, jurisdiction: '310116112', duplicate });
  it('passes to the parcel that stays', () => {
    given(parcelCodeReservation, reserve(parcelId))
      .when(reserve(other, parcelId))
      .then({ type: 'ParcelCodePassed', data: { code: code.code, parcelId: other, from: parcelId } });
    given(parcelCodeReservation, reserve(parcelId), reserve(other, parcelId)).when(reserve(other, parcelId)).thenNothing();
  });
  it('does not pass from anybody else', () =>
    given(parcelCodeReservation, reserve(parcelId)).when(reserve(other, third)).thenRefused('code-already-held', code.code));
});

describe('the life of a parcel', () => {
  it('goes from absent through entered to retired', () =>
    expect([given(parcel), given(parcel, enter()), given(parcel, enter(), retire())].map(({ state }) => lifeOf(state))).toEqual([
      'absent',
      'entered',
      'retired',
    ]));
});

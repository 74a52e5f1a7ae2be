// Who a party is: kinds of entries, names, codes, natural persons, duplicates.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { partyEvents } from './events.ts';
import { party, partyCommands, personalDataAccess } from './index.ts';
import { nameOn } from './state.ts';

const given = specify(partyEvents);
const partyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const other = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c02';
const uscc = '91330100799655058B';
const otherUscc = '914403001922038216';
const acra = { country: 'SG', register: 'ACRA', number: '201912345K' };
const record = specId(900);

const on = (day: string) => ({ effectiveOn: date(day) });
const enter = () => command('EnterEnterprise', { partyId, name: '上海古岛时装有限公司', uscc: null, jurisdiction: '310116112' });
const enterOrganisation = (overrides: Partial<z.input<typeof partyCommands.EnterOrganisation>> = {}) =>
  command(
    'EnterOrganisation',
    partyCommands.EnterOrganisation.parse({
      partyId,
      kind: 'collective',
      name: '东海村经济合作社',
      jurisdiction: '310116112',
      ...overrides,
    }),
  );
const enterPerson = (vaultRecord = record, jurisdiction = '310116112') =>
  command('EnterNaturalPerson', { partyId, vaultRecord, jurisdiction });
const rename = (name: string, day = '2025-01-01') => command('RenameParty', { partyId, name }, on(day));
const correctName = (entry: string, name: string) => command('CorrectPartyName', { partyId, entry, name, reason: '录入有误' });
const report = (code: string, heldBy: string | null = null) => command('ReportUscc', { partyId, uscc: code, heldBy });
const recordRegister = (foreignRegister = acra) => command('RecordForeignRegister', { partyId, foreignRegister });
const declare = (sameAs = other) => command('DeclarePartyDuplicate', { partyId, sameAs, reason: '同一企业重复建档' });
const revoke = () => command('RevokePartyDuplicate', { partyId, reason: '经核实为两家企业' });

describe('entering an organisation', () => {
  it.each(['collective', 'government', 'court', 'other'] as const)('of kind %s records what it is, without guessing a code', (kind) =>
    given(party)
      .when(enterOrganisation({ kind }))
      .then({
        type: 'OrganisationEntered',
        data: { partyId, kind, name: '东海村经济合作社', uscc: null, foreignRegister: null, jurisdiction: '310116112' },
      }),
  );
  it('from abroad keeps its number in the register of its country', () => {
    const foreign = enterOrganisation({ kind: 'other', name: 'Acme Pte. Ltd.', foreignRegister: acra });
    const { state } = given(party, foreign);
    expect(state.kind === 'entered' && state.foreignRegisters).toEqual([acra]);
    given(party, foreign).when(foreign).thenNothing();
    given(party, foreign)
      .when(enterOrganisation({ kind: 'other', name: 'Acme Pte. Ltd.' }))
      .thenNothing();
  });
  it('again with other particulars is refused', () => {
    const refused = (overrides: Parameters<typeof enterOrganisation>[0]) =>
      given(party, enterOrganisation({ foreignRegister: acra })).when(enterOrganisation(overrides));
    refused({ kind: 'government' }).thenRefused('party-already-entered', '东海村经济合作社');
    refused({ foreignRegister: { ...acra, number: '1' } }).thenRefused('party-already-entered');
    refused({ foreignRegister: { ...acra, country: 'HK' } }).thenRefused('party-already-entered');
    refused({ foreignRegister: { ...acra, register: 'BizFile' } }).thenRefused('party-already-entered');
  });
  it('is not the entry of an enterprise', () =>
    given(party, enter())
      .when(enterOrganisation({ name: '上海古岛时装有限公司' }))
      .thenRefused('party-already-entered'));
});

describe('the number in a foreign register', () => {
  it('may arrive later, and concerns the home of the party', () => {
    const recorded = given(party, enterOrganisation({ kind: 'other' })).when(recordRegister());
    recorded.then({ type: 'ForeignRegisterRecorded', data: { partyId, foreignRegister: acra } });
    recorded.thenConcerns('310116112');
  });
  it('recorded again is nothing new', () => given(party, enter(), recordRegister()).when(recordRegister()).thenNothing());
  it('is one in each register; another register may give another', () => {
    given(party, enter(), recordRegister())
      .when(recordRegister({ ...acra, number: '2' }))
      .thenRefused('party-has-another-register-number', 'ACRA', '201912345K');
    const { state } = given(party, enter(), recordRegister(), recordRegister({ country: 'HK', register: 'CR', number: '2' }));
    expect(state.kind === 'entered' && state.foreignRegisters.length).toBe(2);
  });
});

describe('a USCC that a register reports', () => {
  it('and that nobody holds is assigned', () =>
    given(party, enter()).when(report(uscc)).then({ type: 'UsccAssigned', data: { partyId, uscc } }));
  it('is nothing new when the party has it', () => given(party, enter(), report(uscc)).when(report(uscc)).thenNothing());
  it('and that another party holds is kept as a claim, and the broken rule is told for a finding', () => {
    const claimed = given(party, enter()).when(report(uscc, other));
    claimed.then(
      { type: 'UsccClaimed', data: { partyId, uscc, heldBy: other } },
      {
        type: 'PartyDiscrepancyFound',
        data: {
          partyId,
          about: 'UsccClaimed',
          discrepancy: {
            rule: 'code-already-held',
            en: `Code ${uscc} is already held by another entry.`,
            zh: `代码${uscc}已被其他登记对象占用。`,
          },
        },
      },
    );
    given(party, enter(), report(uscc, other)).when(report(uscc, other)).thenNothing();
  });
  it('beside another code of the party is kept as a claim too', () => {
    const { state } = given(party, enter(), report(uscc), report(otherUscc));
    expect(state.kind === 'entered' && [state.uscc, state.claims]).toEqual([uscc, [otherUscc]]);
  });
});

describe('names of a party (曾用名)', () => {
  it('change from a day on, and the former name keeps its time', () => {
    given(party, enter())
      .when(rename('上海新岛时装有限公司'))
      .then({ type: 'PartyRenamed', data: { partyId, name: '上海新岛时装有限公司' } });
    const { state } = given(party, enter(), rename('丙', '2025-06-01'), rename('乙', '2025-01-01'));
    if (state.kind !== 'entered') throw new Error('not entered');
    expect(['2024-03-10', '2024-12-31', '2025-01-01', '2025-06-01'].map((day) => nameOn(state, date(day)))).toEqual([
      null,
      '上海古岛时装有限公司',
      '乙',
      '丙',
    ]);
  });
  it('spaced otherwise are the same name', () => given(party, enter()).when(rename('上海古岛时装 有限公司')).thenNothing());
  it('do not change before the day of entry', () =>
    given(party, enter()).when(rename('乙', '2024-03-10')).thenRefused('party-before-entry'));
  it('that were misread are corrected in their place, the first one too', () => {
    given(party, enter(), rename('乙'))
      .when(correctName(specId(1), '丙'))
      .then({ type: 'PartyNameCorrected', data: { partyId, name: '丙', reason: '录入有误' }, corrects: specId(1) });
    const { state } = given(party, enter(), rename('乙'), correctName(specId(0), '甲'));
    if (state.kind !== 'entered') throw new Error('not entered');
    expect(state.names.map(({ value }) => value.name)).toEqual(['甲', '乙']);
  });
  it('corrected again to the same are nothing new', () =>
    given(party, enter(), correctName(specId(0), '甲'))
      .when(correctName(specId(0), '甲'))
      .thenNothing());
  it('are corrected by the event that gave them', () =>
    given(party, enter())
      .when(correctName(specId(7), '甲'))
      .thenRefused('party-name-unknown', specId(7)));
});

describe('a natural person', () => {
  it('is entered by a reference to the vault, and no event says who it is', () =>
    given(party)
      .when(enterPerson())
      .then({ type: 'NaturalPersonEntered', data: { partyId, vaultRecord: record, jurisdiction: '310116112' } }));
  it('is nothing new the second time, and refused with another record, home or kind', () => {
    given(party, enterPerson()).when(enterPerson()).thenNothing();
    given(party, enterPerson())
      .when(enterPerson(specId(901)))
      .thenRefused('party-already-entered', '自然人');
    given(party, enterPerson()).when(enterPerson(record, '310117107')).thenRefused('party-already-entered');
    given(party, enterPerson()).when(enter()).thenRefused('party-already-entered');
  });
  it('is corrected by another record of the vault, which takes the place of the first', () => {
    const correct = command('CorrectNaturalPerson', { partyId, vaultRecord: specId(901), reason: '姓名录入有误' });
    given(party, enterPerson())
      .when(correct)
      .then({
        type: 'NaturalPersonCorrected',
        data: { partyId, vaultRecord: specId(901), reason: '姓名录入有误' },
        corrects: specId(0),
      });
    given(party, enterPerson(), correct).when(correct).thenNothing();
    given(party, enter()).when(correct).thenRefused('party-is-no-natural-person');
  });
  it('is erased once; nothing is kept of it afterwards', () => {
    const erase = command('ErasePerson', { partyId, reason: '本人申请删除' });
    given(party, enterPerson())
      .when(erase)
      .then({ type: 'PersonErased', data: { partyId, reason: '本人申请删除' } });
    given(party, enterPerson(), erase).when(erase).thenNothing();
    given(party, enterPerson(), erase)
      .when(command('CorrectNaturalPerson', { partyId, vaultRecord: specId(901), reason: '更正' }))
      .thenRefused('party-person-erased');
    given(party, enter()).when(erase).thenRefused('party-is-no-natural-person');
  });
  it('has no name, code or legal status outside the vault', () => {
    for (const forOrganisations of [
      rename('张三'),
      correctName(specId(0), '张三'),
      command('AssignUscc', { partyId, uscc }),
      report(uscc),
      recordRegister(),
      command('DissolveParty', { partyId, manner: 'deregistered' as const, reason: '注销' }),
      command('DeclareActualController', { partyId, controllerId: other }),
      command('ListAsLandUser', { partyId, parcelId: specId(5), jurisdiction: '310116112', nameAsPrinted: '张三' }),
    ] as const)
      given(party, enterPerson()).when(forOrganisations).thenRefused('party-is-a-natural-person');
  });
  it('is shown to somebody for a purpose, and each reading is told once', () => {
    const reading = { partyId, readingId: specId(3), vaultRecord: record, purpose: '司法协助' };
    const read = command('RecordPersonalDataRead', { ...reading, jurisdictions: ['310116112'] });
    given(personalDataAccess).when(read).then({ type: 'PersonalDataRead', data: reading });
    given(personalDataAccess, read).when(read).thenNothing();
  });
});

describe('an entry that is a duplicate (登记重复)', () => {
  it('names the entry that goes on, with a reason', () =>
    given(party, enter())
      .when(declare())
      .then({ type: 'PartyDuplicateDeclared', data: { partyId, sameAs: other, reason: '同一企业重复建档' } }));
  it('declared again is nothing new; another one is declared after the first was revoked', () => {
    given(party, enter(), declare()).when(declare()).thenNothing();
    given(party, enter(), declare())
      .when(declare(specId(9)))
      .thenRefused('party-duplicate-of-another', other);
    given(party, enter(), declare(), revoke())
      .when(declare())
      .then({ type: 'PartyDuplicateDeclared', data: { partyId, sameAs: other, reason: '同一企业重复建档' } });
  });
  it('is not the duplicate of itself', () => given(party, enter()).when(declare(partyId)).thenRefused('party-duplicate-of-itself'));
  it('holds no code, which nobody could take over', () =>
    given(party, enter(), report(uscc)).when(declare()).thenRefused('party-duplicate-holds-code', uscc));
  it('may turn out to be none', () => {
    given(party, enter(), declare())
      .when(revoke())
      .then({ type: 'PartyDuplicateRevoked', data: { partyId, sameAs: other, reason: '经核实为两家企业' } });
    given(party, enter(), declare(), revoke()).when(revoke()).thenNothing();
    given(party, enter()).when(revoke()).thenRefused('party-not-a-duplicate');
  });
});

import type { Actor, Role, ScopeKind } from '@yimu/domain/kernel';
import { taskForceEvents } from '@yimu/domain/taskforce/events';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { formsInForce, schemaOf } from '../src/terms/forms.ts';
import { fillerOf, reviewerOf, supplierOf } from '../src/terms/who.ts';
import { given } from './support/cases/cycles.ts';
import { forms } from './support/cases/form-schemas.ts';
import { evidenceOf } from './support/cases/objections.ts';
import { parcels2024, under as underPlace } from './support/cases/standards.ts';
import { cycle, entered, healthCheckOpened, lessee, owner, submissionStream, survey, tax, under } from './support/cases/submissions.ts';
import { department, district, officer, otherTown, otherTownOfficer, taskForce, town, townOfficer } from './support/officers.ts';
import { type AssessmentService, assessmentService, enteredParcel, envelope, nowhere, sources, today } from './support/service.ts';
import { fact } from './support/supervised-facts.ts';

let service: AssessmentService;
let parcelId: string;
beforeEach(async () => {
  service = await assessmentService();
  parcelId = await healthCheckOpened(service);
});

const named = (kind: ScopeKind, value: string, role: Role = 'enterprise'): Actor => ({
  sub: `${kind} ${value}`,
  roles: [role],
  scope: { kind, value },
});
const party = { name: '上海某某有限公司', uscc: null, jurisdiction: otherTown };
let requests = 0;
/** Sends a command on the 体检表; answers status and the rule that refused it. */
const ask = async (what: string, body: object, as: Actor, of = parcelId) => {
  requests += 1;
  const answer = await service.post(`${under(of)}/${what}`, { ...envelope, ...body }, { as, key: `request ${requests}` });
  return [answer.statusCode, answer.json<{ rule?: string }>().rule];
};
const last = async () => (await service.eventsOf(submissionStream(parcelId))).at(-1);
const ownsLand = (partyId: string) =>
  fact(service.store, `interests-${partyId}`, 'InterestRecorded', { partyId, kind: 'land', targetId: parcelId });
const self = { partyId: null, form: 'self-assessment', answers: [{ field: 'land-user', value: '古岛' }] };
const information = (partyId: string) => ({
  partyId,
  form: 'enterprise-information',
  answers: [{ field: 'main-products', value: '服装' }],
});

describe('the supplier of a figure', () => {
  it('is who asks, never what the body says', async () => {
    expect(await ask('figures', { ...tax('1'), supplier: '税务局' }, townOfficer)).toEqual([400, undefined]);
    expect(await ask('figures', tax('1'), townOfficer)).toEqual([422, 'submission-wrong-supplier']);
    expect(await ask('figures', tax('1'), department('统计局'))).toEqual([422, 'submission-wrong-supplier']);
    expect(await ask('figures', tax('1'), department('税务局'))).toEqual([201, undefined]);
  });
  it.each([
    [department('经委'), '经委'],
    [townOfficer, '街镇'],
    [officer('park-officer', town), '园区'],
    [named('party', owner), '用地主体'],
    [{ ...named('party', owner), roles: ['town-officer' as const] }, undefined],
    [{ ...named('subtree', town) }, undefined],
    [taskForce, undefined],
  ])('%# is told by role and scope', (actor, supplier) => expect(supplierOf({ issuer: 'x', actor })).toBe(supplier));
  it('is nobody for an enterprise that claims a place', async () => {
    expect(await ask('figures', tax('1'), named('subtree', town))).toEqual([404, undefined]);
    expect(
      await ask(
        'figure-corrections',
        { quantity: 'tax', value: '1', unit: '万元', period: 2023, reason: 'x', event: nowhere },
        named('subtree', town),
      ),
    ).toEqual([404, undefined]);
    expect(await ask('forms', self, named('subtree', town))).toEqual([404, undefined]);
  });
});

describe('the terms of the cycle', () => {
  it('are those of today: what is frozen is corrected only, and open again once it is reopened', async () => {
    const taxOffice = department('税务局');
    const event = await entered(service, parcelId, 'figures', tax('10'), taxOffice);
    const at = underPlace('cycles', parcels2024);
    await given(service, `${at}/freezes`, {});
    expect(await ask('figures', tax('1', lessee), taxOffice)).toEqual([409, 'submission-frozen']);
    const correction = { partyId: owner, quantity: 'tax', value: '12', unit: '万元', period: 2023, reason: '误录', event };
    expect(await ask('figure-corrections', correction, taxOffice)).toEqual([201, undefined]);
    await given(service, `${at}/reopenings`, { reason: '补充数据' });
    expect(await ask('figures', tax('1', lessee), taxOffice)).toEqual([201, undefined]);
  });
  it('say of which year figures are', async () => {
    await given(service, `${underPlace('cycles', parcels2024)}/figure-years`, { figureYear: 2022 });
    expect(await ask('figures', tax('1'), department('税务局'))).toEqual([422, 'submission-wrong-period']);
  });
  it('do not exist without a cycle', async () => {
    const body = {
      ...envelope,
      subjectId: await enteredParcel(service, '另一地块'),
      subject: 'parcel',
      cycle: { ...cycle, year: 2030 },
      enterprises: [],
    };
    const answer = await service.post('/health-checks', body, { as: townOfficer, key: 'no cycle' });
    expect([answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([409, 'submission-without-cycle']);
  });
});

describe('a 体检表', () => {
  it('that the 体检表 names already stay on it wherever they are registered; others have to be known here', async () => {
    await fact(service.store, `party-${owner}`, 'PartyMoved', { partyId: owner, jurisdiction: otherTown }, { jurisdictions: [otherTown] });
    const elsewhere = testId('elsewhere');
    await fact(service.store, `party-${elsewhere}`, 'EnterpriseEntered', { ...party, partyId: elsewhere }, { jurisdictions: [otherTown] });
    expect(await ask('enterprises', { enterprises: [owner, elsewhere], reason: '更换' }, townOfficer)).toEqual([404, undefined]);
    expect(await ask('enterprises', { enterprises: [owner], reason: '承租企业已迁出' }, townOfficer)).toEqual([201, undefined]);
    expect(await ask('enterprises', { enterprises: [owner], reason: '更换' }, otherTownOfficer)).toEqual([404, undefined]);
  });
  it('names only enterprises that are known', async () => {
    expect(await ask('enterprises', { enterprises: [nowhere], reason: '更换' }, townOfficer)).toEqual([404, undefined]);
    const body = { ...envelope, subjectId: parcelId, subject: 'parcel', cycle, enterprises: [nowhere] };
    expect((await service.post('/health-checks', body, { as: townOfficer, key: 'unknown' })).statusCode).toBe(404);
  });
  it('has the code of the parcel, which nobody says in a body: equals are ranked by it', async () => {
    const late = await enteredParcel(service, '另一地块');
    const assigned = { kind: 'unified-code', code: 'JS-CJ-000123' };
    await fact(service.store, `parcel-${late}`, 'ParcelCodeAssigned', { parcelId: late, assigned });
    const body = { ...envelope, subjectId: late, subject: 'parcel', cycle, enterprises: [] };
    expect((await service.post('/health-checks', { ...body, code: '0' }, { as: townOfficer, key: 'said' })).statusCode).toBe(400);
    expect((await service.post('/health-checks', body, { as: townOfficer, key: 'late' })).statusCode).toBe(201);
    expect((await service.eventsOf(submissionStream(late)))[0]?.data).toMatchObject({ code: 'JS-CJ-000123' });
  });
  it('of a parcel of elsewhere is refused by name', async () => {
    const body = {
      ...envelope,
      subjectId: parcelId,
      subject: 'parcel',
      cycle: { jurisdiction: '310117', year: 2024 },
      enterprises: [],
    };
    const answer = await service.post('/health-checks', body, { as: townOfficer, key: 'elsewhere' });
    expect(answer.json<{ rule: string }>().rule).toBe('submission-without-cycle');
  });
});

describe('an enterprise', () => {
  it('fills its own form, and no other', async () => {
    expect(await ask('forms', information(lessee), named('party', lessee))).toEqual([201, undefined]);
    expect((await last())?.data).toMatchObject({ filledBy: 'enterprise', mandateId: null });
    expect(await ask('forms', information(owner), named('party', lessee))).toEqual([404, undefined]);
  });
  it('speaks for the land only if it holds it', async () => {
    await ownsLand(owner);
    expect(await ask('forms', self, named('party', lessee))).toEqual([404, undefined]);
    expect(await ask('forms', self, named('party', owner))).toEqual([201, undefined]);
  });
  it('that does not use the parcel, or of a parcel without 体检表, finds nothing', async () => {
    expect(await ask('forms', information(owner), named('party', testId('stranger')))).toEqual([404, undefined]);
    expect(await ask('forms', information(owner), named('party', owner), nowhere)).toEqual([404, undefined]);
  });
  it('supplies its own figures, and those of no department', async () => {
    expect(await ask('figures', tax('1', lessee), named('party', lessee))).toEqual([422, 'submission-wrong-supplier']);
    expect(await ask('figures', tax('1', owner), named('party', lessee))).toEqual([404, undefined]);
  });
  it('confirms nothing', async () => {
    expect((await ask('form-confirmations', { partyId: null, form: 'survey' }, named('party', owner)))[0]).toBe(403);
  });
});

describe('a mandated unit', () => {
  const mandateId = testId('mandate');
  const content = {
    mandateId,
    unit: '受托技术单位',
    uscc: null,
    jurisdiction: district,
    tasks: ['survey'],
    from: '2024-03-01',
    until: '2024-12-31',
  };
  const grant = async (changes: object = {}, revoked = false) => {
    const { version, data } = taskForceEvents.MandateGranted;
    const ids = (n: string) => ({ id: testId(n), correlationId: testId('c'), causationId: testId('c'), requestHash: testId('h') });
    const common = { version, effectiveOn: today, jurisdictions: [district], sources, actor: taskForce };
    await service.store.append(
      `mandate-${mandateId}`,
      [{ ...common, ...ids('granted'), type: 'MandateGranted', data: data.parse({ ...content, ...changes }) }],
      'none',
    );
    if (!revoked) return;
    await service.store.append(
      `mandate-${mandateId}`,
      [{ ...common, ...ids('revoked'), type: 'MandateRevoked', data: { mandateId, reason: '终止' } }],
      'any',
    );
  };
  const unit = named('mandate', mandateId, 'technical-unit');

  it('fills the survey where and while its mandate holds', async () => {
    await grant();
    expect(await ask('forms', survey, unit)).toEqual([201, undefined]);
    expect((await last())?.data).toMatchObject({ filledBy: 'mandated-unit', mandateId });
  });
  it.each([
    ['of another district', { jurisdiction: '310117' }],
    ['that is over', { until: '2024-03-10' }],
    ['of another task', { tasks: ['audit'] }],
  ])('finds nothing under a mandate %s', async (_, changes) => {
    await grant(changes);
    expect(await ask('forms', survey, unit)).toEqual([404, undefined]);
  });
  it('finds nothing without a mandate, under a revoked one, or beyond the survey', async () => {
    expect(await ask('forms', survey, unit)).toEqual([404, undefined]);
    await grant({}, true);
    expect(await ask('forms', survey, unit)).toEqual([404, undefined]);
    expect(await ask('forms', self, unit)).toEqual([404, undefined]);
    expect(await ask('forms', survey, unit, nowhere)).toEqual([404, undefined]);
    expect((await ask('figures', tax('1'), unit))[0]).toBe(403);
    expect(await ask('forms', survey, named('mandate', mandateId))).toEqual([404, undefined]);
    expect(await ask('forms', information(owner), named('party', owner, 'town-officer'))).toEqual([404, undefined]);
  });
});

describe('a form that a town fills', () => {
  it('for an enterprise is 代填, from stamped paper', async () => {
    expect(await ask('forms', self, townOfficer)).toEqual([422, 'submission-without-stamped-paper']);
    const { sources: paper } = await evidenceOf(service, townOfficer);
    expect(await ask('forms', { ...self, sources: paper }, townOfficer)).toEqual([201, undefined]);
    expect((await last())?.data).toMatchObject({ filledBy: 'on-behalf' });
  });
  it('is confirmed by the district, not by whoever submitted it', async () => {
    await entered(service, parcelId, 'forms', survey, townOfficer);
    const of = { partyId: null, form: 'survey' };
    expect(await ask('form-confirmations', of, { ...townOfficer, sub: 'a colleague' })).toEqual([409, 'submission-for-task-force']);
    expect(await ask('form-confirmations', of, { ...taskForce, sub: townOfficer.sub })).toEqual([409, 'submission-confirmed-by-submitter']);
    expect(await ask('form-confirmations', of, taskForce)).toEqual([201, undefined]);
    expect(await ask('form-confirmations', { ...of, form: 'self-assessment' }, taskForce)).toEqual([409, 'submission-form-not-submitted']);
  });
  it.each([
    [townOfficer, 'survey', 'town', 'town'],
    [townOfficer, 'self-assessment', 'on-behalf', 'town'],
    [officer('park-officer', town), 'survey', 'town', 'town'],
    [taskForce, 'survey', undefined, 'task-force'],
    [officer('task-force', town), 'survey', undefined, 'town'],
  ] as const)('%# tells filler and reviewer by role and scope', (actor, form, filler, reviewer) => {
    expect([fillerOf({ issuer: 'x', actor }, form), reviewerOf({ issuer: 'x', actor })]).toEqual([filler, reviewer]);
  });
});

describe('the forms in force', () => {
  it('are those of the level above where there are none', async () => {
    await given(service, '/form-schemas', { ...forms, jurisdiction: '310000', title: { zh: '市级表单', en: 'City forms' } }, '310000');
    const of = async (jurisdiction: string, year = 2024) =>
      (await formsInForce(service.store, { jurisdiction, year }, today))?.jurisdiction;
    expect([await of(town), await of('310117'), await of('310117', 2030)]).toEqual([district, '310000', undefined]);
  });
  it('may lack one of the three', async () => {
    const inForce = await formsInForce(service.store, cycle, today);
    const without = inForce === undefined ? undefined : { ...inForce, fields: inForce.fields.filter(({ form }) => form !== 'survey') };
    expect([schemaOf(without, 'survey'), schemaOf(undefined, 'survey')]).toEqual([null, null]);
  });
  it('are needed', async () => {
    const other = await assessmentService();
    expect(await formsInForce(other.store, cycle, today)).toBeUndefined();
  });
});

// Natural persons over HTTP: what is personal is in the vault, in the answer to who may read it, and nowhere else.
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { createLogger } from '@yimu/server';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { eraseAgain } from '../src/vault/erase-again.ts';
import { memoryVault, memoryVaultStorage } from '../src/vault/memory-vault.ts';
import { openVault, type PersonVault } from '../src/vault/person-vault.ts';
import { randomKey } from '../src/vault/seal.ts';
import { department, officer, otherDistrict, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParty, envelope, nowhere, type RegistryService, registryService } from './support/service.ts';

const market = department('市场监管局');
const land = department('规划资源局');
const person = { name: '欧阳建国', idKind: 'resident-id', idNumber: '11010519491231002X' };
const other = { name: '司马相如', idKind: 'passport', idNumber: 'E87654321' };
/** Any trace of them, in whatever spelling JSON gives it. */
const traces = /欧阳|建国|司马|相如|\\u6b27|\\u53f8|11010519491231|E8765432/i;
const reason = '身份信息录入有误';
const said = { ...envelope, jurisdiction: town, person };
const read = (partyId: string, purpose = '司法协助') => `/parties/${partyId}/person?purpose=${encodeURIComponent(purpose)}`;

let service: RegistryService;
let vault: PersonVault;
let lines: string[];
const started = async (store: EventStore = memoryEventStore()) => {
  const logger = createLogger({ name: 'registry', level: 'trace' }, { write: (line: string) => void lines.push(line) });
  return registryService({ store, vault, logger });
};
beforeEach(async () => {
  lines = [];
  vault = await memoryVault();
  service = await started();
});

const enter = (body: object = said, how: { as?: typeof market; key?: string } = {}) =>
  service.post('/natural-persons', body, { as: townOfficer, ...how });
const entered = async (): Promise<string> => (await enter()).json<{ id: string }>().id;
const correct = (partyId: string, body: object = { ...envelope, person: other, reason }, as = market, key = 'correction') =>
  service.post(`/parties/${partyId}/person-corrections`, body, { as, key });
const erase = (partyId: string, as = market, key = 'erasure') =>
  service.post(`/parties/${partyId}/erasures`, { ...envelope, reason: '本人申请删除' }, { as, key });
const typesOf = async (stream: string) => (await service.eventsOf(stream)).map(({ type }) => type);

describe('personal data', () => {
  it('stand in no event, no line of the log and no problem, whatever is sent', async () => {
    const partyId = await entered();
    const answers = [
      await enter(),
      await enter({ ...said, person: other }),
      await enter({ ...said, person: { ...person, idNumber: '110105194912310021' } }, { key: 'wrong number' }),
      await enter({ ...said, person: { ...person, name: '欧阳建国'.repeat(50) } }, { key: 'long name' }),
      await enter({ ...said, person: { ...person, idKind: '欧阳建国' } }, { key: 'kind' }),
      await enter({ ...said, person: '欧阳建国' }, { key: 'text' }),
      await enter({ ...said, person: undefined, name: '欧阳建国' }, { key: 'field' }),
      await enter({ ...said, person: { ...person, name: '欧阳\ud800建国' } }, { key: 'half a character' }),
      await enter({ ...said, jurisdiction: otherTown }, { key: 'elsewhere' }),
      await enter(said, { as: officer('auditor', town), key: 'powerless' }),
      await correct(partyId),
      await correct(partyId, { ...envelope, person, reason }),
      await correct(partyId, { ...envelope, person, reason }, otherTownOfficer, 'forbidden'),
      await correct(partyId, { ...envelope, person, reason }, department('市场监管局', otherDistrict), 'elsewhere'),
      await correct(await enteredParty(service), undefined, market, 'an organisation'),
      await service.post('/natural-persons', `{"person":{"name":"欧阳建国`, {
        as: townOfficer,
        headers: { 'content-type': 'application/json' },
      }),
      await service.post(
        '/batches',
        {
          commands: [
            { path: '/natural-persons', key: 'batch', body: said },
            { path: '/natural-persons', key: 'batch', body: { ...said, person: other } },
            { path: '/natural-persons', key: 'bad', body: { ...said, person: { ...person, idNumber: '1' } } },
          ],
        },
        { as: townOfficer },
      ),
      await erase(partyId),
      await correct(partyId, undefined, market, 'after the erasure'),
      await enter(),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([
      200, 422, 400, 400, 400, 400, 400, 400, 404, 403, 201, 422, 403, 404, 409, 400, 200, 201, 409, 200,
    ]);
    expect(
      answers
        .at(-4)
        ?.json<{ verdicts: { status: number }[] }>()
        .verdicts.map(({ status }) => status),
    ).toEqual([201, 422, 400]);
    for (const { body } of answers) expect(body).not.toMatch(traces);
    expect(lines.length).toBeGreaterThan(answers.length);
    expect(lines.join('')).not.toMatch(traces);
    const events = await service.everything();
    expect(events.length).toBeGreaterThan(4);
    expect(JSON.stringify(events)).not.toMatch(traces);
  });

  it('cannot be guessed from an event: whoever is entered, the event is the same to the byte', async () => {
    const eventsFor = async (who: object) => {
      vault = await memoryVault();
      service = await started(memoryEventStore({ clock: () => '2024-03-11T04:00:00.000000Z' }));
      const partyId = (await enter({ ...said, person: who })).json<{ id: string }>().id;
      await correct(partyId, { ...envelope, person: who === person ? other : person, reason });
      return (await service.everything()).map(({ correlationId: _ofTheRequest, position: _ofTheStore, ...event }) => event);
    };
    const events = await eventsFor(person);
    expect(events.map(({ type }) => type)).toEqual(['NaturalPersonEntered', 'NaturalPersonCorrected']);
    expect(await eventsFor(other)).toEqual(events);
  });

  it('are refused before they are kept: who is not entered is not in the vault', async () => {
    const storage = memoryVaultStorage();
    vault = await openVault(storage, randomKey());
    service = await started();
    const begun = storage.rows().length;
    await enter({ ...said, jurisdiction: otherTown }, { key: 'elsewhere' });
    await enter({ ...said, effectiveOn: '2999-01-01' }, { key: 'not yet' });
    await correct(await enteredParty(service), undefined, market, 'an organisation');
    await correct(nowhere, undefined, market, 'nobody');
    expect(storage.rows().length).toBe(begun);
  });

  it('are kept before the event says so, and the same request completes what broke off in between', async () => {
    const whole = memoryEventStore();
    let fails = true;
    service = await started({
      ...whole,
      append: (...asked) => (fails ? Promise.reject(Object.assign(new Error('lost'), { code: 'ECONNRESET' })) : whole.append(...asked)),
    });
    expect((await enter()).statusCode).toBe(503);
    expect((await service.everything()).length).toBe(0);
    fails = false;
    expect((await enter({ ...said, person: other })).statusCode).toBe(422);
    const partyId = await entered();
    expect((await service.get(read(partyId), land)).json()).toMatchObject({ person });
  });
});

describe('reading a person', () => {
  it('shows it to a department of the place, and records who was shown it and what for, each time', async () => {
    const partyId = await entered();
    for (const as of [market, land]) {
      const answer = await service.get(read(partyId), as);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
      expect(answer.json()).toEqual({ partyId, erased: false, person, label: null });
    }
    await service.get(read(partyId), land);
    const readings = await service.eventsOf(`access-${partyId}`);
    expect(readings.map(({ actor }) => actor.department)).toEqual(['市场监管局', '规划资源局', '规划资源局']);
    expect(readings[0]).toMatchObject({
      type: 'PersonalDataRead',
      data: { partyId, vaultRecord: partyId, purpose: '司法协助' },
      jurisdictions: [town],
    });
    expect(JSON.stringify(await service.everything())).not.toMatch(traces);
    expect(lines.join('')).not.toMatch(traces);
  });
  it('shows what was corrected, and no more what was wrong', async () => {
    const partyId = await entered();
    await correct(partyId);
    expect((await service.get(read(partyId), land)).json()).toMatchObject({ person: other });
  });
  it('is for departments; a town officer and who sends no token see nothing', async () => {
    const partyId = await entered();
    const answers = [await service.get(read(partyId), townOfficer), await service.get(read(partyId))];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 401]);
  });
  it('is for the place: elsewhere the person does not exist, nor anywhere an organisation or nobody', async () => {
    const partyId = await entered();
    const answers = [
      await service.get(read(partyId), department('规划资源局', otherDistrict)),
      await service.get(read(await enteredParty(service)), land),
      await service.get(read(nowhere), land),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(new Set(answers.map((answer) => answer.json<{ detail: string }>().detail)).size).toBe(1);
    expect(await typesOf(`access-${partyId}`)).toEqual([]);
  });
  it('has a purpose, in words', async () => {
    const partyId = await entered();
    const answers = [
      await service.get(`/parties/${partyId}/person`, land),
      await service.get(read(partyId, ' '), land),
      await service.get(read(partyId, 'a\u0007b'), land),
      await service.get(read('x'), land),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400]);
    expect(await typesOf(`access-${partyId}`)).toEqual([]);
  });
  it('tells of a record that the vault has lost that it is lost, and the log tells which', async () => {
    const partyId = await entered();
    vault = await memoryVault();
    service = await started(service.store);
    const answer = await service.get(read(partyId), land);
    expect([answer.statusCode, answer.json()]).toEqual([200, { partyId, erased: false, person: null, label: '保管库无此记录' }]);
    expect(lines.join('')).toContain('an event names a record that the vault does not have');
  });
});

describe('erasing a person', () => {
  const gone = { erased: true, person: null, label: '已删除自然人' };
  it('destroys the key and says so in an event; afterwards the person reads as erased, and no reading is recorded', async () => {
    const partyId = await entered();
    await correct(partyId);
    expect((await erase(partyId)).statusCode).toBe(201);
    expect(await typesOf(`party-${partyId}`)).toEqual(['NaturalPersonEntered', 'NaturalPersonCorrected', 'PersonErased']);
    expect(await vault.read(partyId, partyId)).toBe('erased');
    const answer = await service.get(read(partyId), land);
    expect([answer.statusCode, answer.json()]).toEqual([200, { partyId, ...gone }]);
    expect(await typesOf(`access-${partyId}`)).toEqual([]);
    expect((await erase(partyId, land, 'again')).statusCode).toBe(200);
  });
  it('is not for organisations, and not for other places: nothing is destroyed', async () => {
    const [partyId, organisation] = [await entered(), await enteredParty(service)];
    const answers = [
      await erase(organisation),
      await erase(partyId, department('市场监管局', otherDistrict)),
      await erase(partyId, townOfficer),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([409, 404, 403]);
    expect(await vault.read(partyId, partyId)).toEqual(person);
    expect(await vault.keep(organisation, testId('record'), { name: '丙', idKind: 'other', idNumber: null })).toBe('kept');
  });
  it('that breaks off after the key is completed by the same request; meanwhile the person reads as erased', async () => {
    const partyId = await entered();
    const whole = service.store;
    service = await started({ ...whole, append: () => Promise.reject(new Error('killed')) });
    expect((await erase(partyId)).statusCode).toBe(500);
    expect(await vault.read(partyId, partyId)).toBe('erased');
    service = await started(whole);
    expect((await service.get(read(partyId), land)).json()).toEqual({ partyId, ...gone });
    expect((await erase(partyId)).statusCode).toBe(201);
    expect((await typesOf(`party-${partyId}`)).at(-1)).toBe('PersonErased');
  });
  it('holds for a vault that is restored from before it', async () => {
    const partyId = await entered();
    await erase(partyId);
    const restored = await memoryVault();
    await restored.keep(partyId, partyId, { name: '欧阳建国', idKind: 'other', idNumber: null });
    expect(await eraseAgain(service.store, restored)).toBe(1);
    expect(await restored.read(partyId, partyId)).toBe('erased');
  });
});

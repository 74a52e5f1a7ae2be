// What only the service knows of the base map: whose units, which batch, which parcel; and what the reactions make of a match.
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenBaseMapMatchAnnulled } from '../src/reactions/when-base-map-match-annulled.ts';
import { whenBaseMapParcelInformed } from '../src/reactions/when-base-map-parcel-informed.ts';
import { whenBaseMapRecordForwarded } from '../src/reactions/when-base-map-record-forwarded.ts';
import { colleague, landOfficer, readUnit } from './support/cases/base-map.ts';
import { department, district, officer, otherTown, town, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, nowhere, type RegistryService, registryService, today } from './support/service.ts';

const reactions = [whenBaseMapMatchAnnulled, whenBaseMapParcelInformed, whenBaseMapRecordForwarded];

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const unitCode = '310116112001GB00001';
const area = (value: string, unit = 'mu') => ({ value, unit });
const post = (url: string, body: object, { as = landOfficer, key = 'key' } = {}) =>
  service.post(url, { ...envelope, ...body }, { as, key });
const record = { origin: 'registration', unitCode, jurisdiction: town, recordNumber: '1', values: { area: area('30.62') } };
const read = (changed: object, key: string, as = landOfficer) => post('/base-map-records', { ...record, ...changed }, { as, key });
const about = (entryId: string, what: string, body: object, as = landOfficer, key = what) =>
  post(`/base-map-entries/${entryId}/${what}`, body, { as, key });
const propose = (entryId: string, parcelId: string, as = townOfficer) =>
  about(entryId, 'matches', { parcelId, grounds: ['name', 'area'] }, as, `propose ${parcelId}`);
const confirm = (entryId: string, parcelId: string, as = landOfficer) =>
  about(entryId, 'match-confirmations', { parcelId }, as, `confirm ${entryId} ${as.sub}`);
const ruleOf = (answer: { json: <T>() => T }) => answer.json<{ rule: string }>().rule;
const typesOf = async (stream: string) => (await service.eventsOf(stream)).map(({ type }) => type);
const findings = async () => (await service.everything()).filter(({ type }) => type === 'FindingOpened').map(({ data }) => data);

/** Delivers every event to the reactions that listen to it, those included that come of it; `times` for a delivery that is repeated. */
const react = async (times = 1): Promise<void> => {
  const context = { store: service.store, today };
  for (let done = 0; done < (await service.everything()).length; done += 1) {
    const event = (await service.everything())[done];
    for (const { filter, react: handle } of reactions)
      for (let n = 0; event !== undefined && 'types' in filter && filter.types.includes(event.type) && n < times; n += 1)
        await handle(context, event);
  }
};

describe('a unit', () => {
  it('is the same for whoever reads it under its 宗地代码, and another for a record that has none', async () => {
    const unit = await readUnit(service);
    const same = await read({ origin: 'survey', recordNumber: 'TB-1' }, 'survey');
    const alone = await read({ origin: 'survey', recordNumber: 'TB-1', unitCode: null }, 'alone');
    expect([same.json<{ id: string }>().id === unit, alone.json<{ id: string }>().id === unit]).toEqual([true, false]);
  });

  it('read again under another key is nothing new', async () => {
    const [first, second] = [await read({}, 'a'), await read({}, 'b')];
    expect([first.statusCode, second.statusCode, (await service.everything()).length]).toEqual([201, 200, 2]);
  });

  it('is reported by its own town only, and not moved into another', async () => {
    const report = (changed: object, as: typeof landOfficer, key: string) =>
      post('/base-map-survey-reports', { unitCode, jurisdiction: town, recordNumber: 'TB-1', values: {}, ...changed }, { as, key });
    const neighbour = officer('town-officer', '310116113');
    expect((await report({}, townOfficer, 'own')).statusCode).toBe(201);
    expect((await report({ jurisdiction: '310116113' }, neighbour, 'taken over')).statusCode).toBe(404);
    expect((await report({ jurisdiction: '310116113' }, townOfficer, 'given away')).statusCode).toBe(404);
    expect((await report({ jurisdiction: '310116113' }, landOfficer, 'by the district')).statusCode).toBe(201);
    expect((await report({ jurisdiction: '310116113', values: { legality: 'illegal' } }, neighbour, 'now')).statusCode).toBe(201);
  });

  it('of the district at large is not seen by a town', async () => {
    const entryId = await readUnit(service, { jurisdiction: district });
    const parcelId = await enteredParcel(service);
    expect(bare(await propose(entryId, parcelId))).toBe(bare(await propose(nowhere, parcelId)));
  });
});

describe('a batch', () => {
  const start = (as = landOfficer, jurisdiction = district) =>
    service.made(
      '/base-map-imports',
      { jurisdiction, origin: 'registration', expectedRecords: 1, fileSha256: 'ab'.repeat(32) },
      { as, key: 'start' },
    );
  const figures = { recorded: 1, unchanged: 0, refused: 0 };

  it('takes records until it is closed; what it brought before is answered as before', async () => {
    const batchId = await start();
    expect((await read({ batchId }, 'first')).statusCode).toBe(201);
    expect((await post(`/base-map-imports/${batchId}/closings`, figures)).statusCode).toBe(201);
    expect((await read({ batchId }, 'first')).statusCode).toBe(200);
    const late = await read({ batchId, values: { area: area('31') } }, 'late');
    expect([late.statusCode, ruleOf(late)]).toEqual([409, 'basemap-batch-closed']);
  });

  it('takes records of its own source only', async () => {
    const batchId = await start();
    const refused = await read({ batchId, origin: 'approval' }, 'approval');
    expect([refused.statusCode, ruleOf(refused)]).toEqual([422, 'basemap-batch-of-another-origin']);
  });

  it('of another place does not exist', async () => {
    const batchId = await start(officer('department', '310117', '规划资源局'), '310117');
    expect(bare(await read({ batchId }, 'theirs'))).toBe(bare(await read({ batchId: nowhere }, 'nobody')));
  });
});

describe('a match', () => {
  it('is not confirmed by the person who proposed it, but by a colleague', async () => {
    const [entryId, parcelId] = [await readUnit(service), await enteredParcel(service)];
    await propose(entryId, parcelId, landOfficer);
    const own = await confirm(entryId, parcelId);
    expect([own.statusCode, ruleOf(own)]).toEqual([409, 'basemap-match-own-proposal']);
    expect((await confirm(entryId, parcelId, colleague)).statusCode).toBe(201);
  });

  it.each(['matches', 'match-confirmations'])('with a parcel outside the scope is one with nothing: %s', async (what) => {
    const entryId = await readUnit(service);
    const theirs = { jurisdiction: otherTown, name: '松江地块' };
    const parcelId = await service.made('/parcels', theirs, { as: officer('town-officer', otherTown), key: 'theirs' });
    const ask = (parcel: string, key: string) =>
      about(entryId, what, { parcelId: parcel, ...(what === 'matches' ? { grounds: ['name'] } : {}) }, landOfficer, key);
    expect(bare(await ask(parcelId, 'a'))).toBe(bare(await ask(nowhere, 'b')));
  });

  it('goes to one unit of fifty that ask at once', async () => {
    const parcelId = await enteredParcel(service);
    const units = await Promise.all(
      Array.from({ length: 50 }, (_, n) => readUnit(service, { unitCode: null, recordNumber: String(n) }, String(n))),
    );
    for (const entryId of units) await propose(entryId, parcelId);
    const answers = await Promise.all(units.map((entryId) => confirm(entryId, parcelId)));
    const codes = answers.map(({ statusCode }) => statusCode);
    expect([codes.filter((code) => code === 201).length, codes.filter((code) => code === 409).length]).toEqual([1, 49]);
    expect((await service.everything()).filter(({ type }) => type === 'BaseMapMatchConfirmed').length).toBe(1);
  });

  it('tells the parcel what counts, with the source of each value, once', async () => {
    const [entryId, parcelId] = [await readUnit(service), await enteredParcel(service)];
    const values = {
      area: area('20400', 'm2'),
      address: '月工路169号',
      legality: 'legal',
      ownership: 'state-owned',
      landUse: { use: 'industrial', printed: '工业用地' },
      holder: { kind: 'natural-person' },
      soe: { enterprise: '某国有企业', batch: null },
      geometry: 'ab'.repeat(32),
    };
    const sources = [{ ...envelope.sources[0], number: '沪府土〔2004〕123号' }];
    await read({ origin: 'approval', recordNumber: '2', values, sources }, 'approval');
    await propose(entryId, parcelId);
    await confirm(entryId, parcelId);
    await react(2);
    const [, ...heard] = await service.eventsOf(`parcel-${parcelId}`);
    expect(heard.map(({ type }) => type)).toContain('ParcelCodeAssigned');
    expect(heard.filter(({ type }) => type === 'ParcelAreaObserved').length).toBe(0);
    const address = heard.filter(({ type }) => type === 'ParcelAddressObserved');
    expect(address.map((event) => [event.data, event.sources[0]?.number, event.actor.sub])).toEqual([
      [{ parcelId, address: '月工路169号' }, '沪府土〔2004〕123号', 'reaction:base-map-parcel-informed'],
    ]);
    expect(await findings()).toEqual([]);
    const before = (await service.everything()).length;
    await react();
    expect((await service.everything()).length).toBe(before);
  });

  it('tells the parcel its unified code too, whenever that is given', async () => {
    const [entryId, parcelId] = [await readUnit(service, { unitCode: null }), await enteredParcel(service)];
    await propose(entryId, parcelId);
    await confirm(entryId, parcelId);
    await about(entryId, 'unified-codes', { code: 'JS-CJ-0001' });
    await react();
    const codes = (await service.eventsOf(`parcel-${parcelId}`)).filter(({ type }) => type === 'ParcelCodeAssigned');
    expect(codes.map(({ data }) => data)).toEqual([{ parcelId, assigned: { kind: 'unified-code', code: 'JS-CJ-0001' } }]);
  });

  it('opens a finding for what the parcel refuses, and goes on with the rest', async () => {
    const [entryId, parcelId, holder] = [await readUnit(service), await enteredParcel(service), await enteredParcel(service, '乙')];
    await post(`/parcels/${holder}/codes`, { assigned: { kind: 'parcel-code', code: unitCode } }, { key: 'held' });
    await about(entryId, 'unified-codes', { code: 'JS-CJ-0001' });
    await propose(entryId, parcelId);
    await confirm(entryId, parcelId);
    await react(2);
    expect(await findings()).toMatchObject([
      {
        rule: 'base-map-value-refused',
        subject: { kind: 'parcel', id: parcelId },
        detail: [{ value: 'AssignParcelCode' }, { labelEn: 'code-already-held' }, {}],
      },
    ]);
    expect(await typesOf(`parcel-${parcelId}`)).toContain('ParcelCodeAssigned');
  });

  it('annulled sets the parcel free for another unit, and asks a person to look at it', async () => {
    const [entryId, parcelId] = [await readUnit(service), await enteredParcel(service)];
    const right = await readUnit(service, { unitCode: '310116112001GB00002', recordNumber: '2' }, 'right');
    for (const unit of [entryId, right]) await propose(unit, parcelId);
    await confirm(entryId, parcelId);
    const taken = await confirm(right, parcelId);
    expect([taken.statusCode, ruleOf(taken)]).toEqual([409, 'basemap-parcel-taken']);
    await about(entryId, 'match-annulments', { parcelId, reason: '匹配有误' });
    await react(2);
    expect(await findings()).toMatchObject([{ rule: 'base-map-match-annulled', detail: [{ value: '匹配有误' }] }]);
    expect((await about(right, 'match-confirmations', { parcelId }, landOfficer, 'again')).statusCode).toBe(201);
  });
});

describe('a unit that is no parcel yet', () => {
  it('is entered by a person, and then hears what counts: illegal and collective land like any other', async () => {
    const entryId = await readUnit(service, { values: { area: area('30.62'), legality: 'illegal', ownership: 'collective' } });
    const entered = await about(entryId, 'parcels', { name: '无证地块' });
    const parcelId = entered.json<{ id: string }>().id;
    await react(2);
    const [first, ...others] = await service.eventsOf(`parcel-${parcelId}`);
    expect(first).toMatchObject({ type: 'ParcelEntered', data: { name: '无证地块', jurisdiction: town }, jurisdictions: [town] });
    expect(others.map(({ type }) => type)).toEqual(expect.arrayContaining(['ParcelAreaObserved', 'ParcelCodeAssigned']));
    expect(await findings()).toEqual([]);
  });

  it('is entered once, whatever the key', async () => {
    const entryId = await readUnit(service);
    await about(entryId, 'parcels', { name: '地块' }, landOfficer, 'a');
    const again = await about(entryId, 'parcels', { name: '地块' }, landOfficer, 'b');
    expect([again.statusCode, ruleOf(again)]).toEqual([409, 'basemap-entry-matched']);
  });
});

describe('a unified code', () => {
  it('belongs to one unit of the district; another district may have the same', async () => {
    const units = [await readUnit(service), await readUnit(service, { unitCode: null }, 'other')];
    const foreign = department('规划资源局', '310117');
    const elsewhere = { ...envelope, ...record, unitCode: null, jurisdiction: otherTown };
    const theirs = (await service.post('/base-map-records', elsewhere, { as: foreign, key: 'theirs' })).json<{ id: string }>().id;
    const assign = (entryId: string, as = landOfficer) => about(entryId, 'unified-codes', { code: 'CODE-1' }, as, entryId);
    const [first, second] = [await assign(String(units[0])), await assign(String(units[1]))];
    expect([first.statusCode, second.statusCode, ruleOf(second)]).toEqual([201, 409, 'code-already-held']);
    expect((await assign(theirs, foreign)).statusCode).toBe(201);
  });
});

describe('units that are one', () => {
  const joined = async () => {
    const into = await readUnit(service);
    const from = await readUnit(
      service,
      { origin: 'survey', unitCode: null, recordNumber: 'TB-1', values: { area: area('30.59') } },
      'from',
    );
    const answer = await about(from, 'joinings', { intoId: into, reason: '同一宗地' });
    expect(answer.statusCode).toBe(201);
    return { into, from };
  };

  it('are reconciled in the one that goes on, with what was read before and after', async () => {
    const { into } = await joined();
    await react(2);
    expect(await typesOf(`basemap-${into}`)).toEqual([
      'BaseMapRecordRead',
      'BaseMapReconciled',
      'BaseMapRecordRead',
      'BaseMapConflictOpened',
    ]);
    await read({ origin: 'survey', unitCode: null, recordNumber: 'TB-1', values: { area: area('30.62') } }, 'later');
    await react(2);
    expect((await typesOf(`basemap-${into}`)).slice(4)).toEqual(['BaseMapRecordRead', 'BaseMapConflictSettled']);
  });

  it('pass withdrawals on', async () => {
    const { into, from } = await joined();
    await about(from, 'record-withdrawals', { origin: 'survey', recordNumber: 'TB-1', reason: '图斑已并' });
    await react(2);
    expect((await typesOf(`basemap-${into}`)).slice(4)).toEqual(['BaseMapRecordWithdrawn', 'BaseMapConflictSettled']);
  });

  it('are not joined into one that was joined itself, nor into one that does not exist here', async () => {
    const { into, from } = await joined();
    const refused = await about(into, 'joinings', { intoId: from, reason: '同一宗地' });
    expect([refused.statusCode, ruleOf(refused)]).toEqual([409, 'basemap-join-target-joined']);
    expect((await about(into, 'joinings', { intoId: nowhere, reason: '同一宗地' }, landOfficer, 'nowhere')).statusCode).toBe(404);
  });
});

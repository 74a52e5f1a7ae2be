import { Readable } from 'node:stream';
import type { Actor } from '@yimu/domain/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryContentStore } from '../src/evidence/memory-content-store.ts';
import { type EvidenceService, evidenceService, hashOf, headersOf, ruling, type Sending } from './support/evidence-service.ts';
import { auditor, department, district, officer, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, nowhere, registryService, sources, today } from './support/service.ts';

let content: ReturnType<typeof memoryContentStore>;
let service: EvidenceService;
beforeEach(async () => {
  content = memoryContentStore();
  service = await evidenceService(content);
});

const stored = async (sending: Sending = {}, bytes = ruling): Promise<string> => {
  const answer = await service.send(bytes, sending);
  if (answer.statusCode !== 201) throw new Error(`not stored: ${answer.body}`);
  return answer.json<{ id: string }>().id;
};
const withdraw = (evidenceId: string, key = 'withdrawn') =>
  service.post(`/evidence/${evidenceId}/withdrawals`, { ...envelope, reason: '误传' }, { as: townOfficer, key });
const nothing = async () => [await service.everything(), content.hashes()];

describe('a file that is sent', () => {
  it('is kept by its hash, and the ledger says what and of which place', async () => {
    const answer = await service.send(ruling, { name: '%E8%A3%81%E5%AE%9A%E4%B9%A6.pdf' });
    const { id: evidenceId, stream } = answer.json<{ id: string; stream: string }>();
    expect([answer.statusCode, answer.headers.location, stream]).toEqual([201, `/evidence/${evidenceId}`, `evidence-${evidenceId}`]);
    expect(answer.headers).toMatchObject({ etag: '"0"', 'yimu-position': answer.json<{ position: string }>().position });
    expect(await service.everything()).toMatchObject([
      {
        type: 'EvidenceStored',
        data: { evidenceId, sha256: hashOf(ruling), size: ruling.length, mediaType: 'application/pdf', fileName: '裁定书.pdf' },
        jurisdictions: [town],
        effectiveOn: today,
        actor: townOfficer,
        sources: [{ kind: 'declaration', number: hashOf(ruling), issuer: townOfficer.sub, fileSha256: hashOf(ruling) }],
      },
    ]);
    expect(content.hashes()).toEqual([hashOf(ruling)]);
  });

  it('twice in one scope is one evidence, whoever sends it under whatever name', async () => {
    const id = await stored();
    const again = await service.send(ruling, { as: { ...townOfficer, sub: 'a colleague' }, name: 'b.pdf' });
    expect([again.statusCode, again.json<{ id: string }>().id, (await service.everything()).length]).toEqual([200, id, 1]);
  });

  it('fifty times at once is one evidence', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => service.send(ruling)));
    expect(new Set(answers.map((answer) => answer.json<{ id: string }>().id)).size).toBe(1);
    expect(answers.filter(({ statusCode }) => statusCode === 201).length).toBe(1);
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBe(49);
    expect((await service.everything()).length).toBe(1);
  });

  it('by two tenants is evidence of each, and neither learns of the other', async () => {
    const mine = await service.send(ruling);
    const theirs = await service.send(ruling, { as: otherTownOfficer });
    const [one, other] = [mine.json<{ id: string }>(), theirs.json<{ id: string }>()];
    expect([mine.statusCode, theirs.statusCode, one.id === other.id]).toEqual([201, 201, false]);
    expect([(await service.get(`/evidence/${one.id}`, otherTownOfficer)).statusCode, content.hashes().length]).toEqual([404, 1]);
  });

  it('of a district is evidence of the district, which its towns do not see', async () => {
    const id = await stored({ as: department('税务局') });
    expect((await service.get(`/evidence/${id}`, townOfficer)).statusCode).toBe(404);
    expect((await service.get(`/evidence/${id}`, officer('auditor', district))).statusCode).toBe(200);
  });
});

describe('a file that an enterprise sends', () => {
  const entered = async (name: string): Promise<Actor> => {
    const enterprise = { ...envelope, jurisdiction: town, name, uscc: null };
    const answer = await service.post('/parties', enterprise, { as: townOfficer, key: name });
    if (answer.statusCode !== 201) throw new Error(`not entered: ${answer.body}`);
    return { sub: name, roles: ['enterprise'], scope: { kind: 'party', value: answer.json<{ id: string }>().id } };
  };

  it('is evidence of the towns that know it, and of itself', async () => {
    const gudao = await entered('古岛');
    const id = await stored({ as: gudao });
    expect((await service.eventsOf(`evidence-${id}`))[0]).toMatchObject({ jurisdictions: [town], actor: gudao });
    const fetched = await Promise.all([gudao, townOfficer].map((reader) => service.get(`/evidence/${id}`, reader)));
    expect(fetched.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  });

  it('does not exist for another enterprise, nor for another town', async () => {
    const id = await stored({ as: await entered('古岛') });
    const others = [await entered('昆磊'), otherTownOfficer];
    const answers = await Promise.all(others.map((reader) => service.get(`/evidence/${id}`, reader)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  });

  it('is refused when the ledger does not know the enterprise', async () => {
    const stranger: Actor = { sub: 'stranger', roles: ['enterprise'], scope: { kind: 'party', value: nowhere } };
    expect([(await service.send(ruling, { as: stranger })).statusCode, await nothing()]).toEqual([404, [[], []]]);
  });
});

describe('a file that is refused leaves nothing behind', () => {
  it.each<[string, Buffer, Sending, number, string]>([
    ['under another hash', ruling, { promised: 'ab'.repeat(32) }, 422, 'evidence-hash-differs'],
    ['under a false type', ruling, { type: 'image/png' }, 422, 'evidence-type-false'],
    ['under a false type of text', ruling, { type: 'text/plain' }, 422, 'evidence-type-false'],
    ['that is empty', Buffer.alloc(0), {}, 422, 'evidence-empty'],
  ])('%s, with a rule in both languages', async (_, bytes, sending, status, rule) => {
    const answer = await service.send(bytes, sending);
    const problem = answer.json<{ rule: string; detailZh: string }>();
    expect([answer.statusCode, problem.rule, /\p{Script=Han}/u.test(problem.detailZh)]).toEqual([status, rule, true]);
    expect(await nothing()).toEqual([[], []]);
  });

  it.each<[string, Sending, number, string]>([
    ['of a type that is no evidence', { type: 'application/x-msdownload' }, 415, 'unsupported-media-type'],
    ['of no type', { type: '' }, 415, 'unsupported-media-type'],
    ['by whoever may not store any', { as: auditor }, 403, 'forbidden'],
    ['by a scope that is no place', { as: { ...townOfficer, scope: { kind: 'park', value: '高科技' } } }, 404, 'not-found'],
    ['under no hash', { promised: 'AB'.repeat(32) }, 400, 'validation'],
    ['under a name that cannot be read', { name: '%E8%A3' }, 400, 'validation'],
    ['that is announced as longer than may be', { headers: { 'content-length': '1073741824' } }, 413, 'body-too-large'],
  ])('%s', async (_, sending, status, code) => {
    const answer = await service.send(ruling, sending);
    expect([answer.statusCode, answer.json<{ code: string }>().code, await nothing()]).toEqual([status, code, [[], []]]);
  });

  it('that turns out longer than may be', async () => {
    const chunks = async function* () {
      for (let n = 0; n < 100; n += 1) yield Buffer.from('%PDF-1.7'.repeat(10));
    };
    const answer = await service.app.inject({
      method: 'PUT',
      url: `/evidence/sha256/${hashOf(ruling)}`,
      headers: headersOf(),
      payload: Readable.from(chunks()),
    });
    expect([answer.statusCode, answer.headers.connection, await nothing()]).toEqual([413, 'close', [[], []]]);
    expect(answer.json()).toMatchObject({ code: 'body-too-large', detailZh: expect.stringContaining('文件过大') });
  });

  it('without a token', async () => {
    const { authorization: _, ...headers } = headersOf();
    const answer = await service.app.inject({ method: 'PUT', url: `/evidence/sha256/${hashOf(ruling)}`, headers, payload: ruling });
    expect([answer.statusCode, await nothing()]).toEqual([401, [[], []]]);
  });

  it('when the event cannot be appended, but for the bytes, which nothing names', async () => {
    const failing = { ...service.store, append: () => Promise.reject(new Error('not now')) };
    const broken = await registryService({ store: failing, evidence: { content, longest: 1_000 } });
    const answer = await broken.app.inject({
      method: 'PUT',
      url: `/evidence/sha256/${hashOf(ruling)}`,
      headers: headersOf(),
      payload: ruling,
    });
    expect([answer.statusCode, await service.everything()]).toEqual([500, []]);
    expect((await service.send(ruling)).statusCode).toBe(201);
  });
});

describe('a file that is fetched', () => {
  it('comes back byte for byte, to be saved under its name and never to be shown', async () => {
    const answer = await service.get(`/evidence/${await stored({ name: "%E8%A3%81%E5%AE%9A%E4%B9%A6%20(1)'.pdf" })}`, auditor);
    expect([answer.statusCode, answer.rawPayload]).toEqual([200, ruling]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(ruling.length),
      'content-disposition': expect.stringMatching(
        /^attachment; filename="[0-9a-f-]{36}\.pdf"; filename\*=UTF-8''%E8%A3%81%E5%AE%9A%E4%B9%A6%20%281%29%27\.pdf$/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'yimu-media-type': 'application/pdf',
      'repr-digest': `sha-256=:${Buffer.from(hashOf(ruling), 'hex').toString('base64')}:`,
    });
  });

  it('without a name is called by its id', async () => {
    const id = await stored({ type: 'text/csv' }, Buffer.from('序号,名称\n'));
    expect((await service.get(`/evidence/${id}`, townOfficer)).headers['content-disposition']).toBe(`attachment; filename="${id}.csv"`);
  });

  it('outside the scope, and one that does not exist, are not found alike', async () => {
    const [foreign, none] = [
      await service.get(`/evidence/${await stored()}`, otherTownOfficer),
      await service.get(`/evidence/${nowhere}`, otherTownOfficer),
    ];
    const bare = (answer: typeof foreign) => ({ ...answer.json<object>(), instance: '' });
    expect([foreign.statusCode, bare(foreign)]).toEqual([404, bare(none)]);
    expect((await service.get(`/evidence/${nowhere}`)).statusCode).toBe(401);
  });

  it('after it was withdrawn is not found, and is not stored again', async () => {
    const id = await stored();
    expect((await withdraw(id)).statusCode).toBe(201);
    expect((await service.get(`/evidence/${id}`, townOfficer)).statusCode).toBe(404);
    const again = await service.send(ruling);
    expect([again.statusCode, again.json<{ rule: string }>().rule]).toEqual([409, 'evidence-withdrawn']);
    expect(await service.get(`/evidence/${await stored({ as: otherTownOfficer })}`, otherTownOfficer)).toMatchObject({ statusCode: 200 });
  });

  it('whose bytes are missing or cut is a fault of ours, and nothing is sent', async () => {
    const id = await stored();
    for (const open of [async () => undefined, async () => ({ ...(await content.open(hashOf(ruling))), size: 1 })]) {
      const damaged = await evidenceService({ ...content, open: open as typeof content.open });
      for (const event of await service.everything()) await damaged.store.append(event.stream, [event], 'any');
      const answer = await damaged.get(`/evidence/${id}`, townOfficer);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([500, 'internal']);
    }
  });
});

describe('a command that cites evidence', () => {
  const [source] = sources;
  const observe = (parcelId: string, cited: object, as = townOfficer, key = 'observed') => {
    const body = { ...envelope, sources: [source, { ...source, ...cited }], area: { value: '31.1', unit: 'mu' }, rank: 0 };
    return service.post(`/parcels/${parcelId}/area-observations`, body, { as, key });
  };

  it('names its hash in the event', async () => {
    const [parcelId, evidenceId] = [await enteredParcel(service), await stored()];
    expect((await observe(parcelId, { evidenceId })).statusCode).toBe(201);
    const [event] = (await service.eventsOf(`parcel-${parcelId}`)).filter(({ type }) => type === 'ParcelAreaObserved');
    expect(event?.sources).toEqual([source, { ...source, evidenceId, fileSha256: hashOf(ruling) }]);
    expect((await observe(parcelId, { evidenceId })).statusCode).toBe(200);
  });

  it('outside the scope, withdrawn or unknown is not found, and nothing is recorded', async () => {
    const parcelId = await enteredParcel(service);
    const [foreign, withdrawn] = [await stored({ as: otherTownOfficer }), await stored()];
    await withdraw(withdrawn);
    const before = await service.everything();
    for (const evidenceId of [foreign, withdrawn, nowhere]) expect((await observe(parcelId, { evidenceId })).statusCode).toBe(404);
    expect(await service.everything()).toEqual(before);
  });

  it('under another hash than its own is refused', async () => {
    const [parcelId, evidenceId] = [await enteredParcel(service), await stored()];
    const answer = await observe(parcelId, { evidenceId, fileSha256: 'ab'.repeat(32) });
    const message = 'sources[1].fileSha256: expected the hash of the evidence that the source names.';
    expect([answer.statusCode, answer.json<{ errors: object[] }>().errors]).toEqual([400, [{ field: 'sources[1].fileSha256', message }]]);
    expect((await observe(parcelId, { evidenceId, fileSha256: hashOf(ruling) })).statusCode).toBe(201);
  });

  it('may still name a file by its hash alone', async () => {
    expect((await observe(await enteredParcel(service), { fileSha256: 'ab'.repeat(32) })).statusCode).toBe(201);
  });
});

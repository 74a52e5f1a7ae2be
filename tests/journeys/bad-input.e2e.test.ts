// What a careless or hostile caller tries first. Each answer is a 4xx with one sentence, nothing is half-written, and the
// services live on.
import { createHash, createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './support/platform.ts';
import { type RawAnswer, sendRaw } from './support/socket.ts';

let journey: Journey;
let officer: string;
let neighbour: string;
let parcelId: string;
/** Begun first, because it takes as long as the patience of the service. */
let tooSlow: Promise<{ readonly answer: RawAnswer; readonly seconds: number }>;

const sources = [{ kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: '2024-03-11' }];
const parcel = {
  effectiveOn: '2024-03-11',
  sources,
  jurisdiction: '310116112',
  name: '试验地块',
  area: { value: '30.62', unit: 'mu' },
};

beforeAll(async () => {
  journey = await startJourney();
  officer = await journey.token('310116112');
  neighbour = await journey.token('310117107');
  const entered = await journey.post('registry', '/parcels', officer, parcel, 'the-parcel');
  if (entered.status !== 201) throw new Error(`the parcel was not entered: ${JSON.stringify(entered.body)}`);
  parcelId = String(entered.body.id);
  const began = performance.now();
  tooSlow = send('too-slow', { 'content-length': 500 }, dripping()).then((answer) => ({
    answer,
    seconds: (performance.now() - began) / 1_000,
  }));
});
afterAll(() => journey.end());

/** A command of which the body is written as bytes. */
const send = (key: string, headers: Readonly<Record<string, string | number>>, body: Parameters<typeof sendRaw>[1]['body']) =>
  sendRaw(journey.platform.urls.registry, { path: '/parcels', token: officer, key, headers, body });

/** A byte a second, for as long as somebody listens. */
const dripping = async function* () {
  for (;;) {
    yield ' ';
    await delay(1_000);
  }
};

const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string): object => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
const headerOf = (token: string): object => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as object;

const forged: Readonly<Record<string, () => string | undefined>> = {
  'no token': () => undefined,
  'an expired one': () => {
    const [header = '', , signature = ''] = officer.split('.');
    return `${header}.${base64({ ...claimsOf(officer), exp: 1 })}.${signature}`;
  },
  'a scope written over': () => {
    const [header = '', , signature = ''] = officer.split('.');
    return `${header}.${base64({ ...claimsOf(officer), scope: { kind: 'subtree', value: '310000' } })}.${signature}`;
  },
  'alg none': () => `${base64({ ...headerOf(officer), alg: 'none' })}.${officer.split('.')[1]}.`,
  'HS256 keyed with what everybody can read': () => {
    const signed = `${base64({ ...headerOf(officer), alg: 'HS256' })}.${officer.split('.')[1]}`;
    return `${signed}.${createHmac('sha256', JSON.stringify(headerOf(officer)))
      .update(signed)
      .digest('base64url')}`;
  },
  'a key of its own': () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signed = officer.split('.').slice(0, 2).join('.');
    return `${signed}.${signWith('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  },
};

describe.each(Object.entries(forged))('a caller with %s', (_, token) => {
  it('is not known to any service', async () => {
    const commanded = [
      await journey.post('registry', '/parcels', token(), parcel),
      await journey.post('assessment', `/plans/${parcelId}/entries`, token(), {}),
    ];
    const asked = await fetch(journey.platform.urls.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token() === undefined ? {} : { authorization: `Bearer ${token()}` }) },
      body: JSON.stringify({ query: '{ viewer { sub } }' }),
    });
    expect([...commanded.map(({ status }) => status), asked.status]).toEqual([401, 401, 401]);
  });
});

describe('a command that cannot be meant', () => {
  const correction = { effectiveOn: '2024-03-11', sources, rank: 0 };
  it.each([
    ['an area of 0', 400, { ...correction, area: { value: '0', unit: 'mu' } }, 'area.value'],
    ['a negative area', 400, { ...correction, area: { value: '-1', unit: 'mu' } }, 'area.value'],
    ['a unit nobody uses', 400, { ...correction, area: { value: '1', unit: 'acre' } }, 'area.unit'],
    ['a field nobody knows', 400, { ...correction, area: { value: '1', unit: 'mu' }, colour: 'red' }, 'colour'],
    ['no source', 400, { ...correction, sources: [], area: { value: '1', unit: 'mu' } }, 'sources'],
    ['a date that is none', 400, { ...correction, effectiveOn: '2024-02-30', area: { value: '1', unit: 'mu' } }, 'effectiveOn'],
  ])('%s is refused, naming the field', async (_, status, body, field) => {
    const answer = await journey.post('registry', `/parcels/${parcelId}/area-observations`, officer, body);
    expect(answer.status).toBe(status);
    expect((answer.body.errors as { field: string }[]).map((error) => error.field)).toContain(field);
  });
  it('a date that has not come is refused by a rule, in both languages', async () => {
    const body = { ...correction, effectiveOn: '2999-01-01', area: { value: '1', unit: 'mu' } };
    const { status, body: problem } = await journey.post('registry', `/parcels/${parcelId}/area-observations`, officer, body);
    expect([status, problem.rule]).toEqual([422, 'effective-in-the-future']);
    expect(problem.detailZh).toContain('晚于今日');
  });
  it('a USCC with a wrong check character is refused', async () => {
    const body = { effectiveOn: '2024-03-11', sources, jurisdiction: '310116112', name: '甲公司', uscc: '91350100M000100Y44' };
    const answer = await journey.post('registry', '/parties', officer, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.errors)).toContain('GB 32100-2015');
  });
  it('half a document is refused', async () => {
    expect((await journey.post('registry', '/parcels', officer, '{"name":')).status).toBe(400);
  });
});

describe('a body that no HTTP client would send', () => {
  const [before = '', after = ''] = JSON.stringify({ ...parcel, name: '@' }).split('@');
  it.each([
    ['bytes that never occur in UTF-8', [0xff, 0xfe]],
    ['GBK', [0xb9, 0xc5, 0xb5, 0xba]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a slash written too long', [0xc0, 0xaf]],
    ['a character cut off', [0xe6, 0xbc]],
  ])('%s in a name: refused, and no name is guessed', async (kind, bytes) => {
    const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
    const { status, body: problem } = await send(encodeURIComponent(kind), { 'content-length': body.length }, [body]);
    expect([status, problem.code]).toEqual([400, 'malformed-json']);
    expect([problem.detail, problem.detailZh]).toEqual([expect.stringContaining('UTF-8'), expect.stringContaining('UTF-8')]);
  });
  it.each([
    ['ten megabytes', 10 * 1024 ** 2],
    ['a gibibyte', 1024 ** 3],
  ])('%s announced: refused before they are read', async (_, length) => {
    const { status, body: problem } = await send(`announced-${length}`, { 'content-length': length }, ['{"name":"']);
    expect([status, problem.code]).toEqual([413, 'body-too-large']);
    expect(problem.detailZh).toContain('不得超过');
  });
  it('a byte more than a mebibyte without an announcement: refused', async () => {
    const mebibyte = Array.from({ length: 16 }, () => `10000\r\n${'x'.repeat(65_536)}\r\n`);
    const { status, body: problem } = await send('chunked', { 'transfer-encoding': 'chunked' }, [...mebibyte, '1\r\nx\r\n']);
    expect([status, problem.code]).toEqual([413, 'body-too-large']);
  });
  it('a byte a second: others are answered meanwhile, and its time is over after half a minute', async () => {
    expect((await journey.post('registry', '/parcels', officer, { ...parcel, name: '并行地块' })).status).toBe(201);
    const { answer, seconds } = await tooSlow;
    expect([answer.status, answer.body.code]).toEqual([408, 'request-timeout']);
    expect(answer.body.detailZh).toContain('未能及时送达');
    expect(seconds).toBeLessThan(60);
  });
});

describe('a file of evidence that is none', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const sha256 = createHash('sha256').update(png).digest('hex');
  const put = (headers: Readonly<Record<string, string | number>>) => {
    const sent = { method: 'PUT', path: `/evidence/sha256/${sha256}`, token: officer, key: 'evidence' };
    return sendRaw(journey.platform.urls.registry, { ...sent, headers: { 'content-type': 'application/pdf', ...headers }, body: [png] });
  };
  it('a gibibyte announced: refused before it is read', async () => {
    const { status, body: problem } = await put({ 'content-length': 1024 ** 3 });
    expect([status, problem.code]).toEqual([413, 'body-too-large']);
    expect(problem.detailZh).toContain('文件过大');
  });
  it('a picture that says it is a PDF: refused by a rule, in both languages', async () => {
    const { status, body: problem } = await put({ 'content-length': png.length });
    expect([status, problem.code]).toEqual([422, 'rule-unacceptable']);
    expect([problem.rule, problem.detail, problem.detailZh]).toEqual([
      expect.any(String),
      expect.any(String),
      expect.stringMatching(/\p{Script=Han}/u),
    ]);
  });
});

describe('another town', () => {
  const observation = { effectiveOn: '2024-03-11', sources, rank: 0, area: { value: '1', unit: 'mu' } };
  it('cannot tell a parcel of this one from none at all', async () => {
    const without = (problem: Readonly<Record<string, unknown>>) => ({ ...problem, instance: 'its own request' });
    const theirs = await journey.post('registry', `/parcels/${parcelId}/area-observations`, neighbour, observation);
    const none = await journey.post('registry', '/parcels/6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a99/area-observations', neighbour, observation);
    expect(theirs.status).toBe(404);
    expect(without(theirs.body)).toEqual(without(none.body));
    const asked = await journey.ask<object>(
      neighbour,
      `{ parcel(id: "${parcelId}") { name } overview(jurisdiction: "310116112") { label } }`,
    );
    expect(asked).toEqual({ parcel: null, overview: null });
  });
  it('cannot enter anything here', async () => {
    expect((await journey.post('registry', '/parcels', neighbour, parcel)).status).toBe(404);
  });
  it('and an officer cannot register jurisdictions', async () => {
    const body = { effectiveOn: '2024-03-11', sources, code: '310116999', name: '某镇', parent: '310116' };
    expect((await journey.post('registry', '/jurisdictions', officer, body)).status).toBe(403);
  });
});

it('after all that the parcel stands as it stood, and everything answers', async () => {
  const query = `{ parcel(id: "${parcelId}") { name revision area { mu } areas { value } } }`;
  expect(await journey.ask(officer, query)).toEqual({
    parcel: { name: '试验地块', revision: 0, area: { mu: '30.62' }, areas: [{ value: '30.62' }] },
  });
  const { parcels } = await journey.ask<{ parcels: { nodes: { name: string }[] } }>(officer, '{ parcels { nodes { name } } }');
  expect(parcels.nodes.map(({ name }) => name).toSorted()).toEqual(['并行地块', '试验地块']);
  for (const url of Object.values(journey.platform.urls)) expect((await fetch(new URL('/health/ready', url))).status).toBe(200);
});

// What a careless or hostile caller tries first. Each answer is a 4xx with one sentence, nothing is half-written, and the
// services live on.
import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './support/platform.ts';

let journey: Journey;
let officer: string;
let neighbour: string;
let parcelId: string;

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
});
afterAll(() => journey.end());

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
  it('ten megabytes are refused before they are read', async () => {
    const headers = {
      authorization: `Bearer ${officer}`,
      'content-type': 'application/json',
      'idempotency-key': 'too-large',
      'content-length': 10 * 1024 * 1024,
    };
    const sending = request(`${journey.platform.urls.registry}/parcels`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    sending.write('{"name":"');
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    sending.destroy();
  });
  it('half a document is refused', async () => {
    expect((await journey.post('registry', '/parcels', officer, '{"name":')).status).toBe(400);
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
  for (const url of Object.values(journey.platform.urls)) expect((await fetch(new URL('/health/ready', url))).status).toBe(200);
});

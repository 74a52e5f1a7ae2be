// What cannot be meant, of every kind that the field and the wire know: a refusal with its name in both languages, and nothing written.
import { beforeEach, describe, expect, it } from 'vitest';
import { only, particulars, tenancy, titled } from './support/cases/rights-title.ts';
import { department, town, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, type RegistryService, registryService } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const land = department('规划资源局');
const area = { value: '30.62', unit: 'mu' };
const parcel = { ...envelope, jurisdiction: town, name: '地块', area };

interface Told {
  readonly code: string;
  readonly rule?: string;
  readonly detail: string;
  readonly detailZh: string;
}
interface Refused extends Told {
  readonly status: number;
}

const chinese = /\p{Script=Han}/u;

/** Sends what must be refused; answers how. Fails when a language is missing or anything was appended. */
const refusal = async (url: string, payload: unknown, as = townOfficer): Promise<Refused> => {
  const before = (await service.everything()).length;
  const answer = await service.post(url, payload, { as, headers: { 'content-type': 'application/json' } });
  const { code, rule, detail, detailZh } = answer.json<Told>();
  expect((await service.everything()).length).toBe(before);
  expect([/^\p{ASCII}/u.test(detail) && !chinese.test(detail.replaceAll(/（.*?）|“.*?”/g, '')), chinese.test(detailZh)]).toEqual([
    true,
    true,
  ]);
  return { status: answer.statusCode, code, ...(rule === undefined ? {} : { rule }), detail, detailZh };
};

describe('on the wire', () => {
  it.each([
    ['10,000 levels of lists', JSON.stringify(parcel).replace('"地块"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
    ['10,000 levels of objects', JSON.stringify(parcel).replace('"地块"', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
  ])('%s', async (_, payload) => {
    const { status, code, detail } = await refusal('/parcels', payload);
    expect([status, code]).toEqual([400, 'validation']);
    expect(detail).toMatch(/^name.*: expected at most 32 levels of nesting\.$/);
  });

  it('bytes that are no UTF-8', async () => {
    const [before = '', after = ''] = JSON.stringify(parcel).split('地块');
    const payload = Buffer.concat([Buffer.from(before), Buffer.from([0xe5, 0x9c, 0xff]), Buffer.from(after)]);
    expect(await refusal('/parcels', payload)).toEqual({
      status: 400,
      code: 'malformed-json',
      detail: 'The body cannot be read: expected one JSON object in UTF-8.',
      detailZh: '请求正文无法解析：应为 UTF-8 编码的一个 JSON 对象。',
    });
  });

  it.each([
    ['NaN', 'NaN', 'malformed-json', 'The body cannot be read: expected one JSON object in UTF-8.'],
    ['Infinity', 'Infinity', 'malformed-json', 'The body cannot be read: expected one JSON object in UTF-8.'],
    ['1e400', '1e400', 'validation', 'rank: expected a safe integer; decimals are written as text.'],
    ['-1e400', '-1e400', 'validation', 'rank: expected a safe integer; decimals are written as text.'],
    ['2^53', '9007199254740992', 'validation', 'rank: expected a safe integer; decimals are written as text.'],
    ['half a character', '"\\ud83d"', 'validation', 'rank: expected text of whole Unicode characters without NUL.'],
    ['halves in the wrong order', '"\\udc00\\ud83d"', 'validation', 'rank: expected text of whole Unicode characters without NUL.'],
    ['NUL', '"\\u0000"', 'validation', 'rank: expected text of whole Unicode characters without NUL.'],
  ])('%s', async (_, value, code, detail) => {
    const payload = JSON.stringify({ ...parcel, rank: 77 }).replace('"rank":77', `"rank":${value}`);
    expect(await refusal('/parcels', payload)).toMatchObject({ status: 400, code, detail });
  });
});

describe('in the field', () => {
  it.each(['20260-01-01', '+020260-01-01', '0000-01-01', '2026-13-01', '2025-02-29'])('a date %s', async (effectiveOn) => {
    expect(await refusal('/parcels', { ...parcel, effectiveOn })).toMatchObject({
      status: 400,
      code: 'validation',
      detail: 'effectiveOn: expected a calendar date as YYYY-MM-DD.',
      detailZh: '下列字段不符合要求：effectiveOn。',
    });
  });

  const ring = (...positions: readonly (readonly [string, string])[]) => ({
    crs: 'CGCS2000',
    geometry: { type: 'Polygon', coordinates: [positions] },
  });
  const [southWest, southEast, northEast, northWest] = [
    ['121.34', '30.72'],
    ['121.35', '30.72'],
    ['121.35', '30.73'],
    ['121.34', '30.73'],
  ] as const;
  const part = (name: string, value: string) => ({ name, area: { value, unit: 'mu' }, parcelCode: null });

  /** Requests on a parcel with a right on it, and on one without. */
  const requests = async () => {
    const { parcelId, rightId, holder, other } = await titled(service);
    const bare = await enteredParcel(service, '另一地块');
    const right = (holders: readonly object[], more: object = {}) => ({ kind: 'state-land-use', holders, ...particulars, ...more });
    const lease = (more: object) => ({ rightId, lessees: [other], ...tenancy, ...more });
    return {
      'a share of 4/3': { url: `/parcels/${bare}/rights`, body: right([{ partyId: holder, share: '4/3' }]) },
      'a share of 1/0': { url: `/parcels/${bare}/rights`, body: right([{ partyId: holder, share: '1/0' }]) },
      'shares that make 4/3 together': { url: `/parcels/${bare}/rights`, body: right([...only(holder), { partyId: other, share: '1/3' }]) },
      'a right until 20260': { url: `/parcels/${bare}/rights`, body: right(only(holder), { until: '20260-01-01' }) },
      'a ring that crosses itself': {
        url: `/parcels/${bare}/geometries`,
        body: ring(southWest, northEast, southEast, northWest, southWest),
      },
      'a ring that is open': { url: `/parcels/${bare}/geometries`, body: ring(southWest, southEast, northEast, northWest) },
      'a lease that ends before it starts': {
        url: `/parcels/${parcelId}/leases`,
        body: lease({ from: '2027-04-01', until: '2026-03-31' }),
      },
      'a split into areas that do not add up': { url: '/splits', body: { parcelId: bare, children: [part('甲', '10'), part('乙', '10')] } },
    };
  };

  type Case = readonly [keyof Awaited<ReturnType<typeof requests>>, number, string, string, string];
  const cases: readonly Case[] = [
    [
      'a share of 4/3',
      400,
      'validation',
      'holders[0].share: expected a share greater than 0 and at most 1.',
      '下列字段不符合要求：holders[0].share。',
    ],
    [
      'a share of 1/0',
      400,
      'validation',
      'holders[0].share: expected a share as text, for example "1/3" or "33.33%".',
      '下列字段不符合要求：holders[0].share。',
    ],
    [
      'shares that make 4/3 together',
      422,
      'right-shares-not-whole',
      'The shares of the holders total 4/3; expected 1.',
      '各权利人份额合计为4/3，应为1。',
    ],
    ['a right until 20260', 400, 'validation', 'until: expected a calendar date as YYYY-MM-DD.', '下列字段不符合要求：until。'],
    [
      'a ring that crosses itself',
      422,
      'parcel-geometry-ring-crosses-itself',
      'Ring 1 crosses or touches itself.',
      '第1个环自相交或自相接。',
    ],
    [
      'a ring that is open',
      422,
      'parcel-geometry-ring-open',
      'Ring 1 is not closed: its last position must repeat its first.',
      '第1个环未闭合：末点须与首点相同。',
    ],
    [
      'a lease that ends before it starts',
      422,
      'lease-ends-before-start',
      'The lease ends on 2026-03-31, before it starts on 2027-04-01.',
      '租赁终止日期2026-03-31早于起始日期2027-04-01。',
    ],
    [
      'a split into areas that do not add up',
      422,
      'lineage-areas-do-not-add-up',
      'The areas do not add up: 30.62 mu before, 20.00 mu after, 7080.00 m² apart; the tolerance is 0.1%.',
      '面积不平衡：变更前30.62亩，变更后20.00亩，相差7080.00平方米；允许误差为0.1%。',
    ],
  ];

  it.each(cases)('%s', async (name, status, rule, detail, detailZh) => {
    const { url, body } = (await requests())[name];
    const told = await refusal(url, { ...envelope, ...body }, land);
    expect([told.status, told.rule ?? told.code, told.detail, told.detailZh]).toEqual([status, rule, detail, detailZh]);
  });

  it('the same in a batch, each with the refusal it gets alone, between commands that are done', async () => {
    const wrong = await requests();
    const good = (key: string) => ({
      path: `/parcels/${wrong['a share of 4/3'].url.split('/')[2]}/land-uses`,
      key,
      body: { ...envelope, landUse: key },
    });
    const commands = [
      good('industrial'),
      ...cases.map(([name]) => ({ path: wrong[name].url, key: name, body: { ...envelope, ...wrong[name].body } })),
      good('research'),
    ];
    const before = (await service.everything()).length;
    const answer = await service.post('/batches', { commands }, { as: land });
    const { verdicts } = answer.json<{ verdicts: { status: number; problem?: Told }[] }>();
    expect(
      verdicts.map(({ status, problem }) => (problem === undefined ? status : [status, problem.rule ?? problem.code, problem.detailZh])),
    ).toEqual([201, ...cases.map(([, status, rule, , detailZh]) => [status, rule, detailZh]), 201]);
    expect((await service.everything()).slice(before).map(({ type }) => type)).toEqual(['ParcelLandUseChanged', 'ParcelLandUseChanged']);
  });

  it('a code that fifty ask for at once: one holds it, the others are told', async () => {
    const parcels = await Promise.all(Array.from({ length: 50 }, (_, n) => enteredParcel(service, `地块${n}`)));
    const body = { ...envelope, assigned: { kind: 'parcel-code', code: '310116112001GB00001' } };
    const answers = await Promise.all(parcels.map((id) => service.post(`/parcels/${id}/codes`, body, { as: land })));
    const told = answers.map((answer) => [answer.statusCode, answer.json<Told>().rule]);
    expect(told.filter(([status]) => status === 201)).toHaveLength(1);
    expect(told.filter(([status, rule]) => status === 409 && rule === 'code-already-held')).toHaveLength(49);
    const types = (await service.everything()).map(({ type }) => type).filter((type) => type !== 'ParcelEntered');
    expect(types).toEqual(['ParcelCodeReserved', 'ParcelCodeAssigned']);
  });
});

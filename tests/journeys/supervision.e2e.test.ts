// 联合监管: a change of equity is filed with its papers; the company uses listed land, and the departments are asked to look.
// 纳入监管: a lease of three years and a holding of five come under supervision by themselves, as of any day.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Journey, startJourney } from './support/platform.ts';

const town = '310116112';
const sources = [{ kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: '2024-03-11' }];
const envelope = { effectiveOn: '2024-03-11', sources };
const agreement = Buffer.from('%PDF-1.7\n股权转让协议');
const hash = createHash('sha256').update(agreement).digest('hex');

let journey: Journey;
let officer: string;
let neighbour: string;
beforeAll(async () => {
  journey = await startJourney();
  officer = await journey.token(town);
  neighbour = await journey.token('310117107');
});
afterAll(() => journey.end());

const made = async (service: 'registry' | 'assessment', path: string, body: object): Promise<string> => {
  const answer = await journey.post(service, path, officer, { ...envelope, ...body });
  if (answer.status !== 201) throw new Error(`${path} answered ${JSON.stringify(answer.body)}`);
  return String(answer.body.id);
};
const send = async (headers: Record<string, string> = {}, token = officer) => {
  const response = await fetch(`${journey.platform.urls.registry}/evidence/sha256/${hash}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/pdf', ...headers },
    body: agreement,
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
};
const fetched = (id: string, token: string) =>
  fetch(`${journey.platform.urls.registry}/evidence/${id}`, { headers: { authorization: `Bearer ${token}` } });

describe('the papers', () => {
  it('of a false type, or of 1 GiB, are refused by name in both languages', async () => {
    const lying = await send({ 'content-type': 'image/png' });
    expect([lying.status, lying.body.rule]).toEqual([422, 'evidence-type-false']);
    expect([lying.body.detail, lying.body.detailZh].every((text) => String(text).includes('image/png'))).toBe(true);
    const huge = request(`${journey.platform.urls.registry}/evidence/sha256/${hash}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/pdf', 'content-length': 1024 ** 3 },
    });
    huge.on('error', () => undefined);
    huge.write('%PDF-1.7');
    const [response] = (await once(huge, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    huge.destroy();
  });

  it('are stored once per place, and another place neither gets nor finds them', async () => {
    const [first, again, theirs] = [await send(), await send(), await send({}, neighbour)];
    expect([first.status, again.status, theirs.status]).toEqual([201, 200, 201]);
    const id = String(first.body.id);
    expect([again.body.id, theirs.body.id === id]).toEqual([id, false]);
    expect(Buffer.from(await (await fetched(id, officer)).arrayBuffer())).toEqual(agreement);
    expect((await fetched(id, neighbour)).status).toBe(404);
  });
});

describe('a change of equity of a company that uses listed land', () => {
  it('cites its papers and opens one finding for the three departments', async () => {
    const evidenceId = String((await send()).body.id);
    const parcelId = await made('registry', '/parcels', { jurisdiction: town, name: '古岛', area: { value: '30.62', unit: 'mu' } });
    const [companyId, seller, buyer] = [
      await made('registry', '/parties', { jurisdiction: town, name: '上海古岛时装有限公司' }),
      await made('registry', '/parties', { jurisdiction: town, name: '甲公司' }),
      await made('registry', '/parties', { jurisdiction: town, name: '乙公司' }),
    ];
    await made('registry', `/parties/${companyId}/land-uses`, { parcelId, nameAsPrinted: '上海古岛时装有限公司' });
    await made('assessment', `/plans/${parcelId}/entries`, {
      list: '附件3 盘活',
      row: '1',
      enterprise: '上海古岛时装有限公司',
      category: 'revitalise',
      mode: '收储',
      year: 2025,
      area: null,
      matchedBy: 'entered',
    });
    const equityId = await made('registry', '/equity-transfers', {
      companyId,
      kind: 'transfer',
      changes: [
        { holderId: seller, before: '100%', after: null },
        { holderId: buyer, before: null, after: '100%' },
      ],
      contractIds: [],
      sources: [{ ...sources[0], evidenceId }],
    });

    const eyes = await journey.token('310116', 'department', '市场监管局');
    const query = `{ findings(filter: { subject: "${parcelId}" }) { nodes { rule titleZh detail { labelZh value } } } }`;
    type Found = { readonly findings: { readonly nodes: readonly object[] } };
    await vi.waitFor(async () => expect((await journey.ask<Found>(eyes, query)).findings.nodes.length).toBe(1), { timeout: 20_000 });
    expect((await journey.ask<Found>(eyes, query)).findings.nodes).toEqual([
      {
        rule: 'listed-land-touched',
        titleZh: '股权变更涉及清单内地块的企业，请核实',
        detail: [
          { labelZh: '股权变更', value: equityId },
          { labelZh: '涉及的企业', value: companyId },
          { labelZh: '漕府〔2024〕11号 附件3 盘活 第1行', value: '上海古岛时装有限公司：盘活·收储 2025' },
          { labelZh: '承办部门', value: '规划资源局、经委、市场监管局' },
        ],
      },
    ]);
    expect((await journey.ask<Found>(neighbour, query)).findings.nodes).toEqual([]);
  });

  it('cannot be filed with papers of another place', async () => {
    const theirs = String((await send({}, neighbour)).body.id);
    const parcel = { ...envelope, jurisdiction: town, name: '其他', sources: [{ ...sources[0], evidenceId: theirs }] };
    expect((await journey.post('registry', '/parcels', officer, parcel)).status).toBe(404);
  });
});

describe('租赁满三年、拿地满五年', () => {
  it('puts land under supervision from the anniversary on, and a corrected lease puts it there earlier', async () => {
    const parcelId = await made('registry', '/parcels', { jurisdiction: town, name: '监管地块' });
    const [holderId, lesseeId] = [
      await made('registry', '/parties', { jurisdiction: town, name: '丙公司' }),
      await made('registry', '/parties', { jurisdiction: town, name: '丁公司' }),
    ];
    const rightId = await made('registry', `/parcels/${parcelId}/right-reports`, {
      effectiveOn: '2019-05-01',
      kind: 'state-land-use',
      holders: [{ partyId: holderId, share: null }],
      until: '2059-04-30',
    });
    const term = { from: '2022-03-01', until: '2032-02-29' };
    const lease = { effectiveOn: '2022-03-01', rightId, lessees: [lesseeId], ...term };
    const leaseId = await made('registry', `/parcels/${parcelId}/lease-reports`, lease);

    const selection = '{ kind from underSupervisionFrom underSupervision parties { name } }';
    type Tenures = { readonly parcel: { readonly supervision: readonly { readonly from: string }[] } };
    const asked = async (asOf: string) =>
      (await journey.ask<Tenures>(officer, `{ parcel(id: "${parcelId}", asOf: "${asOf}") { supervision ${selection} } }`)).parcel
        .supervision;
    await vi.waitFor(async () => expect((await asked('2024-05-01')).length).toBe(2), { timeout: 20_000 });
    const holding = { kind: 'HOLDING', from: '2019-05-01', underSupervisionFrom: '2024-05-01', parties: [{ name: '丙公司' }] };
    const leased = { kind: 'LEASE', parties: [{ name: '丁公司' }] };
    expect(await asked('2024-04-30')).toEqual([
      { ...holding, underSupervision: false },
      { ...leased, from: '2022-03-01', underSupervisionFrom: '2025-03-01', underSupervision: false },
    ]);

    const correction = { effectiveOn: '2022-03-01', ...term, from: '2020-03-01', reason: '合同起始日录入有误' };
    await made('registry', `/parcels/${parcelId}/leases/${leaseId}/corrections`, correction);
    await vi.waitFor(async () => expect((await asked('2024-05-01'))[1]).toMatchObject({ from: '2020-03-01' }), { timeout: 20_000 });
    expect(await asked('2024-05-01')).toEqual([
      { ...holding, underSupervision: true },
      { ...leased, from: '2020-03-01', underSupervisionFrom: '2023-03-01', underSupervision: true },
    ]);
    const coming = `{ supervisionComing(from: "2023-03-01", to: "2024-05-01", filter: { jurisdiction: "${town}" }) { nodes { parcelId } } }`;
    expect(await journey.ask(officer, coming)).toEqual({ supervisionComing: { nodes: [{ parcelId }, { parcelId }] } });
    expect(await journey.ask(neighbour, coming)).toEqual({ supervisionComing: { nodes: [] } });
  });
});

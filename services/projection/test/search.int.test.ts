// Search in Chinese, as each sees it, with both locks and with each alone.
import type { Actor } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import { party } from '@yimu/domain/party';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { dataOf } from './support/data-of.ts';
import { enterCompany } from './support/holders.ts';
import { onAuction, onContract, onTitle, registerRight, seize } from './support/registry.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
let beforeRenaming: string;

/** In a town: a parcel that moved to another address, a company that was renamed, and what stands on them. */
const fill = async (town: string, mark: string): Promise<void> => {
  const [land, company] = [`${mark}古岛服装厂地块`, `${mark}春风机械有限公司`];
  const parcelId = idOf(land);
  await enterParcel(within, land, town, '3', '2020-01-01');
  for (const [address, on] of [
    [`${mark}老街12号`, '2020-01-02'],
    [`${mark}亭卫公路８８号`, '2023-01-01'],
  ] as const)
    await within.command(`parcel-${parcelId}`, parcel, 'ObserveParcelAddress', { parcelId, address }, { on });
  await enterCompany(within, company, town, null, { on: '2020-01-01' });
  const used = { partyId: idOf(company), parcelId, jurisdiction: town, nameAsPrinted: company };
  await within.command(`party-${idOf(company)}`, party, 'ListAsLandUser', used, { on: '2020-01-01' });
  await registerRight(within, land, town, company, '2021-01-01');
  const certificate = { rightId: idOf(`${land}权利`), certificateNumber: `沪（2021）${mark}字不动产权第001234号` };
  await onTitle(within, land, 'RegisterCertificate', certificate, '2021-02-01');
  await seize(within, land, `${mark}法院`, '2022-01-01', 12);
  const signed = {
    jurisdictions: [town],
    kind: 'grant',
    number: `${mark}出让合同（2020）7号`,
    grantor: { kind: 'text', name: `${mark}规划资源局` },
    granteeId: idOf(company),
    parcelIds: [parcelId],
    signedOn: '2020-02-01',
    clauses: [],
    milestones: [],
  };
  await onContract(within, `${mark}合同`, 'SignContract', signed, '2020-02-01');
  const subject = { kind: 'land', parcelId, rightIds: [idOf(`${land}权利`)], holderId: null, share: null };
  const lots = [{ lotId: idOf(`${mark}标的`), name: `${mark}标的`, jurisdiction: town, subject }];
  const letter = { court: `${mark}法院`, caseNumber: `（2023）沪0116执恢55号`, debtorIds: [idOf(company)], reserveFloor: '70%', lots };
  await onAuction(within, `${mark}拍卖`, 'OpenAuction', letter, '2023-03-01');
};

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await fill(caojing, '漕');
  await fill(jiuting, '九');
  await within.project();
  beforeRenaming = await knownNow(within);
  const renamed = { partyId: idOf('漕春风机械有限公司'), name: '漕秋水精密有限公司' };
  await within.command(`party-${renamed.partyId}`, party, 'RenameParty', renamed, { on: '2024-01-01' });
  await within.project();
});
afterAll(() => within.close());

interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly name: string | null;
  readonly field: string;
  readonly text: string;
  readonly former: boolean;
}
interface Found {
  readonly search: { readonly nodes: readonly Hit[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } };
}
const fields = '{ nodes { kind id name field text former } pageInfo { hasNextPage endCursor } }';

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const found = async (actor: Actor, text: string, more = ''): Promise<Found['search']> =>
    dataOf<Found>(await ask(app, actor, `query ($text: String!) { search(text: $text ${more}) ${fields} }`, { text })).search;
  const hits = async (actor: Actor, text: string, more = ''): Promise<readonly string[]> =>
    (await found(actor, text, more)).nodes.map(({ kind, field, text: all, former }) => `${kind} ${field} ${all}${former ? ' former' : ''}`);
  const town = officerOf(caojing);

  it('finds names, addresses, codes and numbers by words of two characters', async () => {
    expect(await hits(town, '古岛')).toEqual(['PARCEL NAME 漕古岛服装厂地块']);
    expect(await hits(town, '亭卫')).toEqual(['PARCEL ADDRESS 漕亭卫公路８８号']);
    expect(await hits(town, '001234')).toEqual(['RIGHT CERTIFICATE_NUMBER 沪（2021）漕字不动产权第001234号']);
    expect(await hits(town, '执恢55')).toEqual(['AUCTION CASE_NUMBER （2023）沪0116执恢55号']);
    expect(await hits(town, '出让合同')).toEqual(['CONTRACT CONTRACT_NUMBER 漕出让合同（2020）7号']);
    expect(await hits(town, '古服')).toEqual([]);
    expect(await hits(town, '岛古')).toEqual([]);
  });

  it('makes no difference of width, case, brackets and spaces', async () => {
    for (const text of ['(2020)7号', '〔2020〕7号', ' （2020） 7 号 ', '［２０２０］７号'])
      expect(await hits(town, text)).toEqual(['CONTRACT CONTRACT_NUMBER 漕出让合同（2020）7号']);
    expect(await hits(town, '公路88')).toEqual(['PARCEL ADDRESS 漕亭卫公路８８号']);
  });

  it('tells what does not hold any more on the day, and nothing that was to come', async () => {
    expect(await hits(town, '老街')).toEqual(['PARCEL ADDRESS 漕老街12号 former']);
    expect(await hits(town, '老街', 'asOf: "2022-01-01"')).toEqual(['PARCEL ADDRESS 漕老街12号']);
    expect(await hits(town, '亭卫', 'asOf: "2022-12-31"')).toEqual([]);
    expect(await hits(town, '春风')).toEqual(['PARTY FORMER_NAME 漕春风机械有限公司 former']);
    expect(await hits(town, '春风', 'asOf: "2023-12-31"')).toEqual(['PARTY NAME 漕春风机械有限公司']);
    expect((await found(town, '春风')).nodes.map(({ id, name }) => [id, name])).toEqual([
      [idOf('漕春风机械有限公司'), '漕秋水精密有限公司'],
    ]);
    expect(await hits(town, '秋水', `knownAt: "${beforeRenaming}"`)).toEqual([]);
    expect(await hits(town, '春风', `knownAt: "${beforeRenaming}"`)).toEqual(['PARTY NAME 漕春风机械有限公司']);
  });

  it('goes kind by kind, in pages', async () => {
    const all = (await found(officerOf(shanghai), '法院')).nodes;
    expect(all.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
      'RIGHT CASE_NUMBER',
      'RIGHT CASE_NUMBER',
      'AUCTION COURT',
      'AUCTION COURT',
    ]);
    const seen: Hit[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { nodes, pageInfo } = await found(officerOf(shanghai), '法院', `, first: 1 ${after}`);
      seen.push(...nodes);
      more = pageInfo.hasNextPage;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(all);
    expect(await hits(officerOf(shanghai), '法院', ', kinds: [AUCTION]')).toEqual(
      ['AUCTION COURT 漕法院', 'AUCTION COURT 九法院'].toSorted(),
    );
    expect(await hits(officerOf(shanghai), '古岛', `, jurisdiction: "${songjiang}"`)).toEqual(['PARCEL NAME 九古岛服装厂地块']);
  });

  it('finds nothing of others', async () => {
    for (const text of ['古岛', '亭卫', '老街', '春风', '机械', '001234', '法院', '合同', '执恢']) {
      const named = (await found(officerOf(jiuting), text)).nodes;
      expect(named.map(({ text: all }) => all).filter((all) => all.includes('漕'))).toEqual([]);
      expect(named.length).toBeGreaterThan(0);
      expect(await hits(officerOf('310199'), text)).toEqual([]);
      expect(await hits(enterprise(idOf('nobody')), text)).toEqual([]);
    }
    expect(await hits(officerOf(jinshan), '春风', `, jurisdiction: "${songjiang}"`)).toEqual([]);
  });

  it('finds for an enterprise what is its own', async () => {
    const own = enterprise(idOf('漕春风机械有限公司'));
    expect(await hits(own, '古岛')).toEqual(['PARCEL NAME 漕古岛服装厂地块']);
    expect(await hits(own, '春风')).toEqual(['PARTY FORMER_NAME 漕春风机械有限公司 former']);
    expect(await hits(own, '漕春', `, jurisdiction: "${caojing}"`)).toEqual([]);
    expect(await hits(own, '001234')).toEqual([]);
  });

  it.each([
    "'; drop table parcel; --",
    '%%',
    '__',
    '古%',
    '\\u0000\\u0000',
    'a\u0000b',
    '古\ud800',
    '\ud800\udc00',
    '"古岛"',
    '[]{}',
    '古岛\n服装',
  ])('takes %j for what it is', async (text) => {
    const { status, errors } = await ask(app, town, 'query ($text: String!) { search(text: $text) { nodes { id } } }', { text });
    const codes = errors?.map(({ extensions }) => extensions?.['code']) ?? [];
    expect({ status, codes: codes.filter((code) => code !== 'validation') }).toEqual({ status: 200, codes: [] });
  });

  it.each([
    ['', 'two characters'],
    ['古', 'two characters'],
    [' 古\t', 'two characters'],
    ['古'.repeat(101), 'at most 100'],
  ])('refuses %j in one sentence', async (text, said) => {
    const { status, errors } = await ask(app, town, 'query ($text: String!) { search(text: $text) { nodes { id } } }', { text });
    expect({ status, code: errors?.[0]?.extensions?.['code'] }).toEqual({ status: 200, code: 'validation' });
    expect(errors?.[0]?.message).toContain(said);
  });
});

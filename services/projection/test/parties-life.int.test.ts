// Parties over their lives: kinds, names, ends, second entries and declared controllers, each as of a day.
import { party, partyCommands } from '@yimu/domain/party';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from './support/data-of.ts';
import { enterCompany, enterPerson } from './support/holders.ts';
import { caojing, jiuting, registerTree } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
  await registerTree(within);
});
afterEach(() => within.close());

const give = (name: string, type: keyof typeof partyCommands, data: object, on: string) => {
  const command = partyCommands[type].parse({ partyId: idOf(name), ...data });
  return within.command(`party-${idOf(name)}`, party, type as 'RenameParty', command, { on });
};

const asked = async (name: string, fields: string, asOf: string, code = caojing) => {
  const query = `{ party(id: "${idOf(name)}", asOf: "${asOf}") { ${fields} } }`;
  return dataOf<{ party: unknown }>(await ask(await within.app(), officerOf(code), query)).party;
};

const listed = async (filter: string, asOf = '2026-01-01') => {
  const query = `{ parties(asOf: "${asOf}"${filter}) { nodes { name } } }`;
  const { parties } = dataOf<{ parties: { nodes: { name: string }[] } }>(await ask(await within.app(), officerOf(caojing), query));
  return parties.nodes.map(({ name }) => name).toSorted();
};

describe('a party', () => {
  it('is of one of six kinds; of a natural person nothing else is told', async () => {
    await enterCompany(within, '甲公司', caojing);
    for (const [name, kind] of [
      ['东海村', 'collective'],
      ['漕泾镇政府', 'government'],
      ['金山法院', 'court'],
      ['海外公司', 'other'],
    ])
      await give(name ?? '', 'EnterOrganisation', { kind, name, jurisdiction: caojing }, '2024-01-01');
    await enterPerson(within, '张三丰', caojing);
    await within.project();
    expect(await listed('')).toEqual(['东海村', '海外公司', '漕泾镇政府', '甲公司', '自然人', '金山法院'].toSorted());
    expect(await listed(', filter: { kind: COURT }')).toEqual(['金山法院']);
    expect(await asked('张三丰', 'kind name uscc formerNames', '2026-01-01')).toEqual({
      kind: 'NATURAL_PERSON',
      name: '自然人',
      uscc: null,
      formerNames: [],
    });
    const names = await within.writers.query(`select name from party_register where kind = 'natural-person'`);
    expect(names.rows).toEqual([{ name: null }]);
  });

  it('keeps its former names, each from its own day on, and a misprint is none', async () => {
    const [first = ''] = await enterCompany(within, '甲公司', caojing, null, { on: '2020-01-01' });
    await give('甲公司', 'RenameParty', { name: '乙公司' }, '2024-01-01');
    await give('甲公司', 'CorrectPartyName', { entry: first, name: '申公司', reason: '误读' }, '2025-01-01');
    await within.project();
    expect(await asked('甲公司', 'name formerNames', '2023-12-31')).toEqual({ name: '申公司', formerNames: [] });
    expect(await asked('甲公司', 'name formerNames', '2024-01-01')).toEqual({ name: '乙公司', formerNames: ['申公司'] });
    expect(await listed(', filter: { name: "乙公司" }')).toEqual(['乙公司']);
    expect(await listed(', filter: { name: "申公司" }')).toEqual([]);
  });

  it('ends, by deregistration, merger or division, and shows what it led to', async () => {
    for (const name of ['甲公司', '乙公司', '丙公司', '丁公司']) await enterCompany(within, name, caojing, null, { on: '2020-01-01' });
    await give('甲公司', 'DissolveParty', { manner: 'deregistered', reason: '注销登记' }, '2024-01-01');
    await give('乙公司', 'MergeParty', { into: idOf('丁公司') }, '2024-01-01');
    await give('丙公司', 'DivideParty', { into: [idOf('丁公司')], continues: false }, '2024-01-01');
    await within.project();
    expect(await asked('甲公司', 'status successors', '2023-12-31')).toEqual({ status: 'EXISTING', successors: [] });
    expect(await asked('甲公司', 'status successors', '2024-01-01')).toEqual({ status: 'DEREGISTERED', successors: [] });
    expect(await asked('乙公司', 'status successors', '2024-01-01')).toEqual({ status: 'MERGED', successors: [idOf('丁公司')] });
    expect(await asked('丙公司', 'status successors', '2024-01-01')).toEqual({ status: 'DIVIDED', successors: [idOf('丁公司')] });
    expect(await listed(', filter: { status: EXISTING }')).toEqual(['丁公司']);
    expect(await listed(', filter: { status: LICENCE_REVOKED }')).toEqual([]);
  });

  it('that was entered twice is listed once, from the declaration to its revocation', async () => {
    for (const name of ['甲公司', '甲公司（旧）']) await enterCompany(within, name, caojing, null, { on: '2020-01-01' });
    await give('甲公司（旧）', 'DeclarePartyDuplicate', { sameAs: idOf('甲公司'), reason: '登记重复' }, '2024-01-01');
    await give('甲公司（旧）', 'RevokePartyDuplicate', { reason: '另一公司' }, '2025-01-01');
    await within.project();
    expect(await listed('', '2023-12-31')).toEqual(['甲公司', '甲公司（旧）']);
    expect(await listed('', '2024-01-01')).toEqual(['甲公司']);
    expect(await asked('甲公司（旧）', 'duplicateOf', '2024-01-01')).toEqual({ duplicateOf: idOf('甲公司') });
    expect(await listed('', '2025-01-01')).toEqual(['甲公司', '甲公司（旧）']);
  });

  it('is controlled by whom it declares, by date; one from outside shows its register data', async () => {
    await enterCompany(within, '甲公司', caojing, null, { on: '2020-01-01' });
    await enterCompany(within, '九控股', jiuting, null, { on: '2020-01-01' });
    await give('甲公司', 'DeclareActualController', { controllerId: idOf('九控股') }, '2024-01-01');
    await give('甲公司', 'EndActualController', { controllerId: idOf('九控股') }, '2025-01-01');
    await give('九控股', 'RenameParty', { name: '九集团' }, '2024-07-01');
    await within.project();
    const controllers = (asOf: string) => asked('甲公司', 'declaredControllers { name }', asOf);
    expect(await controllers('2023-12-31')).toEqual({ declaredControllers: [] });
    expect(await controllers('2024-06-30')).toEqual({ declaredControllers: [{ name: '九控股' }] });
    expect(await controllers('2024-07-01')).toEqual({ declaredControllers: [{ name: '九集团' }] });
    expect(await controllers('2025-01-01')).toEqual({ declaredControllers: [] });
    expect(await asked('九控股', 'name', '2024-12-31')).toBeNull();
    const query = '{ party(id: "no id") { name } }';
    expect(dataOf(await ask(await within.app(), officerOf(caojing), query))).toEqual({ party: null });
  });
});

// Contracts on both time axes: clauses, nodes, leads, breaches and idle cases as they stand on a day.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, knownNow } from './support/asking.ts';
import { enterCompany } from './support/holders.ts';
import { onContract, yuan } from './support/registry.ts';
import { caojing, enterParcel, jiuting, registerTree } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let asked: ReturnType<typeof asking>;

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await enterCompany(within, '受让公司', jiuting, null, { on: '2020-01-01' });
  await enterParcel(within, '合同地块', caojing, '10', '2020-01-01');
  await enterParcel(within, '另地块', jiuting, '5', '2020-01-01');
  asked = asking(await within.app());
});
afterAll(() => within.close());

const clause = { kind: 'tax-per-mu', wanPerMu: '20', from: '2026-01-01' };

const sign = (name: string, content: object = {}, on = '2023-01-10') =>
  onContract(
    within,
    name,
    'SignContract',
    {
      jurisdictions: [caojing],
      kind: 'grant',
      number: `${name}号`,
      grantor: { kind: 'text', name: '金山区规划资源局' },
      granteeId: idOf('受让公司'),
      parcelIds: [idOf('合同地块')],
      signedOn: on,
      term: { years: 20, from: on, until: null },
      price: yuan(61_700_000),
      clauses: [{ no: '第十五条', wording: '亩均税收不低于20万元', terms: clause }],
      milestones: [
        { node: 'construction-start', dueOn: '2023-06-30' },
        { node: 'completion', dueOn: '2024-12-31' },
      ],
      ...content,
    },
    on,
  );

const contractOn = (name: string, selection: string, times: Readonly<Record<string, string>>) =>
  asked('contract', { id: idOf(name), ...times }, selection);

describe('a contract', () => {
  it('shows what its paper says, the grantee by the public register although it is at home elsewhere', async () => {
    await sign('甲合同');
    await within.project();
    const selection = `{ kind number grantor { name } grantorName grantee { kind name } from until price { amount currency } area { mu } status
      parcels { name } clauses { no kind wording terms } }`;
    expect(await contractOn('甲合同', selection, { asOf: '2023-02-01' })).toEqual({
      kind: 'GRANT',
      number: '甲合同号',
      grantor: null,
      grantorName: '金山区规划资源局',
      grantee: { kind: 'ENTERPRISE', name: '受让公司' },
      from: '2023-01-10',
      until: '2043-01-10',
      price: { amount: '6170000000', currency: 'CNY' },
      area: null,
      status: 'IN_FORCE',
      parcels: [{ name: '合同地块' }],
      clauses: [{ no: '第十五条', kind: 'TAX_PER_MU', wording: '亩均税收不低于20万元', terms: clause }],
    });
    expect(await contractOn('甲合同', '{ id }', { asOf: '2023-01-09' })).toBeNull();
  });

  it('of parcels in two towns is seen from both, each with its own parcel', async () => {
    await sign('两地合同', { parcelIds: [idOf('合同地块'), idOf('另地块')], jurisdictions: [caojing, jiuting] });
    await within.project();
    const app = await within.app();
    const query = `{ contract(id: "${idOf('两地合同')}") { parcels { name } } parcel(id: "${idOf('另地块')}") { contracts { number } } }`;
    expect((await ask(app, officerOf(caojing), query)).data).toEqual({ contract: { parcels: [{ name: '合同地块' }] }, parcel: null });
    expect((await ask(app, officerOf(jiuting), query)).data).toEqual({
      contract: { parcels: [{ name: '另地块' }] },
      parcel: { contracts: [{ number: '两地合同号' }] },
    });
  });

  it('keeps the old wording for the time before a supplementary agreement', async () => {
    await sign('补充合同');
    const changed = { no: '第十五条', clause: { wording: '亩均税收不低于30万元', terms: { ...clause, wanPerMu: '30' } } };
    const agreement = { number: '补充1号', signedOn: '2024-01-01', changes: [changed, { no: '第二条', clause: null }] };
    await onContract(
      within,
      '补充合同',
      'AddClause',
      { clause: { no: '第二条', wording: '其他约定', terms: { kind: 'other' } } },
      '2023-01-10',
    );
    await onContract(within, '补充合同', 'SignSupplementaryAgreement', agreement, '2024-01-01');
    await within.project();
    const wordings = '{ clauses { no wording } }';
    expect(await contractOn('补充合同', wordings, { asOf: '2023-12-31' })).toEqual({
      clauses: [
        { no: '第十五条', wording: '亩均税收不低于20万元' },
        { no: '第二条', wording: '其他约定' },
      ],
    });
    expect(await contractOn('补充合同', wordings, { asOf: '2024-01-01' })).toEqual({
      clauses: [{ no: '第十五条', wording: '亩均税收不低于30万元' }],
    });
  });

  it('is terminated from the day of the notice on, and was never when a court sets that aside', async () => {
    await sign('解除合同');
    const ending = { breachId: null, number: '金规资〔2025〕1号', reason: '逾期未开工' };
    const [terminated] = await onContract(within, '解除合同', 'ReportContractTermination', ending, '2025-02-01');
    await within.project();
    const before = await knownNow(within);
    const annulment = { decision: terminated, number: '（2025）沪0116行初1号', reason: '程序违法' };
    await onContract(within, '解除合同', 'ReportContractDecisionAnnulled', annulment, '2025-09-01');
    await within.project();
    const status = '{ status endedOn termination { number basis } }';
    const inForce = { status: 'IN_FORCE', endedOn: null, termination: null };
    const ended = { status: 'TERMINATED', endedOn: '2025-02-01', termination: { number: '金规资〔2025〕1号', basis: 'REPORTED' } };
    expect(await contractOn('解除合同', status, { asOf: '2025-01-31', knownAt: before })).toEqual(inForce);
    expect(await contractOn('解除合同', status, { asOf: '2025-02-01', knownAt: before })).toEqual(ended);
    expect(await contractOn('解除合同', status, { asOf: '2025-02-01' })).toEqual(inForce);
  });
});

describe('nodes', () => {
  const standing = '{ milestones { node dueOn extendedTo achievedOn daysLate missed verdict extensions { until approval cause } } }';
  const node = (over: object) => ({
    node: 'CONSTRUCTION_START',
    dueOn: '2023-06-30',
    extendedTo: null,
    achievedOn: null,
    daysLate: 0,
    missed: false,
    verdict: null,
    extensions: [],
    ...over,
  });
  const startOn = async (times: Readonly<Record<string, string>>) => {
    const found = await asked<{ milestones: readonly unknown[] }>('contract', { id: idOf('节点合同'), ...times }, standing);
    return found.milestones[0];
  };
  let before = '';

  beforeAll(async () => {
    await sign('节点合同');
    const extension = {
      extensions: [{ node: 'construction-start', until: '2023-12-31' }],
      approval: '金规资〔2023〕8号',
      cause: 'government',
    };
    await onContract(within, '节点合同', 'ExtendMilestones', extension, '2023-08-01');
    const [reached] = await onContract(within, '节点合同', 'ReportMilestone', { node: 'construction-start' }, '2024-01-10');
    const subject = { kind: 'milestone', node: 'construction-start', verdict: 'met-late' };
    await onContract(within, '节点合同', 'AssessCompliance', { subject, reason: '逾期10日' }, '2024-02-01');
    await within.project();
    before = await knownNow(within);
    await onContract(within, '节点合同', 'CorrectMilestone', { milestone: reached, reason: '以施工许可为准' }, '2023-12-20');
    await within.project();
  });

  it('are missed from the day after they were due, until they are extended', async () => {
    expect(await startOn({ asOf: '2023-06-30' })).toEqual(node({}));
    expect(await startOn({ asOf: '2023-07-31' })).toEqual(node({ daysLate: 31, missed: true }));
    const extensions = [{ until: '2023-12-31', approval: '金规资〔2023〕8号', cause: 'GOVERNMENT' }];
    expect(await startOn({ asOf: '2023-08-01' })).toEqual(node({ extendedTo: '2023-12-31', extensions }));
  });

  it('were reached on the corrected day, as known now, and on the first, as known then', async () => {
    const extended = {
      extendedTo: '2023-12-31',
      extensions: [{ until: '2023-12-31', approval: '金规资〔2023〕8号', cause: 'GOVERNMENT' }],
    };
    const asOf = '2023-12-25';
    expect(await startOn({ asOf })).toEqual(node({ ...extended, achievedOn: '2023-12-20' }));
    expect(await startOn({ asOf, knownAt: before })).toEqual(node(extended));
    const assessed = { ...extended, verdict: 'MET_LATE' };
    expect(await startOn({ asOf: '2024-02-01' })).toEqual(node({ ...assessed, achievedOn: '2023-12-20' }));
    expect(await startOn({ asOf: '2024-02-01', knownAt: before })).toEqual(node({ ...assessed, achievedOn: '2024-01-10', daysLate: 10 }));
  });
});

describe('what is held against the grantee', () => {
  const name = '违约合同';
  const [lead, breachId, idleId] = [idOf('线索'), idOf('违约'), idOf('闲置')];
  beforeAll(async () => {
    await sign(name);
    await onContract(
      within,
      name,
      'RecordBreachLead',
      { lead, kind: 'late-start', detailZh: '未开工', detailEn: 'not begun' },
      '2023-08-01',
    );
    const of = { kind: 'milestone', node: 'construction-start' };
    await onContract(within, name, 'DeclareBreach', { breachId, of, reason: '逾期未开工', lead }, '2023-09-01');
    const notice = { breachId, number: '催1号', manner: '直接送达', cureUntil: '2023-12-31' };
    await onContract(within, name, 'ServeBreachNotice', notice, '2023-10-01');
    const damages = { breachId, amount: yuan(100_000), status: 'demanded', reason: '日万分之五' };
    await onContract(within, name, 'NoteLiquidatedDamages', damages, '2023-11-01');
    await onContract(within, name, 'OpenIdleInvestigation', { idleId, number: '闲调1号', suspected: 'not-started' }, '2024-07-10');
    await within.project();
  });

  it.each([
    ['2023-08-31', 'OPEN', []],
    ['2023-09-01', 'TAKEN_UP', [{ status: 'DECLARED', noticeServedOn: null, damages: [] }]],
    ['2023-10-01', 'TAKEN_UP', [{ status: 'NOTICE_SERVED', noticeServedOn: '2023-10-01', damages: [] }]],
    ['2023-11-01', 'TAKEN_UP', [{ status: 'NOTICE_SERVED', noticeServedOn: '2023-10-01', damages: [{ amount: { amount: '10000000' } }] }]],
  ])('stands on %s: the lead is %s', async (asOf, status, breaches) => {
    const selection = '{ leads { status } breaches { status noticeServedOn damages { amount { amount } } } }';
    expect(await contractOn(name, selection, { asOf })).toEqual({ leads: [{ status }], breaches });
  });

  it('land is suspected to be idle once a full year after the agreed start is over, without any event', async () => {
    const suspected = '{ suspectedIdle { kind since } idleCases { status openedOn } }';
    expect(await contractOn(name, suspected, { asOf: '2024-06-30' })).toEqual({ suspectedIdle: null, idleCases: [] });
    expect(await contractOn(name, suspected, { asOf: '2024-07-01' })).toEqual({
      suspectedIdle: { kind: 'NOT_STARTED', since: '2023-06-30' },
      idleCases: [],
    });
    expect(await contractOn(name, suspected, { asOf: '2024-07-10' })).toMatchObject({
      idleCases: [{ status: 'INVESTIGATING', openedOn: '2024-07-10' }],
    });
  });
});

describe('the list', () => {
  it('goes through all contracts in the order they were signed, and is filtered', async () => {
    await sign('早合同', { number: '早' }, '2021-01-01');
    await within.project();
    const app = await within.app();
    const page = async (args: string) => {
      const { data } = await ask(app, officerOf(caojing), `{ contracts(${args}) { nodes { number } pageInfo { hasNextPage endCursor } } }`);
      type Page = { nodes: { number: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      return (data as unknown as { contracts: Page }).contracts;
    };
    const all = await page('first: 200');
    expect(all.nodes[0]).toEqual({ number: '早' });
    const first = await page('first: 2');
    const next = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...next.nodes]).toEqual(all.nodes.slice(0, 4));
    expect((await page('filter: { number: "早" }')).nodes).toHaveLength(1);
    expect((await page(`filter: { status: IN_FORCE, suspectedIdle: true, parcel: "${idOf('合同地块')}" }`)).nodes.length).toBeGreaterThan(
      0,
    );
    expect((await page(`filter: { grantee: "${idOf('无此公司')}" }`)).nodes).toEqual([]);
    const { errors } = await ask(app, officerOf(caojing), '{ contracts(filter: { parcel: "x" }) { nodes { id } } }');
    expect(errors?.[0]?.message).toContain('filter.parcel: expected an id (UUID)');
  });
});

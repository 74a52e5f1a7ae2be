// 待办: what is to be done, by the day on which it falls due, as each sees it, with both locks and with each alone.
import { cycle } from '@yimu/domain/cycle';
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { finalise, openCycle, publishStandard, score } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { good, place, shanyang, taskForce, unsafe } from './support/graded.ts';
import { enterCompany } from './support/holders.ts';
import { classListOf, conclude, lodge, townListOf } from './support/lists.ts';
import { onContract, onEquity, registerRight, seize } from './support/registry.ts';
import { checkOf, owingStandard, publishForms } from './support/submissions.ts';
import { caojing, enterParcel, jinshan, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
let submitted: string;

const signContract = async (): Promise<void> => {
  const milestones = [
    { node: 'construction-start', dueOn: '2024-03-01' },
    { node: 'completion', dueOn: '2024-06-20' },
    { node: 'production-start', dueOn: '2025-06-20' },
  ];
  const signed = {
    jurisdictions: [caojing],
    kind: 'grant',
    number: '合同1号',
    grantor: { kind: 'text', name: '金山区规划资源局' },
    granteeId: idOf('甲企业'),
    parcelIds: [idOf('甲地块')],
    signedOn: '2023-01-10',
    clauses: [],
    milestones,
  };
  await onContract(within, '甲合同', 'SignContract', signed, '2023-01-10');
  await onContract(within, '甲合同', 'ReportMilestone', { node: 'construction-start' }, '2024-02-20');
};

const fileEquity = async (): Promise<void> => {
  const clause = { contractId: idOf('甲合同'), from: '2020-01-01', until: null, consentRequired: true, threshold: '30%', lockUntil: null };
  const filed = {
    companyId: idOf('甲企业'),
    kind: 'transfer',
    changes: [
      { holderId: idOf('甲股东'), before: '1/1', after: null },
      { holderId: idOf('乙股东'), before: null, after: '1/1' },
    ],
    opinionsDueOn: '2024-06-25',
    contractIds: [idOf('甲合同')],
    clauses: [{ ...clause, covers: ['shares'], granteeId: idOf('甲企业') }],
    home: caojing,
    homes: [],
    land: [{ parcelId: idOf('甲地块'), jurisdictions: [caojing], from: '2020-01-01', until: null }],
    registered: [{ from: '2020-01-01', value: [{ holderId: idOf('甲股东'), share: '1/1' }] }],
  };
  await onEquity(within, '甲股权', 'FileEquityTransfer', filed, '2024-05-20');
  await onEquity(within, '甲股权', 'RequestGrantorConsent', {}, '2024-05-25');
};

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await enterCompany(within, '甲企业', caojing, null, { on: '2020-01-01' });
  await enterParcel(within, '甲地块', caojing, '3', '2020-01-01');
  await enterParcel(within, '戊地块', shanyang, '3', '2020-01-01');
  await signContract();
  await fileEquity();
  await registerRight(within, '甲地块', caojing, '甲企业', '2021-01-01');
  await seize(within, '甲地块', '金山法院', '2021-06-30', 36);

  await publishStandard(within, place, owingStandard('漕'));
  await openCycle(within, place);
  await publishForms(within, jinshan, '漕');
  for (const { name, town, parties } of [good, unsafe]) await checkOf(within, place, { name, town, parties }).open();
  await score(within, place, owingStandard('漕'), [good, unsafe], '首轮', '2024-06-01');
  const [first, second] = [townListOf(within, caojing), townListOf(within, shanyang)];
  await first.submit('首轮', { B: 1 }, '2024-06-10');
  await second.submit('首轮', { D: 1 }, '2024-06-10');
  await first.review(1, '税务局', '2024-06-11');
  await within.project();
  submitted = await knownNow(within);
  await first.review(1, '建管委', '2024-06-12');
  for (const department of ['税务局', '建管委']) await second.review(1, department, '2024-06-12');
  const list = classListOf(within, jinshan, '首轮', { [caojing]: 1, [shanyang]: 1 });
  await list.submit({ B: 1, D: 1 }, 2, '2024-06-15');
  await list.opine('市经信委', 'agree', null, '2024-06-18');
  await list.decide('沪府〔2024〕30号', '2024-09-01', [], '2024-08-01');
  await finalise(within, place, good, '首轮', 'B', '2024-08-01');
  const objected = {
    parcel: '甲地块',
    party: '甲企业',
    towns: [caojing],
    run: '首轮',
    grade: 'B',
    decidedOn: '2024-08-01',
    until: '2024-09-01',
  };
  await lodge(within, { ...objected, name: '甲异议', grounds: '研发费用未计入' }, '2024-08-10');
  await conclude(within, '甲异议', 'rejected', null, '2024-08-20');
  await within.project();
});
afterAll(() => within.close());

interface Item {
  readonly kind: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly subjectId: string;
  readonly zh: string;
}
interface Page {
  readonly worklist: { readonly nodes: readonly Item[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } };
}

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const pageOf = async (actor: Actor, code: string, args: string): Promise<Page['worklist']> => {
    const fields = '{ nodes { kind dueOn overdue subjectId department zh en } pageInfo { hasNextPage endCursor } }';
    return dataOf<Page>(await ask(app, actor, `{ worklist(jurisdiction: "${code}", ${args}) ${fields} }`)).worklist;
  };
  const listed = async (actor: Actor, code: string, args: string): Promise<readonly string[]> =>
    (await pageOf(actor, code, args)).nodes.map(({ kind, dueOn, overdue }) => `${kind} ${dueOn ?? '-'}${overdue ? ' overdue' : ''}`);

  it('goes by the day on which things fall due, what has none last', async () => {
    expect(await listed(officerOf(caojing), caojing, `asOf: "2024-06-11", knownAt: "${submitted}"`)).toEqual([
      'MILESTONE 2024-06-20',
      'EQUITY_CONSENT 2024-06-25',
      ...['EQUITY_OPINION', 'EQUITY_OPINION', 'EQUITY_OPINION'].map((kind) => `${kind} 2024-06-25`),
      'SEIZURE_EXPIRING 2024-06-30',
      ...['FIGURES', 'FIGURES', 'FIGURES', 'FIGURES', 'FIGURES', 'FIGURES', 'FIGURES', 'FORMS'].map((kind) => `${kind} 2024-12-31`),
      'LINE_REVIEW -',
    ]);
    const checks = ['FORMS', 'FIGURES', 'SEIZURE_EXPIRING', 'EQUITY_OPINION'];
    const rest = (await listed(taskForce, jinshan, 'asOf: "2024-06-16", first: 50')).filter(
      (each) => !checks.includes(each.split(' ')[0] ?? ''),
    );
    expect(rest).toEqual(['MILESTONE 2024-06-20', 'EQUITY_CONSENT 2024-06-25', 'CITY_OPINION -']);
  });

  it('says in one sentence what is to be done, and of what', async () => {
    const { nodes } = await pageOf(officerOf(caojing), caojing, `asOf: "2024-06-11", knownAt: "${submitted}", first: 50`);
    const said = new Map(nodes.map(({ kind, subjectId, zh }) => [kind, [subjectId, zh]]));
    expect(said.get('MILESTONE')).toEqual([idOf('甲合同'), '合同合同1号约定的竣工节点尚未完成。']);
    expect(said.get('EQUITY_CONSENT')).toEqual([idOf('甲股权'), '2024-05-20申报的股权变更，待出让人答复是否同意。']);
    expect(said.get('SEIZURE_EXPIRING')).toEqual([idOf('甲地块'), '甲地块：金山法院（2024）金山法院执1号查封将到期。']);
    expect(said.get('FORMS')).toEqual([caojing, '310116-2024评价周期：1份体检表尚未填齐。']);
    expect(said.get('LINE_REVIEW')).toEqual([caojing, '第1稿清单（1个地块）待建管委按条线审核。']);
  });

  it('follows a list to its decision and the objections to it, on the day asked about', async () => {
    const kinds = 'kinds: [LINE_REVIEW, CITY_OPINION, CLASS_LIST_DECISION, OBJECTION_WINDOW, OBJECTION_DECISION]';
    const on = (asOf: string, code = jinshan) => listed(taskForce, code, `asOf: "${asOf}", ${kinds}`);
    expect(await on('2024-06-10')).toEqual(['LINE_REVIEW -', 'LINE_REVIEW -', 'LINE_REVIEW -', 'LINE_REVIEW -']);
    expect(await on('2024-06-11')).toEqual(['LINE_REVIEW -', 'LINE_REVIEW -', 'LINE_REVIEW -']);
    expect(await on('2024-06-12')).toEqual([]);
    expect(await on('2024-06-17')).toEqual(['CITY_OPINION -']);
    expect(await on('2024-06-18')).toEqual(['CLASS_LIST_DECISION -']);
    expect(await on('2024-08-01')).toEqual(['OBJECTION_WINDOW 2024-09-01']);
    expect(await on('2024-08-10')).toEqual(['OBJECTION_WINDOW 2024-09-01', 'OBJECTION_DECISION 2024-09-09']);
    expect(await on('2024-08-20')).toEqual(['OBJECTION_WINDOW 2024-09-01']);
    expect(await on('2024-09-02')).toEqual([]);
    expect(await listed(officerOf(shanyang), shanyang, `asOf: "2024-08-10", ${kinds}`)).toEqual(['OBJECTION_WINDOW 2024-09-01']);
  });

  it('asks for nothing any more of a place whose list is decided', async () => {
    const on = (asOf: string) => listed(taskForce, jinshan, `asOf: "${asOf}", kinds: [FORMS, FIGURES], first: 50`);
    expect((await on('2024-07-31')).length).toBeGreaterThan(0);
    expect(await on('2024-08-01')).toEqual([]);
    expect(await listed(officerOf(shanyang), shanyang, 'asOf: "2024-08-01", kinds: [FORMS, FIGURES]')).toEqual([]);
  });

  it('looks as far ahead as it is told, and leaves out what is for other departments', async () => {
    const milestones = (until: string) => listed(taskForce, jinshan, `kinds: [MILESTONE], asOf: "2024-07-01" ${until}`);
    expect(await milestones('')).toEqual(['MILESTONE 2024-06-20 overdue']);
    expect(await milestones(', until: "2025-06-19"')).toEqual(['MILESTONE 2024-06-20 overdue']);
    expect(await milestones(', until: "2025-06-20"')).toEqual(['MILESTONE 2024-06-20 overdue', 'MILESTONE 2025-06-20']);
    const reviews = (more: string) => listed(taskForce, jinshan, `kinds: [LINE_REVIEW], asOf: "2024-06-11" ${more}`);
    expect(await reviews(', department: "税务局"')).toEqual(['LINE_REVIEW -']);
    expect(await reviews(', department: "建管委"')).toEqual(['LINE_REVIEW -', 'LINE_REVIEW -']);
    expect(await listed(taskForce, jinshan, 'kinds: []')).toEqual([]);
  });

  it('comes in pages, each thing once', async () => {
    const all = await pageOf(taskForce, jinshan, 'asOf: "2024-06-11", first: 100');
    const seen: Item[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { nodes, pageInfo } = await pageOf(taskForce, jinshan, `asOf: "2024-06-11", first: 4 ${after}`);
      seen.push(...nodes);
      more = pageInfo.hasNextPage;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(all.nodes);
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(seen.length);
  });

  it('shows nobody what they may not see elsewhere', async () => {
    for (const actor of [officerOf(songjiang), enterprise(idOf('nobody'))])
      expect(await listed(actor, jinshan, 'asOf: "2024-06-11"')).toEqual([]);
    expect(await listed(officerOf(shanyang), caojing, 'asOf: "2024-06-11"')).toEqual([]);
    const own = await listed(
      enterprise(idOf('甲企业')),
      caojing,
      'asOf: "2024-08-10", kinds: [OBJECTION_DECISION, MILESTONE, CITY_OPINION]',
    );
    expect(own).toEqual(['OBJECTION_DECISION 2024-09-09']);
    const ofCity = await listed(officerOf(shanghai), shanghai, 'asOf: "2024-06-11", first: 100');
    expect(ofCity.filter((each) => each.startsWith('F'))).toEqual([]);
    expect(ofCity.length).toBeGreaterThan(0);
  });
});

describe('a cycle that is frozen', () => {
  it('takes no figures any more, so that nobody is asked for them', async () => {
    await within.command(`cycle-${jinshan}-2024`, cycle, 'FreezeCycle', place, { on: '2024-07-01' });
    await within.project();
    const app = await within.app();
    const items = async (asOf: string) => {
      const query = `{ worklist(jurisdiction: "${jinshan}", asOf: "${asOf}", kinds: [FORMS, FIGURES], first: 50) { nodes { kind } } }`;
      return dataOf<{ readonly worklist: { readonly nodes: readonly object[] } }>(await ask(app, taskForce, query)).worklist.nodes;
    };
    expect((await items('2024-06-30')).length).toBeGreaterThan(0);
    expect(await items('2024-07-01')).toEqual([]);
  });
});

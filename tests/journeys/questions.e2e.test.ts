// What courts, departments, towns and the city ask, each in one query: as of today, and as it was known before two days were corrected.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { names } from './support/cycle-land.ts';
import { district, town } from './support/cycle-offices.ts';
import { type CycleScene, sceneOf } from './support/cycle-scene.ts';
import { type Journey, startJourney } from './support/platform.ts';
import { type Cases, caseNumbers, casesOn, days } from './support/questions-cases.ts';
import { decidedOn, document, gradedYear, year } from './support/questions-year.ts';

let journey: Journey;
let scene: CycleScene;
let cases: Cases;
beforeAll(async () => {
  journey = await startJourney();
  scene = await sceneOf(journey, year);
  await gradedYear(scene);
  cases = await casesOn(scene);
}, 300_000);
afterAll(() => journey.end());

/** Asks as somebody; `then` = as it was known before the corrections. */
const ask = <T>(who: string, query: string, then = false): Promise<T> =>
  scene.offices.ask<T>(who, query.replaceAll('%', then ? `, knownAt: "${cases.before}"` : ''));
const cycle = `{ jurisdiction: "${district}", year: ${year} }`;
const city = '310000';

describe('a regulator asks which equity transfers changed actual control of a C/D parcel within 24 months before an auction', () => {
  const query = `{ equityTransfers(filter: { changedControl: true, parcelGrades: [C, D], monthsBeforeAuction: 24 }%) { nodes {
    id status changedOn control { controllerBefore { name } controllerAfter { name } }
    landAuctions(months: 24, grades: [C, D]) { parcel { name } gradeThen { grade decidedOn document } auctionOn lot { auction { caseNumber } } } } } }`;
  const gradeThen = { grade: 'D', decidedOn, document };
  const inTime = () => ({
    id: cases.inTime,
    status: 'UNDECLARED',
    changedOn: days.changedInTime,
    control: { controllerBefore: { name: '上海旅程创始有限公司' }, controllerAfter: { name: '上海旅程新主有限公司' } },
    landAuctions: [
      { parcel: { name: '限评地块' }, gradeThen, auctionOn: days.auction, lot: { auction: { caseNumber: caseNumbers.polluting } } },
    ],
  });
  const corrected = () => ({
    id: cases.corrected,
    status: 'UNDECLARED',
    changedOn: days.changedInTruth,
    control: { controllerBefore: { name: '上海旅程创始有限公司' }, controllerAfter: { name: '上海旅程集团有限公司' } },
    landAuctions: [
      { parcel: { name: '纸表地块' }, gradeThen, auctionOn: days.auctionOnPaper, lot: { auction: { caseNumber: caseNumbers.onPaper } } },
    ],
  });
  it('as known today, and as known before the day of one of them was corrected', async () => {
    for (const who of ['auditor', 'market', 'town']) {
      expect(await ask(who, query)).toEqual({ equityTransfers: { nodes: [corrected(), inTime()] } });
      expect(await ask(who, query, true)).toEqual({ equityTransfers: { nodes: [inTime()] } });
    }
  });
  it('and another district, the neighbouring town and an enterprise learn nothing', async () => {
    for (const who of ['elsewhere', 'sibling', 'a']) expect(await ask(who, query)).toEqual({ equityTransfers: { nodes: [] } });
  });
});

describe('a court asks', () => {
  it('who controlled the right holder on the day of the ruling', async () => {
    const query = `{ auction(id: "${cases.auctionId}"%) { lots { ruledOn holdersOnRulingDay { party { id } controllers { name } } } } }`;
    const held = (name: string) => {
      const holdersOnRulingDay = [{ party: { id: cases.polluter }, controllers: [[{ name }]] }];
      return { auction: { lots: [{ ruledOn: days.ruled, holdersOnRulingDay }] } };
    };
    expect(await ask('clerk', query)).toEqual(held('上海旅程集团有限公司'));
    expect(await ask('clerk', query, true)).toEqual(held('上海旅程新主有限公司'));
    expect(await ask('elsewhere', query)).toEqual({ auction: null });
  });
  it('whether the group of the bidder holds land of class D', async () => {
    const query = `{ partyGroup(party: "${cases.bidder}"%) { controllers { name } land { holder { id } parcel { name } grade { grade } } } }`;
    const held = (holder: string, name: string) => ({ holder: { id: holder }, parcel: { name }, grade: { grade: 'D' } });
    const [papered, polluter] = [held(cases.papered, '纸表地块'), held(cases.polluter, '限评地块')];
    type Group = { readonly partyGroup: { readonly controllers: unknown; readonly land: readonly object[] } };
    const { partyGroup: now } = await ask<Group>('clerk', query);
    expect(now.controllers).toEqual([[{ name: '上海旅程集团有限公司' }]]);
    expect(now.land).toHaveLength(2);
    expect(now.land).toEqual(expect.arrayContaining([papered, polluter]));
    expect((await ask<Group>('clerk', query, true)).partyGroup.land).toEqual([papered]);
    expect(await ask('elsewhere', query)).toEqual({ partyGroup: null });
  });
  it('what duties and arrears pass with the parcel, and how it is graded', async () => {
    const query = `{ preAuctionFile(parcel: "${scene.land.ids.polluting}"%) { gradeLabel answers { department
      duties { text passesToBuyer } arrears { kind amount { amount } } } } }`;
    const duties = [{ text: '投产、税收承诺由受让人继续履行', passesToBuyer: true }];
    const arrears = [{ kind: '土地出让金滞纳金', amount: { amount: '12000000' } }];
    const answers = [{ department: '规划资源局', duties, arrears }];
    expect(await ask('clerk', query)).toEqual({ preAuctionFile: { gradeLabel: 'D', answers } });
    expect(await ask('sibling', query)).toEqual({ preAuctionFile: null });
  });
  it('where land is seized (查封一览)', async () => {
    const query =
      '{ rights(filter: { seized: true }%) { nodes { parcel { name geometry { shape } } seizures { rank court caseNumber } } } }';
    type Seized = { readonly rights: { readonly nodes: readonly { readonly parcel: { readonly name: string } }[] } };
    const seizures = (caseNumber: string) => [{ rank: 1, court: '上海市金山区人民法院', caseNumber }];
    const { rights } = await ask<Seized>('clerk', query);
    expect(rights.nodes.toSorted((left, right) => (left.parcel.name < right.parcel.name ? -1 : 1))).toEqual([
      { parcel: { name: '纸表地块', geometry: null }, seizures: seizures(caseNumbers.onPaper) },
      { parcel: { name: '限评地块', geometry: null }, seizures: seizures(caseNumbers.polluting) },
    ]);
    expect(await ask('elsewhere', query)).toEqual({ rights: { nodes: [] } });
  });
});

describe('the city asks', () => {
  it('how many 亩 graded D are planned for 收储 in 2025, per district and per town', async () => {
    const query = (by: string) => `{ planSums(jurisdiction: "${city}", by: ${by}, filter: { year: 2025, routes: [RESERVE], grades: [D] }) {
      jurisdiction { code } parcels withArea area { mu } } }`;
    const sum = (code: string) => ({ planSums: [{ jurisdiction: { code }, parcels: 2, withArea: 1, area: { mu: '9.50' } }] });
    expect(await ask('auditor', query('DISTRICT'))).toEqual(sum(district));
    expect(await ask('auditor', query('TOWN'))).toEqual(sum(town));
    expect(await ask('elsewhere', query('TOWN'))).toEqual({ planSums: [] });
  });
  it('which entries these are, and which are planned without that class', async () => {
    const query = (grades: string) =>
      `{ planEntries(filter: { year: 2025, routes: [RESERVE]${grades} }) { nodes { parcel { name } grade { grade } } } }`;
    type Entries = { readonly planEntries: { readonly nodes: readonly { readonly parcel: { readonly name: string } }[] } };
    const named = async (grades: string) =>
      (await ask<Entries>('auditor', query(grades))).planEntries.nodes.map(({ parcel }) => parcel.name).toSorted();
    expect(await named(', grades: [D]')).toEqual(['纸表地块', '限评地块']);
    expect(await named('')).toEqual(['纸表地块', '邻镇地块', '限评地块'].toSorted());
  });
  it('which results changed after the approval, and by whom', async () => {
    const query =
      '{ events(filter: { afterFinalDecision: true, types: ["ParcelGraded"] }, first: 200) { nodes { stream actor { role } } } }';
    type Changed = { readonly events: { readonly nodes: readonly { readonly stream: string }[] } };
    const { nodes } = (await ask<Changed>('auditor', query)).events;
    expect(nodes.map(({ stream }) => stream).toSorted()).toEqual(names.map((name) => scene.land.resultOf(name, year)).toSorted());
    expect(new Set(nodes.map((node) => JSON.stringify(node).includes('task-force')))).toEqual(new Set([true]));
    expect(await ask('elsewhere', query)).toEqual({ events: { nodes: [] } });
  });
  it('which cut-offs a district published', async () => {
    const query = `{ standards(jurisdiction: "${district}", subject: PARCEL) { year version validFrom supersededFrom content } }`;
    type Standards = { readonly standards: readonly { readonly version: number; readonly content: string }[] };
    const [standard] = (await ask<Standards>('auditor', query)).standards;
    expect(JSON.parse(standard?.content ?? '{}')).toMatchObject({
      schemes: [{ cutOffs: { classes: [{ grade: 'A', from: '90' }, {}, {}, {}] } }],
    });
  });
});

describe('towns and districts ask', () => {
  it('which parcels still lack their 自评表', async () => {
    const query = `{ healthChecks(cycle: ${cycle}, missing: { form: SELF_ASSESSMENT }) { nodes { subjectId } } }`;
    type Checks = { readonly healthChecks: { readonly nodes: readonly { readonly subjectId: string }[] } };
    const lacking = async (who: string) => (await ask<Checks>(who, query)).healthChecks.nodes.map(({ subjectId }) => subjectId).toSorted();
    const { ids } = scene.land;
    expect(await lacking('town')).toEqual([ids.shared, ids.onPaper, ids.polluting].toSorted());
    expect(await lacking('sibling')).toEqual([ids.siblings, ids.silent].toSorted());
  });
  it('which contracts missed 投产 by more than twelve months', async () => {
    const query = `{ contracts(filter: { missed: { node: PRODUCTION_START, months: 12 } }) { nodes { number milestones { node dueOn achievedOn } } } }`;
    const milestones = [
      { node: 'PRODUCTION_START', dueOn: '2020-06-30', achievedOn: null },
      { node: 'FULL_PRODUCTION', dueOn: '2099-06-30', achievedOn: null },
    ];
    const missed = { contracts: { nodes: [{ number: '沪金规土（2018）出让合同第77号', milestones }] } };
    for (const who of ['land', 'town']) expect(await ask(who, query)).toEqual(missed);
    expect(await ask('sibling', query)).toEqual({ contracts: { nodes: [] } });
  });
  it('which vetoed parcels would be A by score: who may see scores, sees them', async () => {
    const query = `{ assessments(cycle: ${cycle}, filter: { decidedBy: VETO }) { nodes { parcel { name } grade detail { score masked } } }
      standard(jurisdiction: "${district}", year: ${year}, version: 1) { content } }`;
    type Vetoed = { readonly assessments: { readonly nodes: readonly object[] }; readonly standard: { readonly content: string } };
    const { assessments, standard } = await ask<Vetoed>('taskForce', query);
    const vetoed = { parcel: { name: '限评地块' }, grade: 'D' };
    expect(assessments.nodes).toEqual([{ ...vetoed, detail: { score: '120', masked: false } }]);
    expect(JSON.parse(standard.content)).toMatchObject({ schemes: [{ cutOffs: { classes: [{ grade: 'A', from: '90' }, {}, {}, {}] } }] });
    expect((await ask<Vetoed>('town', query)).assessments.nodes).toEqual([{ ...vetoed, detail: { score: null, masked: true } }]);
    expect((await ask<Vetoed>('sibling', query)).assessments.nodes).toEqual([]);
  });
  it('and an enterprise why it is C: which input, from which department', async () => {
    const query = `{ assessment(parcel: "${scene.land.ids.own}", cycle: ${cycle}) { grade explain { about zh suppliers masked events } }
      classList(jurisdiction: "${district}", cycle: ${cycle}) { decision { document objectionsUntil } } }`;
    type Explained = {
      readonly assessment: { readonly grade: string; readonly explain: readonly { readonly suppliers: readonly string[] }[] };
    };
    const told = await ask<Explained>('a', query);
    expect(told).toMatchObject({ assessment: { grade: 'D' }, classList: { decision: { document, objectionsUntil: '2024-01-31' } } });
    expect(told.assessment.explain.flatMap(({ suppliers }) => suppliers)).toEqual(expect.arrayContaining(['税务局', '统计局']));
  });
});

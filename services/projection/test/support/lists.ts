// The way of a district's list, step by step, as the services record it: what they read of other streams is said here.
import { classList, townList } from '@yimu/domain/classlist';
import type { Actor } from '@yimu/domain/kernel';
import { objection } from '@yimu/domain/objection';
import { policy } from '@yimu/domain/policy';
import { mandate, taskForce } from '@yimu/domain/taskforce';
import { caojing, jinshan, jiuting, songjiang } from './towns.ts';
import { idOf, source, type World } from './world.ts';

const none = { A: 0, B: 0, C: 0, D: 0, T: 0, none: 0 };
type Totals = Partial<typeof none>;

interface TownSteps {
  readonly submit: (run: string, totals: Totals, on: string) => Promise<readonly string[]>;
  readonly review: (
    edition: number,
    department: string,
    on: string,
    wrong?: { readonly parcel: string; readonly reason: string },
  ) => Promise<unknown>;
  readonly give: (type: 'ReturnTownList' | 'WithdrawTownList', edition: number, reason: string, on: string) => Promise<unknown>;
}

/** The list of a town in the cycle of its district of 2024: its lines are those of 税务局 and 建管委. */
export const townListOf = (world: World, town: string, district = town.slice(0, 6)): TownSteps => {
  const of = { town, cycle: { jurisdiction: district, year: 2024 }, subject: 'parcel' };
  const stream = `townlist-${town}-${district}-2024`;
  const count = (totals: Totals): number => Object.values(totals).reduce((sum, each) => sum + each, 0);
  return {
    submit: (run, totals, on) => {
      const reviewers = [
        { department: '税务局', indicators: ['tax-per-mu'] },
        { department: '建管委', indicators: [] },
      ];
      const results = { totals: { ...none, ...totals }, parcels: count(totals) };
      return world.command(stream, townList, 'SubmitTownList', { ...of, run: idOf(run), results, reviewers }, { on });
    },
    review: (edition, department, on, wrong) => {
      const lines = wrong === undefined ? [] : [{ parcelId: idOf(wrong.parcel), towns: [town], indicator: null, reason: wrong.reason }];
      const verdict = wrong === undefined ? 'passed' : 'returned';
      const data = { ...of, edition, department, verdict, lines, reason: null, approver: 'above' };
      return world.command(stream, townList, 'ReviewLine', data, { on });
    },
    give: (type, edition, reason, on) => {
      const returned = type === 'ReturnTownList' ? { lines: [], classList: null, approver: 'above' } : {};
      return world.command(stream, townList, type, { ...of, edition, reason, isTaken: false, ...returned }, { on });
    },
  };
};

interface Change {
  readonly parcelId: string;
  readonly towns: readonly string[];
  readonly found: string | null;
  readonly grade: string;
  readonly reason: string;
}

/** The list of a district in its cycle of 2024, of these towns' lists by their editions. */
export const classListOf = (world: World, district: string, run: string, towns: Readonly<Record<string, number>>) => {
  const of = { jurisdiction: district, cycle: { jurisdiction: district, year: 2024 }, subject: 'parcel' };
  const stream = `classlist-${district}-${district}-2024`;
  const named = Object.entries(towns).map(([town, edition]) => ({ town, edition }));
  const lists = named.map((each) => ({ ...each, run: idOf(run), isCleared: true, since: '2024-06-01' }));
  const give = (type: Parameters<typeof classList.decide>[0]['type'], data: object, on: string, document?: string) =>
    world.command(
      stream,
      classList,
      type,
      { ...of, ...data },
      { on, sources: [document === undefined ? source : { ...source, number: document }] },
    );
  return {
    submit: (totals: Totals, parcels: number, on: string) =>
      give(
        'SubmitClassList',
        { run: idOf(run), towns: named, lists, results: { totals: { ...none, ...totals }, parcels, towns: Object.keys(towns) } },
        on,
      ),
    opine: (department: string, verdict: string, text: string | null, on: string, edition = 1) =>
      give('GiveCityOpinion', { edition, department, verdict, text, lines: [], approver: 'above' }, on),
    sendBack: (reason: string, on: string, edition = 1) => give('ReturnClassList', { edition, reason, lines: [], approver: 'above' }, on),
    decide: (document: string, objectionsUntil: string, changes: readonly Change[], on: string, overrides: string | null = null) =>
      give('DecideClassList', { edition: 1, objectionsUntil, overrides, changes, lists, approver: 'above' }, on, document),
    publish: (classes: readonly string[], on: string) => give('PublishClassList', { edition: 1, classes }, on),
  };
};

interface Objected {
  readonly name: string;
  readonly parcel: string;
  readonly party: string;
  readonly towns: readonly string[];
  readonly run: string;
  readonly grade: string;
  readonly grounds: string;
  readonly decidedOn: string;
  readonly until: string;
}

/** An enterprise objects to what was decided of a parcel. */
export const lodge = (world: World, { name, parcel, party, towns, run, grade, grounds, decidedOn, until }: Objected, on: string) => {
  const [town = ''] = towns;
  const jurisdiction = town.slice(0, 6);
  const data = {
    objectionId: idOf(name),
    parcelId: idOf(parcel),
    cycle: { jurisdiction, year: 2024 },
    edition: 1,
    partyId: idOf(party),
    grounds,
    lodgedBy: 'on-behalf',
    jurisdictions: towns,
    final: {
      list: { jurisdiction, edition: 1 },
      document: '金府〔2024〕8号',
      run: idOf(run),
      grade,
      partyIds: [idOf(party)],
      decidedOn,
      objectionsUntil: until,
    },
  };
  const withFile = { ...source, kind: 'declaration' as const, evidenceId: idOf('evidence') };
  return world.command(`objection-${idOf(name)}`, objection, 'LodgeObjection', data, { on, sources: [withFile] });
};

/** The task force decides on an objection. */
export const conclude = (world: World, name: string, outcome: 'upheld' | 'rejected', corrections: string | null, on: string) =>
  world.command(
    `objection-${idOf(name)}`,
    objection,
    'DecideObjection',
    { objectionId: idOf(name), outcome, reason: `${name}的理由`, corrections, isLodger: false },
    { on },
  );

/** A technical unit is charged with the survey of a place. */
export const grantMandate = (
  world: World,
  name: string,
  jurisdiction: string,
  from: string,
  until: string,
  on = from,
  tasks: readonly string[] = ['survey'],
) =>
  world.command(
    `mandate-${idOf(name)}`,
    mandate,
    'GrantMandate',
    { mandateId: idOf(name), unit: `${name}单位`, uscc: null, jurisdiction, tasks, from, until },
    { on },
  );
export const revokeMandate = (world: World, name: string, on: string) =>
  world.command(`mandate-${idOf(name)}`, mandate, 'RevokeMandate', { mandateId: idOf(name), reason: '成果不符' }, { on });

/** A technical unit under its mandate, by the name of that in the test. */
export const technicalUnit = (name: string): Actor => ({
  sub: name,
  scope: { kind: 'mandate', value: idOf(name) },
  roles: ['technical-unit'],
});

/** The task force of a place of 2024, led by 规划资源局. */
export const establish = (world: World, jurisdiction: string, office: string, members: readonly object[], on: string) =>
  world.command(`taskforce-${jurisdiction}-2024`, taskForce, 'EstablishTaskForce', { jurisdiction, year: 2024, office, members }, { on });

/** What a department does with parcels of some grades, from a day on. */
export const setPolicy = (world: World, jurisdiction: string, code: string, name: string, grades: readonly string[], on: string) =>
  world.command(
    `policy-${jurisdiction}-${code}`,
    policy,
    'SetGradePolicy',
    { jurisdiction, code, department: '经委', name, grades, effect: 'restrict', details: `${name}细则`, by: null },
    { on },
  );

/** Lists, an objection, a task force, a mandate and a policy in each of the two districts, all of what is graded there. */
export const fillLists = async (world: World): Promise<void> => {
  for (const [district, town, mark] of [
    [jinshan, caojing, '漕'],
    [songjiang, jiuting, '九'],
  ] as const) {
    const run = `${mark}评分parcel`;
    const list = townListOf(world, town);
    await list.submit(run, { A: 1 }, '2024-06-10');
    for (const department of ['税务局', '建管委']) await list.review(1, department, '2024-06-11');
    const districts = classListOf(world, district, run, { [town]: 1 });
    await districts.submit({ A: 1 }, 1, '2024-06-12');
    await districts.opine('市经信委', 'remarks', `${mark}研判意见`, '2024-06-13');
    const change = { parcelId: idOf(`${mark}地块`), towns: [town], found: 'A', grade: 'B', reason: `${mark}审定变更` };
    await districts.decide(`${mark}府审定〔2024〕8号`, '2024-09-01', [change], '2024-08-01');
    // A class in which nothing stands: what is published everybody of the district may read.
    await districts.publish(['C'], '2024-08-02');
    const objected = { name: `${mark}异议`, parcel: `${mark}地块`, party: `${mark}企业`, towns: [town], run, grade: 'B' };
    await lodge(world, { ...objected, grounds: `${mark}异议理由`, decidedOn: '2024-08-01', until: '2024-09-01' }, '2024-08-10');
    const lead = { department: '规划资源局', section: `${mark}利用科`, duty: 'lead', from: '2024-01-10', until: null };
    await establish(world, district, `${mark}专班办`, [lead], '2024-01-10');
    await grantMandate(world, `${mark}委托`, town, '2024-02-01', '2034-12-31');
    await setPolicy(world, district, 'electricity', `${mark}差别电价`, ['B', 'D'], '2024-01-01');
  }
};

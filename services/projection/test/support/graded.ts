// Two towns of one district whose parcels are graded, decided and graded again, and the callers who ask about them.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { knownNow } from './asking.ts';
import { finalise, type Graded, openCycle, type Place, publishStandard, score, standardOf } from './assessments.ts';
import { dataOf } from './data-of.ts';
import { checkOf } from './submissions.ts';
import { caojing, enterParcel, jinshan, registerTree } from './towns.ts';
import { ask, idOf, officerOf, type World } from './world.ts';

export const shanyang = '310116113';
export const place: Place = { jurisdiction: jinshan, year: 2024, subject: 'parcel' };
export const content = standardOf('漕');
const of = (name: string, town: string, parties: readonly string[], tax: string, more: Readonly<Record<string, string>> = {}): Graded => ({
  name,
  town,
  parties,
  given: { tax, land: '3', energy: '33', emission: '6', unsafe: 'no', evasion: 'no', ...more },
});
export const good = of('甲地块', caojing, ['甲企业'], '91.5');
export const evading = of('乙地块', caojing, ['乙企业'], '88.88', { evasion: 'yes' });
export const shared = of('丙地块', caojing, ['丙企业', '丁企业'], '77.7', { emission: '1' });
export const unsafe = of('戊地块', shanyang, ['戊企业'], '12.5', { unsafe: 'yes' });
export const poor = of('己地块', shanyang, ['己企业'], '9.75');
export const all = [good, evading, shared, unsafe, poor];
/** What a run would find later, with another figure of the first parcel. */
export const later = all.map((each) => (each === good ? of('甲地块', caojing, ['甲企业'], '1.25') : each));

export const departmentOf = (department: string, code = jinshan): Actor => ({
  ...officerOf(code),
  roles: ['department'],
  department,
});
export const taskForce: Actor = { ...officerOf(jinshan), roles: ['task-force'] };
export const cycle = `cycle: { jurisdiction: "${jinshan}", year: 2024 }`;

/** A line of an explanation, as the schema shows it. */
export interface ShownLine {
  readonly about: string;
  readonly code: string | null;
  readonly zh: string;
  readonly en: string;
  readonly masked: boolean;
  readonly events: readonly string[];
}
/** A result, as the schema shows it. */
export interface Shown {
  readonly grade: string | null;
  readonly final: boolean;
  readonly decision: { readonly grade: string | null; readonly document: string } | null;
  readonly computedGrade: string | null;
  readonly decidedBy: string;
  readonly run: { readonly id: string; readonly status: string | null };
  readonly parties: readonly { readonly id: string }[];
  readonly detail: { readonly rule: string | null; readonly score: string | null; readonly rank: number | null; readonly masked: boolean };
  readonly explain: readonly ShownLine[] | null;
}
const fields = `grade final decision { grade document } computedGrade decidedBy run { id status } parties { id }
  detail { rule score rank masked } explain { about code zh en suppliers events masked }`;

/** Asks for the result of a parcel, by its name; `times` are further arguments. */
export const asked = async (app: FastifyInstance, actor: Actor, name: string, times = ''): Promise<Shown | null> => {
  const answer = await ask(app, actor, `{ assessment(parcel: "${idOf(name)}", ${cycle}${times}) { ${fields} } }`);
  return dataOf<{ assessment: Shown | null }>(answer).assessment;
};

/** The words of the lines that are masked, or of those that are not. */
export const zh = (shown: Shown | null, masked: boolean): readonly string[] =>
  (shown?.explain ?? []).filter((line) => line.masked === masked).map((line) => line.zh);

/** Supplies what the shared parcel is graded by: some of it is of the parcel, some of each enterprise. Answers the events by quantity. */
const supplyShared = async (world: World): Promise<Readonly<Record<string, readonly string[]>>> => {
  const check = checkOf(world, place, shared);
  await check.open();
  const events: Record<string, readonly string[]> = {};
  for (const [supplier, code, given] of [
    ['税务局', 'tax', { 丙企业: '70.4', 丁企业: '7.3' }],
    ['规划资源局', 'land', '3'],
    ['统计局', 'energy', '33'],
    ['生态环境局', 'emission', { 丙企业: '0.75', 丁企业: '0.25' }],
    ['建管委', 'unsafe', 'no'],
    ['税务局', 'evasion', 'no'],
  ] as const) {
    const of = typeof given === 'string' ? [[null, given] as const] : Object.entries(given);
    const supplied = of.map(([who, value]) => check.supply(supplier, who, { [code]: value }));
    events[code] = (await Promise.all(supplied)).flat();
  }
  return events;
};

/**
 * Grades the parcels, decides three of them, and grades all again. Answers the arguments that ask about each of the
 * first two moments, and what was graded first.
 */
export const fillGraded = async (
  world: World,
): Promise<{ readonly first: string; readonly final: string; readonly graded: readonly Graded[] }> => {
  await registerTree(world);
  await enterParcel(world, '甲地块', caojing, '3');
  await publishStandard(world, place, content);
  await openCycle(world, place);
  const events = await supplyShared(world);
  const supplied = (graded: readonly Graded[]) => graded.map((each) => (each === shared ? { ...shared, events } : each));
  await score(world, place, content, supplied(all), '首轮', '2024-06-01');
  await world.project();
  const provisional = await knownNow(world);
  for (const each of [good, shared, evading]) await finalise(world, place, each, '首轮', each === good ? 'B' : 'D', '2024-08-01');
  await world.project(1);
  const decided = await knownNow(world);
  await score(world, place, content, supplied(later), '次轮', '2024-09-01');
  await world.project();
  return {
    graded: supplied(all),
    first: `, asOf: "2024-07-01", knownAt: "${provisional}"`,
    final: `, asOf: "2024-08-02", knownAt: "${decided}"`,
  };
};

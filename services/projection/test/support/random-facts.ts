// Facts in any order: late ones, corrections, results that name other towns than the last, findings in several towns. From a seed.
import { plan } from '@yimu/domain/disposal';
import { finding } from '@yimu/domain/finding';
import { parcel, parcelCommands } from '@yimu/domain/parcel';
import { finalise, type Place, publishStandard, record, resultsOf, standardOf } from './assessments.ts';
import { caojing, jinshan, jiuting, registerTree, shanghai } from './towns.ts';
import { idOf, source, type World } from './world.ts';

/** Every place that sums are asked of: a city, two districts and four towns. */
const towns = [caojing, '310116113', jiuting, '310117006'] as const;
export const places = [shanghai, jinshan, '310117', ...towns];

/** Numbers below a limit, the same for a seed. */
export const dice = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const place: Place = { jurisdiction: shanghai, year: 2024, subject: 'parcel' };
const standard = standardOf('市');
const uses = ['industrial', 'storage', 'research'] as const;
const grades = ['A', 'B', 'C', 'D', 'T'] as const;

/** A day of 2023 or 2024. */
export const dayOf = (roll: (below: number) => number): string => new Date(Date.UTC(2023, 0, 1 + roll(730))).toISOString().slice(0, 10);

/** Prepares the tree and the standard; answers a function that records one more fact, or finds that it would be refused. */
export const recorder = async (world: World, roll: (below: number) => number) => {
  await registerTree(world);
  await publishStandard(world, place, standard);
  const entries: { readonly name: string; readonly entry: string }[] = [];
  const graded: { readonly name: string; readonly run: string; readonly town: string }[] = [];
  const opened: string[] = [];
  const listed: { readonly name: string; readonly entry: string }[] = [];
  let facts = 0;
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)] as T;
  const ofParcel = (name: string, type: keyof typeof parcelCommands, data: object, on: string) =>
    world.command(`parcel-${idOf(name)}`, parcel, type as 'EnterParcel', parcelCommands[type].parse({ parcelId: idOf(name), ...data }), {
      on,
    });
  const mu = () => ({ value: `${1 + roll(90)}.${10 + roll(90)}`, unit: 'mu' });

  const enter = async (name: string, on: string) => {
    const area = roll(5) === 0 ? null : mu();
    const landUse = roll(4) === 0 ? null : pick(uses);
    const [entry = ''] = await ofParcel(name, 'EnterParcel', { jurisdiction: pick(towns), name, area, landUse }, on);
    entries.push({ name, entry });
  };
  const grade = async (name: string, on: string) => {
    const run = `run ${facts}`;
    const subject = {
      name,
      town: pick(towns),
      parties: ['某企业'],
      given: { tax: '9', land: '3', energy: '3', emission: '6', unsafe: 'no', evasion: 'no' },
    };
    const [result] = resultsOf(standard, [subject]);
    if (result === undefined) return;
    await record(world, place, run, on, subject, { ...result, grade: pick(grades) });
    graded.push({ name, run, town: subject.town });
  };
  const open = async (name: string, on: string) => {
    const jurisdictions = [pick(towns), pick(towns), ...(roll(3) === 0 ? [jinshan] : [])];
    const data = {
      rule: 'a-rule',
      subject: { kind: 'parcel', id: idOf('某地块') },
      causedBy: idOf(name),
      titleZh: '待核实',
      titleEn: 'look',
      detail: [],
    };
    await world.command(
      `finding-${idOf(name)}`,
      finding,
      'OpenFinding',
      { ...data, findingId: idOf(name), jurisdictions: [...new Set(jurisdictions)] },
      { on },
    );
    opened.push(name);
  };
  const content = () => ({
    enterprise: '某企业',
    category: pick(['vacate', 'upgrade'] as const),
    mode: '腾退',
    mappedRoute: pick([null, 'reserve', 'graft']),
    year: 2025 + roll(2),
    area: roll(4) === 0 ? null : mu(),
    matchedBy: 'name' as const,
  });
  const planned = (name: string, type: 'ListPlanEntry' | 'CorrectPlanEntry' | 'AnnulPlanEntry', data: object, on: string) => {
    const sources = [{ ...source, number: `某府〔2024〕${1 + roll(3)}号` }];
    return world.command(`plan-${idOf(name)}`, plan, type, { parcelId: idOf(name), ...data }, { on, sources });
  };
  const list = async (name: string, on: string) => {
    const [entry = ''] = await planned(
      name,
      'ListPlanEntry',
      { jurisdiction: pick(towns), list: '附件', row: `${1 + roll(12)}`, ...content() },
      on,
    );
    listed.push({ name, entry });
  };
  const close = (name: string, on: string) =>
    world.command(
      `finding-${idOf(name)}`,
      finding,
      'CloseFinding',
      { findingId: idOf(name), outcome: 'confirmed', reason: '核实' },
      { on },
    );

  const attempt = async (): Promise<unknown> => {
    const on = dayOf(roll);
    const fresh = `物 ${facts}`;
    const { name, entry } = entries.length === 0 ? { name: '', entry: '' } : pick(entries);
    const what = entries.length < 3 ? 0 : roll(19);
    if (what < 3) return await enter(fresh, on);
    if (what === 3) return await ofParcel(name, 'CorrectParcelArea', { observation: entry, area: mu(), reason: '误读' }, on);
    if (what === 4) return await ofParcel(name, 'ChangeParcelLandUse', { landUse: pick(uses) }, on);
    if (what === 5) return await ofParcel(name, 'ReportParcelRetirement', { reason: '灭失', successors: [], lineageId: null }, on);
    if (what < 9) return await grade(name, on);
    if (what === 9 && graded.length > 0) {
      const last = pick(graded);
      return await finalise(world, place, { ...last, parties: [], given: {} }, last.run, pick(grades), on);
    }
    if (what === 10 && opened.length > 0) return await close(pick(opened), on);
    if (what < 15) return await list(name, on);
    if (what === 15 && listed.length > 0) {
      const { name: of, entry: id } = pick(listed);
      return await planned(of, 'CorrectPlanEntry', { entry: id, ...content(), reason: '误读' }, on);
    }
    if (what === 16 && listed.length > 0) {
      const { name: of, entry: id } = pick(listed);
      return await planned(of, 'AnnulPlanEntry', { entry: id, reason: '误录' }, on);
    }
    if (what === 17) return await ofParcel(name, 'DeclareParcelDuplicate', { survivor: idOf(pick(entries).name), reason: '重复入库' }, on);
    return await open(fresh, on);
  };

  return async (): Promise<boolean> => {
    facts += 1;
    try {
      await attempt();
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.includes('was not done')) return false;
      throw error;
    }
  };
};

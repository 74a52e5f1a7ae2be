// A cycle with a completed run, and the lists of its town and district taken as far as a test needs: by the officers who do it, over HTTP.
import { parcelAssessment } from '@yimu/domain/assessment';
import { cycle } from '@yimu/domain/cycle';
import type { Actor } from '@yimu/domain/kernel';
import { type Grade, totalsOf } from '@yimu/domain/scoring';
import { testId } from '@yimu/testing';
import { given, opened, standard } from './cases/cycles.ts';
import { parcels2024, under } from './cases/standards.ts';
import { department, district, officer, taskForce, town, townOfficer } from './officers.ts';
import { type AssessmentService, envelope, give } from './service.ts';

export const ofCycle = { cycle: { jurisdiction: district, year: 2024 }, subject: 'parcel' as const };
export const cityDepartment = officer('city-department', '310000', '市经信委');
export const recorder = officer('city-recorder', '310000');
export const [tax, land] = [department('税务局'), department('规划资源局')];

export const parcelOf = (name: string): string => testId('parcel', name);
export const enterpriseOf = (name: string): string => testId('enterprise', name);
const inCycle = `${district}/2024/parcel`;
export const [townLists, classLists] = [`/town-lists/${town}/${inCycle}`, `/class-lists/${district}/${inCycle}`];
export const [townStream, classStream] = [`townlist-${town}-${district}-2024`, `classlist-${district}-${district}-2024`];
export const resultOf = (name: string): string => `assessment-${parcelOf(name)}-${district}-2024`;

/** A parcel as a run finds it. */
export type Found = readonly [name: string, grade: Grade | null, ...towns: string[]];
export const found: readonly Found[] = [
  ['一号', 'A', town],
  ['二号', 'D', town],
  ['三号', null, town],
];
export const totals = { A: 1, B: 0, C: 0, D: 1, T: 0, none: 1 };

const empty = { lacking: [], items: [], extras: [], inputs: [], cohort: 'all', rule: null, score: null, rank: null, of: null, place: null };

/** Starts a run of the cycle that is open, grades parcels and completes it, as the scoring job does. */
export const runOf = async (service: AssessmentService, parcels = found, key = 'run'): Promise<string> => {
  const run = await given(service, `${under('cycles', parcels2024)}/scorings`, {}, district, key);
  for (const [name, grade, ...towns] of parcels) {
    const data = { parcelId: parcelOf(name), partyIds: [enterpriseOf(name)], cycle: ofCycle.cycle, run, position: '1', standard, ...empty };
    const graded = { ...data, code: name, decidedBy: 'score' as const, grade, jurisdictions: towns };
    await give(service.store, { stream: resultOf(name), decider: parcelAssessment, type: 'GradeParcel', data: graded, key: run });
  }
  const counted = { ...totalsOf(parcels.map(([, grade]) => ({ grade }))) };
  const data = { ...parcels2024, run, totals: counted };
  await give(service.store, { stream: `cycle-${district}-2024`, decider: cycle, type: 'CompleteScoring', data, key: run });
  return run;
};

/** Opens the cycle and completes a run of it. */
export const scored = async (service: AssessmentService, parcels = found): Promise<string> => {
  await opened(service);
  return runOf(service, parcels);
};

/** Gives a command that is to be accepted. */
export const done = async (service: AssessmentService, as: Actor, url: string, body: object, key = url): Promise<void> => {
  const answer = await service.post(url, { ...envelope, ...body }, { as, key });
  if (answer.statusCode !== 201) throw new Error(`${url} was refused: ${answer.body}`);
};

const edition = 1;
export const passing = { edition, verdict: 'passed' };
export const submission = (run: string) => ({ town, ...ofCycle, run });
export const districtSubmission = (run: string, towns = [{ town, edition }]) => ({ jurisdiction: district, ...ofCycle, run, towns });
export const deciding = { edition, objectionsUntil: '2024-04-10' };

type Stage = 'submitted' | 'cleared' | 'listed' | 'reviewed' | 'decided';
const steps: readonly (readonly [Stage, (service: AssessmentService, run: string) => Promise<void>])[] = [
  ['submitted', (service, run) => done(service, townOfficer, '/town-lists', submission(run))],
  [
    'cleared',
    async (service) => {
      for (const by of [tax, land]) await done(service, by, `${townLists}/reviews`, passing, by.sub);
    },
  ],
  ['listed', (service, run) => done(service, taskForce, '/class-lists', districtSubmission(run))],
  ['reviewed', (service) => done(service, cityDepartment, `${classLists}/opinions`, { edition, verdict: 'agree' })],
  ['decided', (service) => done(service, recorder, `${classLists}/decisions`, deciding)],
];

/** Takes the lists of a completed run up to a stage; answers the run. */
export const listed = async (service: AssessmentService, upTo: Stage, parcels = found): Promise<string> => {
  const run = await scored(service, parcels);
  for (const [stage, take] of steps.slice(0, steps.findIndex(([name]) => name === upTo) + 1)) {
    await take(service, run).catch((error: unknown) => {
      throw new Error(`not ${stage}`, { cause: error });
    });
  }
  return run;
};

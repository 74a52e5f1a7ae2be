// How the sample parcels get their classes, years before the court comes: 样例一号 and 样例三号 become D, 样例二号 becomes C.

import { reviewersOf } from '@yimu/domain/classlist';
import { sampleForms } from '@yimu/domain/formschema';
import {
  cityDepartment,
  days,
  decisionNumber,
  department,
  districtCode,
  officerOf,
  parcelNames,
  parcels,
  recorder,
  type Town,
  taskForce,
  townCodes,
} from './court-cast.ts';
import type { CourtLand } from './court-land.ts';
import { askOfCompletedRun } from './grade-questions.ts';
import { untilAllAreChecked } from './health-check-questions.ts';
import { untilFinal } from './path-questions.ts';
import { sampleFigures, sampleStandard } from './sample-figures.ts';
import { type ClientAfter, type Player, type Step, sampleSource } from './sample-steps.ts';

const courtCycle = { jurisdiction: districtCode, year: 2022 };
const place = { ...courtCycle, subject: 'parcel' };
const address = `${districtCode}/${courtCycle.year}/parcel`;
const towns = Object.keys(townCodes) as readonly Town[];

/** The sample standard with classes by score alone, so that three parcels are enough. */
const standard = {
  ...sampleStandard,
  schemes: sampleStandard.schemes.map((scheme) => ({
    ...scheme,
    cutOffs: {
      kind: 'score',
      classes: [
        { grade: 'A', from: '110' },
        { grade: 'B', from: '90' },
        { grade: 'C', from: '55' },
        { grade: 'D', from: null },
      ],
    },
  })),
};

/** Nobody knows when the demo is run: late figures are refused. */
const schedule = [
  { phase: 'preparation', starts: '2022-03-01', ends: '2022-03-31' },
  { phase: 'evaluation', starts: '2022-04-01', ends: '2099-12-31' },
];

const beginning: readonly Step[] = [
  { by: department('经委'), on: '2022-01-10', path: '/standards', body: { ...place, content: standard } },
  { by: department('经委'), on: '2022-01-15', path: `/standards/${address}/validations`, body: { version: 1 } },
  { by: taskForce, on: '2022-01-20', path: `/standards/${address}/publications`, body: { version: 1 } },
  { by: taskForce, on: '2022-02-20', path: '/form-schemas', body: { ...courtCycle, ...sampleForms } },
  { by: taskForce, on: '2022-04-01', path: '/cycles', body: { ...place, standard: { ...courtCycle, version: 1 }, schedule } },
];

const supplied = async (player: Player, { parcels: ids }: CourtLand): Promise<void> => {
  for (const name of parcelNames) {
    const { town, area, figures } = parcels[name];
    for (const [supplier, said] of sampleFigures(figures, area))
      await player.take({
        by: supplier === '街镇' ? officerOf(town) : department(supplier),
        on: '2022-05-10',
        path: `/health-checks/${ids[name]}/${address}/figures`,
        body: { period: courtCycle.year - 1, figures: said },
        of: supplier,
      });
  }
};

const approving = (run: string): readonly Step[] => {
  const of = { cycle: courtCycle, subject: 'parcel' };
  const first = { edition: 1 };
  const classList = `/class-lists/${districtCode}/${address}`;
  const document = { kind: 'document', number: decisionNumber, issuer: '样例，非真实', date: days.decided };
  const edition = { ...of, jurisdiction: districtCode, run, towns: towns.map((town) => ({ town: townCodes[town], ...first })) };
  return [
    ...towns.map((town) => ({
      by: officerOf(town),
      on: '2022-10-10',
      path: '/town-lists',
      body: { ...of, town: townCodes[town], run },
      of: town,
    })),
    ...towns.flatMap((town) =>
      reviewersOf(sampleStandard).map(({ department: name }) => ({
        by: department(name),
        on: '2022-10-20',
        path: `/town-lists/${townCodes[town]}/${address}/reviews`,
        body: { ...first, verdict: 'passed' },
        of: name,
      })),
    ),
    { by: taskForce, on: '2022-11-01', path: '/class-lists', body: edition },
    { by: cityDepartment, on: '2022-11-15', path: `${classList}/opinions`, body: { ...first, verdict: 'agree' } },
    {
      by: recorder,
      on: days.decided,
      path: `${classList}/decisions`,
      body: { ...first, objectionsUntil: '2023-01-31', sources: [document, sampleSource(days.decided)] },
    },
  ];
};

/** Has the sample parcels graded and their classes decided. Throws a Sentence when a job or a reaction does not come to its end. */
export const courtGrades = async (clientAfter: ClientAfter, player: Player, land: CourtLand): Promise<void> => {
  const asTaskForce = () => clientAfter(player.position())(taskForce);
  for (const step of beginning) await player.take(step);
  for (const town of towns) {
    const here = parcelNames.filter((name) => parcels[name].town === town).map((name) => land.parcels[name]);
    await untilAllAreChecked(await asTaskForce(), courtCycle, { town: townCodes[town], parcels: here });
  }
  await supplied(player, land);
  const { id: run } = await player.take({ by: taskForce, on: '2022-09-30', path: `/cycles/${address}/scorings`, body: {} });
  await askOfCompletedRun(await asTaskForce(), courtCycle, { listed: districtCode, run, parcels: parcelNames.length });
  for (const step of approving(run)) await player.take(step);
  for (const name of parcelNames) await untilFinal(await asTaskForce(), courtCycle, land.parcels[name]);
};

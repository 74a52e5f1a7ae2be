// What the demo does to have something to explain: a sample standard, a cycle under it, one form, made-up figures, one scoring run.
import { hash } from 'node:crypto';
import { sampleForms } from '@yimu/domain/formschema';
import { Refused } from '../import/http.ts';
import { askChecked, untilAllAreChecked } from './health-check-questions.ts';
import { sampleFigures, sampleStandard } from './sample-figures.ts';
import {
  type Acting,
  address,
  type ClientAfter,
  cycle,
  department,
  officerOf,
  type Player,
  place,
  playerWith,
  type Step,
  taskForce,
} from './sample-steps.ts';

export interface GradedParcel {
  readonly id: string;
  /** In 亩. */
  readonly area: string;
  /** The enterprises that lists name as its users. */
  readonly users: readonly { readonly partyId: string; readonly name: string }[];
}

const version = 1;
/** The year before the cycle's, as long as nobody says otherwise. */
const period = cycle.year - 1;
const opened = '2024-10-10';

/** Late figures are refused, and nobody knows when the demo is run: this evaluation stays open. */
const schedule = [
  { phase: 'preparation', starts: '2024-09-20', ends: '2024-10-09' },
  { phase: 'evaluation', starts: '2024-10-10', ends: '2099-12-31' },
];

const since = { effectiveOn: '2024-01-01' };

const beginning: readonly Step[] = [
  { by: department('经委'), on: opened, path: '/standards', body: { ...since, ...place, content: sampleStandard } },
  { by: department('经委'), on: opened, path: `/standards/${address}/validations`, body: { ...since, version } },
  { by: taskForce, on: opened, path: `/standards/${address}/publications`, body: { ...since, version } },
  { by: taskForce, on: opened, path: '/form-schemas', body: { ...cycle, ...sampleForms } },
];
const opening: Step = { by: taskForce, on: opened, path: '/cycles', body: { ...place, standard: { ...cycle, version }, schedule } };

/** The 体检表 of a parcel that was entered after the cycle was opened. */
const handingOut = ({ id, users }: GradedParcel, town: Acting): Step => ({
  by: town,
  on: opened,
  path: '/health-checks',
  body: { subjectId: id, subject: 'parcel', cycle, enterprises: users.map(({ partyId }) => partyId) },
  of: id,
});

/** 用地主体自评表 of one parcel, by its user; and how the town confirms it. */
const selfAssessing = (id: string, { partyId, name }: GradedParcel['users'][number], town: Acting): readonly Step[] => {
  const form = 'self-assessment';
  const answers = [
    { field: 'land-user', value: name },
    { field: 'use-of-land', value: 'own' },
    { field: 'plans', value: '样例填报，非真实' },
  ];
  const path = `/health-checks/${id}/${address}`;
  return [
    { by: { code: partyId, role: 'enterprise' }, on: '2024-10-15', path: `${path}/forms`, body: { form, answers }, of: form },
    { by: town, on: '2024-10-18', path: `${path}/form-confirmations`, body: { form }, of: form },
  ];
};

/** Everybody supplies what is theirs. */
const supplying = ({ id, area }: GradedParcel, n: number, town: Acting): readonly Step[] =>
  [...sampleFigures(n, area)].map(([supplier, figures]) => ({
    by: supplier === '街镇' ? town : department(supplier),
    on: '2024-10-25',
    path: `/health-checks/${id}/${address}/figures`,
    body: { period, figures },
    // Another area, or another place among the parcels, is another figure.
    of: `${supplier} ${n} ${area}`,
  }));

const scoring = (parcels: readonly GradedParcel[]): Step => ({
  by: taskForce,
  on: '2024-11-05',
  path: `/cycles/${address}/scorings`,
  body: {},
  of: hash('sha256', JSON.stringify(parcels.map(({ id, area }) => ({ id, area })))),
});

/** A reaction may have opened it meanwhile: then it is there. */
const handOut = async (player: Player, step: Step): Promise<void> => {
  try {
    await player.take(step);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 409) throw error;
  }
};

/**
 * Waits for the 体检表 of all parcels. Those known when the cycle was opened get theirs by a reaction, however long that takes; in a cycle
 * of an earlier demo there may be parcels that came later, to which the town hands it out.
 */
const checksOpened = async (clientAfter: ClientAfter, player: Player, parcels: readonly GradedParcel[], town: string): Promise<void> => {
  const { appended } = await player.take(opening);
  const officer = officerOf(town);
  const client = await clientAfter(player.position())(officer);
  const checked = appended ? new Set<string>() : await askChecked(client, cycle, town);
  const late = appended ? [] : parcels.filter(({ id }) => !checked.has(id));
  for (const parcel of late) await handOut(player, handingOut(parcel, officer));
  await untilAllAreChecked(client, cycle, { town, parcels: parcels.map(({ id }) => id) });
};

export interface SampleRun {
  /** Null when an earlier demo started it: other runs may have followed. */
  readonly run: string | null;
  /** How far whoever asks for results has to wait for. */
  readonly position: string;
}

export interface SampleOf {
  /** In an order that stays the same. */
  readonly parcels: readonly GradedParcel[];
  /** The one whose user fills a form. */
  readonly followed: GradedParcel;
  /** In which they lie. */
  readonly town: string;
}

/**
 * Evaluates parcels under the sample standard. Throws Refused when the ledger already holds another standard or cycle of the same place
 * and year, and a Sentence when a reaction does not open the 体检表.
 */
export const evaluateSample = async (clientAfter: ClientAfter, { parcels, followed, town }: SampleOf): Promise<SampleRun> => {
  const officer = officerOf(town);
  const player = playerWith(clientAfter(''));
  for (const step of beginning) await player.take(step);
  await checksOpened(clientAfter, player, parcels, town);
  const [user] = followed.users;
  if (user !== undefined) for (const step of selfAssessing(followed.id, user, officer)) await player.take(step);
  await Promise.all(
    parcels.map(async (parcel, n) => {
      for (const step of supplying(parcel, n, officer)) await player.take(step);
    }),
  );
  const { id, appended } = await player.take(scoring(parcels));
  return { run: appended ? id : null, position: player.position() };
};

import { district, officer } from '../officers.ts';
import { type AssessmentService, envelope } from '../service.ts';
import type { Case } from './case.ts';
import { asTaskForce, type Place, parcels2024, takenTo, under } from './standards.ts';

const jurisdictions = [district];
export const standard = { jurisdiction: district, year: 2024, version: 1 };
export const schedule = [
  { phase: 'preparation', starts: '2024-03-01', ends: '2024-03-31' },
  { phase: 'evaluation', starts: '2024-04-01', ends: '2024-09-30' },
];
const later = [schedule[0], { phase: 'evaluation', starts: '2024-04-01', ends: '2024-10-31' }];

/** Gives a command of the task force of the place's jurisdiction; answers the `id` of what it created, if any. */
export const given = async (service: AssessmentService, url: string, body: object, code = district, key = url): Promise<string> => {
  const answer = await service.post(url, { ...envelope, ...body }, { as: officer('task-force', code), key });
  if (answer.statusCode !== 201) throw new Error(`${url} was refused: ${answer.body}`);
  return answer.json<{ id?: string }>().id ?? '';
};

/** Opens the cycle of a place under the published standard of the same place. */
export const opened = async (service: AssessmentService, place: Place = parcels2024): Promise<void> => {
  await takenTo(service, 'publish', place);
  const { jurisdiction, year } = place;
  await given(service, '/cycles', { ...place, standard: { jurisdiction, year, version: 1 }, schedule }, jurisdiction);
};

const url = under('cycles', parcels2024);
const nothing = under('cycles', { ...parcels2024, year: 2099 });

interface Sent {
  readonly body?: object;
  /** What the event says beside the place, where it is not the body. */
  readonly data?: (id: string) => object;
}

/** A case under an opened cycle: what is sent, and the event that comes of it. */
const ofCycle = (
  name: string,
  type: string,
  of: Sent = {},
  before: (service: AssessmentService) => Promise<Sent> = async () => of,
): Case => ({
  path: `/cycles/:code/:year/:subject/${name}`,
  ...asTaskForce,
  request: async (service) => {
    await opened(service);
    const { body = {}, data = () => body } = { ...of, ...(await before(service)) };
    const sent = { ...envelope, ...body };
    return {
      url: `${url}/${name}`,
      body: sent,
      events: (id) => [{ type, data: { ...parcels2024, ...data(id) }, jurisdictions }],
      missing: { url: `${nothing}/${name}`, body: sent },
    };
  },
});

export const cycleCases: readonly Case[] = [
  {
    path: '/cycles',
    ...asTaskForce,
    request: async (service) => {
      await takenTo(service, 'publish');
      const body = { ...envelope, ...parcels2024, standard, schedule };
      return {
        url: '/cycles',
        body,
        events: () => [{ type: 'CycleOpened', data: { ...parcels2024, standard, schedule }, jurisdictions }],
        missing: { url: `${nothing}/freezes`, body: envelope },
      };
    },
  },
  ofCycle('phases', 'PhaseAdvanced', { body: { phase: 'evaluation' } }),
  ofCycle('schedules', 'CycleRescheduled', { body: { schedule: later, reason: '顺延一个月' } }),
  ofCycle('figure-years', 'FigureYearSet', { body: { figureYear: 2022 } }),
  ofCycle('freezes', 'CycleFrozen'),
  ofCycle('reopenings', 'CycleReopened', { body: { reason: '补充数据' } }, async (service) => {
    await given(service, `${url}/freezes`, {});
    return {};
  }),
  ofCycle('scorings', 'ScoringStarted', {}, async ({ store }) => {
    const position = await store.head();
    return { data: (run) => ({ run, position, standard, isFrozen: false }) };
  }),
  ofCycle('abandonments', 'ScoringAbandoned', {}, async (service) => ({
    body: { run: await given(service, `${url}/scorings`, {}), reason: '标准有误' },
  })),
];

import { town, townOfficer } from '../officers.ts';
import { type AssessmentService, envelope } from '../service.ts';
import { asTown, type Case, jurisdictions } from './case.ts';

const place = { jurisdiction: town, year: 2025 };
const indicator = { number: '8', name: '提升低效用地', unit: '亩', dimension: '要素投入' };
const tiers = { floor: '14', assured: '16', stretch: '18' };
export const targets = { ...place, indicator, planCategory: 'upgrade', ...tiers };

/** Sets targets for 2025 that hold from 1 January 2024 on; answers the id of the event. */
export const targetsSet = async (service: AssessmentService): Promise<string> => {
  const answer = await service.post('/targets', { ...envelope, effectiveOn: '2024-01-01', ...targets }, { as: townOfficer, key: 'set' });
  if (answer.statusCode !== 201) throw new Error(`the targets were not set: ${answer.body}`);
  return String((await service.eventsOf(`target-${town}-2025`)).at(-1)?.id);
};

const otherTiers = { floor: '14', assured: '17', stretch: '18' };
const amended = { ...place, indicator: '提升低效用地', ...otherTiers, reason: '区里调整' };
const amendment = { ...envelope, indicator: '提升低效用地', ...otherTiers, reason: '区里调整' };

export const targetCases: readonly Case[] = [
  {
    path: '/targets',
    ...asTown,
    request: async () => ({
      url: '/targets',
      body: { ...envelope, ...targets },
      events: () => [{ type: 'TargetsSet', data: targets, jurisdictions }],
      missing: { url: `/targets/${town}/2099/revisions`, body: amendment },
    }),
  },
  {
    path: '/targets/:code/:year/corrections',
    ...asTown,
    request: async (service) => {
      const corrects = await targetsSet(service);
      return {
        url: `/targets/${town}/2025/corrections`,
        body: amendment,
        events: () => [{ type: 'TargetsCorrected', data: amended, jurisdictions, corrects }],
        missing: { url: `/targets/${town}/2099/corrections`, body: amendment },
      };
    },
  },
  {
    path: '/targets/:code/:year/revisions',
    ...asTown,
    request: async (service) => {
      await targetsSet(service);
      return {
        url: `/targets/${town}/2025/revisions`,
        body: amendment,
        events: () => [{ type: 'TargetsRevised', data: amended, jurisdictions }],
        missing: { url: `/targets/${town}/2099/revisions`, body: amendment },
      };
    },
  },
  {
    path: '/targets/:code/:year/actuals',
    ...asTown,
    request: async (service) => {
      await targetsSet(service);
      const data = { indicator: '提升低效用地', value: '17.96' };
      return {
        url: `/targets/${town}/2025/actuals`,
        body: { ...envelope, ...data },
        events: () => [{ type: 'ActualReported', data: { ...place, ...data }, jurisdictions }],
        missing: { url: `/targets/${town}/2099/actuals`, body: { ...envelope, ...data } },
      };
    },
  },
];

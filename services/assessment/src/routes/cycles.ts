import { cycle, cycleCommands } from '@yimu/domain/cycle';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { placeParams as params, placeOf, cycleStream as stream } from './cycle-place.ts';
import { publishedFor } from './standard-context.ts';

const inPath = { jurisdiction: true, year: true, subject: true } as const;

export const cycleRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/cycles',
    command: 'OpenCycle',
    summary: 'Open the cycle of a jurisdiction and year under one published version of a standard, its own or one of a level above',
    schema: cycleCommands.OpenCycle.omit({ published: true }),
    // How the version stands is left to `context`.
    toData: ({ body }) => ({ ...body, published: null }),
    decider: cycle,
    stream,
    context: async ({ store }, data, caller) => {
      if (data.standard === null) return data;
      const published = await publishedFor(store, data.jurisdiction, { ...data.standard, subject: data.subject }, caller);
      return published === 'not-found' ? published : { ...data, published };
    },
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/phases',
    command: 'AdvancePhase',
    summary: 'Begin the next phase of the schedule',
    schema: cycleCommands.AdvancePhase.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: cycle,
    stream,
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/schedules',
    command: 'RescheduleCycle',
    summary: 'Replace the schedule, with a reason; the present phase stays in it',
    schema: cycleCommands.RescheduleCycle.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: cycle,
    stream,
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/figure-years',
    command: 'SetFigureYear',
    summary: "Say of which calendar year figures must be; until then it is the year before the cycle's",
    schema: cycleCommands.SetFigureYear.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: cycle,
    stream,
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/freezes',
    command: 'FreezeCycle',
    summary: 'Freeze the figures: from then on they change by corrections with a reason only',
    schema: cycleCommands.FreezeCycle.omit(inPath),
    params,
    toData: ({ params: of }) => placeOf(of),
    decider: cycle,
    stream,
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/reopenings',
    command: 'ReopenCycle',
    summary: 'Reopen a frozen cycle, with a reason',
    schema: cycleCommands.ReopenCycle.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: cycle,
    stream,
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/scorings',
    command: 'StartScoring',
    summary: 'Start a run of the scoring job, which reads the ledger as it stands now; `id` of the answer is the run',
    schema: cycleCommands.StartScoring.omit({ ...inPath, run: true, position: true }),
    params,
    // The position is left to `context`. A request sent again is known by its key before that is looked at: its run keeps the first one.
    toData: ({ params: of, entityId }) => ({ ...placeOf(of), run: entityId, position: '' }),
    decider: cycle,
    stream,
    context: async ({ store }, data) => {
      const position = await store.head();
      return position === undefined ? 'not-found' : { ...data, position };
    },
    id: ({ run }) => run,
  }),
  commandRoute({
    path: '/cycles/:code/:year/:subject/abandonments',
    command: 'AbandonScoring',
    summary: 'Give up a run that still goes on, with a reason',
    schema: cycleCommands.AbandonScoring.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: cycle,
    stream,
  }),
];

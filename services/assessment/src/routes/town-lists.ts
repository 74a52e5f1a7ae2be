// Lists of towns and parks: submitted, reviewed line by line, returned, withdrawn.
import { classListCommands, sentLines, townList } from '@yimu/domain/classlist';
import { departments, firstOf } from '@yimu/domain/kernel';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { isTaken, locatedLines, reviewersFor, standingResults, townListFor, unread } from '../lists/context.ts';
import { ofTown, townParams as params, townListStream as stream } from '../lists/places.ts';

const inPath = { town: true, cycle: true, subject: true } as const;

export const townListRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/town-lists',
    command: 'SubmitTownList',
    summary: 'Submit the results of the last completed run for the town; counts, and who reviews which line, are read by the service',
    schema: classListCommands.SubmitTownList.omit({ results: true, reviewers: true }),
    // What the run found is left to `context`.
    toData: ({ body }) => ({ ...body, results: null, reviewers: [] }),
    decider: townList,
    stream,
    context: async ({ store }, data, caller) => {
      if (!inScope(caller, data.town)) return 'not-found';
      const found = await standingResults(store, data, data.town);
      if (found === null) return data;
      const { totals, parcels } = found.counts;
      return { ...data, results: { totals, parcels }, reviewers: await reviewersFor(store, data, found.standard) };
    },
    admitNew: ({ town }, caller) => inScope(caller, town),
  }),
  commandRoute({
    path: '/town-lists/:town/:code/:year/:subject/reviews',
    command: 'ReviewLine',
    summary: 'Pass or return the line of the own department (审核把关), once per edition',
    schema: classListCommands.ReviewLine.omit({ ...inPath, department: true, lines: true, approver: true }).extend({ lines: sentLines }),
    params,
    // The department, and where the parcels lie, are left to `context`.
    toData: ({ body, params: of }) => ({
      ...body,
      ...ofTown(of),
      department: firstOf(departments),
      ...unread(body.lines),
    }),
    decider: townList,
    stream,
    context: async ({ store }, data, caller) => {
      const list = await townListFor(store, data, caller);
      const department = departments.find((name) => name === caller.actor.department);
      if (list === undefined || list.state.kind === 'absent' || department === undefined) return 'not-found';
      const lines = await locatedLines(store, { ...data, run: list.state.run }, data.lines);
      return { ...data, department, lines, approver: list.approver };
    },
  }),
  commandRoute({
    path: '/town-lists/:town/:code/:year/:subject/returns',
    command: 'ReturnTownList',
    summary: 'Return the list to the town, as a whole or by lines',
    schema: classListCommands.ReturnTownList.omit({ ...inPath, lines: true, classList: true, approver: true, isTaken: true }).extend({
      lines: sentLines,
    }),
    params,
    toData: ({ body, params: of }) => ({
      ...body,
      ...ofTown(of),
      ...unread(body.lines),
      classList: null,
      isTaken: false,
    }),
    decider: townList,
    stream,
    context: async ({ store }, data, caller) => {
      const list = await townListFor(store, data, caller);
      if (list === undefined || list.state.kind === 'absent') return 'not-found';
      const lines = await locatedLines(store, { ...data, run: list.state.run }, data.lines);
      return { ...data, lines, approver: list.approver, isTaken: await isTaken(store, data, data.edition) };
    },
  }),
  commandRoute({
    path: '/town-lists/:town/:code/:year/:subject/withdrawals',
    command: 'WithdrawTownList',
    summary: "Withdraw the list, as long as it is not part of the district's",
    schema: classListCommands.WithdrawTownList.omit({ ...inPath, isTaken: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...ofTown(of), isTaken: false }),
    decider: townList,
    stream,
    context: async ({ store }, data, caller) =>
      inScope(caller, data.town) ? { ...data, isTaken: await isTaken(store, data, data.edition) } : 'not-found',
  }),
];

// The four-class list of a district: submitted, reviewed jointly, returned, decided, published.
import { classList, classListCommands, sentChanges, sentLines } from '@yimu/domain/classlist';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import {
  approverUnread,
  classListFor,
  located,
  locatedLines,
  standingResults,
  submittedOneOf,
  townLists,
  unread,
} from '../lists/context.ts';
import { ofDistrict, districtParams as params, classListStream as stream } from '../lists/places.ts';
import { townListRoutes } from './town-lists.ts';

const inPath = { jurisdiction: true, cycle: true, subject: true } as const;

export const classListRoutes: readonly CommandRoute[] = [
  ...townListRoutes,
  commandRoute({
    path: '/class-lists',
    command: 'SubmitClassList',
    summary: 'Submit the four-class list of the district, of the cleared lists of all its towns',
    schema: classListCommands.SubmitClassList.omit({ results: true, lists: true }),
    // How the towns' lists stand is left to `context`.
    toData: ({ body }) => ({ ...body, results: null, lists: [] }),
    decider: classList,
    stream,
    context: async ({ store }, data, caller) => {
      if (!inScope(caller, data.jurisdiction)) return 'not-found';
      const found = await standingResults(store, data, data.jurisdiction);
      const named = data.towns.map(({ town }) => town);
      return { ...data, results: found?.counts ?? null, lists: await townLists(store, data, named) };
    },
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/class-lists/:district/:code/:year/:subject/opinions',
    command: 'GiveCityOpinion',
    summary: 'Give the opinion of the own department in the joint review (联合研判); the last one stands',
    schema: classListCommands.GiveCityOpinion.omit({ ...inPath, department: true, lines: true, approver: true }).extend({
      lines: sentLines,
    }),
    params,
    toData: ({ body, params: of }) => ({
      ...body,
      ...ofDistrict(of),
      department: null,
      ...unread(body.lines),
    }),
    decider: classList,
    stream,
    context: async ({ store }, data, caller) => {
      const list = await classListFor(store, data, caller);
      if (list === undefined || list.state.kind === 'absent') return 'not-found';
      const lines = await locatedLines(store, { ...data, run: list.state.run }, data.lines);
      const approver = (await submittedOneOf(store, data, list.state.towns, caller)) ? 'submitter' : list.approver;
      return { ...data, department: caller.actor.department ?? null, lines, approver };
    },
  }),
  commandRoute({
    path: '/class-lists/:district/:code/:year/:subject/returns',
    command: 'ReturnClassList',
    summary: 'Return the list to the district, as a whole or by lines: the towns of these submit again first',
    schema: classListCommands.ReturnClassList.omit({ ...inPath, lines: true, approver: true }).extend({ lines: sentLines }),
    params,
    toData: ({ body, params: of }) => ({
      ...body,
      ...ofDistrict(of),
      ...unread(body.lines),
    }),
    decider: classList,
    stream,
    context: async ({ store }, data, caller) => {
      const list = await classListFor(store, data, caller);
      if (list === undefined || list.state.kind === 'absent') return 'not-found';
      const lines = await locatedLines(store, { ...data, run: list.state.run }, data.lines);
      return { ...data, lines, approver: list.approver };
    },
  }),
  commandRoute({
    path: '/class-lists/:district/:code/:year/:subject/decisions',
    command: 'DecideClassList',
    summary: 'Record the decision of the city (审定); the first source is its document, the grades become final',
    schema: classListCommands.DecideClassList.omit({ ...inPath, changes: true, lists: true, approver: true }).extend({
      changes: sentChanges,
    }),
    params,
    toData: ({ body, params: of }) => ({
      ...body,
      ...ofDistrict(of),
      changes: body.changes.map((change) => ({ ...change, towns: [], found: null })),
      lists: [],
      ...approverUnread,
    }),
    decider: classList,
    stream,
    context: async ({ store }, data, caller) => {
      const list = await classListFor(store, data, caller);
      if (list === undefined || list.state.kind === 'absent') return 'not-found';
      const { run, towns: named } = list.state;
      const changes = await located(store, { ...data, run }, data.changes);
      return {
        ...data,
        changes: changes.map(({ line, towns, found }) => ({ ...line, towns, found })),
        lists: await townLists(
          store,
          data,
          named.map(({ town }) => town),
        ),
        approver: (await submittedOneOf(store, data, named, caller)) ? 'submitter' : list.approver,
      };
    },
  }),
  commandRoute({
    path: '/class-lists/:district/:code/:year/:subject/publications',
    command: 'PublishClassList',
    summary: 'Publish the lists of classes (两个导向的四类清单) of a decided list',
    schema: classListCommands.PublishClassList.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...ofDistrict(of) }),
    decider: classList,
    stream,
  }),
];

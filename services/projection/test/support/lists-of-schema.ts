// The lists of the schema, each by the field that answers it.
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { schema } from '../../src/graphql/schema.ts';
import { readAssessments } from '../../src/read-models/assessments.ts';
import { readAuctions } from '../../src/read-models/auctions.ts';
import { readBaseMapUnits } from '../../src/read-models/base-map-units.ts';
import { readPublishedEntries } from '../../src/read-models/class-lists.ts';
import { readContracts } from '../../src/read-models/contracts.ts';
import { readEquityTransfers } from '../../src/read-models/equity-transfers.ts';
import { readEvents } from '../../src/read-models/events.ts';
import { readFindings } from '../../src/read-models/findings.ts';
import { readObjections } from '../../src/read-models/objections.ts';
import { readParcels } from '../../src/read-models/parcels.ts';
import { readParties } from '../../src/read-models/parties.ts';
import { readPlanEntryPage } from '../../src/read-models/plan-entries.ts';
import { readRightList } from '../../src/read-models/rights.ts';
import { readHealthChecks } from '../../src/read-models/submissions.ts';
import { readTenures } from '../../src/read-models/supervision.ts';
import type { Within } from '../../src/read-models/within.ts';
import type { View } from '../../src/tenancy/view.ts';

/** Every field of the schema that answers pages. */
export const connectionFields: readonly string[] = Object.values(buildSchema(schema).getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map((field) => `${type.name}.${field.name}`),
  );

/** Asks one page of a list. */
export type AskPage = (view: View, level: Within['column']) => Promise<unknown>;

const page = { limit: 21 };
const cycle = '310000-2024';
const edition = { jurisdiction: '310000', cycle, edition: 1, grade: 'D' };

/** Lists that follow an index; a list may be asked in several ways. */
export const lists: Readonly<Record<string, Readonly<Record<string, AskPage>>>> = {
  'Query.parcels': {
    'by name': (view) => readParcels(view, {}, 'NAME_ASC', page),
    'by name, downwards': (view) => readParcels(view, {}, 'NAME_DESC', page),
    'by area': (view) => readParcels(view, {}, 'AREA_ASC', page),
    'by area, downwards': (view) => readParcels(view, {}, 'AREA_DESC', page),
    'further on': (view) =>
      readParcels(view, {}, 'NAME_ASC', { ...page, after: { sort: '地块000500', id: '00000000-0000-4000-8000-000000000000' } }),
    'with a word that many have': (view) => readParcels(view, { searched: { word: '地块' } }, 'NAME_ASC', page),
    'that nobody seized': (view) => readParcels(view, { seized: false }, 'NAME_ASC', page),
  },
  'Query.parties': {
    'by name': (view) => readParties(view, {}, page),
    'with a word that many have': (view) => readParties(view, { searched: { word: '地块' } }, page),
    standing: (view) => readParties(view, { status: 'active' }, page),
  },
  'Query.contracts': {
    signed: (view) => readContracts(view, {}, page),
    'in force': (view) => readContracts(view, { status: 'in-force' }, page),
    'signed between two days': (view) => readContracts(view, { signed: { from: '2020-06-01', to: '2022-06-01' } }, page),
  },
  'Query.equityTransfers': { filed: (view) => readEquityTransfers(view, {}, page) },
  'Query.auctions': { opened: (view) => readAuctions(view, {}, page), open: (view) => readAuctions(view, { closed: false }, page) },
  'Query.baseMapUnits': { 'by id': (view) => readBaseMapUnits(view, {}, page) },
  'Query.findings': {
    opened: (view) => readFindings(view, {}, page),
    open: (view) => readFindings(view, { status: 'open' }, page),
    'opened between two days': (view) => readFindings(view, { opened: { from: '2020-06-01', to: '2022-06-01' } }, page),
  },
  'Query.objections': { lodged: (view) => readObjections(view, {}, page) },
  'Query.healthChecks': { 'by code': (view) => readHealthChecks(view, { cycle }, page) },
  'Query.assessments': { 'by code': (view, level) => readAssessments(view, 'standing', level, { cycle }, page) },
  'Query.supervisedTenures': { counted: (view) => readTenures(view, { supervisedOnly: true }, page) },
  'Query.planEntries': { 'by year': (view) => readPlanEntryPage(view, {}, page) },
  'Query.rights': { 'by day': (view) => readRightList(view, {}, page) },
  'PublishedList.entries': { 'by code': (view) => readPublishedEntries(view, edition, page) },
  'Query.events': {
    'oldest first': (view) => readEvents(view, {}, 'OLDEST_FIRST', page),
    'newest first': (view) => readEvents(view, {}, 'NEWEST_FIRST', page),
  },
};

/** Lists that are put in order after they were read, and what keeps them short. */
export const unordered: Readonly<Record<string, string>> = {
  'Query.changes': 'what differs between two points in one thing or one place',
  'GradeTransitions.moved': 'what changed its class between two cycles, which no index of either cycle tells',
  'Query.history': 'what was believed of one thing',
  'Query.supervisionComing': 'tenures that come under supervision between two days, which depends on the rule of the day',
  'Query.search': 'kind by kind, each in the order of its list or of what may have the word',
  'Query.worklist': 'what is owed in a place, of many kinds that have no order in common',
};

// What the isolation matrix asks: one question per root field, and what the answers show themselves by.
import { assessmentMarks, assessmentQuestions, districtMarks } from './assessment-questions.ts';
import { fillAssessments } from './assessments.ts';
import { historyQuestions } from './history-questions.ts';
import { fillHolders } from './holders.ts';
import { landQuestions } from './land-questions.ts';
import { listDistrictMarks, listMarks, listQuestions } from './list-questions.ts';
import { fillLists } from './lists.ts';
import { fillRegistry } from './registry.ts';
import { registryMarks, registryQuestions } from './registry-questions.ts';
import { rollUpMarks, rollUpQuestions } from './roll-up-questions.ts';
import { searchQuestions } from './search-questions.ts';
import { completenessMarks, fillSubmissions, formMarks, submissionMarks, submissionQuestions } from './submissions.ts';
import { fillSupervision, supervisionQuestions } from './supervision.ts';
import { caojing, fillBothTowns, jinshan } from './towns.ts';
import { idOf, type World } from './world.ts';

/** One question per root field, asking about the other town by every name it has. */
export const questions: Readonly<Record<string, string>> = {
  viewer: '{ viewer { sub jurisdiction { code name } } }',
  parcel: `{ parcel(id: "${idOf('漕地块')}") { name address developmentZone { name } geometry { shape } predecessors { parcelId } successors { name }
    revision areas { value } area { mu } jurisdiction { name }
    landUsers { nameAsPrinted party { name } } planEntries { enterprise list } findings { titleZh } supervision { id } } }`,
  parcels: `{ parcels { totalCount nodes { name areas { value } landUsers { nameAsPrinted } planEntries { enterprise } findings { titleZh } } }
    named: parcels(filter: { name: "漕地块" }) { totalCount nodes { id } }
    inTown: parcels(filter: { jurisdiction: "${caojing}" }) { totalCount nodes { id } } }`,
  parties: `{ parties { nodes { name } } named: parties(filter: { name: "漕企业" }) { nodes { id } } }`,
  party: `{ party(id: "${idOf('漕企业')}") { name kind uscc declaredControllers { id } shareholdings { holders { party { id name } share } }
    shareFreezes { court holder { name } } interests { company { name } parcelId parcel { name } } } }`,
  ultimateControllers: `{ ultimateControllers(company: "${idOf('漕企业')}") { company { name } shares { holders { id name } } declared { id } } }`,
  baseMapUnit: `{ baseMapUnit(id: "${idOf('漕单元')}") { district parcelId attributes { counted { value } others { value } } matches { parcelId } } }`,
  baseMapUnits: `{ baseMapUnits { nodes { id attributes { counted { value } } matches { parcelId } } }
    inTown: baseMapUnits(filter: { jurisdiction: "${caojing}" }) { nodes { id } }
    of: baseMapUnits(filter: { proposed: true }) { nodes { id matches { parcelId } } } }`,
  ...registryQuestions,
  ...landQuestions,
  ...assessmentQuestions,
  ...listQuestions,
  ...supervisionQuestions,
  ...submissionQuestions,
  ...historyQuestions,
  ...rollUpQuestions,
  ...searchQuestions,
  targets: `{ targets(jurisdiction: "${caojing}") { indicator floor planned { value entries { enterprise } } } }`,
  findings: `{ findings { nodes { titleZh } } about: findings(filter: { subject: "${idOf('漕地块')}" }) { nodes { titleZh } } }`,
  events: `{ events { nodes { stream data } } trail: events(parcel: "${idOf('漕地块')}") { nodes { type } }
    stream: events(stream: "parcel-${idOf('漕地块')}") { nodes { type } }
    behind: events(filter: { parcelWithControllers: "${idOf('漕地块')}" }) { nodes { stream data } } }`,
  importRows: '{ importRows(document: "漕府〔2024〕11号") { name cells list } }',
};

/** Everything the Caojing data shows itself by: its name mark, its code, its ids and its area. */
const held = ['121.300112', '漕股东', '漕法院', '漕开发区', '漕路', idOf('漕股东'), idOf('漕某人'), idOf('漕单元')];
export const traces = [
  ...held,
  ...registryMarks,
  ...assessmentMarks,
  ...submissionMarks,
  ...completenessMarks,
  ...listMarks,
  ...rollUpMarks,
  '漕地块',
  '漕企业',
  '漕清单',
  '漕待核实',
  '漕腾退',
  // The document that all facts are taken from is one of this town.
  '"漕泾镇"',
  ...['漕地块', '漕企业', '漕待核实', '漕拿地'].map(idOf),
  '30.62',
];
/** What its district gives out, which holds for every town of the district. */
export const givenOut = [...districtMarks, ...listDistrictMarks, ...formMarks];
/** Everything that there is, once in each of the two towns. */
export const fillMatrix = async (world: World): Promise<void> => {
  await fillBothTowns(world);
  await fillHolders(world);
  await fillRegistry(world);
  await fillAssessments(world);
  await fillSupervision(world);
  await fillSubmissions(world);
  await fillLists(world);
};

/** Values of arguments below the root. */
export const valuesBelow = { cycle: `{ jurisdiction: "${jinshan}", year: 2024 }`, months: '600' };

/** Fields read by themselves under which this world has nothing to show. */
export const neverShown: readonly string[] = ['Parcel.predecessors', 'Parcel.successors', 'PublishedEntry.enterprises'];

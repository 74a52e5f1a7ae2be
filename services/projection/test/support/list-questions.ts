// What the isolation suite asks of lists, objections, task forces, mandates, policies and the worklist, and what the answers show
// themselves by.
import { caojing, jinshan } from './towns.ts';
import { idOf } from './world.ts';

const cycle = `cycle: { jurisdiction: "${jinshan}", year: 2024 }`;
const list = `{ jurisdiction status runId opinions { text } decision { document changes { parcelId reason } } published { grade } }`;
const objection = '{ id parcelId parcel { name } party { id name } grounds against { runId } }';

/** One question per root field, asking about the other town by every name it has. */
export const listQuestions: Readonly<Record<string, string>> = {
  townLists: `{ townLists(${cycle}, everyEdition: true) { town runId } of: townLists(${cycle}, jurisdiction: "${caojing}") { runId } }`,
  classLists: `{ classLists ${list} of: classLists(year: 2024, jurisdiction: "${jinshan}", everyEdition: true) ${list} }`,
  classList: `{ classList(jurisdiction: "${jinshan}", ${cycle}) ${list} }`,
  publishedList: `{ publishedList(jurisdiction: "${jinshan}", ${cycle}, grade: C) { document entries { nodes { parcelId name enterprises { name } } } } }`,
  objections: `{ objections { nodes ${objection} } inTown: objections(within: "${caojing}") { nodes { id } }
    of: objections(parcel: "${idOf('漕地块')}") { nodes { id } } }`,
  objection: `{ objection(id: "${idOf('漕异议')}") ${objection} }`,
  taskForce: `{ taskForce(jurisdiction: "${jinshan}", year: 2024) { office members { section } } }`,
  mandates: `{ mandates { id unit } of: mandates(jurisdiction: "${caojing}") { id unit } }`,
  policies: `{ policies(jurisdiction: "${caojing}") { name details } of: policies(jurisdiction: "${jinshan}") { name } }`,
  worklist: `{ worklist(jurisdiction: "${caojing}", until: "2030-01-01", first: 100) { nodes { subjectId zh } }
    above: worklist(jurisdiction: "${jinshan}", until: "2030-01-01", first: 100) { nodes { subjectId zh } } }`,
};

/** Everything that what 漕泾 has here shows itself by; the opinion is for the district and the city. */
export const listMarks: readonly string[] = ['漕异议理由', '漕审定变更', '漕委托单位', '漕研判意见', ...['漕异议', '漕委托'].map(idOf)];
/** What its district gives out, which holds for every town of the district. */
export const listDistrictMarks: readonly string[] = ['漕府审定', '漕利用科', '漕专班办', '漕差别电价'];

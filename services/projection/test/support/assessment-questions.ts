// What the isolation suite asks of standards, cycles, grades and rankings, and what the answers show themselves by.
import { caojing, jinshan } from './towns.ts';
import { idOf } from './world.ts';

const [parcel, company] = [idOf('漕地块'), idOf('漕企业')];
const cycle = (subject: string) => `cycle: { jurisdiction: "${jinshan}", year: 2024, subject: ${subject} }`;
const result = `{ code parcelId parcel { name } parties { id name } run { id } decision { document } detail { score rank }
  explain { zh en events } eventId }`;
const runs = 'runs { id totals { subjects } cohorts { members items { least most mean } } }';

/** One question per root field, asking about the other town by every name it has. */
export const assessmentQuestions: Readonly<Record<string, string>> = {
  standards: `{ standards { titleZh content } of: standards(jurisdiction: "${jinshan}") { titleZh } }`,
  standard: `{ standard(jurisdiction: "${jinshan}", year: 2024, version: 1) { titleZh content sample { place } } }`,
  cycles: `{ cycles { jurisdiction standard { titleZh } ${runs} } of: cycles(jurisdiction: "${jinshan}") { standard { titleZh } } }`,
  cycle: `{ cycle(jurisdiction: "${jinshan}", year: 2024) { schedule { starts } standard { titleZh } ${runs} } }`,
  assessments: `{ assessments(${cycle('PARCEL')}) { nodes ${result} } enterprises: assessments(${cycle('ENTERPRISE')}) { nodes ${result} }
    inTown: assessments(${cycle('PARCEL')}, filter: { jurisdiction: "${jinshan}" }) { nodes { code } } }`,
  assessment: `{ assessment(parcel: "${parcel}", ${cycle('PARCEL')}) ${result}
    of: assessment(party: "${company}", ${cycle('ENTERPRISE')}) ${result}
    shown: parcel(id: "${parcel}") { assessments ${result} } }`,
  gradeCounts: `{ gradeCounts(jurisdiction: "${caojing}", ${cycle('PARCEL')}) { jurisdiction counts { subjects } children { jurisdiction } } }`,
  rankings: `{ rankings(jurisdiction: "${caojing}", year: 2024) { runId eventId ranked entries { party { id name } score } } }`,
};

/** Everything that what 漕泾 has here shows itself by. */
export const assessmentMarks: readonly string[] = [
  '777.25',
  `"jurisdiction":"${caojing}","counts":[{`,
  ...['漕地块 tax', '漕企业 tax'].map(idOf),
];

/** What its district gives out, which holds for every town of the district. */
export const districtMarks: readonly string[] = ['漕标准', ...['漕评分parcel', '漕评分enterprise'].map(idOf)];

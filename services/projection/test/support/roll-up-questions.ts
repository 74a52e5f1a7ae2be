// What the isolation suite asks of sums, and what the answers show themselves by.
import { caojing, jinshan } from './towns.ts';

const cycle = (year: number) => `{ jurisdiction: "${jinshan}", year: ${year} }`;
const moves = '{ nodes { code parcelId from { grade rule } to { grade rule } } }';

/** One question per root field, asking about the other town by every name it has. */
export const rollUpQuestions: Readonly<Record<string, string>> = {
  overview: `{ overview(jurisdiction: "${caojing}") { jurisdiction { name } parcels { count area { mu } } landUses { count area { mu } } openFindings
    plans { year area { mu } } planRoutes { route area { mu } } gradeUse(cycle: ${cycle(2024)}) { grade subjects area { mu } perMu { nameZh value } }
    children { jurisdiction { name } } } }`,
  gradeTransitions: `{ gradeTransitions(jurisdiction: "${caojing}", from: ${cycle(2023)}, to: ${cycle(2024)}) { jurisdiction matrix { subjects area { mu } }
    moved ${moves} } above: gradeTransitions(jurisdiction: "${jinshan}", from: ${cycle(2024)}, to: ${cycle(2024)}) { matrix { subjects } moved ${moves} } }`,
};

/** What 漕泾 has here shows itself by: its classes, and its tax per 亩. */
export const rollUpMarks: readonly string[] = [`"jurisdiction":"${caojing}","matrix":[{`, '259.08'];

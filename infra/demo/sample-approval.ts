// How the sample results become final: the list of the town past the departments to the district, from there to the city, and out.
import { reviewersOf } from '@yimu/domain/classlist';
import { sampleStandard } from './sample-figures.ts';
import { type Acting, address, cycle, department, officerOf, place, type Step, sampleSource, taskForce } from './sample-steps.ts';

/** 文号 of the decision: it looks like none that a city gives. */
export const decisionNumber = '样例〔2024〕1号（非真实）';

/** The day on which classes become final. */
export const decidedOn = '2024-12-10';

const city = '310000';
const cityDepartment: Acting = { code: city, role: 'city-department', department: '市经济信息化委' };
const recorder: Acting = { code: city, role: 'city-recorder' };

/** The list of the district, and everything said of it. */
const classList = `/class-lists/${cycle.jurisdiction}/${address}`;
const of = { cycle, subject: place.subject };
const first = { edition: 1 };

/** 街镇提交、条线审核把关、区专班提交、市级联合研判. */
export const submission = ({ town, run }: { readonly town: string; readonly run: string }): readonly Step[] => [
  { by: officerOf(town), on: '2024-11-08', path: '/town-lists', body: { ...of, town, run }, of: run },
  ...reviewersOf(sampleStandard).map(({ department: name }) => ({
    by: department(name),
    on: '2024-11-12',
    path: `/town-lists/${town}/${address}/reviews`,
    body: { ...first, verdict: 'passed' },
    of: `${name} ${run}`,
  })),
  {
    by: taskForce,
    on: '2024-11-18',
    path: '/class-lists',
    body: { ...of, jurisdiction: cycle.jurisdiction, run, towns: [{ town, ...first }] },
    of: run,
  },
  { by: cityDepartment, on: '2024-11-25', path: `${classList}/opinions`, body: { ...first, verdict: 'agree' }, of: run },
];

/** 审定. The first source is the document that decides. */
export const decision = (run: string): Step => {
  const document = { kind: 'document', number: decisionNumber, issuer: '样例，非真实', date: decidedOn };
  return {
    by: recorder,
    on: decidedOn,
    path: `${classList}/decisions`,
    body: { ...first, objectionsUntil: '2025-01-09', sources: [document, sampleSource(decidedOn)] },
    of: run,
  };
};

/** 清单公布. */
export const publication: Step = {
  by: taskForce,
  on: '2024-12-16',
  path: `${classList}/publications`,
  body: { ...first, classes: ['A', 'B', 'C', 'D'] },
};

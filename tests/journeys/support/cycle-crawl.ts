// Everything that somebody can read of two years and a place, as one text: what is secret must not stand in it, wherever that may be.
import type { CycleLand } from './cycle-land.ts';
import { district, type Offices } from './cycle-offices.ts';

const cycleOf = (year: number): string => `{ jurisdiction: "${district}", year: ${year} }`;
const line = '{ parcelId indicator reason }';
const totals = '{ grade subjects }';

const lists = `townLists(cycle: ${cycleOf(2024)}, everyEdition: true) { town status totals ${totals} reviews { department verdict lines ${line} reason } }
  classLists(everyEdition: true) { jurisdiction status totals ${totals} opinions { department text lines ${line} } overrides
    decision { document changes { parcelId reason } } }`;

/** Each is asked by itself, so that what is refused for its cost is one of them. */
const questions: readonly string[] = [
  '{ findings(first: 50) { nodes { titleZh titleEn reason subjectId detail { value } } } }',
  ...[2023, 2024].flatMap((year) => [
    `{ assessments(cycle: ${cycleOf(year)}, first: 20) { nodes { parcelId code grade lacking parties { name } detail { rule score rank place } explain { zh en } } } }`,
    `{ cycle(jurisdiction: "${district}", year: ${year}) { runs { totals ${totals} cohorts { members items { indicator least most mean } } } } }`,
    `{ gradeCounts(jurisdiction: "${district}", cycle: ${cycleOf(year)}) { counts { grade subjects } children { jurisdiction } } }`,
  ]),
  `{ healthChecks(cycle: ${cycleOf(2024)}, first: 20) { nodes { subjectId forms { party { id } answers { field value } returnReason }
     figures { quantity value party { id } } contradictions { standingValue said } } } }`,
  `{ ${lists} }`,
  '{ objections(first: 20) { nodes { parcelId grounds reason corrections party { id } } } }',
  `{ worklist(jurisdiction: "${district}") { nodes { zh en subjectId } } }`,
  '{ parcels(first: 20) { nodes { id name assessments { grade detail { score } } } } }',
  '{ parties(first: 20) { nodes { id name } } }',
];

/** Asks everything that is asked of a year, and reads the whole trail. */
export const crawlOf =
  (offices: Offices) =>
  async (who: string): Promise<string> => {
    const told: string[] = [];
    for (const question of questions) told.push(JSON.stringify(await offices.ask(who, question)));
    const trail =
      'query ($after: String) { events(first: 200, after: $after) { nodes { stream type data } pageInfo { hasNextPage endCursor } } }';
    type Page = {
      readonly events: { readonly nodes: readonly unknown[]; readonly pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    };
    for (let after: string | null = null, more = true; more; ) {
      const { events }: Page = await offices.ask<Page>(who, trail, { after });
      told.push(JSON.stringify(events.nodes));
      ({ hasNextPage: more, endCursor: after } = events.pageInfo);
    }
    return told.join('\n');
  };

export const opinion = '限评地块建议先行整改';
/** Figures of 税务局, of all enterprises; of two of them B's. */
const tax = { a: ['120.11', '24.17', '241.7'], b: ['40.13', '141.3'], others: ['60.19', '300.7', '200.3', '漏计下半年入库税款'] };
const statistics = { a: ['901.7', '2000.9', '2500.7'], b: ['303.1'], others: ['803.3', '3000.7', '1500.1', '1000.3'] };
const scores = ['70.09', '110.44', '95.38'];
/** What A answered in its forms, and B in its own. */
const answers = { a: ['30.07', '100.03'], b: ['6.01'] };
/** What is made of the answers of both: who knows one of them could subtract it. */
const joint = ['36.08'];

const all = (of: typeof tax): readonly string[] => [...of.a, ...of.b, ...of.others];

/** By who reads: what must not be found, and what must, so that the looking is known to see. */
export const secretsFor = ({
  ids,
  a,
  b,
}: CycleLand): Readonly<Record<string, readonly [hidden: readonly string[], seen: readonly string[]]>> => {
  const figures = [...all(tax), ...all(statistics), ...scores];
  /** Of the enterprise on the parcel of the neighbouring town. */
  const own = ['200.3', '1500.1'];
  const [here, there] = [
    [ids.shared, ids.own, ids.onPaper, ids.polluting],
    [ids.siblings, ids.silent],
  ];
  return {
    taskForce: [[], [...figures, ...answers.a, ...answers.b, ...joint, opinion, ...here, ...there]],
    town: [
      [...figures, opinion, ...there],
      [...answers.a, ...answers.b, ...joint, ...here],
    ],
    sibling: [[...figures, ...answers.a, ...answers.b, opinion, a, b, ...here], there],
    tax: [[...all(statistics), ...scores], all(tax)],
    statistics: [[...all(tax), ...scores], all(statistics)],
    land: [figures, here],
    economy: [figures, here],
    cityDepartment: [figures, [opinion, ...here]],
    recorder: [figures, [opinion, ...here]],
    admin: [figures, here],
    elsewhere: [[...figures, ...answers.a, ...answers.b, opinion, a, b, ...here, ...there], []],
    a: [
      [...tax.b, ...statistics.b, ...tax.others, ...statistics.others, ...answers.b, ...joint, b, '70.09', '95.38', opinion, ...there],
      [...answers.a, '110.44'],
    ],
    b: [
      [...tax.a, ...statistics.a, ...tax.others, ...statistics.others, ...scores, ...answers.a, ...joint, opinion, a, ids.own, ...there],
      answers.b,
    ],
    unit: [[...figures, ...answers.a, ...answers.b, ...joint, opinion], [ids.shared]],
    stranger: [
      [...figures.filter((each) => !own.includes(each)), ...answers.a, ...answers.b, opinion, a, b, ...here],
      [ids.siblings, ...own],
    ],
  };
};

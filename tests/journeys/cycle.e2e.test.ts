// A year is graded (评价周期), from the standard to the objection: who does what and in which order (松规划资源〔2023〕123号), and what each of them
// may and may not see at every step.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from './support/cycle-beginning.ts';
import { crawlOf, opinion, secretsFor } from './support/cycle-crawl.ts';
import { formsAndFigures } from './support/cycle-forms.ts';
import { names } from './support/cycle-land.ts';
import { objections } from './support/cycle-objections.ts';
import { district } from './support/cycle-offices.ts';
import { type CycleScene, sceneOf } from './support/cycle-scene.ts';
import { forms, standard } from './support/cycle-standard.ts';
import { type Journey, startJourney } from './support/platform.ts';

const year = 2024;
const cycle = { jurisdiction: district, year };
const inCycle = `/cycles/${district}/${year}/parcel`;
const longFromNow = '2099-12-31';

let journey: Journey;
let scene: CycleScene;
let { offices, land, beginning, asked, lists } = {} as CycleScene;
let [firstRun, run] = ['', ''];
beforeAll(async () => {
  journey = await startJourney();
  scene = await sceneOf(journey, year);
  ({ offices, land, beginning, asked, lists } = scene);
});
afterAll(() => journey.end());

const entered = (phase: string, on: string) => offices.done('taskForce', `${inCycle}/phases`, on, { phase });

describe('一套标准', () => {
  const place = { version: 1 };

  it('is drafted and validated by 经委, and published by the task force; nobody skips a step or takes another one’s', async () => {
    const { standards, content } = beginning;
    expect(await offices.refused('taskForce', '/standards', '2023-01-10', content)).toBe('403 forbidden');
    await offices.done('economy', '/standards', '2023-01-10', content);
    expect(await offices.refused('taskForce', `${standards}/publications`, '2023-01-20', place)).toBe('409 standard-not-validated');
    await offices.done('economy', `${standards}/validations`, '2023-01-15', place);
    expect(await offices.refused('town', `${standards}/publications`, '2023-01-20', place)).toBe('403 forbidden');
    await offices.done('taskForce', `${standards}/publications`, '2023-01-20', place);
  });
  it('then binds everybody, who can read it', async () => {
    const query = '{ standards { status sample { place } } }';
    for (const who of ['town', 'sibling', 'tax', 'a'])
      expect(await offices.ask(who, query)).toEqual({ standards: [{ status: 'PUBLISHED', sample: { place: '测试' } }] });
  });
});

describe('the year before', () => {
  it('was graded without any figures, decided, and could be objected to until January', async () => {
    const lastYear = year - 1;
    const schedule = beginning.schedule(lastYear, '2023-09-30');
    await offices.done('taskForce', '/cycles', '2023-03-01', { ...beginning.cycle(lastYear), schedule });
    await beginning.checksOpened(lastYear);
    const before = scene.ofYear(lastYear);
    await before.lists.straight(await before.asked.scored('2023-10-08'), '2023-12-01', '金府〔2023〕31号', '2024-01-31');
    await before.asked.untilDecided('shared', '金府〔2023〕31号');
    expect((await before.asked.result('a', 'shared'))?.grade).toBe(null);
  });
});

describe('the cycle is opened', () => {
  it('and every parcel has its 体检表 (一地一表), with the enterprises that use it', async () => {
    await offices.done('taskForce', '/form-schemas', '2024-02-20', { ...cycle, ...forms });
    const opening = { ...beginning.cycle(year), schedule: beginning.schedule(year, '2024-09-30') };
    expect(await offices.refused('town', '/cycles', '2024-03-01', opening)).toBe('403 forbidden');
    await offices.done('taskForce', '/cycles', '2024-03-01', opening);
    await beginning.checksOpened(year);
    const [opened] = await asked.trail('town', land.checkOf('shared', year));
    expect(opened).toMatchObject({ type: 'HealthCheckOpened', data: { enterprises: [land.a, land.b].toSorted() } });
  });
  it('what comes after the evaluation is late, until the task force prolongs it (顺延)', async () => {
    const late = { partyId: land.a, period: 2023, figures: [figure.tax('120.11')] };
    expect(await offices.refused('tax', `${land.formOf('shared', year)}/figures`, '2024-05-06', late)).toBe('409 submission-late');
    const schedule = beginning.schedule(year, longFromNow);
    await offices.done('taskForce', `${inCycle}/schedules`, '2024-05-07', { schedule, reason: '数据尚未收齐，评估阶段顺延' });
  });
  it('figures are of the year before', async () => {
    expect(await offices.refused('taskForce', `${inCycle}/phases`, '2024-05-08', { phase: 'line-review' })).toBe(
      '409 cycle-phase-not-next',
    );
    await entered('evaluation', '2024-05-08');
    expect(await offices.ask('town', `{ cycle(jurisdiction: "${district}", year: ${year}) { status phase figureYear } }`)).toEqual({
      cycle: { status: 'OPEN', phase: 'EVALUATION', figureYear: 2023 },
    });
  });
});

formsAndFigures(year, () => scene);

describe('the figures are frozen, and the parcels scored', () => {
  const provisional = { shared: 'B', own: 'C', onPaper: 'D', polluting: 'D' };
  const ofSibling = { siblings: 'B', silent: null };

  it('after the freeze, nothing is supplied any more', async () => {
    await offices.done('taskForce', `${inCycle}/freezes`, '2024-09-30');
    const late = { partyId: land.a, period: 2023, figures: [figure.tax('25')] };
    expect(await offices.refused('tax', `${land.formOf('own', year)}/figures`, '2024-09-30', late)).toBe('409 submission-frozen');
    expect(await offices.refused('town', `${inCycle}/scorings`, '2024-10-08')).toBe('403 forbidden');
    firstRun = await asked.scored('2024-10-08');
  });
  it('the result is provisional: towns see the classes of their own parcels, enterprises and units see nothing', async () => {
    for (const who of ['taskForce', 'tax']) expect(await asked.grades(who)).toEqual({ ...provisional, ...ofSibling });
    expect([await asked.grades('town'), await asked.grades('sibling')]).toEqual([provisional, ofSibling]);
    expect(await crawlOf(offices)('town')).toContain(firstRun);
    for (const who of ['a', 'b', 'unit']) {
      expect(await asked.grades(who)).toEqual({});
      expect(await crawlOf(offices)(who)).not.toContain(firstRun);
    }
    expect(await asked.result('sibling', 'shared')).toBe(null);
    expect(await asked.result('taskForce', 'polluting')).toMatchObject({ final: false, decision: null, decidedBy: 'VETO' });
  });
  it('another standard may be tried (试算) by the task force: that is labelled, and changes nothing', async () => {
    const classes = [
      { grade: 'A', from: '60' },
      { grade: 'D', from: null },
    ];
    const schemes = standard.schemes.map((scheme) => ({ ...scheme, cutOffs: { kind: 'score', classes } }));
    const question = { ...cycle, subject: 'parcel', standard: { content: { ...standard, schemes } } };
    const tried = (who: string) => journey.post('assessment', '/what-ifs', offices.tokens[who], question);
    expect(await tried('taskForce')).toMatchObject({ status: 200, body: { totals: { A: 2, B: 0 } } });
    for (const who of ['town', 'tax', 'a', 'unit']) expect((await tried(who)).status).toBe(403);
    expect(await asked.grades('town')).toEqual(provisional);
  });
  it('scores are made of tax and statistics, so that only the task force sees them', async () => {
    const detailFor = async (who: string) => (await asked.result(who, 'shared'))?.detail;
    const hidden = { score: null, masked: true };
    expect(await detailFor('taskForce')).toEqual({ score: '70.09', masked: false });
    for (const who of ['town', 'tax', 'statistics', 'land']) expect(await detailFor(who)).toEqual(hidden);
  });
  it('and each line of the explanation is shown to whom its figures are no secret', async () => {
    const lines = await asked.explained('taskForce', 'shared');
    expect(lines.some(({ masked }) => masked)).toBe(false);
    expect(lines.map(({ about }) => about)).toEqual(expect.arrayContaining(['INPUT', 'INDICATOR', 'POINTS', 'SCORE', 'GRADE']));
    for (const [who, secret] of [
      ['town', ['税务局', '统计局']],
      ['tax', ['统计局']],
    ] as const) {
      const seen = await asked.explained(who, 'shared');
      expect(seen.map(({ masked }) => masked)).toEqual(lines.map(({ suppliers }) => secret.some((each) => suppliers.includes(each))));
    }
  });
});

describe('按条线审核把关', () => {
  const wrong = () => ({ parcelId: land.ids.own, indicator: 'tax-per-mu', reason: '税额小数点误录' });
  const returning = (indicator: string) => ({ edition: 1, verdict: 'returned', lines: [{ ...wrong(), indicator }] });

  it('towns submit their own lists; the district has nothing to submit before they are reviewed', async () => {
    expect(await offices.refused('sibling', '/town-lists', '2024-10-09', lists.ofTown('town', firstRun))).toBe('404 not-found');
    await entered('line-review', '2024-10-09');
    await lists.submitted(firstRun, '2024-10-09');
    const early = lists.ofDistrict(firstRun, { town: 1, sibling: 1 });
    expect(await offices.refused('taskForce', '/class-lists', '2024-10-09', early)).toBe('409 classlist-town-list-not-cleared');
  });
  it('departments speak to their own line, and 税务局 returns one', async () => {
    const review = (who: string, body: object) => offices.refused(who, lists.townList('town', 'reviews'), '2024-10-15', body);
    expect(await review('economy', { edition: 1, verdict: 'passed' })).toBe('422 classlist-department-without-line');
    expect(await review('tax', returning('revenue-per-mu'))).toBe('422 classlist-line-of-other-department');
    expect(await review('town', { edition: 1, verdict: 'passed' })).toBe('403 forbidden');
    await lists.passed('sibling', '2024-10-15', 1);
    await offices.done('tax', lists.townList('town', 'reviews'), '2024-10-15', returning('tax-per-mu'));
    expect((await asked.trail('town', lists.townStream)).at(-1)?.data).toMatchObject({ department: '税务局', verdict: 'returned' });
    for (const who of ['sibling', 'a', 'unit']) expect(await asked.trail(who, lists.townStream)).toEqual([]);
  });
  it('税务局 corrects its figure with a reason, and nobody else does', async () => {
    const correction = { partyId: land.a, period: 2023, ...figure.tax('241.7'), reason: '小数点误录' };
    const event = await asked.taxEvent('own', land.a);
    const path = `${land.formOf('own', year)}/figure-corrections`;
    expect(await offices.refused('statistics', path, '2024-10-16', { ...correction, event })).toBe('422 submission-wrong-supplier');
    await offices.done('tax', path, '2024-10-16', { ...correction, event });
  });
  it('the next run stands instead, both towns submit its results, and every line is passed', async () => {
    run = await asked.scored('2024-10-17');
    expect(await asked.grades('town')).toEqual({ shared: 'B', own: 'A', onPaper: 'D', polluting: 'D' });
    expect(await offices.refused('town', '/town-lists', '2024-10-18', lists.ofTown('town', firstRun))).toBe(
      '409 classlist-run-not-standing',
    );
    await offices.done('sibling', lists.townList('sibling', 'withdrawals'), '2024-10-18', { edition: 1, reason: '数据更正后重新评分' });
    await lists.submitted(run, '2024-10-18');
    for (const which of ['town', 'sibling'] as const) await lists.passed(which, '2024-10-21', 2);
  });
});

describe('联合研判、审定', () => {
  const number = '金府〔2024〕42号';
  const decision = () => lists.decision(number, '2024-12-02', longFromNow);

  it('nothing is decided before the district has submitted, and nothing without an opinion', async () => {
    const decide = (who: string) => offices.refused(who, lists.classList('decisions'), '2024-12-02', decision());
    expect(await decide('recorder')).toBe('404 not-found');
    await entered('joint-review', '2024-11-01');
    await offices.done('taskForce', '/class-lists', '2024-11-01', lists.ofDistrict(run, { town: 2, sibling: 2 }));
    expect(await decide('recorder')).toBe('409 classlist-without-opinion');
    expect(await decide('taskForce')).toBe('403 forbidden');
    const publication = { edition: 1, classes: ['A', 'B', 'C', 'D'] };
    expect(await offices.refused('taskForce', lists.classList('publications'), '2024-12-02', publication)).toBe(
      '409 classlist-not-decided',
    );
  });
  it('the departments of the city say what they think, and neither towns nor enterprises hear it', async () => {
    await offices.done('cityDepartment', lists.classList('opinions'), '2024-11-15', { edition: 1, verdict: 'remarks', text: opinion });
    for (const who of ['taskForce', 'recorder'])
      expect((await asked.trail(who, lists.stream)).map(({ type }) => type)).toEqual(['ClassListSubmitted', 'CityOpinionGiven']);
    for (const who of ['town', 'sibling', 'a', 'unit']) expect(await asked.trail(who, lists.stream)).toEqual([]);
  });
  it('enterprises have nothing to object to yet', async () => {
    const objection = { parcelId: land.ids.shared, cycle, edition: 1, partyId: land.a, grounds: '税收未完整计入' };
    expect(await offices.refused('a', '/objections', '2024-11-20', objection)).toBe('409 objection-grade-not-final');
  });
  it('nobody decides on what they, or their own level, submitted', async () => {
    const decide = (who: string) => offices.refused(who, lists.classList('decisions'), '2024-12-02', decision());
    expect(await decide('submitterAsRecorder')).toBe('409 classlist-approver-submitted');
    expect(await decide('districtRecorder')).toBe('409 classlist-approver-of-same-level');
  });
  it('the recorder records the decision with its 文号, and the grades are final', async () => {
    await entered('final-approval', '2024-12-02');
    await offices.done('recorder', lists.classList('decisions'), '2024-12-02', decision());
    await offices.done('taskForce', lists.classList('publications'), '2024-12-05', { edition: 1, classes: ['A', 'B', 'C', 'D'] });
    for (const name of names) await asked.untilDecided(name, number);
    expect(await asked.result('town', 'own')).toMatchObject({ final: true, decision: { document: number }, detail: { score: null } });
    expect(Object.values(await asked.results('taskForce')).every(({ final }) => final)).toBe(true);
  });
  it('the list is out: everybody reads the decision and the classes, and nothing of how it came about', async () => {
    const named = `jurisdiction: "${district}", cycle: { jurisdiction: "${district}", year: ${year} }`;
    const query = `{ classList(${named}) { status opinions { text } decision { document } published { grade parcels } }
      publishedList(${named}, grade: D) { document entries { nodes { name grade } } } }`;
    const classes = { A: 1, B: 2, C: 0, D: 2 };
    const published = Object.entries(classes).map(([grade, parcels]) => ({ grade, parcels }));
    const entries = { nodes: ['纸表地块', '限评地块'].map((name) => ({ name, grade: 'D' })) };
    for (const who of ['taskForce', 'town', 'sibling', 'a', 'b']) {
      const isOffice = who === 'taskForce';
      const opinions = isOffice ? [{ text: opinion }] : null;
      const of = { status: isOffice ? 'PUBLISHED' : null, opinions, decision: { document: number }, published };
      const told = await offices.ask<{ publishedList: { entries: typeof entries } }>(who, query);
      told.publishedList.entries.nodes.sort((one, other) => (one.name < other.name ? -1 : 1));
      expect(told).toEqual({ classList: of, publishedList: { document: number, entries } });
    }
    expect(await offices.ask('unit', query)).toEqual({ classList: null, publishedList: null });
  });
  it('who leases land and was graded with it reads what binds the holder', async () => {
    const query = `{ cycle(jurisdiction: "${district}", year: ${year}) { year } standards { status }
      assessment(parcel: "${land.ids.shared}", cycle: { jurisdiction: "${district}", year: ${year} }) { grade parcel { id name } }
      classList(jurisdiction: "${district}", cycle: { jurisdiction: "${district}", year: ${year} }) { decision { objectionsUntil } } }`;
    const told = {
      cycle: { year },
      standards: [{ status: 'PUBLISHED' }],
      assessment: { grade: 'B', parcel: { id: land.ids.shared, name: '合用地块' } },
      classList: { decision: { objectionsUntil: longFromNow } },
    };
    for (const who of ['a', 'b']) expect(await offices.ask(who, query)).toEqual(told);
  });
  it('nobody is asked for figures any more of a place whose list is decided', async () => {
    const query = `{ worklist(jurisdiction: "${district}", kinds: [FORMS, FIGURES]) { nodes { zh } } }`;
    for (const who of ['taskForce', 'town']) expect(await offices.ask(who, query)).toEqual({ worklist: { nodes: [] } });
  });
  it('an enterprise now sees its own, with every figure where it is the only one; of land that is shared, the class', async () => {
    expect([await asked.grades('a'), await asked.grades('b')]).toEqual([{ shared: 'B', own: 'A' }, { shared: 'B' }]);
    expect((await asked.result('a', 'own'))?.detail).toEqual({ score: '110.44', masked: false });
    expect((await asked.explained('a', 'own')).some(({ masked }) => masked)).toBe(false);
    expect((await asked.result('a', 'shared'))?.detail).toEqual({ score: null, masked: true });
    expect(await asked.result('b', 'own')).toBe(null);
    expect(await asked.grades('unit')).toEqual({});
  });
});

objections(year, () => scene);

it('nowhere in all this has anybody read what is not for them', async () => {
  const crawl = crawlOf(offices);
  for (const [who, [hidden, seen]] of Object.entries(secretsFor(land))) {
    const told = await crawl(who);
    const leaked = hidden.filter((secret) => told.includes(secret));
    const missed = seen.filter((shown) => !told.includes(shown));
    expect({ who, leaked, missed }).toEqual({ who, leaked: [], missed: [] });
  }
});

it('the mandate of the technical unit is revoked, and it neither reads nor writes from then on', async () => {
  const { mandates } = await offices.ask<{ mandates: { id: string }[] }>('unit', '{ mandates { id } }');
  await offices.done('taskForce', `/mandates/${mandates[0]?.id}/revocations`, '2024-12-30', { reason: '调查已结束' });
  const survey = { form: 'survey', answers: [{ field: 'vacant', value: 'yes' }] };
  expect(await offices.refused('unit', `${land.formOf('shared', year)}/forms`, '2024-12-30', survey)).toBe('404 not-found');
  for (const times of ['', '(asOf: "2024-04-15")']) {
    const query = `{ parcels${times} { nodes { id } } }`;
    expect(await offices.askRefused('unit', query)).toEqual({ status: 403, code: 'forbidden' });
  }
});

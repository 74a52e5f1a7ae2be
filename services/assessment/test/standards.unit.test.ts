import { beforeEach, describe, expect, it } from 'vitest';
import { content, type Place, parcels2024, takenTo, under } from './support/cases/standards.ts';
import { department, district, otherDistrict, taskForce, town } from './support/officers.ts';
import { type AssessmentService, assessmentService, envelope, tomorrow } from './support/service.ts';

let service: AssessmentService;
beforeEach(async () => {
  service = await assessmentService();
});

/** What a problem says of itself; of a success only the status. */
const said = async (url: string, body: object, { as = department('经委'), key = 'key' } = {}) => {
  const answer = await service.post(url, { ...envelope, ...body }, { as, key });
  const { rule, code, detail, detailZh } = answer.json<Readonly<Record<string, string | undefined>>>();
  return { status: answer.statusCode, rule, code, detail, detailZh, body: answer.body };
};
const draft = (changes: object, of: Place = parcels2024) => said('/standards', { ...of, content: { ...content, ...changes } });

const city: Place = { ...parcels2024, jurisdiction: '310000', year: 2023 };
const parent = { jurisdiction: '310000', year: 2023, version: 1 };
const drafting = (of: object, as = department('经委')) => said('/standards', { ...parcels2024, content, parent: of }, { as });

describe('a standard that is too large', () => {
  const [indicator] = content.indicators;
  /** So many of the shortest indicators there are. */
  const indicators = (count: number) => ({
    indicators: Array.from({ length: count }, (_, n) => ({
      ...indicator,
      code: `i${n}`,
      name: { zh: '税', en: 't' },
      formula: { op: 'quantity', code: 'tax' },
    })),
  });

  it.each([101, 5_000, 10_000])('by its %d indicators is refused by name, in both languages', async (count) => {
    const refused = await draft(indicators(count));
    expect([refused.status, refused.rule]).toEqual([422, 'standard-too-many-indicators']);
    expect([refused.detail, refused.detailZh]).toEqual([expect.stringContaining(String(count)), expect.stringContaining(`${count}项`)]);
  });

  it('by more than any standard could have does not even fit into a request, which is said clearly', async () => {
    const refused = await draft(indicators(50_000));
    expect([refused.status, refused.code]).toEqual([413, 'body-too-large']);
    expect((await draft({})).status).toBe(201);
  });

  it('by its bytes is refused by name', async () => {
    const words = { zh: '税'.repeat(200), en: 't'.repeat(200) };
    const quantities = Array.from({ length: 70 }, (_, n) => ({ ...content.quantities[0], code: `q${n}`, name: words }));
    expect(await draft({ quantities })).toMatchObject({ status: 422, rule: 'standard-too-large' });
  });
});

describe('a standard that cannot be', () => {
  const weighing = (weight: string) => ({ schemes: content.schemes.map((each) => ({ ...each, items: [{ ...each.items[0], weight }] })) });

  it.each(['NaN', '1e400', 'Infinity'])('because of the number %s is refused by name when it is drafted', async (weight) => {
    expect(await draft(weighing(weight))).toMatchObject({ status: 422, rule: 'standard-number-unreadable' });
  });

  it('because its weights do not total is refused by name when it is validated', async () => {
    await draft(weighing('99'));
    expect(await said(`${under('standards', parcels2024)}/validations`, { version: 1 })).toMatchObject({
      status: 422,
      rule: 'standard-weights-do-not-total',
    });
  });
});

describe('a standard that adapts another', () => {
  it('may rest on one that a level above published, although that lies outside the scope', async () => {
    await takenTo(service, 'publish', city);
    expect((await drafting(parent)).status).toBe(201);
    expect((await service.eventsOf(`standard-${district}-2024`))[0]?.data).toMatchObject({ parent });
  });

  it('does not rest on a draft, and a draft of a level above is not told apart from none', async () => {
    const none = await drafting(parent);
    await takenTo(service, 'validate', city);
    const unpublished = await drafting(parent);
    expect([none.status, none.rule]).toEqual([409, 'standard-parent-not-published']);
    expect([unpublished.rule, unpublished.detail]).toEqual([none.rule, none.detail]);
  });

  it('may rest on an earlier one of its own place, but on none of its own place that grades something else', async () => {
    await takenTo(service, 'publish', { ...parcels2024, year: 2023, subject: 'enterprise' });
    const earlier = { ...parent, jurisdiction: district };
    expect((await drafting(earlier)).rule).toBe('standard-parent-not-published');
    await takenTo(service, 'publish', { ...parcels2024, year: 2023 });
    expect((await drafting(earlier)).status).toBe(201);
  });

  it('of a place outside the scope finds nothing there, whether or not there is something', async () => {
    const elsewhere = { ...parent, jurisdiction: otherDistrict, year: 2024 };
    const nothing = await drafting(elsewhere);
    await takenTo(service, 'publish', { ...parcels2024, jurisdiction: otherDistrict });
    const something = await drafting(elsewhere);
    expect([nothing.status, something.status, something.detail]).toEqual([404, 404, nothing.detail]);
  });

  it('of a place inside the scope that is not above is refused by name', async () => {
    await takenTo(service, 'publish', { ...parcels2024, jurisdiction: town });
    expect(await drafting({ ...parent, jurisdiction: town, year: 2024 })).toMatchObject({ status: 422, rule: 'standard-parent-not-above' });
  });
});

describe('a standard and its place', () => {
  it('of a district is nothing that one of its towns could draft or validate', async () => {
    const ofTown = department('经委', town);
    expect((await said('/standards', { ...parcels2024, content }, { as: ofTown })).status).toBe(404);
    await takenTo(service, 'draft');
    const url = `${under('standards', parcels2024)}/validations`;
    const [known, unknown] = [await said(url, { version: 1 }, { as: ofTown }), await said(url, { version: 9 }, { as: ofTown })];
    expect([known.status, known.detail]).toEqual([404, unknown.detail]);
  });

  it('grades parcels or enterprises: two standards that know nothing of each other', async () => {
    await takenTo(service, 'publish');
    await takenTo(service, 'draft', { ...parcels2024, subject: 'enterprise' });
    const streams = new Set((await service.everything()).map(({ stream }) => stream));
    expect([...streams]).toEqual([`standard-${district}-2024`, `standard-${district}-2024-enterprise`]);
  });

  it.each([
    [{ ...parcels2024, year: 1999 }, 'year: expected a year from 2000 to 2100.'],
    [{ ...parcels2024, jurisdiction: '31' }, 'code: expected an administrative code of 6 digits (city, district) or 9 digits (town).'],
  ])('has an address of a code and a year (%o)', async (place, message) => {
    const answer = await service.post(`${under('standards', place)}/validations`, { ...envelope, version: 1 }, { as: department('经委') });
    expect([answer.statusCode, answer.json<{ errors: unknown }>().errors]).toEqual([400, [{ field: message.split(':')[0], message }]]);
  });

  it('may be published ahead of its first day, which then decides from when on a cycle may use it', async () => {
    await takenTo(service, 'validate');
    const as = taskForce;
    const url = `${under('standards', parcels2024)}/publications`;
    const answer = await service.post(url, { ...envelope, version: 1, effectiveOn: tomorrow }, { as });
    const cycle = { ...parcels2024, standard: { jurisdiction: district, year: 2024, version: 1 } };
    const schedule = [{ phase: 'preparation', starts: '2024-03-01', ends: '2024-03-31' }];
    const opening = await said('/cycles', { ...cycle, schedule }, { as });
    expect([answer.statusCode, opening.status, opening.rule]).toEqual([201, 409, 'cycle-standard-not-in-force']);
  });
});

// Fifty callers want the same at the same moment: one gets it, the others are told why not, and nothing is half-written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventCounts } from './support/figures.ts';
import { type Answer, type Journey, startJourney } from './support/platform.ts';
import { trailOf } from './support/trail.ts';

const [town, district] = ['310116112', '310116'];
const fifty = Array.from({ length: 50 }, (_, n) => n);
const code = '310116112001GB00001';
const uscc = '91350100M000100Y43';
const sources = [{ kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: '2024-03-11' }];
const envelope = { effectiveOn: '2024-03-11', sources };

let journey: Journey;
let officer: string;
beforeAll(async () => {
  journey = await startJourney();
  officer = await journey.token(town);
});
afterAll(() => journey.end());

const statusesOf = (answers: readonly Answer[]): readonly number[] =>
  answers.map(({ status }) => status).toSorted((left, right) => left - right);

/** How many events of each kind there are once everything that was answered can be read. */
const countsAfter = (answers: readonly Answer[]): Promise<Readonly<Record<string, number>>> => {
  const position = answers.map((answer) => answer.position ?? '').reduce((last, each) => (each > last ? each : last), '');
  return eventCounts((query) => journey.ask(officer, query, {}, position));
};

const refusedAsHeld = (taken: string) => ({
  status: 409,
  body: {
    code: 'rule-conflict',
    rule: 'code-already-held',
    detail: expect.stringContaining(taken),
    detailZh: `代码${taken}已被其他登记对象占用。`,
  },
});

describe('one parcel code (宗地代码) for fifty parcels, by fifty registrars', () => {
  let answers: readonly Answer[];
  beforeAll(async () => {
    const wanting = fifty.map(async (n) => {
      const parcel = { ...envelope, jurisdiction: town, name: `试验地块${n}` };
      const entered = await journey.post('registry', '/parcels', officer, parcel, `parcel-${n}`);
      if (entered.status !== 201) throw new Error(`parcel ${n} was not entered: ${JSON.stringify(entered.body)}`);
      return { parcelId: String(entered.body.id), token: await journey.token(district, 'department', '规划资源局', `dev:registrar-${n}`) };
    });
    const callers = await Promise.all(wanting);
    const body = { ...envelope, assigned: { kind: 'parcel-code', code } };
    answers = await Promise.all(callers.map(({ parcelId, token }) => journey.post('registry', `/parcels/${parcelId}/codes`, token, body)));
  });

  it('goes to one of them, and the others learn the rule in both languages', () => {
    expect(statusesOf(answers)).toEqual([201, ...fifty.slice(1).map(() => 409)]);
    for (const answer of answers.filter(({ status }) => status === 409)) expect(answer).toMatchObject(refusedAsHeld(code));
  });
  it('is reserved once and assigned once, to the same parcel', async () => {
    const counts = await countsAfter(answers);
    expect([counts['parcelcode ParcelCodeReserved'], counts['parcel ParcelCodeAssigned']]).toEqual([1, 1]);
    const winner = answers.find(({ status }) => status === 201);
    const [reserved] = await trailOf(journey, officer, `parcelcode-${code}`);
    expect(`parcel-${String(reserved?.data.parcelId)}`).toBe(winner?.body.stream);
  });
});

describe('one 统一社会信用代码 for fifty enterprises, entered by fifty officers', () => {
  let answers: readonly Answer[];
  beforeAll(async () => {
    const officers = await Promise.all(fifty.map((n) => journey.token(town, 'town-officer', undefined, `dev:officer-${n}`)));
    const entering = officers.map((token, n) =>
      journey.post('registry', '/parties', token, { ...envelope, jurisdiction: town, name: `试验企业${n}`, uscc }),
    );
    answers = await Promise.all(entering);
  });

  it('goes to one of them, and the others learn the rule in both languages', () => {
    expect(statusesOf(answers)).toEqual([201, ...fifty.slice(1).map(() => 409)]);
    for (const answer of answers.filter(({ status }) => status === 409)) expect(answer).toMatchObject(refusedAsHeld(uscc));
  });
  it('is reserved once, and none of the others has been entered', async () => {
    const counts = await countsAfter(answers);
    expect([counts['uscc UsccReserved'], counts['party EnterpriseEntered']]).toEqual([1, 1]);
  });
});

describe('fifty times the same request under the same key', () => {
  it.each([
    ['enters one parcel', '/parcels', { jurisdiction: town, name: '同一地块' }, 'parcel ParcelEntered'],
    ['enters one enterprise', '/parties', { jurisdiction: town, name: '同一企业', uscc: '91310116MA1J000012' }, 'party EnterpriseEntered'],
  ])('%s, and every answer is alike', async (_, path, body, kind) => {
    const before = await countsAfter([
      await journey.post('registry', '/parcels', officer, { ...envelope, jurisdiction: town, name: `先于${kind}` }),
    ]);
    const answers = await Promise.all(
      fifty.map(() => journey.post('registry', path, officer, { ...envelope, ...body }, `same-${path.slice(1)}`)),
    );
    expect(statusesOf(answers)).toEqual([...fifty.slice(1).map(() => 200), 201]);
    expect(new Set(answers.map((answer) => JSON.stringify([answer.position, answer.body]))).size).toBe(1);
    const after = await countsAfter(answers);
    expect((after[kind] ?? 0) - (before[kind] ?? 0)).toBe(1);
  });
});

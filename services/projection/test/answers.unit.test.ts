// What is kept of the answers that were given, for whom, and until when.
import { expect, it } from 'vitest';
import { type Answer, openAnswers, type Rows } from '../src/graphql/answers.ts';

const rows = (position: string, generation = 0): Rows => ({ position, generation });
const text = (body: string, given: Partial<Answer> = {}): Answer => ({
  status: 200,
  body: Buffer.from(body),
  cost: 3,
  whole: true,
  ...given,
});

/** Asks one memory; `log` = what was computed. */
const asking = (bytes = 10_000) => {
  const answers = openAnswers(bytes);
  const log: string[] = [];
  const ask = async (at: Rows, key: string, compute: () => Promise<Answer> | Answer = () => text(`${key} at ${at.position}`)) => {
    const { answer, origin } = await answers.answer(at, key, async () => {
      log.push(key);
      return compute();
    });
    return [answer.body.toString(), origin];
  };
  return { ask, log, answers };
};

it('an answer is remembered for the same question, and for no other', async () => {
  const { ask } = asking();
  expect(await ask(rows('1'), 'a')).toEqual(['a at 1', 'computed']);
  expect(await ask(rows('1'), 'a')).toEqual(['a at 1', 'remembered']);
  expect(await ask(rows('1'), 'b')).toEqual(['b at 1', 'computed']);
});

it('other rows are answered anew: of a later position, or changed at the same', async () => {
  const { ask } = asking();
  for (const at of [rows('1'), rows('2'), rows('2', 1), rows('3', 1)]) {
    expect(await ask(at, 'a')).toEqual([`a at ${at.position}`, 'computed']);
    expect(await ask(at, 'a')).toEqual([`a at ${at.position}`, 'remembered']);
  }
});

it('who looked at the progress before it moved on neither finds nor leaves anything', async () => {
  const { ask } = asking();
  await ask(rows('2'), 'a');
  expect(await ask(rows('1'), 'a')).toEqual(['a at 1', 'computed']);
  expect(await ask(rows('2'), 'a')).toEqual(['a at 2', 'remembered']);
  const slow = Promise.withResolvers<Answer>();
  const late = ask(rows('2'), 'b', () => slow.promise);
  await ask(rows('3'), 'a');
  slow.resolve(text('b at 2'));
  expect(await late).toEqual(['b at 2', 'computed']);
  expect(await ask(rows('3'), 'b')).toEqual(['b at 3', 'computed']);
});

it('who waited for an answer that failed, while the rows moved on, shares its own with nobody who saw them', async () => {
  const { ask } = asking();
  const [first, second] = [Promise.withResolvers<Answer>(), Promise.withResolvers<Answer>()];
  const failing = ask(rows('1'), 'a', () => first.promise).catch(() => undefined);
  const waiting = ask(rows('1'), 'a', () => second.promise);
  await ask(rows('2'), 'other');
  first.reject(new Error('gone'));
  await failing;
  await Promise.resolve();
  const newer = ask(rows('2'), 'a');
  second.resolve(text('of old rows'));
  expect(await waiting).toEqual(['of old rows', 'computed']);
  expect(await newer).toEqual(['a at 2', 'computed']);
});

it('who asks the same at the same time shares one answer', async () => {
  const { ask, log } = asking();
  const slow = Promise.withResolvers<Answer>();
  const asked = [1, 2, 3].map(() => ask(rows('1'), 'a', () => slow.promise));
  slow.resolve(text('one'));
  expect(await Promise.all(asked)).toEqual([
    ['one', 'computed'],
    ['one', 'shared'],
    ['one', 'shared'],
  ]);
  expect(log).toEqual(['a']);
});

it.each([
  ['was refused', () => text('refused', { whole: false })],
  ['failed', () => Promise.reject(new Error('gone'))],
])('what %s is nobody else’s answer, and is not kept', async (_, ends) => {
  const { ask, log } = asking();
  const first = ask(rows('1'), 'a', ends).catch(() => undefined);
  const second = ask(rows('1'), 'a');
  await first;
  expect(await second).toEqual(['a at 1', 'computed']);
  expect(log).toEqual(['a', 'a']);
});

it('no more bytes are kept than were allowed: what was asked for least lately goes first', async () => {
  const { ask, answers } = asking(3_000);
  const large = (key: string) => ask(rows('1'), key, () => text('x'.repeat(1_000)));
  for (const key of ['a', 'b', 'a', 'c']) await large(key);
  expect((await large('a'))[1]).toBe('remembered');
  expect((await large('b'))[1]).toBe('computed');
  await ask(rows('1'), 'too large', () => text('x'.repeat(4_000)));
  const gauge = await answers.values();
  expect(gauge.get('bytes')).toBeGreaterThan(2_000);
  expect(gauge.get('bytes')).toBeLessThanOrEqual(3_000);
  expect([gauge.get('computed'), gauge.get('shared'), gauge.get('remembered')]).toEqual([5, 0, 2]);
});

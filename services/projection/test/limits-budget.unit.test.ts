import { buildSchema, isObjectType } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBudget } from '../src/graphql/limits/budget.ts';
import { defaultBudgetSizes } from '../src/graphql/limits/limits.ts';
import { assumedLengths, connectionWeights, freeTypes, weights } from '../src/graphql/limits/weights.ts';
import { schema } from '../src/graphql/schema.ts';

const caojing = { kind: 'subtree', value: '310116112' } as const;

describe('a budget', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  it('is full again a minute after the first charge', async () => {
    vi.useFakeTimers();
    const charge = openBudget({ ...defaultBudgetSizes, town: 100 });
    expect(await charge(caojing, 60)).toEqual({ size: 100, left: 40, seconds: 60 });
    vi.advanceTimersByTime(45_000);
    await expect(charge(caojing, 60)).rejects.toMatchObject({ problem: { code: 'budget-spent', headers: { 'retry-after': '15' } } });
    vi.advanceTimersByTime(15_000);
    expect(await charge(caojing, 60)).toEqual({ size: 100, left: 40, seconds: 60 });
  });
  it('keeps what a charge that was refused would have taken', async () => {
    const charge = openBudget({ ...defaultBudgetSizes, town: 100 });
    await charge(caojing, 60);
    await expect(charge(caojing, 41)).rejects.toThrow('budget-spent');
    expect(await charge(caojing, 40)).toMatchObject({ left: 0 });
  });
  it('is of the size of its level or kind, and of one scope alone', async () => {
    const sizes = { city: 7, district: 6, town: 5, park: 4, party: 3, mandate: 2, case: 1 };
    const charge = openBudget(sizes);
    const scopes = [
      { kind: 'subtree', value: '310000' },
      { kind: 'subtree', value: '310116' },
      caojing,
      { kind: 'park', value: 'x' },
      { kind: 'party', value: 'x' },
      { kind: 'mandate', value: 'x' },
      { kind: 'case', value: 'x' },
      { kind: 'case', value: 'y' },
    ] as const;
    const balances = await Promise.all(scopes.map((scope) => charge(scope, 1)));
    expect(balances.map(({ size, left }) => [size, left])).toEqual([7, 6, 5, 4, 3, 2, 1, 1].map((size) => [size, size - 1]));
  });
});

describe('the table of weights', () => {
  const built = buildSchema(schema);
  const fieldsOf = (type: string) => {
    const found = built.getType(type);
    return isObjectType(found) ? Object.keys(found.getFields()) : [];
  };
  it.each([...Object.keys(weights), ...Object.keys(assumedLengths)])('names a field of the schema: %s', (name) => {
    const [type = '', field = ''] = name.split('.');
    expect(fieldsOf(type)).toContain(field);
  });
  it('names what every connection may have, and types that there are', () => {
    const connections = Object.keys(built.getTypeMap()).filter((name) => name.endsWith('Connection'));
    for (const field of Object.keys(connectionWeights)) expect(connections.flatMap(fieldsOf)).toContain(field);
    for (const type of freeTypes) expect(fieldsOf(type)).not.toEqual([]);
  });
});

import { readConfig } from '@yimu/server';
import { describe, expect, it } from 'vitest';
import { environment } from '../src/config.ts';
import { defaultBudgetSizes } from '../src/graphql/limits/limits.ts';
import { limitsOf } from '../src/graphql/limits/limits-of.ts';

const url = 'postgres://yimu:x@localhost:5432/yimu';
const needed = {
  EVENT_STORE_URL: url,
  DATABASE_URL: url,
  READER_DATABASE_URL: url,
  CURSOR_KEY: 'k'.repeat(32),
  YIMU_ISSUER: 'https://login.example.org/',
  YIMU_JWKS_URL: 'https://login.example.org/keys',
};
const read = (given: Readonly<Record<string, string>> = {}) => readConfig(environment, { ...needed, ...given });

describe('limits in the environment', () => {
  it('have defaults: no introspection but under the development issuer', async () => {
    expect((await limitsOf(read())).introspection).toBe(false);
    expect((await limitsOf(read({ YIMU_ISSUER: 'https://dev.yimu.invalid/' }))).introspection).toBe(true);
    expect((await limitsOf(read({ GRAPHQL_INTROSPECTION: 'on' }))).introspection).toBe(true);
    expect((await limitsOf(read({ YIMU_ISSUER: 'https://dev.yimu.invalid/', GRAPHQL_INTROSPECTION: 'off' }))).introspection).toBe(false);
    expect(read()).toMatchObject({ QUERY_COST_LIMIT: 50_000, QUERY_POINTS_PER_MINUTE: defaultBudgetSizes, TRUSTED_DOCUMENTS: 'off' });
  });
  it('set the points of the levels and kinds that they name', () => {
    const { QUERY_POINTS_PER_MINUTE: sizes } = read({ QUERY_POINTS_PER_MINUTE: 'town:400000, city:5000000' });
    expect(sizes).toEqual({ ...defaultBudgetSizes, town: 400_000, city: 5_000_000 });
  });
  it.each([
    [{ QUERY_POINTS_PER_MINUTE: 'village:1' }, 'QUERY_POINTS_PER_MINUTE: expected name:points pairs'],
    [{ QUERY_POINTS_PER_MINUTE: 'town:many' }, 'QUERY_POINTS_PER_MINUTE: expected name:points pairs'],
    [{ QUERY_POINTS_PER_MINUTE: 'town:50000' }, 'QUERY_POINTS_PER_MINUTE: expected more points for each scope than QUERY_COST_LIMIT'],
    [{ QUERY_COST_LIMIT: '0' }, 'QUERY_COST_LIMIT: expected a whole number of points'],
    [{ GRAPHQL_INTROSPECTION: 'yes' }, 'GRAPHQL_INTROSPECTION: expected on or off'],
    [{ TRUSTED_DOCUMENTS: 'only' }, 'TRUSTED_DOCUMENTS_FILE: expected the file of the known documents, but it is not set'],
    [{ TRUSTED_DOCUMENTS_EXEMPT: 'boss' }, 'TRUSTED_DOCUMENTS_EXEMPT: expected roles out of town-officer'],
  ])('are refused in one sentence: %j', (given, sentence) => {
    expect(() => read(given)).toThrow(sentence);
  });
});

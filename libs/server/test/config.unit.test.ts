import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, postgresUrl, readConfig, sharedEnvironment } from '../src/index.ts';

const good = {
  EVENT_STORE_URL: 'postgres://yimu_registry:hidden@127.0.0.1:5432/yimu_events',
  YIMU_ISSUER: 'https://dev.yimu.invalid/',
  YIMU_JWKS_FILE: '.data/issuer/jwks.json',
};

const sentencesFor = (
  env: Record<string, string | undefined>,
  schema: z.ZodObject = sharedEnvironment({ port: 4001 }),
): readonly string[] => {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
  return [];
};

describe('the environment of a service', () => {
  it('has defaults for what most leave alone', () => {
    const config = readConfig(sharedEnvironment({ port: 4001 }), { ...good, PORT: '' });
    expect(config).toMatchObject({ HOST: '127.0.0.1', PORT: 4001, LOG_LEVEL: 'info', YIMU_AUDIENCE: 'yimu' });
  });

  it.each([
    ['a port that is no number', { PORT: '40o1' }, 'PORT: expected a port number from 0 to 65535.'],
    ['a port beyond the last', { PORT: '70000' }, 'PORT: expected a port number from 0 to 65535.'],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL: expected trace, debug, info, warn, error or fatal.'],
    [
      'a store that is missing',
      { EVENT_STORE_URL: undefined },
      'EVENT_STORE_URL: expected a postgres://, esdb:// or kurrentdb:// address, but it is not set.',
    ],
    [
      'a store without a database',
      { EVENT_STORE_URL: 'postgres://host' },
      'EVENT_STORE_URL: expected a postgres:// address with a database name, or an esdb:// or kurrentdb:// address.',
    ],
    [
      'an issuer that is missing',
      { YIMU_ISSUER: undefined },
      'YIMU_ISSUER: expected the exact `iss` of accepted tokens, but it is not set.',
    ],
    [
      'keys over plain http',
      { YIMU_JWKS_URL: 'http://keys.example.org/', YIMU_JWKS_FILE: undefined },
      'YIMU_JWKS_URL: expected an https:// address (http:// on the loopback only).',
    ],
    [
      'two places of keys',
      { YIMU_JWKS_URL: 'https://k.example.org/' },
      'YIMU_JWKS_URL: expected exactly one of YIMU_JWKS_URL and YIMU_JWKS_FILE.',
    ],
    [
      'no place of keys',
      { YIMU_JWKS_FILE: '' },
      'YIMU_JWKS_URL: expected exactly one of YIMU_JWKS_URL and YIMU_JWKS_FILE, but it is not set.',
    ],
  ])('says in one sentence what is wrong with %s', (_, change, sentence) => {
    expect(sentencesFor({ ...good, ...change })).toEqual([sentence]);
  });

  it('says everything at once, and never a value', () => {
    const sentences = sentencesFor({ PORT: 'x', EVENT_STORE_URL: 'mysql://u:hidden@h/d' });
    expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual(['PORT', 'EVENT_STORE_URL', 'YIMU_ISSUER', 'YIMU_JWKS_URL']);
    expect(sentences.join()).not.toContain('hidden');
  });

  it('is extended by a service without losing its rules', () => {
    const schema = sharedEnvironment({ port: 4000 }).safeExtend({
      DATABASE_URL: postgresUrl,
      CURSOR_KEY: z.string().min(32, 'expected at least 32 characters'),
    });
    const sentences = sentencesFor({ ...good, YIMU_JWKS_FILE: undefined, CURSOR_KEY: 'short', DATABASE_URL: good.EVENT_STORE_URL }, schema);
    expect(new Set(sentences.map((sentence) => sentence.split(':')[0]))).toEqual(new Set(['CURSOR_KEY', 'YIMU_JWKS_URL']));
  });
});

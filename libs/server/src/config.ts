// The environment is read once, by main.ts of each service, and everything wrong with it is said at once.
import { z } from 'zod';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

const isKeyAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
};

/** A postgres:// address with a database name. */
export const postgresUrl = z.string('expected a postgres:// address').refine((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1;
}, 'expected a postgres:// address with a database name');

/** The address of an event store: a postgres:// address, or one of EventStoreDB or KurrentDB. */
const eventStoreUrl = z
  .string('expected a postgres://, esdb:// or kurrentdb:// address')
  .refine((text) => /^(esdb|kurrentdb)(\+discover)?:\/\/./.test(text) || postgresUrl.safeParse(text).success, {
    message: 'expected a postgres:// address with a database name, or an esdb:// or kurrentdb:// address',
  });

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'expected a port number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'expected a port number from 0 to 65535');

/**
 * The variables every service shares. A service adds its own with `.safeExtend({ … })`, which keeps the rules.
 * @param defaults the port of the service
 */
export const sharedEnvironment = (defaults: { readonly port: number }) =>
  z
    .object({
      HOST: z.string().default('127.0.0.1'),
      PORT: port.default(defaults.port),
      LOG_LEVEL: z
        .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal'], 'expected trace, debug, info, warn, error or fatal')
        .default('info'),
      EVENT_STORE_URL: eventStoreUrl,
      YIMU_ISSUER: z.string('expected the exact `iss` of accepted tokens').max(200, 'expected at most 200 characters'),
      YIMU_AUDIENCE: z.string().default('yimu'),
      YIMU_JWKS_URL: z.string().refine(isKeyAddress, 'expected an https:// address (http:// on the loopback only)').optional(),
      YIMU_JWKS_FILE: z.string().optional(),
    })
    .refine((env) => (env.YIMU_JWKS_URL === undefined) !== (env.YIMU_JWKS_FILE === undefined), {
      path: ['YIMU_JWKS_URL'],
      message: 'expected exactly one of YIMU_JWKS_URL and YIMU_JWKS_FILE',
      when: () => true,
    });

/** The environment is wrong. `sentences` holds one per variable, without its value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

/**
 * Reads the environment against a schema; an empty variable counts as absent.
 * Throws ConfigError: main.ts prints its message, without a stack, and ends with code 1.
 */
export const readConfig = <S extends z.ZodObject>(schema: S, env: Readonly<Record<string, string | undefined>>): z.output<S> => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const sentences = new Map<string, string>();
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? 'the environment');
    if (!sentences.has(name)) sentences.set(name, `${name}: ${issue.message}${given[name] === undefined ? ', but it is not set' : ''}.`);
  }
  throw new ConfigError([...sentences.values()]);
};

/**
 * Turns the failure to open what a variable names into a ConfigError: a wrong address, password or grant is the environment's fault.
 * @param what the variable names, for example `an event store`
 */
export const cannotOpen =
  (variable: string, what: string) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new ConfigError([`${variable}: expected ${what} that can be opened, but: ${reason}.`]);
  };

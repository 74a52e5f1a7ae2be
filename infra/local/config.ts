// The environment of the local platform, read once by start.ts and token.ts.
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { clone, defaultDataDirectory } from './folders.ts';
import { Sentence } from './sentence.ts';

/** The issuer of development tokens; `.invalid` can never become a real address. */
export const developmentIssuerName = 'https://dev.yimu.invalid/';

/** An issuer that is not ours: whose tokens the services accept, and where its public keys are. */
export interface ForeignIssuer {
  readonly issuer: string;
  readonly keys: { readonly YIMU_JWKS_URL: string } | { readonly YIMU_JWKS_FILE: string };
}

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'expected a port number')
    .transform(Number)
    .refine((value) => value <= 65_535, 'expected a port number up to 65535')
    .default(fallback);
const database = z
  .string()
  .regex(
    /^postgres(ql)?:\/\/[^/]+\/.+$/,
    'expected postgres://user:password@host:port/database of a user who may create databases and roles',
  )
  .optional();

/** What the projection service reads itself; here only a path is made absolute. */
const queryLimits = {
  ANSWERS_MEMORY_MB: z.string().optional(),
  GRAPHQL_INTROSPECTION: z.string().optional(),
  QUERY_COST_LIMIT: z.string().optional(),
  QUERY_POINTS_PER_MINUTE: z.string().optional(),
  TRUSTED_DOCUMENTS: z.string().optional(),
  TRUSTED_DOCUMENTS_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  TRUSTED_DOCUMENTS_EXEMPT: z.string().optional(),
};

const environment = z
  .object({
    ...queryLimits,
    YIMU_DATA: z
      .string()
      .transform((path) => resolve(clone, path))
      .default(defaultDataDirectory),
    PORT_GRAPHQL: port(4000),
    PORT_REGISTRY: port(4001),
    PORT_ASSESSMENT: port(4002),
    PORT_POSTGRES: port(4003),
    DATABASE_URL: database,
    EVENT_STORE_URL: database,
    YIMU_ISSUER: z.string().optional(),
    YIMU_AUDIENCE: z.string().default('yimu'),
    YIMU_JWKS_URL: z.string().optional(),
    YIMU_JWKS_FILE: z
      .string()
      .transform((path) => resolve(path))
      .optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  })
  .transform(({ YIMU_ISSUER, YIMU_AUDIENCE, YIMU_JWKS_URL, YIMU_JWKS_FILE, ...rest }, context) => {
    const complain = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    const hasKeys = YIMU_JWKS_URL !== undefined || YIMU_JWKS_FILE !== undefined;
    const isForeign = YIMU_ISSUER !== undefined && YIMU_ISSUER !== developmentIssuerName;
    if (hasKeys && !isForeign) complain('YIMU_ISSUER', 'expected the issuer whose keys YIMU_JWKS_URL or YIMU_JWKS_FILE names');
    if (YIMU_JWKS_URL !== undefined && YIMU_JWKS_FILE !== undefined) complain('YIMU_JWKS_URL', 'expected this or YIMU_JWKS_FILE, not both');
    if (isForeign && !hasKeys) complain('YIMU_JWKS_URL', 'expected the address of the keys of YIMU_ISSUER, here or as YIMU_JWKS_FILE');
    const keys = YIMU_JWKS_URL !== undefined ? { YIMU_JWKS_URL } : { YIMU_JWKS_FILE: YIMU_JWKS_FILE ?? '' };
    const foreignIssuer: ForeignIssuer | undefined = isForeign ? { issuer: YIMU_ISSUER, keys } : undefined;
    const limits = Object.entries(rest).filter(([name, value]) => name in queryLimits && value !== undefined);
    return { ...rest, YIMU_AUDIENCE, foreignIssuer, queryLimits: Object.fromEntries(limits) as Readonly<Record<string, string>> };
  });

export type LocalConfig = z.output<typeof environment>;

/** Reads the environment; an empty variable counts as absent. Throws a Sentence that names the variable. */
export const readLocalConfig = (env: Readonly<Record<string, string | undefined>>): LocalConfig => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  throw new Sentence(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join(' '));
};

/** Where the keys of the development issuer lie. */
export const issuerDirectory = (dataDirectory: string): string => join(dataDirectory, 'issuer');

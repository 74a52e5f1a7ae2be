import { roles } from '@yimu/domain/kernel';
import { postgresUrl, sharedEnvironment } from '@yimu/server';
import { z } from 'zod';
import type { BudgetSizes } from './graphql/limits/budget.ts';
import { defaultBudgetSizes, defaultLargestCost } from './graphql/limits/limits.ts';

const points = z
  .string()
  .regex(/^[1-9]\d{0,11}$/, 'expected a whole number of points')
  .transform(Number);

const buckets = Object.keys(defaultBudgetSizes);
const budgetShape = `expected name:points pairs, such as town:300000,city:3000000, with names out of ${buckets.join(', ')}`;

/** `town:300000,city:3000000`: what is not named keeps its default. */
const budget = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.trim().split(':')))
  .refine(
    (pairs) =>
      pairs.every(([name = '', size = '', ...rest]) => buckets.includes(name) && points.safeParse(size).success && rest.length === 0),
    budgetShape,
  )
  .transform((pairs): BudgetSizes => ({ ...defaultBudgetSizes, ...Object.fromEntries(pairs.map(([name, size]) => [name, Number(size)])) }))
  .default(defaultBudgetSizes);

const roleList = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(roles, `expected roles out of ${roles.join(', ')}`)))
  .default(['admin', 'auditor']);

/** The environment of this service, read once by main.ts. */
export const environment = sharedEnvironment({ port: 4000 })
  .safeExtend({
    /** Writes the read models. */
    DATABASE_URL: postgresUrl,
    /** Reads them, under row-level security. */
    READER_DATABASE_URL: postgresUrl,
    /** Signs cursors; all replicas share it. */
    CURSOR_KEY: z.string('expected at least 32 characters').min(32, 'expected at least 32 characters'),
    /** Whether the schema tells of itself. Not set: on under the development issuer (a name ending in .invalid), else off. */
    GRAPHQL_INTROSPECTION: z.enum(['on', 'off'], 'expected on or off').optional(),
    /** The dearest single operation, in points. */
    QUERY_COST_LIMIT: points.default(defaultLargestCost),
    /** Points per minute for each scope of a level or kind, in each process. */
    QUERY_POINTS_PER_MINUTE: budget,
    /** Answers that are remembered until the rows change, in MB; 0: none. */
    ANSWERS_MEMORY_MB: z
      .string()
      .regex(/^\d{1,4}$/, 'expected a whole number of MB')
      .transform(Number)
      .default(64),
    /** `off`: any document, no ids. `log`: ids too, and unknown documents are noted by their hash. `only`: known documents alone. */
    TRUSTED_DOCUMENTS: z.enum(['off', 'log', 'only'], 'expected off, log or only').default('off'),
    /** The known documents: a JSON object of texts by their SHA-256. */
    TRUSTED_DOCUMENTS_FILE: z.string().optional(),
    /** Roles that may ask in their own words under `only`. */
    TRUSTED_DOCUMENTS_EXEMPT: roleList,
  })
  .refine((env) => env.TRUSTED_DOCUMENTS === 'off' || env.TRUSTED_DOCUMENTS_FILE !== undefined, {
    path: ['TRUSTED_DOCUMENTS_FILE'],
    message: 'expected the file of the known documents',
  })
  // Or some operations could never be answered, however long their caller waits.
  .refine((env) => Math.min(...Object.values(env.QUERY_POINTS_PER_MINUTE)) > env.QUERY_COST_LIMIT, {
    path: ['QUERY_POINTS_PER_MINUTE'],
    message: 'expected more points for each scope than QUERY_COST_LIMIT',
  });

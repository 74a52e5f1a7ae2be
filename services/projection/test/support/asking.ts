// Asking as a town's officer, at a point of both times.
import type { FastifyInstance } from 'fastify';
import { caojing } from './towns.ts';
import { ask, officerOf, type World } from './world.ts';

/** The moment up to which everything recorded so far is known. */
export const knownNow = async (world: World): Promise<string> => {
  const { rows } = await world.writers.query<{ at: string }>(
    `select to_char(max(known_from) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from event`,
  );
  return rows[0]?.at ?? '';
};

/** Asks one root field as the officer of a town; throws the errors of the answer. `field` ends before its arguments. */
export const asking =
  (app: FastifyInstance, town = caojing) =>
  async <T>(field: string, args: Readonly<Record<string, string>>, selection: string): Promise<T> => {
    const given = Object.entries(args).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    const { data, errors } = await ask(app, officerOf(town), `{ ${field}(${given.join(', ')}) ${selection} }`);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return (data as unknown as Record<string, T>)[field] as T;
  };

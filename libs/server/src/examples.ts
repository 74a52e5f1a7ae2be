// Requests that are accepted, for readers of OpenAPI and of GET /commands. They are the requests of the tests' cases, written down by a
// test and sent by it as they stand in the document (`describeExamples` of @yimu/testing), so that none is out of date.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const example = z.strictObject({
  /** As the table of routes has it: `/parcels/:parcelId/codes`. */
  path: z.string(),
  /** The address with its ids. */
  url: z.string(),
  body: z.record(z.string(), z.unknown()),
});

export type Example = z.output<typeof example>;

/** Reads a file of examples, one JSON text a line. Throws when it is none. */
export const readExamples = (file: URL): readonly Example[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => example.parse(JSON.parse(line)));

/** The parameters of a path as an address has them. */
const paramsOf = ({ path, url }: Example): ReadonlyMap<string, string> => {
  const given = url.split('/');
  const named = path.split('/').flatMap((segment, n) => (segment.startsWith(':') ? [[segment.slice(1), given[n] ?? ''] as const] : []));
  return new Map(named.map(([name, value]) => [name, decodeURIComponent(value)]));
};

/** The shapes of an example's address and body for OpenAPI: they accept what they accepted. */
export const withExample = <Shape extends z.ZodObject>(shapes: { readonly params: z.ZodObject; readonly body: Shape }, shown: Example) => {
  const given = paramsOf(shown);
  const params = Object.entries(shapes.params.shape).map(([name, shape]): [string, z.ZodType] => {
    // The shapes of a path's parameters are zod types (command-route.ts); zod does not say so of a shape it does not know.
    return [name, (shape as z.ZodType).meta({ example: given.get(name) })];
  });
  return {
    params: z.strictObject(Object.fromEntries(params)),
    // zod leaves `examples` out where something is filled in on the way; @fastify/swagger puts these beside the schema.
    body: shapes.body.meta({ 'x-examples': { accepted: { value: shown.body } } }),
  };
};

// Which command an address of a batch means: found as the router finds it, a fixed word before a parameter.
import type { CommandRoute } from './command-route.ts';
import { malformedRequest } from './error-handler.ts';
import { ProblemError } from './problem.ts';

export interface FoundCommand {
  readonly route: CommandRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** As the router has it. */
const longestParam = 200;

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ProblemError(malformedRequest);
  }
};

const isParam = (segment: string): boolean => segment.startsWith(':');
const fixedFirst = (segments: readonly string[]): string => segments.map((segment) => (isParam(segment) ? '1' : '0')).join('');

/** Makes the look-up of a table: the route of an address, none where nothing is. It throws a ProblemError for broken percent-encoding. */
export const commandFinder = (routes: readonly CommandRoute[]): ((path: string) => FoundCommand | undefined) => {
  const table = routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    .toSorted((left, right) => fixedFirst(left.segments).localeCompare(fixedFirst(right.segments)));
  const bySize = Map.groupBy(table, ({ segments }) => segments.length);

  return (path) => {
    const asked = path.split('/').map(decoded);
    const fits = (segment: string, n: number): boolean => {
      const given = asked[n] ?? '';
      return isParam(segment) ? given !== '' && given.length <= longestParam : segment === given;
    };
    const found = bySize.get(asked.length)?.find(({ segments }) => segments.every(fits));
    if (found === undefined) return undefined;
    const params = found.segments.flatMap((segment, n) => (isParam(segment) ? [[segment.slice(1), asked[n] ?? '']] : []));
    return { route: found.route, params: Object.fromEntries(params) };
  };
};

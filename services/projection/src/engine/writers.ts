// Who folds a stream, and into which tables: asked for every event, so looked up once for each category.
import { categoryOf } from '@yimu/event-store';
import type { Projection } from './projection.ts';

interface Writers {
  readonly projections: readonly Projection[];
  readonly heads: ReadonlySet<string>;
}

const known = new WeakMap<readonly Projection[], Map<string, Writers>>();

const writersOf = (projections: readonly Projection[], category: string): Writers => {
  const byCategory = known.get(projections) ?? new Map<string, Writers>();
  known.set(projections, byCategory);
  const found = byCategory.get(category);
  if (found !== undefined) return found;
  const own = projections.filter((projection) => projection.category === category);
  const writers = { projections: own, heads: new Set(own.flatMap(({ tables, heads = tables }) => heads)) };
  byCategory.set(category, writers);
  return writers;
};

/** The projections that fold a stream. */
export const foldersOf = (projections: readonly Projection[], stream: string): readonly Projection[] =>
  writersOf(projections, categoryOf(stream)).projections;

/** The tables in which open rows of a stream tell where the stream stands. */
export const headTablesOf = (projections: readonly Projection[], stream: string): ReadonlySet<string> =>
  writersOf(projections, categoryOf(stream)).heads;

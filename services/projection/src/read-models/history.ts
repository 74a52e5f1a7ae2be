// The whole history of one thing as its tenant may know it, and the events that made it.
import type { ScopeKind } from '@yimu/domain/kernel';
import type { Planning } from '../tenancy/planning.ts';
import type { View } from '../tenancy/view.ts';
import { joined } from './belief-parts.ts';
import type { BeliefRow } from './belief-rows.ts';
import type { Target } from './belief-sets.ts';
import { readBeliefs } from './beliefs.ts';
import type { Topic } from './topics/index.ts';

/** The stream of the thing itself. */
const streamOf = (target: Target): string => {
  switch (target.kind) {
    case 'parcel':
      return `parcel-${target.id}`;
    case 'party':
      return `party-${target.id}`;
    case 'stream':
      return target.stream;
    case 'place':
      return `jurisdiction-${target.code}`;
  }
};

/** The last day before the point on which the thing was the caller's, as known at the point; null where there is none. */
const readLastDay = async (view: View, stream: string): Promise<string | null> => {
  const [row] = await view.read<{ last: string | null }>(
    ({ bind, within }) => `select (max(upper(g.valid)) - 1)::text as last from scope_row g
      where g.subject = ${bind(stream)} and upper(g.valid) <= ${bind(view.point.asOf)}::date
        and g.recorded @> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz and ${within('scope_row', 'g')}`,
  );
  return row?.last ?? null;
};

/**
 * Every belief about a thing. Whose it is today is told of the days on which it was theirs; whose it was is told the same, from the last
 * of those days (`viewOn`).
 */
export const readHistory = async (
  view: View,
  viewOn: (asOf: string) => View,
  question: { readonly topics: readonly Topic[]; readonly target: Target; readonly kind: ScopeKind },
  planning: Planning,
): Promise<readonly BeliefRow[]> => {
  const asked = { ...question, when: 'history' } as const;
  const rows = await readBeliefs(view, asked, planning);
  const stream = streamOf(question.target);
  if (rows.some(({ entity }) => entity === stream)) return joined(rows);
  const last = await readLastDay(view, stream);
  return joined(last === null ? rows : [...rows, ...(await readBeliefs(viewOn(last), asked, planning))]);
};

export interface CausingEventRow {
  readonly id: string;
  readonly stream: string;
  readonly known_from: string;
  readonly type: string;
  readonly position: string;
  readonly revision: number;
  readonly document: string;
  readonly effective_on: string;
}

/** The events of these streams that the caller may see: those with these ids, and those that became known at these moments. */
export const readCauses = (
  view: View,
  streams: readonly string[],
  ids: readonly string[],
  moments: readonly string[],
): Promise<CausingEventRow[]> =>
  view.read(
    ({
      bind,
      within,
    }) => `select e.id, e.stream, to_char(e.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_from, e.type,
        e.position, e.revision, e.document, e.effective_on::text as effective_on
      from event e where e.stream = any(${bind(streams)}) and (e.id = any(${bind(ids)}::uuid[]) or e.known_from = any(${bind(moments)}::timestamptz[]))
        and ${within('event', 'e')}`,
    { prepared: 'causes' },
  );

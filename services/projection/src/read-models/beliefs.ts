// What was believed, of which days, and when it was known: one statement over all topics.
import { paddedCode, type ScopeKind } from '@yimu/domain/kernel';
import type { Planning } from '../tenancy/planning.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { type BeliefRow, rowOf, type Told, told } from './belief-rows.ts';
import { setNames, setsOf, type Target, type Writing } from './belief-sets.ts';
import type { Topic } from './topics/index.ts';

/**
 * Every belief that was known by the point's `knownAt`; those that hold at the point and not at another; or those that hold at one of
 * the two alone, in one go, where who sees a row does not depend on the point.
 */
export type When = 'history' | { readonly not: Point } | { readonly either: Point };

export interface BeliefQuestion {
  readonly topics: readonly Topic[];
  readonly target: Target;
  readonly when: When;
  /** Of which kind the caller's scope is: by that it goes what says whose a thing was, and when. */
  readonly kind: ScopeKind;
}

/**
 * Rows that say during which days, and as known when, a row was the caller's; undefined where the row says so itself. A place goes by
 * scope rows only for what has no place of its own.
 */
const reachOf = (topic: Topic, kind: ScopeKind, { within }: Writing): string | undefined => {
  if (kind === 'mandate')
    return (
      topic.mandated &&
      `mandate g where g.holds and g.jurisdiction in (t.town_code, t.district_code, t.city_code) and ${within('mandate', 'g')}`
    );
  if (kind === 'party' && topic.ofEnterprises)
    return `health_check_enterprise g where g.entity = t.entity and ${within('health_check_enterprise', 'g')}`;
  const subject = topic.beside ?? (kind === 'subtree' ? undefined : topic.named);
  return subject && `scope_row g where g.subject = t.${subject} and ${within('scope_row', 'g')}`;
};

const shownOf = ({ fields, areas = [] }: Topic): string =>
  `json_build_array(${Object.keys(fields)
    .map((column) => `t.${column}${areas.includes(column) ? '::text' : ''}`)
    .join(', ')})`;

/** The condition that a row of a timeline table holds at another point than that of the view. */
export const holdsAt = ({ asOf, knownAt }: Point, alias: string, { bind }: Pick<Writing, 'bind'>): string =>
  `(${alias}.valid @> ${bind(asOf)}::date and ${alias}.recorded @> ${bind(knownAt ?? 'infinity')}::timestamptz)`;

const differing = (when: Exclude<When, 'history'>, writing: Writing): readonly string[] => {
  const at = writing.at('t');
  return 'not' in when ? [at, `not ${holdsAt(when.not, 't', writing)}`] : [`${at} <> ${holdsAt(when.either, 't', writing)}`];
};

const branch = (topic: Topic, found: string, { target, when, kind }: BeliefQuestion, point: Point, writing: Writing): string => {
  const { bind, at, within } = writing;
  const conditions = [found, within(topic.table, 't')];
  if (target.kind === 'place' && topic.beside === undefined) conditions.push(`t.town_code = ${bind(paddedCode(target.code))}`);
  const reach = when === 'history' ? reachOf(topic, kind, writing) : undefined;
  if (when === 'history') {
    if (point.knownAt !== null) conditions.push(`lower(t.recorded) <= ${bind(point.knownAt)}::timestamptz`);
  } else conditions.push(...differing(when, writing));
  const [valid, recorded] = reach === undefined ? ['t.valid', 't.recorded'] : ['t.valid * r.valid', 't.recorded * r.recorded'];
  // What was the caller's for a while only is cut to that while: neither what came before nor that it went on is told.
  const joined =
    reach === undefined
      ? ''
      : `cross join lateral (select g.valid, g.recorded from ${reach} and g.valid && t.valid and g.recorded && t.recorded) r`;
  return `select '${topic.name}' as topic, t.entity, t.row_key, ${valid} as valid, ${recorded} as recorded, t.event_id, t.digest,
    ${typeof when === 'object' && 'either' in when ? at('t') : 'true'} as here, ${shownOf(topic)} as shown
    from ${topic.table} t ${joined} where ${conditions.join(' and ')}`;
};

/** Beliefs about a target, in no order. Topics that a target has no rows of are left out. */
export const readBeliefs = async (view: View, question: BeliefQuestion, planning?: Planning): Promise<readonly BeliefRow[]> => {
  const names = setNames[question.target.kind];
  const taken = question.topics.flatMap((topic) => {
    const set = names.find((name) => name === 'streams' || topic.by[name] !== undefined);
    return set === undefined ? [] : [{ topic, set }];
  });
  if (taken.length === 0) return [];
  const used = new Set(taken.map(({ set }) => set));
  const [all] = await view.read<{ beliefs: readonly Told[] | null }>((writing) => {
    const { itself, id, beside } = setsOf(question.target, writing);
    const own = used.has(itself) ? id() : undefined;
    const written = names.flatMap((name) => {
      const set = used.has(name) ? beside[name]?.() : undefined;
      return set === undefined ? [] : [`the_${name} as materialized (${set})`];
    });
    const branches = taken.map(({ topic, set }) => {
      const column = set === 'streams' ? 'entity' : topic.by[set];
      const found = set === itself ? `t.${column} = ${own}` : `t.${column} = any(array(select id from the_${set}))`;
      return branch(topic, found, question, view.point, writing);
    });
    return `${written.length === 0 ? '' : `with ${written.join(', ')} `}${told(branches)}`;
  }, planning);
  return (all?.beliefs ?? []).map(rowOf);
};

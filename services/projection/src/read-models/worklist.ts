// 待办: what is to be done in a place, from rows that other read models keep. Each kind is one select; a page takes the next of all.
import { usually } from '../tenancy/statement.ts';
import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { asRows, isNotGiven, type Owed } from './owed.ts';
import { readRules } from './supervision.ts';
import type { WorkPlace, WorkWriting } from './work-writing.ts';
import { deadlines } from './worklist-deadlines.ts';

export interface WorkRow {
  readonly kind: WorkKind;
  readonly due_on: string | null;
  /** The day, or one that never comes, by which the list goes; then a text that no other item of the list has. */
  readonly sort: string;
  readonly id: string;
  readonly subject: string;
  /** What the sentence is made of. */
  readonly said: Readonly<Record<string, string | number | null>>;
}

export interface WorkFilter extends WorkPlace {
  readonly kinds?: readonly WorkKind[] | undefined;
  /** Leaves out what is for other departments. */
  readonly department?: string | undefined;
}

/** The last day of a phase of the cycle of a row. */
const endOf = (phase: string, alias: string, { at, within }: WorkWriting): string =>
  `(select (s.value ->> 'ends')::date from cycle y cross join lateral jsonb_array_elements(y.schedule::jsonb) s
    where y.cycle = ${alias}.cycle and ${at('y')} and ${within('cycle', 'y')} and s.value ->> 'phase' = '${phase}' limit 1)`;

/** Nothing is owed any more of a place whose district has decided its list of the year. */
const isUndecided = (alias: string, { at, within }: WorkWriting): string =>
  `not exists (select from class_decision d where d.cycle = ${alias}.cycle and d.standing
    and d.jurisdiction = ${alias}.district_code and ${at('d')} and ${within('class_decision', 'd')})`;

/** Of what nobody owes anything: no row, in the shape of all others. */
const nothing = `select null::date as due_on, ''::text as id, ''::text as subject, '{}'::jsonb as said where false`;

const perCycle = (w: WorkWriting, write: (cycle: string, owed: Owed) => string): string =>
  w.filter.owed.size === 0 ? nothing : [...w.filter.owed].map(([cycle, owed]) => write(cycle, owed)).join(' union all ');

const missing = {
  'self-assessment': 'not g.self_assessment',
  'enterprise-information': 'g.information_lacking > 0',
  survey: 'not g.survey',
} as const;

const selects = {
  forms: (w: WorkWriting) =>
    perCycle(w, (cycle, { forms }) => {
      const wanting = forms.length === 0 ? 'false' : forms.map((form) => missing[form]).join(' or ');
      return `select ${endOf('evaluation', 'f', w)} as due_on, f.town_code || ' ' || f.cycle as id, f.town_code as subject,
          jsonb_build_object('checks', f.checks, 'cycle', f.cycle) as said
        from (select g.town_code, g.cycle, count(*) as checks from health_check_progress g where g.cycle = ${w.bind(cycle)} and (${wanting})
          and ${w.inPlace('g')} and ${isUndecided('g', w)} and ${w.at('g')} and ${w.within('health_check_progress', 'g')}
          group by g.town_code, g.cycle) f`;
    }),

  figures: (w: WorkWriting) =>
    perCycle(
      w,
      (
        cycle,
        { figures },
      ) => `select ${endOf('evaluation', 'f', w)} as due_on, f.town_code || ' ' || f.cycle || ' ' || f.supplier as id, f.town_code as subject,
          jsonb_build_object('department', f.supplier, 'checks', f.checks, 'cycle', f.cycle) as said
        from (select l.town_code, l.cycle, l.supplier, sum(l.checks) as checks
          from (select distinct k.town_code, k.cycle, k.given, k.checks, o.supplier
            from (select g.town_code, g.cycle, g.given, count(*) as checks from health_check_progress g where g.cycle = ${w.bind(cycle)}
              and ${w.inPlace('g')} and ${isUndecided('g', w)} and ${w.at('g')} and ${w.within('health_check_progress', 'g')}
            group by g.town_code, g.cycle, g.given) k
            cross join unnest(${asRows(figures, w.bind)}) as o (supplier, whole, merged) where ${isNotGiven('k.given')}) l
          group by l.town_code, l.cycle, l.supplier) f`,
    ),

  milestone: (w: WorkWriting) => `select coalesce(m.extended_to, m.due_on) as due_on, c.contract_id || ' ' || m.node as id,
      c.contract_id::text as subject, jsonb_build_object('node', m.node, 'number', c.number) as said
    from contract c join contract_milestone m on m.contract_id = c.contract_id
    where c.status = 'in-force' and m.achieved_on is null and coalesce(m.extended_to, m.due_on) <= ${w.bind(w.filter.until)}::date
      and ${w.inPlace('c')} and ${w.at('c')} and ${w.within('contract', 'c')} and ${w.at('m')} and ${w.within('contract_milestone', 'm')}`,

  'equity-consent': (w: WorkWriting) => `select e.opinions_due_on as due_on, e.equity_id::text as id, e.equity_id::text as subject,
      jsonb_build_object('filedOn', e.filed_on) as said
    from equity_transfer e where e.status = 'open' and e.consent_pending
      and ${w.inPlace('e')} and ${w.at('e')} and ${w.within('equity_transfer', 'e')}`,

  'objection-window': (
    w: WorkWriting,
  ) => `select d.objections_until as due_on, d.jurisdiction || ' ' || d.cycle as id, d.jurisdiction as subject,
      jsonb_build_object('document', d.document) as said
    from class_decision d where d.standing and d.objections_until >= ${w.today()}
      and (${w.inPlace('d')} or d.jurisdiction = any(${w.bind(w.filter.places)})) and ${w.at('d')} and ${w.within('class_decision', 'd')}`,

  'objection-decision': (w: WorkWriting) => `select o.decide_by as due_on, o.objection_id::text as id, o.objection_id::text as subject,
      jsonb_build_object('lodgedOn', o.lodged_on) as said
    from objection o where o.status = 'pending' and ${w.inPlace('o')} and ${w.at('o')} and ${w.within('objection', 'o')}`,

  'line-review': (
    w: WorkWriting,
  ) => `select ${endOf('line-review', 't', w)} as due_on, t.town || ' ' || t.cycle || ' ' || (r.value ->> 'department') as id,
      t.town as subject, jsonb_build_object('department', r.value ->> 'department', 'edition', t.edition, 'parcels', t.parcels) as said
    from town_list t cross join lateral jsonb_array_elements(t.reviewers::jsonb) r
    where t.standing and t.status = 'submitted' and ${w.inPlace('t')} and ${w.at('t')} and ${w.within('town_list', 't')}
      and not exists (select from jsonb_array_elements(t.reviews::jsonb) v where v.value ->> 'department' = r.value ->> 'department')`,

  'city-opinion': (w: WorkWriting) => `select ${endOf('joint-review', 'l', w)} as due_on, l.jurisdiction || ' ' || l.cycle as id,
      l.jurisdiction as subject, jsonb_build_object('edition', l.edition, 'parcels', l.parcels) as said
    from class_list l where l.standing and l.status = 'submitted' and l.opinions = '[]'
      and ${w.inPlace('l')} and ${w.at('l')} and ${w.within('class_list', 'l')}`,

  'class-list-decision': (w: WorkWriting) => `select ${endOf('final-approval', 'l', w)} as due_on, l.jurisdiction || ' ' || l.cycle as id,
      l.jurisdiction as subject,
      jsonb_build_object('edition', l.edition, 'parcels', l.parcels, 'opinions', jsonb_array_length(l.opinions::jsonb)) as said
    from class_list l where l.standing and l.status = 'submitted' and l.opinions <> '[]'
      and ${w.inPlace('l')} and ${w.at('l')} and ${w.within('class_list', 'l')}`,

  'seizure-expiring': (w: WorkWriting) => `select s.until as due_on, s.seizure_id::text as id, s.parcel_id::text as subject,
      jsonb_build_object('court', s.court, 'caseNumber', s.case_number, 'parcel', p.name) as said
    from title_seizure s join parcel p on p.parcel_id = s.parcel_id
    where s.until <= ${w.bind(w.filter.until)}::date and ${w.inPlace('p')} and ${w.at('p')} and ${w.within('parcel', 'p')}
      and ${w.at('s')} and ${w.within('title_seizure', 's')}`,

  ...deadlines,
} as const;

export type WorkKind = keyof typeof selects;
const kinds = Object.keys(selects) as readonly WorkKind[];

/** What is to be done, what falls due first first and what has no day last; one page. */
export const readWorklist = async (view: View, filter: WorkFilter, page: DatedPage): Promise<WorkRow[]> => {
  const wanted = kinds.filter((kind) => filter.kinds?.includes(kind) !== false);
  if (wanted.length === 0) return [];
  const rules = wanted.includes('supervision-starting') ? await readRules(view) : [];
  return view.read((statement) => {
    const { bind } = statement;
    const inPlace = (alias: string): string => `${alias}.${filter.within.column} = ${bind(filter.within.code)}`;
    const known = (alias: string): string => usually(`${alias}.recorded @> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`);
    const writing: WorkWriting = { ...statement, inPlace, filter, today: () => `${bind(view.point.asOf)}::date`, known, rules };
    // One item of several places is told once.
    const union = wanted.map((kind) => `select distinct '${kind}' as kind, * from (${selects[kind](writing)}) s`).join('\nunion all\n');
    const conditions = ['true'];
    if (filter.department !== undefined)
      conditions.push(`coalesce(w.said ->> 'department', ${bind(filter.department)}) = ${bind(filter.department)}`);
    if (page.after !== undefined)
      conditions.push(`(w.sort, w.id) > (${bind(page.after.sort)}::text collate "C", ${bind(page.after.id)}::text collate "C")`);
    return `select w.kind, w.due_on::text as due_on, w.sort, w.id, w.subject, w.said
      from (select u.kind, u.due_on, coalesce(u.due_on::text, '9999-12-31') collate "C" as sort, (u.kind || ' ' || u.id) collate "C" as id,
          u.subject, u.said from (${union}) u) w
      where ${conditions.join(' and ')} order by w.sort, w.id limit ${bind(page.limit)}`;
  });
};

// Lock one of two: every read model states the caller's scope itself, which is also what the planner needs.
// Lock two, row-level security, holds alone if a read model forgets.
import { levelOf, parentOf, type Scope } from '@yimu/domain/kernel';
import { type Caller, clearanceOf } from './secrecy.ts';
import type { Statement } from './statement.ts';

/** Read models and how a scope reaches their rows. */
export type GuardedTable =
  | BesideScopeRows
  | 'assessment'
  | 'assessment_detail'
  | 'auction'
  | 'auction_lot'
  | 'auction_round'
  | 'base_map_match'
  | 'base_map_unit'
  | 'base_map_value'
  | 'bottom_ranking'
  | 'bottom_ranking_detail'
  | 'class_change'
  | 'class_decision'
  | 'class_list'
  | 'contract'
  | 'cycle'
  | 'cycle_cohort'
  | 'cycle_cohort_detail'
  | 'cycle_run'
  | 'cycle_total'
  | 'equity_transfer'
  | 'event'
  | 'event_secret'
  | 'final_grade'
  | 'final_grade_party'
  | 'finding'
  | 'form_schema'
  | 'health_check'
  | 'health_check_enterprise'
  | 'health_check_progress'
  | 'holding'
  | 'import_row'
  | 'interest'
  | 'jurisdiction'
  | 'land_user'
  | 'mandate'
  | 'objection'
  | 'objection_detail'
  | 'parcel'
  | 'parcel_area'
  | 'parcel_link'
  | 'parcel_shape'
  | 'party'
  | 'party_controller'
  | 'party_register'
  | 'plan_entry'
  | 'policy'
  | 'published_class'
  | 'share_freeze'
  | 'shareholding'
  | 'standard_version'
  | 'submission_contradiction'
  | 'submission_contradiction_detail'
  | 'submission_figure'
  | 'submission_figure_detail'
  | 'submission_form'
  | 'supervised_tenure'
  | 'supervision_rule'
  | 'target'
  | 'task_force'
  | 'task_force_member'
  | 'town_list';

/** Tables of things that may concern several places: who sees them stands beside them, under their stream. */
const besideScopeRows = [
  'named_party',
  'title',
  'title_right',
  'title_lease',
  'title_mortgage',
  'title_seizure',
  'title_transfer',
  'contract_parcel',
  'contract_clause',
  'contract_milestone',
  'contract_breach',
  'contract_lead',
  'contract_idle_case',
  'auction_answer',
  'equity_parcel',
] as const;
type BesideScopeRows = (typeof besideScopeRows)[number];

/** Writes the condition under which a row of `table`, called `alias`, lies within the scope. */
export type Guard = (table: GuardedTable, alias: string, statement: Statement) => string;

const levelColumn = { city: 'city_code', district: 'district_code', town: 'town_code' } as const;

/** The guard of a verified caller. */
export const guardOf = (caller: Caller): Guard => (caller.scope.kind === 'subtree' ? subtreeGuard(caller) : namedGuard(caller.scope));

/** A party outside the scope shows its entry in the public register where it holds, controls or has something inside the scope. */
const appears = (guard: Guard, alias: string, statement: Statement): string => {
  const inside = (table: GuardedTable, column: string): string =>
    `exists (select from ${table} n where n.${column} = ${alias}.party_id and ${statement.at('n')} and ${guard(table, 'n', statement)})`;
  return [
    guard('party', alias, statement),
    inside('holding', 'holder_id'),
    inside('party_controller', 'controller_id'),
    inside('interest', 'party_id'),
    inside('interest', 'target_id'),
    inside('named_party', 'party_id'),
    inside('final_grade_party', 'party_id'),
  ].join(' or ');
};

/** Of what stands on a list whose class is published. */
const published = (guard: Guard, alias: string, statement: Statement): string =>
  `exists (select from published_class g where g.jurisdiction = ${alias}.list_jurisdiction and g.cycle = ${alias}.cycle
    and g.edition = ${alias}.list_edition and g.grade = ${alias}.grade and ${statement.at('g')} and ${guard('published_class', 'g', statement)})`;

/** Of a party on such a list. */
const publishedParty = (guard: Guard, alias: string, statement: Statement): string =>
  `exists (select from final_grade f where f.entity = ${alias}.entity and ${statement.at('f')} and ${guard('final_grade', 'f', statement)})`;

/** A jurisdiction and all above it, whose standards and cycles hold for it. */
const withAllAbove = (code: string): readonly string[] => {
  const parent = parentOf(code);
  return parent === undefined ? [code] : [code, ...withAllAbove(parent)];
};

const subtreeGuard = (caller: Caller): Guard => {
  const code = caller.scope.value;
  const column = levelColumn[levelOf(code)];
  const clearance = clearanceOf(caller);
  const guard: Guard = (table, alias, statement) => {
    const { bind, at } = statement;
    const beside = (subject: string): string =>
      `exists (select from scope_row g where g.subject = ${subject} and g.kind = 'subtree' and g.${column} = ${bind(code)} and ${at('g')})`;
    // Asked for where it is needed: a value that no condition names, the database does not take.
    const inside = (): string => `${alias}.${column} = ${bind(code)}`;
    const cleared = (): string => (clearance === 'all' ? 'true' : `${alias}.secret = any(${bind(clearance)})`);
    switch (table) {
      case 'event':
        return `exists (select from event_scope g where g.position = ${alias}.position and g.${column} = ${bind(code)})`;
      case 'event_secret':
        return `(${cleared()} and exists (select from event_scope g where g.position = ${alias}.position and g.${column} = ${bind(code)}))`;
      case 'standard_version':
        return `(${inside()} or (${alias}.status = 'published' and ${alias}.jurisdiction = any(${bind(withAllAbove(code))})))`;
      case 'cycle':
      case 'cycle_run':
        return `(${inside()} or ${alias}.cycle_jurisdiction = any(${bind(withAllAbove(code))}))`;
      case 'class_decision':
      case 'mandate':
      case 'policy':
      case 'published_class':
      case 'task_force':
      case 'task_force_member':
        return `(${inside()} or ${alias}.jurisdiction = any(${bind(withAllAbove(code))}))`;
      case 'final_grade':
        return published(guard, alias, statement);
      case 'final_grade_party':
        return publishedParty(guard, alias, statement);
      case 'bottom_ranking_detail':
      case 'objection_detail':
      case 'submission_figure_detail':
      case 'submission_contradiction_detail':
        return `(${inside()} and ${cleared()})`;
      case 'form_schema':
        return `(${inside()} or ${alias}.jurisdiction = any(${bind(withAllAbove(code))}))`;
      case 'cycle_cohort_detail':
        return clearance === 'all' ? inside() : `(${inside()} and ${cleared()} and ${alias}.known >= 3)`;
      case 'assessment_detail':
        return `(${cleared()} and exists (select from assessment g
          where g.entity = ${alias}.entity and g.${column} = ${bind(code)} and ${at('g')} offset 0))`;
      case 'supervision_rule':
        // Published, and a town needs the rules of those above it.
        return 'true';
      case 'party':
      case 'party_controller':
      case 'finding':
        return beside(`${alias}.entity`);
      case 'holding':
      case 'shareholding':
      case 'share_freeze':
        return beside(`${alias}.subject`);
      case 'party_register':
        return `(${appears(guard, alias, statement)})`;
      case 'base_map_value':
      case 'base_map_match':
        // Offset 0: asked row by row. Else the planner joins all units of the scope for the few values of a page.
        return `exists (select from base_map_unit u where u.entity = ${alias}.entity and u.${column} = ${bind(code)} and ${at('u')} offset 0)`;
      default:
        return besideScopeRows.some((each) => each === table) ? beside(`${alias}.entity`) : inside();
    }
  };
  return guard;
};

const namedGuard = ({ kind, value }: Scope): Guard => {
  const guard: Guard = (table, alias, statement) => {
    const { bind, at } = statement;
    const beside = (subject: string): string =>
      `exists (select from scope_row g where g.subject = ${subject} and g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')})`;
    /** What scope rows name, read once: lists go by it. */
    const subjects = (): string =>
      `array(select g.subject from scope_row g where g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')})`;
    /** Places where it has land, or was graded in the end: also as one who uses land of others. */
    const concernedIn = (jurisdiction: string): string =>
      `(exists (select from parcel l where l.entity = any(${subjects()}) and ${at('l')}
        and ${jurisdiction} in (l.town_code, l.district_code, l.city_code))
        or exists (select from assessment l where l.final and l.entity = any(${subjects()}) and ${at('l')}
        and ${jurisdiction} in (l.town_code, l.district_code, l.city_code)))`;
    /** Parcels of its own, and those that it was graded with. */
    const itsParcels = (): string =>
      `array(select g.subject from scope_row g where g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')} union all
        select 'parcel-' || l.subject_id from assessment l where l.final and l.subject = 'parcel' and l.entity = any(${subjects()}) and ${at('l')})`;
    /** In the place of a mandate, on the days on which it holds; `also` is a further condition. */
    const mandated = (also = 'true'): string =>
      `exists (select from mandate o where o.holds and ${also} and o.jurisdiction in (${alias}.town_code, ${alias}.district_code, ${alias}.city_code)
        and ${at('o')} and ${guard('mandate', 'o', statement)})`;
    const formsOfMandate = (): string =>
      kind === 'mandate'
        ? `exists (select from mandate o where o.holds and ${alias}.jurisdiction in (o.jurisdiction, o.district_code, o.city_code)
            and ${at('o')} and ${guard('mandate', 'o', statement)})`
        : 'false';
    const ofMandate = (): string => (kind === 'mandate' ? mandated() : 'false');
    /** What enterprises declared themselves only who is to audit it reads. */
    const ofAudit = (): string => (kind === 'mandate' ? mandated(`(o.audits or not ${alias}.declared)`) : 'false');
    switch (table) {
      case 'event':
        return `(not ${alias}.redacted and ${beside(`${alias}.stream`)})`;
      case 'assessment':
        return kind === 'party' ? `(${alias}.final and ${alias}.entity = any(${subjects()}))` : 'false';
      case 'assessment_detail':
        return kind === 'party'
          ? `(not ${alias}.joint and (${alias}.secret = '' or ${alias}.party_id::text = ${bind(value)}) and exists (select from assessment g
              where g.entity = ${alias}.entity and g.run = ${alias}.run and ${at('g')} and ${guard('assessment', 'g', statement)}))`
          : 'false';
      case 'cycle':
        return kind === 'party' ? concernedIn(`${alias}.cycle_jurisdiction`) : 'false';
      case 'standard_version':
        return kind === 'party'
          ? `(${alias}.status = 'published' and (${concernedIn(`${alias}.jurisdiction`)} or exists (select from assessment g
              where g.standard_jurisdiction = ${alias}.jurisdiction and g.standard_year = ${alias}.year and g.subject = ${alias}.subject
                and g.standard_version = ${alias}.version and ${at('g')} and ${guard('assessment', 'g', statement)})))`
          : 'false';
      case 'class_decision':
      case 'policy':
      case 'published_class':
        return kind === 'party' ? concernedIn(`${alias}.jurisdiction`) : 'false';
      case 'final_grade':
        return kind === 'party' ? published(guard, alias, statement) : 'false';
      case 'final_grade_party':
        return kind === 'party' ? publishedParty(guard, alias, statement) : 'false';
      case 'health_check':
        return kind === 'party'
          ? `exists (select from health_check_enterprise g where g.entity = ${alias}.entity and g.party_id = ${bind(value)} and ${at('g')})`
          : ofMandate();
      case 'health_check_enterprise':
        return kind === 'party' ? `${alias}.party_id = ${bind(value)}` : ofMandate();
      case 'form_schema':
        return kind === 'party'
          ? `exists (select from health_check_enterprise g where g.party_id = ${bind(value)} and ${at('g')}
              and ${alias}.jurisdiction in (g.town_code, g.district_code, g.city_code))`
          : formsOfMandate();
      case 'submission_form':
      case 'submission_figure':
        return kind === 'party' ? `${alias}.shown_to = ${bind(value)}` : ofAudit();
      case 'submission_figure_detail':
        return kind === 'party' ? `${alias}.shown_to = ${bind(value)}` : `(${alias}.secret = '' and ${ofAudit()})`;
      case 'submission_contradiction':
      case 'submission_contradiction_detail':
        return kind === 'party' ? `${alias}.shown_to = ${bind(value)}` : 'false';
      case 'mandate':
        return kind === 'mandate' ? `${alias}.entity = 'mandate-' || ${bind(value)}` : 'false';
      case 'parcel':
        if (kind === 'party') return `${alias}.entity = any(${itsParcels()})`;
        return kind === 'mandate' ? `(${beside(`${alias}.entity`)} or ${mandated()})` : beside(`${alias}.entity`);
      case 'parcel_area':
        return kind === 'mandate' ? `(${beside(`${alias}.entity`)} or ${mandated()})` : beside(`${alias}.entity`);
      case 'parcel_link':
      case 'parcel_shape':
      case 'party':
      case 'party_controller':
        return beside(`${alias}.entity`);
      case 'holding':
      case 'shareholding':
      case 'share_freeze':
        return beside(`${alias}.subject`);
      case 'party_register':
        return kind === 'mandate'
          ? `exists (select from health_check_enterprise n where n.party_id = ${alias}.party_id and ${at('n')}
              and ${guard('health_check_enterprise', 'n', statement)})`
          : `(${appears(guard, alias, statement)})`;
      case 'interest':
      case 'land_user':
      case 'objection':
      case 'objection_detail':
        return kind === 'party' ? `${alias}.party_id = ${bind(value)}` : 'false';
      case 'jurisdiction':
        return 'true';
      default:
        return 'false';
    }
  };
  return guard;
};

// What a place sees: its own rows, those of all below it, and what holds there from above.
import { levelOf, withAllAbove } from '@yimu/domain/kernel';
import { besideScopeRows, type Guard } from './guarded-tables.ts';
import { type Caller, clearanceOf } from './secrecy.ts';
import { appears, published, publishedParty } from './shown-beside.ts';

const levelColumn = { city: 'city_code', district: 'district_code', town: 'town_code' } as const;

/** The guard of a place, with the figures that role and department clear. */
export const subtreeGuard = (caller: Caller): Guard => {
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
      case 'parked':
        // Offset 0: asked event by event, in whatever order they come. Else the planner collects all that the scope may see.
        return `exists (select from event_scope g where g.position = ${alias}.position and g.${column} = ${bind(code)} offset 0)`;
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
      case 'scope_row':
        return `(${alias}.kind = 'subtree' and ${inside()})`;
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

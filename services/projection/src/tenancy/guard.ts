// Lock one of two: every read model states the caller's scope itself, which is also what the planner needs.
// Lock two, row-level security, holds alone if a read model forgets.
import { levelOf, type Scope } from '@yimu/domain/kernel';
import type { Statement } from './statement.ts';

/** Read models and how a scope reaches their rows. */
export type GuardedTable =
  | BesideScopeRows
  | 'auction'
  | 'auction_lot'
  | 'auction_round'
  | 'base_map_match'
  | 'base_map_unit'
  | 'base_map_value'
  | 'contract'
  | 'equity_transfer'
  | 'event'
  | 'finding'
  | 'holding'
  | 'import_row'
  | 'interest'
  | 'jurisdiction'
  | 'land_user'
  | 'parcel'
  | 'parcel_area'
  | 'parcel_link'
  | 'parcel_shape'
  | 'party'
  | 'party_controller'
  | 'party_register'
  | 'plan_entry'
  | 'share_freeze'
  | 'shareholding'
  | 'target';

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

/** The guard of a verified scope. */
export const guardOf = (scope: Scope): Guard => (scope.kind === 'subtree' ? subtreeGuard(scope.value) : namedGuard(scope));

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
  ].join(' or ');
};

const subtreeGuard = (code: string): Guard => {
  const column = levelColumn[levelOf(code)];
  const guard: Guard = (table, alias, statement) => {
    const { bind, at } = statement;
    const beside = (subject: string): string =>
      `exists (select from scope_row g where g.subject = ${subject} and g.kind = 'subtree' and g.${column} = ${bind(code)} and ${at('g')})`;
    switch (table) {
      case 'event':
        return `exists (select from event_scope g where g.position = ${alias}.position and g.${column} = ${bind(code)})`;
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
        return besideScopeRows.some((each) => each === table) ? beside(`${alias}.entity`) : `${alias}.${column} = ${bind(code)}`;
    }
  };
  return guard;
};

const namedGuard = ({ kind, value }: Scope): Guard => {
  const guard: Guard = (table, alias, statement) => {
    const { bind, at } = statement;
    const beside = (subject: string): string =>
      `exists (select from scope_row g where g.subject = ${subject} and g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')})`;
    switch (table) {
      case 'event':
        return beside(`${alias}.stream`);
      case 'parcel':
      case 'parcel_area':
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
        return `(${appears(guard, alias, statement)})`;
      case 'interest':
      case 'land_user':
        return kind === 'party' ? `${alias}.party_id = ${bind(value)}` : 'false';
      case 'jurisdiction':
        return 'true';
      default:
        return 'false';
    }
  };
  return guard;
};

// Lock one of design §6: every read model states the caller's scope itself, which is also what the planner needs.
// Lock two, row-level security, holds alone if a read model forgets.
import { levelOf, type Scope } from '@yimu/domain/kernel';
import type { Statement } from './statement.ts';

/** Read models and how a scope reaches their rows. */
export type GuardedTable =
  | 'event'
  | 'finding'
  | 'import_row'
  | 'jurisdiction'
  | 'land_user'
  | 'parcel'
  | 'parcel_area'
  | 'party'
  | 'plan_entry'
  | 'target';

/** Writes the condition under which a row of `table`, called `alias`, lies within the scope. */
export type Guard = (table: GuardedTable, alias: string, statement: Statement) => string;

const levelColumn = { city: 'city_code', district: 'district_code', town: 'town_code' } as const;

/** The guard of a verified scope. */
export const guardOf = (scope: Scope): Guard => (scope.kind === 'subtree' ? subtreeGuard(scope.value) : namedGuard(scope));

const subtreeGuard =
  (code: string): Guard =>
  (table, alias, { bind, at }) => {
    const column = levelColumn[levelOf(code)];
    switch (table) {
      case 'event':
        return `exists (select from event_scope g where g.position = ${alias}.position and g.${column} = ${bind(code)})`;
      case 'party':
      case 'finding':
        return `exists (select from scope_row g where g.subject = ${alias}.entity and g.kind = 'subtree' and g.${column} = ${bind(code)} and ${at('g')})`;
      default:
        return `${alias}.${column} = ${bind(code)}`;
    }
  };

const namedGuard =
  ({ kind, value }: Scope): Guard =>
  (table, alias, { bind, at }) => {
    const beside = (subject: string): string =>
      `exists (select from scope_row g where g.subject = ${subject} and g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')})`;
    switch (table) {
      case 'event':
        return beside(`${alias}.stream`);
      case 'parcel':
      case 'parcel_area':
      case 'party':
        return beside(`${alias}.entity`);
      case 'land_user':
        return kind === 'party' ? `${alias}.party_id = ${bind(value)}` : 'false';
      case 'jurisdiction':
        return 'true';
      default:
        return 'false';
    }
  };

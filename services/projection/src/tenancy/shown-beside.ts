// Rows that are seen because others are: the same for a place and for a named scope.
import type { Guard, GuardedTable } from './guarded-tables.ts';
import type { Statement } from './statement.ts';

/** A party outside the scope shows its entry in the public register where it holds, controls or has something inside the scope. */
export const appears = (guard: Guard, alias: string, statement: Statement): string => {
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
export const published = (guard: Guard, alias: string, statement: Statement): string =>
  `exists (select from published_class g where g.jurisdiction = ${alias}.list_jurisdiction and g.cycle = ${alias}.cycle
    and g.edition = ${alias}.list_edition and g.grade = ${alias}.grade and ${statement.at('g')} and ${guard('published_class', 'g', statement)})`;

/** Of a party on such a list. */
export const publishedParty = (guard: Guard, alias: string, statement: Statement): string =>
  `exists (select from final_grade f where f.entity = ${alias}.entity and ${statement.at('f')} and ${guard('final_grade', 'f', statement)})`;

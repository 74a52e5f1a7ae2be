// Which tables are guarded, and what a guard is.
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
  | 'equity_change'
  | 'equity_transfer'
  | 'event'
  | 'event_scope'
  | 'event_secret'
  | 'final_grade'
  | 'final_grade_party'
  | 'finding'
  | 'finding_place'
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
  | 'parked'
  | 'party'
  | 'party_controller'
  | 'party_place'
  | 'party_register'
  | 'plan_entry'
  | 'policy'
  | 'published_class'
  | 'roll_up_now'
  | 'roll_up_run_sum'
  | 'roll_up_step'
  | 'right_place'
  | 'scope_row'
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
export const besideScopeRows = [
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

// How PostgreSQL goes about what a read model asks, under row-level security and the settings of production.
import type { Actor } from '@yimu/domain/kernel';
import pg from 'pg';
import { openReader } from '../../src/tenancy/reader.ts';
import { type View, viewOf } from '../../src/tenancy/view.ts';

export interface Step {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Step[];
}
const stepsOf = (step: Step): readonly Step[] => [step, ...(step.Plans ?? []).flatMap(stepsOf)];

/** What is explained: the statement as it is planned for this caller, or as it is kept for all who ask. */
export type Explained = 'own' | 'kept';

type Ask = (text: string, values: readonly unknown[]) => Promise<{ 'QUERY PLAN': readonly [{ readonly Plan: Step }] }[]>;

/** The plan of a statement that is prepared with the settings of hot statements: the first time it runs, its plan is the generic one. */
const explainKept = async (ask: Ask, text: string, values: readonly unknown[]) => {
  await ask(`prepare kept as ${text}`, []);
  const rows = await ask(
    `explain (analyze, format json) execute kept(${values.map((value) => pg.escapeLiteral(String(value))).join(', ')})`,
    [],
  );
  await ask('deallocate kept', []);
  return rows;
};

/** The steps of the plans of all that is asked of views, each as of a day. */
export const plannedAt = async (
  readers: pg.Pool,
  actor: Actor,
  ask: (viewAt: (asOf: string) => View) => Promise<unknown>,
  how: Explained = 'own',
): Promise<readonly Step[]> => {
  const reader = openReader(readers, actor);
  const plans: Step[] = [];
  const explaining = {
    ...reader,
    query: async (...[at, text, values, planning]: Parameters<typeof reader.query>) => {
      const asking: Ask = (explained, given) => reader.query(at, explained, given, planning);
      const [row] = await (how === 'kept' ? explainKept(asking, text, values) : asking(`explain (analyze, format json) ${text}`, values));
      if (row !== undefined) plans.push(row['QUERY PLAN'][0].Plan);
      return [] as never[];
    },
  };
  try {
    await ask((asOf) => viewOf(explaining, actor, { asOf, knownAt: null }));
  } finally {
    await reader.end();
  }
  return plans.flatMap(stepsOf);
};

/** The steps of the plans of all that a read model asks, as of one day. */
export const planned = (
  readers: pg.Pool,
  actor: Actor,
  asOf: string,
  ask: (view: View) => Promise<unknown>,
  how: Explained = 'own',
): Promise<readonly Step[]> => plannedAt(readers, actor, (viewAt) => ask(viewAt(asOf)), how);

/** Tables of a city that hold a few rows whatever its size. */
const small = ['published_class', 'supervision_rule'];

/** Tables that are read from one end to the other, but for those that may be. */
export const scanned = (steps: readonly Step[], except: readonly string[] = small): readonly string[] =>
  steps
    .filter((step) => step['Node Type'] === 'Seq Scan')
    .map((step) => step['Relation Name'] ?? '')
    .filter((table) => !except.includes(table));

/** The indexes that are followed. */
export const indexes = (steps: readonly Step[]): readonly string[] => steps.flatMap((step) => step['Index Name'] ?? []);

/** How many rows are sorted at most by one step. */
export const sorted = (steps: readonly Step[]): number =>
  Math.max(
    0,
    ...steps.filter((step) => step['Node Type'].includes('Sort')).flatMap((step) => stepsOf(step).map((each) => each['Actual Rows'] ?? 0)),
  );

/** How many rows were read for nothing. */
export const wasted = (steps: readonly Step[]): number =>
  steps.reduce((sum, step) => sum + (step['Rows Removed by Filter'] ?? 0) * (step['Actual Loops'] ?? 1), 0);

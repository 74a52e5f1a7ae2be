// How classes changed from one cycle to another.
import { isWithin, jurisdictionCode } from '@yimu/domain/kernel';
import { readDetails } from '../read-models/assessments.ts';
import {
  type Compared,
  type Movement,
  type MoveRow,
  readMoves,
  readTransitions,
  type Side,
  type TransitionRow,
} from '../read-models/grade-transitions.ts';
import type { View } from '../tenancy/view.ts';
import { checked } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { cycleKey } from './cycles.ts';
import { badInput } from './errors.ts';
import { type Seen, seenOf } from './explain.ts';
import { listOf, upper } from './naming.ts';
import * as present from './present.ts';
import type { PlaceArguments } from './standards.ts';
import { grouped } from './together.ts';

interface Given extends TimeArguments {
  readonly jurisdiction: string;
  readonly from: PlaceArguments;
  readonly to: PlaceArguments;
  readonly finalOnly: boolean;
}

const isOfEnterprises = ({ subject }: PlaceArguments): boolean => subject === 'ENTERPRISE';

const transition = ({ movement, from_grade, to_grade, subjects, with_area, units }: TransitionRow) => ({
  movement: upper(movement),
  from: from_grade,
  to: to_grade,
  subjects: Number(subjects),
  withArea: Number(with_area),
  area: units === null ? null : present.area(BigInt(units)),
});

/** What a page of moves shows of how both of its results were made: one statement for all. */
const seenOfSides = async (view: View, sides: readonly Side[]): Promise<(side: Side) => Seen> => {
  const keyOf = ({ entity, run }: { readonly entity: string; readonly run: string }): string => `${entity} ${run}`;
  const details = grouped(sides.length === 0 ? [] : await readDetails(view, sides), keyOf);
  return (side) => seenOf(details.get(keyOf(side)) ?? []);
};

const reason = ({ grade, final, decided_by, parts, lacking }: Side, { rule, shown }: Seen) => ({
  grade,
  final,
  decidedBy: upper(decided_by),
  rule,
  lacking: listOf<string>(lacking),
  masked: shown.size < parts,
});

interface Move {
  readonly row: MoveRow;
  readonly from: Side;
  readonly to: Side;
}

const moves =
  (view: View, compared: Compared, { jurisdiction, from, to, finalOnly, asOf, knownAt }: Given, operation: Operation) =>
  async (args: { readonly movement?: string | null; readonly first: number; readonly after?: string | null }) => {
    const wanted = args.movement?.toLowerCase();
    if (wanted !== undefined && wanted !== 'improved' && wanted !== 'fell')
      throw badInput('movement', 'movement: expected IMPROVED, FELL or none for both.', 'movement：应为IMPROVED或FELL，不填则两者皆列。');
    const movements: readonly Movement[] = wanted === undefined ? ['improved', 'fell'] : [wanted];
    const list = ['gradeTransitions', operation.actor.scope, jurisdiction, from, to, finalOnly, movements, asOf, knownAt];
    const sides: Side[] = [];
    const page = await connect(
      args,
      cursorsOf(operation.cursorKey, list),
      (limit, after) => readMoves(view, compared, movements, { limit, after }),
      (row) => ({ sort: row.code, id: row.subject_id }),
      (row): Move => {
        const move = { row, from: JSON.parse(row.from_side) as Side, to: JSON.parse(row.to_side) as Side };
        sides.push(move.from, move.to);
        return move;
      },
    );
    const seen = await seenOfSides(view, sides);
    const shown = ({ row, from: before, to: after }: Move) => ({
      movement: upper(row.movement),
      parcelId: row.subject === 'parcel' ? row.subject_id : null,
      partyId: row.subject === 'parcel' ? null : row.subject_id,
      code: row.code,
      from: reason(before, seen(before)),
      to: reason(after, seen(after)),
    });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: shown(node) }));
    return { pageInfo: page.pageInfo, edges, nodes: edges.map(({ node }) => node) };
  };

export const gradeTransitionQueries = {
  gradeTransitions: async (_: unknown, args: Given, operation: Operation) => {
    const point = pointOf(operation, args);
    const code = checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    if (isOfEnterprises(args.from) !== isOfEnterprises(args.to))
      throw badInput('to', 'to: expected a cycle of the same subject as from.', 'to：两个评价周期的对象应相同。');
    const compared: Compared = { code, from: cycleKey(args.from), to: cycleKey(args.to), wanted: args.finalOnly ? 'final' : 'standing' };
    const { scope } = operation.actor;
    if (scope.kind !== 'subtree' || !isWithin(code, scope.value)) return null;
    const view = viewAt(operation, point);
    return {
      jurisdiction: code,
      readMatrix: async () => (await readTransitions(view, compared)).map(transition),
      readMoves: moves(view, compared, args, operation),
    };
  },
};

type Node = NonNullable<Awaited<ReturnType<(typeof gradeTransitionQueries)['gradeTransitions']>>>;

/** Fields that are read when asked for. */
export const gradeTransitionFields = {
  GradeTransitions: {
    matrix: ({ readMatrix }: Node) => readMatrix(),
    moved: ({ readMoves: read }: Node, args: Parameters<Node['readMoves']>[0]) => read(args),
  },
};

// Results of a cycle by class and land use, with their land and, for those who may be told, their figures per 亩.
import { quantitiesOf, type Standard, suppliersOf } from '@yimu/domain/scoring';
import { readCycles } from '../read-models/cycles.ts';
import { type Ratio, readRatios } from '../read-models/ratios.ts';
import { readSums, type SumRow } from '../read-models/roll-ups.ts';
import { readContents } from '../read-models/standards.ts';
import type { Point } from '../tenancy/reader.ts';
import { clearanceOf, secretOf } from '../tenancy/secrecy.ts';
import type { View } from '../tenancy/view.ts';
import type { Operation } from './context.ts';
import { cycleKey } from './cycles.ts';
import * as present from './present.ts';
import { quotientOf } from './quotient.ts';
import type { PlaceArguments } from './standards.ts';
import { grouped, together } from './together.ts';

/** A jurisdiction whose results are asked for. */
interface Asked {
  readonly point: Point;
  readonly code: string;
  readonly level: string;
  readonly cycle: string;
}

const gradeUse = ({ code, grade, land_use, things, marked, with_area, units }: SumRow, { point, level, cycle }: Asked) => ({
  point,
  code,
  level,
  cycle,
  grade: grade === '' ? null : grade,
  landUse: land_use === '' ? null : land_use,
  subjects: Number(things),
  final: Number(marked),
  withArea: Number(with_area),
  area: with_area === '0' ? null : present.area(BigInt(units)),
});
type GradeUseNode = ReturnType<typeof gradeUse>;

const keyOf = ({ level, cycle }: Asked): string => `${level} ${cycle}`;

const answer = together(async (view, all: readonly Asked[]) => {
  const answers = new Map<Asked, readonly GradeUseNode[]>();
  for (const [cycle, group] of grouped(all, (asked) => asked.cycle)) {
    const codes = [...new Set(group.map(({ code }) => code))];
    const rows = grouped(await readSums(view, ['grade'], codes, { cycle }), ({ code }) => code);
    for (const asked of group)
      answers.set(
        asked,
        (rows.get(asked.code) ?? []).map((row) => gradeUse(row, asked)),
      );
  }
  return all.map((asked) => answers.get(asked) ?? []);
});

interface Holder {
  readonly point: Point;
  readonly jurisdiction: { readonly code: string; readonly level: string };
}

/** The results of jurisdictions, one statement per cycle. */
export const gradeUseLoader = {
  loader: (queries: readonly { readonly obj: Holder; readonly params: { readonly cycle: PlaceArguments } }[], operation: Operation) =>
    answer.loader(
      queries.map(({ obj: { point, jurisdiction }, params }) => ({
        obj: { point, code: jurisdiction.code, level: jurisdiction.level, cycle: cycleKey(params.cycle) },
      })),
      operation,
    ),
  opts: { cache: false },
};

/** The standard that a cycle goes by, as far as the caller may read it. */
const standardOf = async (view: View, cycle: string): Promise<Standard | undefined> => {
  const [row] = await readCycles(view, { cycles: [cycle] });
  if (row === undefined) return undefined;
  const { standard_jurisdiction: jurisdiction, standard_year: year, standard_version: version, subject } = row;
  const [found] = await readContents(view, [{ jurisdiction, year, subject, version }]);
  return found === undefined ? undefined : (JSON.parse(found.content) as Standard);
};

/** The indicators of 亩产 that are one quantity by another. */
const ratiosIn = ({ indicators }: Standard): readonly Ratio[] =>
  indicators.flatMap(({ code, dimension, formula }) => {
    const [above, below] = formula.op === 'divide' && formula.of.length === 2 ? formula.of : [];
    return dimension === '亩产' && above?.op === 'quantity' && below?.op === 'quantity'
      ? [{ indicator: code, above: above.code, below: below.code }]
      : [];
  });

/** A figure is told whom each single figure in it may be told: so none can be had by taking one sum from another. */
const perMu = ({ actor }: Operation) =>
  together(async (view, nodes: readonly GradeUseNode[]) => {
    const clearance = clearanceOf(actor);
    const answers = new Map<GradeUseNode, readonly object[]>();
    for (const group of grouped(nodes, keyOf).values()) {
      const { cycle = '' } = group[0] ?? {};
      const standard = await standardOf(view, cycle);
      if (standard === undefined) continue;
      const ratios = ratiosIn(standard);
      const isTold = ({ above, below }: Ratio): boolean =>
        clearance === 'all' || clearance.includes(secretOf(suppliersOf(standard, [above, below])));
      const told = ratios.filter(isTold);
      const codes = [...new Set(group.map(({ code }) => code))];
      const rows = told.length === 0 ? [] : await readRatios(view, cycle, codes, told);
      const found = new Map(rows.map((row) => [`${row.code} ${row.grade} ${row.land_use} ${row.indicator}`, row]));
      for (const node of group)
        answers.set(
          node,
          ratios.map((each) => {
            const { name, unit, decimals, formula } = standard.indicators.find(({ code }) => code === each.indicator) ?? missing;
            const row = found.get(`${node.code} ${node.grade} ${node.landUse} ${each.indicator}`);
            return {
              indicator: each.indicator,
              nameZh: name.zh,
              nameEn: name.en,
              unit,
              suppliers: suppliersOf(standard, quantitiesOf([formula])),
              known: row === undefined ? null : Number(row.known),
              value: row === undefined ? null : quotientOf(row.above, row.below, decimals),
              masked: !isTold(each),
            };
          }),
        );
    }
    return nodes.map((node) => answers.get(node) ?? []);
  });

const missing = { name: { zh: '', en: '' }, unit: '', decimals: 0, formula: { op: 'constant', value: '0' } } as const;

export const gradeUseLoaders = {
  perMu: {
    loader: (queries: readonly { readonly obj: GradeUseNode }[], operation: Operation) => perMu(operation).loader(queries, operation),
    opts: { cache: false },
  },
};

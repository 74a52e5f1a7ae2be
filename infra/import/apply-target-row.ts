// A row of indicators → the targets of each year, or their correction.
import { nameKey } from '@yimu/domain/kernel';
import { type Give, recordRow, type Work } from './commands.ts';
import type { Change } from './compare.ts';
import { factsOf, type TargetFacts, type Tiers } from './facts.ts';
import type { ListRow } from './read-lists.ts';
import { Undecided } from './undecided.ts';

const tiersOf = ({ floor, assured, stretch }: Tiers) => ({ floor, assured, stretch });

const isSameIndicator = (left: TargetFacts, right: TargetFacts): boolean =>
  nameKey(left.indicator.name) === nameKey(right.indicator.name) &&
  left.indicator.unit === right.indicator.unit &&
  left.indicator.dimension === right.indicator.dimension;

const set = async (give: Give, jurisdiction: string, { indicator, planCategory }: TargetFacts, tiers: Tiers): Promise<void> => {
  await give(`target-${tiers.year}`, 'assessment', '/targets', {
    jurisdiction,
    year: tiers.year,
    indicator,
    planCategory,
    ...tiersOf(tiers),
  });
};

/** Sets the targets of a new row, or corrects those of a changed one; remarks for the report. */
export const applyTargetRow = async (
  work: Work,
  give: Give,
  row: ListRow,
  facts: TargetFacts,
  change: Extract<Change, { kind: 'new' | 'changed' }>,
  reason: string,
): Promise<readonly string[]> => {
  const { jurisdiction } = work.manifest;
  const [first] = facts.years;
  const target = { kind: 'target', id: `${jurisdiction}-${first?.year ?? ''}` } as const;
  if (change.kind === 'new') {
    for (const tiers of facts.years) await set(give, jurisdiction, facts, tiers);
    await recordRow(give, work, row, target);
    return [`${facts.years.length} 个年度目标`];
  }

  const before = factsOf(row.definition, change.recorded.cells);
  if ('faults' in before || before.facts.kind !== 'targets' || !isSameIndicator(before.facts, facts))
    throw new Undecided('指标名称、单位或类型有变，更正只涉及数值，请人工核实');
  for (const tiers of facts.years) {
    const former = before.facts.years.find(({ year }) => year === tiers.year);
    if (former === undefined) await set(give, jurisdiction, facts, tiers);
    else if (JSON.stringify(tiersOf(former)) !== JSON.stringify(tiersOf(tiers)))
      await give(`target-correction-${tiers.year}`, 'assessment', `/targets/${jurisdiction}/${tiers.year}/corrections`, {
        indicator: facts.indicator.name,
        ...tiersOf(tiers),
        reason,
      });
  }
  await recordRow(give, work, row, target);
  return [];
};

// Chapters three and four: plans against targets, and the targets.
import { tidyName } from '../import/normalise.ts';
import { figures, table } from '../import/table.ts';
import { chapter, none } from './chapter.ts';
import type { Overview, Target } from './questions.ts';
import { categories, mu, tiers } from './wording.ts';

const isPlanned = (target: Target): target is Target & { readonly planned: NonNullable<Target['planned']> } => target.planned !== null;
const gap = (missing: string): string => (missing === '0' ? '达到' : `差 ${missing}`);

/** 规划与目标对照, tier by tier, and the parcels behind each figure. */
export const planChapter = (targets: readonly Target[], plans: Overview['plans']): string => {
  const planned = targets.filter(isPlanned).toSorted((left, right) => Number(left.number) - Number(right.number) || left.year - right.year);
  const measured = new Set(planned.map(({ planned: { category } }) => category));
  return chapter(
    '三、规划与目标对照（单位：亩）',
    table(
      ['指标', '年度', figures('列入面积'), figures('保底数'), figures('确保数'), figures('贡献数'), '达到', '距保底', '距确保', '距贡献'],
      planned.map(({ indicator, year, floor, assured, stretch, planned: { value, tierReached, gaps } }) => [
        indicator,
        year,
        mu(value),
        floor ?? none,
        assured ?? none,
        stretch ?? none,
        tiers[tierReached],
        gap(gaps.floor),
        gap(gaps.assured),
        gap(gaps.stretch),
      ]),
    ),
    '各数所列地块：',
    table(
      ['指标', '年度', '清单', figures('序号'), '企业（地块）', '方式', figures('面积')],
      planned.flatMap(({ indicator, year, planned: { entries } }) =>
        entries.map(({ enterprise, mode, area, list, row }) => [
          indicator,
          year,
          list,
          row,
          tidyName(enterprise),
          mode,
          area === null ? none : mu(area.mu),
        ]),
      ),
    ),
    ...plans
      .filter(({ category }) => !measured.has(category))
      .map(
        ({ category, year, parcels, area }) =>
          `${categories[category]} ${year} 年：${parcels} 宗，${area === null ? none : mu(area.mu)} 亩（无对应指标）。`,
      ),
  );
};

/** 三级目标: 保底数/确保数/贡献数 of every indicator and year. */
export const targetChapter = (targets: readonly Target[]): string => {
  const years = [...new Set(targets.map(({ year }) => year))].toSorted((left, right) => left - right);
  const indicators = [...new Map(targets.map((each) => [each.indicator, each])).values()];
  const of = (indicator: string, year: number): string => {
    const found = targets.find((each) => each.indicator === indicator && each.year === year);
    return found === undefined ? none : [found.floor, found.assured, found.stretch].map((tier) => tier ?? none).join(' / ');
  };
  return chapter(
    `四、三级目标（保底数 / 确保数 / 贡献数，共 ${targets.length} 项：${indicators.length} 项指标 × ${years.length} 年）`,
    table(
      [figures('序号'), '指标', '单位', ...years.map((year) => figures(`${year} 年`))],
      indicators.map(({ number, indicator, unit }) => [
        number ?? none,
        indicator,
        unit ?? none,
        ...years.map((year) => of(indicator, year)),
      ]),
    ),
  );
};

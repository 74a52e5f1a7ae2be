// The rules of a standard as one statement of SQL over raw events. It is written from the description of the rules, not from the engine, and
// covers what the standards of the test need: quotients, ratio, min-max and bands, three ways with what is missing, extras of a constant.
import type { Expression, Item, Standard } from '@yimu/domain/scoring';
import type pg from 'pg';

interface Row {
  readonly id: string;
  readonly score: string | null;
  readonly rank: string | null;
  readonly grade: string | null;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A quotient of two quantities; null when one is missing or the divisor is nothing. */
const quotient = (formula: Expression): readonly [string, string] => {
  const [dividend, divisor] = 'of' in formula ? formula.of : [];
  if (formula.op !== 'divide' || dividend?.op !== 'quantity' || divisor?.op !== 'quantity')
    throw new Error('only quotients are known here');
  return [dividend.code, divisor.code];
};

/** The figure of a quantity in the row `f`. */
const figure = (code: string): string => `(f.figures ->> ${text(code)})`;

/** Points of the n-th item for the value `v<n>`; `least` and `most` are those of the scored. Numeric division keeps digits enough to round right. */
const pointsOf = ({ method, weight }: Item, n: number, decimals: number): string => {
  const value = `v${n}`;
  switch (method.kind) {
    case 'ratio': {
      const exact = `${value} * ${weight}::numeric(60, 30) / ${method.base}`;
      const capped = method.cap === null ? exact : `least(${exact}, ${method.cap} * ${weight}::numeric)`;
      return `round(${method.floor === null ? capped : `greatest(${capped}, ${method.floor} * ${weight}::numeric)`}, ${decimals})`;
    }
    case 'min-max': {
      const { low, high, level } = method;
      const inside = `least(greatest(${value} - least${n}, 0), most${n} - least${n})`;
      const place = `${weight} * (${low} * (most${n} - least${n}) + (${high} - ${low}) * ${inside})::numeric(60, 30) / (100 * (most${n} - least${n}))`;
      return `round(case when most${n} is null or most${n} = least${n} then ${weight}::numeric * ${level} / 100 else ${place} end, ${decimals})`;
    }
    case 'bands': {
      const bands = method.bands.map(
        ({ from, below, points }) =>
          `when ${from === null ? 'true' : `${value} >= ${from}`} and ${below === null ? 'true' : `${value} < ${below}`} then ${points}`,
      );
      return `round(case ${bands.join(' ')} end, ${decimals})`;
    }
  }
};

const roundings = { down: 'floor', nearest: 'round', up: 'ceil' } as const;
const shareOf = (upTo: string): string => (upTo.endsWith('%') ? `${upTo.slice(0, -1)} / 100` : upTo.replace('/', ' / '));

/** The statement for a standard with one cohort. */
const statementFor = (standard: Standard): string => {
  const [scheme] = standard.schemes;
  if (scheme === undefined || scheme.cutOffs.kind !== 'share') throw new Error('only cut-offs by share are known here');
  const { items, extras, ties, cutOffs, decimals } = scheme;
  const values = items.map(({ indicator }, n) => {
    const of = standard.indicators.find(({ code }) => code === indicator);
    if (of === undefined) throw new Error(`no indicator ${indicator}`);
    const [dividend, divisor] = quotient(of.formula);
    return `round(${figure(dividend)}::numeric(60, 30) / nullif(${figure(divisor)}::numeric, 0), ${of.decimals}) as v${n}`;
  });
  const owed = items.flatMap(({ missing }, n) => (missing === 'unrated' ? [`v${n} is not null`] : []));
  const isScored = owed.length === 0 ? 'true' : owed.join(' and ');
  const spreads = items.map(
    (_, n) => `min(v${n}) filter (where scored) over () as least${n}, max(v${n}) filter (where scored) over () as most${n}`,
  );
  // Written out, because least and greatest of PostgreSQL pass over what is null.
  const points = items.map((item, n) => `case when v${n} is not null then ${pointsOf(item, n, decimals)} end as p${n}`);
  const means = items.map((_, n) => `round(avg(p${n}) filter (where scored and v${n} is not null) over (), ${decimals}) as mean${n}`);
  const filled = items.map(({ missing }, n) => {
    if (missing === 'unrated') return `p${n}`;
    return missing === 'zero' ? `coalesce(p${n}, 0)` : `coalesce(p${n}, mean${n}, 0)`;
  });
  const given = extras.map(({ when, points: amount }) => {
    if (when.op !== 'is' || amount.op !== 'constant') throw new Error('only constant extras for an option are known here');
    return `case when ${figure(when.quantity)} in (${when.options.map(text).join(', ')}) then ${amount.value} else 0 end`;
  });
  const tie = ties.by.map((code) => `v${items.findIndex(({ indicator }) => indicator === code)} desc nulls last`);
  const order = ['score desc', ...tie].join(', ');
  const place = ties.equals === 'worse' ? `count(*) over (partition by scored order by ${order})` : 'rank';
  const cuts = cutOffs.classes.map(
    ({ grade, upTo }) => `when place <= ${roundings[cutOffs.rounding]}(members * (${shareOf(upTo)}::numeric)) then '${grade}'`,
  );
  return `
    with f as (
      select data::jsonb ->> 'subjectId' as id, coalesce(jsonb_object_agg(quantity, value) filter (where quantity is not null), '{}') as figures
      from event left join lateral (
        select given ->> 'quantity' as quantity, given ->> 'value' as value from jsonb_array_elements(data::jsonb -> 'figures') as given
      ) as supplied on true
      where category = 'submission' group by 1
    ),
    measured as (select f.id, ${[...values, `${given.length === 0 ? '0' : given.join(' + ')} as extra`].join(', ')} from f),
    judged as (select *, ${isScored} as scored from measured),
    spread as (select *, ${spreads.join(', ')} from judged),
    pointed as (select *, ${points.join(', ')} from spread),
    meant as (select *, ${means.join(', ')} from pointed),
    totalled as (select *, ${filled.join(' + ')} + extra as score from meant),
    ranked as (
      select *, case when scored then rank() over (partition by scored order by ${order}) end as rank, count(*) filter (where scored) over () as members from totalled
    ),
    placed as (select *, ${place} as place from ranked)
    select id, trim_scale(score)::text as score, rank::text as rank, case when not scored then null ${cuts.join(' ')} end as grade from placed order by id`;
};

/** What SQL makes of the submissions in a database, by id. */
export const resultsInSql = async (client: pg.Client, standard: Standard): Promise<readonly Row[]> =>
  (await client.query<Row>(statementFor(standard))).rows;

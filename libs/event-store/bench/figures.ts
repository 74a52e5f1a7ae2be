// The figures, as a table for people and as JSON lines for programs.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The raw figure of this run, or the bound where there is no raw figure (said in `of`). */
  readonly limit: number;
  /** What the limit is. */
  readonly of: string;
  /** What the ratio has to be. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

const verdict = (ratio: number, target: Figure['target']): string => {
  if ('atLeast' in target) return `${ratio >= target.atLeast ? 'met' : 'MISSED'}, at least ${rounded(target.atLeast)}`;
  return `${ratio <= target.atMost ? 'met' : 'MISSED'}, at most ${rounded(target.atMost)}`;
};

export const printFigures = (figures: readonly Figure[]): void => {
  const ratioOf = ({ value, limit }: Figure): number => value / limit;
  say('| figure | value | unit | limit | ratio | target of the ratio | limit is |');
  say('| --- | ---: | --- | ---: | ---: | --- | --- |');
  for (const figure of figures)
    say(
      `| ${figure.name} | ${rounded(figure.value)} | ${figure.unit} | ${rounded(figure.limit)} | ${ratioOf(figure).toFixed(2)} | ${verdict(ratioOf(figure), figure.target)} | ${figure.of} |`,
    );
  say('');
  for (const figure of figures) {
    const { name, value, unit, limit } = figure;
    say(JSON.stringify({ name, value: rounded(value), unit, limit: rounded(limit), ratio: Number(ratioOf(figure).toFixed(3)) }));
  }
};

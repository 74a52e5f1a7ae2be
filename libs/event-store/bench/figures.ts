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

const ratioOf = ({ value, limit }: Figure): number => value / limit;

/** The head of the table; rows follow as they are measured. */
export const sayHead = (): void => {
  say('| figure | value | unit | limit | ratio | target of the ratio | limit is |');
  say('| --- | ---: | --- | ---: | ---: | --- | --- |');
};

export const sayRow = (figure: Figure): void => {
  const { name, value, unit, limit, target, of } = figure;
  const ratio = ratioOf(figure);
  say(`| ${name} | ${rounded(value)} | ${unit} | ${rounded(limit)} | ${ratio.toFixed(2)} | ${verdict(ratio, target)} | ${of} |`);
};

/** The figures again, a line of JSON each, for programs. */
export const sayLines = (figures: readonly Figure[]): void => {
  for (const figure of figures) {
    const { name, value, unit, limit } = figure;
    say(JSON.stringify({ name, value: rounded(value), unit, limit: rounded(limit), ratio: Number(ratioOf(figure).toFixed(3)) }));
  }
};

// Which share of the answers of a service was remembered, from its metrics.

type Counts = Readonly<Record<'computed' | 'shared' | 'remembered', number>>;

const countsOf = async (url: string): Promise<Counts> => {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const count = (what: string): number => {
    const [, figure] = new RegExp(`^yimu_projection_answers\\{[^}]*what="${what}"[^}]*\\} (\\d+)$`, 'm').exec(text) ?? [];
    if (figure === undefined) throw new Error(`the metrics do not count answers that were ${what}`);
    return Number(figure);
  };
  return { computed: count('computed'), shared: count('shared'), remembered: count('remembered') };
};

/** Measures, and says for people which share of the answers meanwhile was remembered and which was shared. */
export const withShare = async <T>(url: string, measure: () => Promise<T>): Promise<{ readonly measured: T; readonly share: string }> => {
  const before = await countsOf(url);
  const measured = await measure();
  const after = await countsOf(url);
  const of = (what: keyof Counts): number => after[what] - before[what];
  const all = of('computed') + of('shared') + of('remembered');
  const percent = (what: keyof Counts): string => `${((of(what) / Math.max(1, all)) * 100).toFixed(1)} %`;
  return { measured, share: `${percent('remembered')} remembered and ${percent('shared')} shared, a parcel entered every second` };
};

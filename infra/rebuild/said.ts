/** What the process that rebuilds says. */
export type Said =
  | { readonly kind: 'read-models'; readonly names: readonly string[] }
  | { readonly kind: 'unit'; readonly names: readonly string[]; readonly tables: readonly string[] }
  | { readonly kind: 'progress'; readonly phase: keyof typeof phases; readonly done: number; readonly total: number }
  | {
      readonly kind: 'ended';
      readonly switched: boolean;
      readonly events: number;
      readonly differences: readonly { readonly table: string; readonly onlyNew: number; readonly onlyOld: number }[];
    }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'refused'; readonly message: string };

const phases = {
  store: 'storing events',
  fill: 'folding events',
  index: 'keys and indexes',
  'catch-up': 'following what was written meanwhile',
  compare: 'comparing with the rows in use',
  switch: 'switching',
} as const;

/** A line of progress: how much of what, how fast, and how long it may still take. */
export const progressText = ({ phase, done, total }: Extract<Said, { kind: 'progress' }>, milliseconds: number): string => {
  if (total === 0 || done === 0) return phases[phase];
  const share = `${phases[phase]}: ${done} of ${total}`;
  if (phase !== 'fill') return share;
  const perSecond = (done / milliseconds) * 1_000;
  return `${share}, ${Math.round(perSecond)} events/s, ${Math.ceil((total - done) / perSecond)} s left`;
};

// An event of the city before it is recorded: templates write drafts, the recorder gives them ids, revisions and positions.

/** Who acts. */
export type Hand = 'recorder' | 'town' | 'department' | 'task-force' | 'job';

export interface Draft {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  /** Schema version of `data`; 1 where absent. */
  readonly version?: number;
  /** From when it holds in the world. */
  readonly on: string;
  /** When it is recorded, in ms since 1970. */
  readonly at: number;
  readonly jurisdictions: readonly string[];
  readonly hand: Hand;
  readonly id?: string;
  readonly corrects?: string;
  /** Its place in the stream, where the template knows it; else it is counted. */
  readonly revision?: number;
  /** How many events of the stream stand before the first that is counted. */
  readonly standing?: number;
}

const dayMilliseconds = 86_400_000;

/** An instant in ms of a day of Shanghai at nine, and some days later. */
export const instantOf = (day: string, daysLater = 0): number => Date.parse(`${day}T01:00:00Z`) + daysLater * dayMilliseconds;

/** The day of an instant. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Instants spread evenly over some days, by place. */
export const spread = (from: string, days: number, count: number): ((place: number) => number) => {
  const begins = instantOf(from);
  return (place) => begins + (place / count) * days * dayMilliseconds;
};

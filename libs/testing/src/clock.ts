/** A clock that stands still until it is told to go on. */
export interface TestClock {
  /** The instant it shows. */
  now(): Date;
  /** Moves it forward by so many milliseconds. */
  advance(milliseconds: number): void;
  /** Puts it to another instant (RFC 3339). */
  set(instant: string): void;
}

/** A clock for tests, by default at noon in Shanghai on 11 March 2024, the day of the Caojing lists. */
export const testClock = (start = '2024-03-11T12:00:00+08:00'): TestClock => {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    advance: (milliseconds) => {
      time += milliseconds;
    },
    set: (instant) => {
      time = Date.parse(instant);
    },
  };
};

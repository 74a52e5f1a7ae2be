// The one clock of the store. Events keep microseconds, which `Date` cannot express, so a clock answers text.

/** Answers the present as RFC 3339 in UTC with microseconds, for example `2024-03-11T08:05:00.000001Z`. */
export type Clock = () => string;

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;

/** True for a real instant written as RFC 3339, UTC, with exactly six digits of a second. */
export const isInstant = (text: string): boolean => pattern.test(text) && !Number.isNaN(Date.parse(text));

/** Writes milliseconds since 1970 (fractions count) as an instant. */
export const formatInstant = (milliseconds: number): string => {
  const whole = Math.floor(milliseconds);
  const microseconds = Math.floor((milliseconds - whole) * 1_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`;
};

/**
 * The system clock. The milliseconds are the wall clock's; `performance.now()` only adds the fraction, because it does not
 * follow a wall clock that is set or slewed while the process runs.
 */
export const systemClock: Clock = () => {
  const wall = Date.now();
  const precise = performance.timeOrigin + performance.now();
  return formatInstant(Math.min(Math.max(precise, wall), wall + 0.999));
};

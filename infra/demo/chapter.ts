/** What stands where there is nothing to say; missing is not zero. */
export const none = '—';

/** A chapter of the report. */
export const chapter = (title: string, ...parts: readonly string[]): string => [`\n${title}`, ...parts].join('\n');

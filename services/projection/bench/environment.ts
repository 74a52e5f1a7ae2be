/** A variable that the bench sets for a process of its own. Throws when it is not there. */
export const environment = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

/** Tells the bench something. */
export const tell = (message: object): void => {
  process.send?.(message);
};

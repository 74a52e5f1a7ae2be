/** Resolves when `condition` holds; looks again after every turn of the event loop. Throws after `limit` milliseconds. */
export const until = async (condition: () => boolean | Promise<boolean>, limit = 4_000): Promise<void> => {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not happen');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

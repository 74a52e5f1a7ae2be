// What goes wrong in a way that a person can put right is one sentence, without a stack.

/** An error whose message is a whole sentence for the person at the terminal. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}

const named = ['Sentence', 'PostgresUnavailable', 'CopyRefused'];
/** What the system refuses with the path in its message: no access, no space, a read-only disk. */
const refused = ['EACCES', 'EPERM', 'ENOSPC', 'EROFS'];

const isForPeople = (error: unknown): error is Error =>
  error instanceof Error && (named.includes(error.name) || refused.includes((error as NodeJS.ErrnoException).code ?? ''));

/** Runs a program of the terminal: a sentence goes to stderr and ends it with code 1; anything else is a bug, shown with its stack. */
export const runInTerminal = async (program: () => Promise<void>): Promise<void> => {
  try {
    await program();
  } catch (error) {
    console.error(isForPeople(error) ? error.message : error);
    process.exitCode = 1;
  }
};

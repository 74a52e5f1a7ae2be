// Many commands through POST /batches, as an importing client sends them: one batch after the other, each verdict looked at.
import type { Connection } from './connection.ts';

export interface BatchedCommand {
  readonly path: string;
  readonly key: string;
  readonly body: object;
}

interface Verdicts {
  readonly verdicts: readonly { readonly status: number; readonly id?: string }[];
}

/** As many as a batch may hold. */
const atOnce = 1_000;

/**
 * Sends commands that must all be done.
 * @param onBatch is told how many were done after every batch
 * @returns the ids of what was created, in order
 */
export const sendAll = async (
  connection: Connection,
  commands: readonly BatchedCommand[],
  onBatch: (done: number) => Promise<void> | void = () => undefined,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let first = 0; first < commands.length; first += atOnce) {
    const { status, body } = await connection.post('/batches', JSON.stringify({ commands: commands.slice(first, first + atOnce) }));
    if (status !== 200) throw new Error(`the batch was answered ${status}: ${body.slice(0, 500)}`);
    for (const verdict of (JSON.parse(body) as Verdicts).verdicts) {
      if (verdict.status !== 201 || verdict.id === undefined) throw new Error(`a command was not done: ${JSON.stringify(verdict)}`);
      ids.push(verdict.id);
    }
    await onBatch(ids.length);
  }
  return ids;
};

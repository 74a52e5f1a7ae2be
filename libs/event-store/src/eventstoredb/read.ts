import type { ClientRecord, OpenSource } from './client.ts';
import { typeOf } from './client-error.ts';
import { deliveries } from './deliveries.ts';
import { type Patience, persistently } from './patience.ts';

/** The records of one read. A stream that is not there, or was emptied, has none; the client says so while reading. */
export const recordsOf = async function* (open: () => OpenSource, { answer }: Patience): AsyncGenerator<ClientRecord> {
  try {
    for await (const delivery of deliveries(open, { answer })) if (delivery.kind === 'record') yield delivery.record;
  } catch (error) {
    if (typeOf(error) !== 'stream-not-found') throw error;
  }
};

/** All the records of a short read, tried again while the server is away. */
export const readPatiently = async (open: () => OpenSource, limits: Patience): Promise<readonly ClientRecord[]> => {
  const { orGiveUp } = persistently(limits);
  while (true) {
    try {
      return await Array.fromAsync(recordsOf(open, limits));
    } catch (error) {
      await orGiveUp(error);
    }
  }
};

/**
 * The records of a long read, taken up again behind the last one after a drop.
 * @param open reads what follows a record, or everything
 */
export const readOn = async function* (
  open: (last: ClientRecord | undefined) => OpenSource,
  limits: Patience,
): AsyncGenerator<ClientRecord> {
  const { progressed, orGiveUp } = persistently(limits);
  let last: ClientRecord | undefined;
  while (true) {
    try {
      for await (const record of recordsOf(() => open(last), limits)) {
        progressed();
        last = record;
        yield record;
      }
      return;
    } catch (error) {
      await orGiveUp(error);
    }
  }
};

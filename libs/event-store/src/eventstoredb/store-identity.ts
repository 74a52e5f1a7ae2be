// Who the store is, kept as the last event of a stream of its own. Its name has a dot, so that no stream of the port can have
// it and no feed delivers it.
import { randomBytes, randomUUID } from 'node:crypto';
import type { StoreIdentity } from '../position.ts';
import { canonicalJson } from '../serialise.ts';
import type { ClientEvent, ClientRecord } from './client.ts';
import { typeOf } from './client-error.ts';
import { inTime, persistently } from './patience.ts';
import { recordsOf } from './read.ts';
import type { Session } from './session.ts';

const stream = 'yimu.store';
type Access = Pick<Session, 'client' | 'limits'>;

/** An event of the adapter's own, not of the port. */
export const ownEvent = (type: string, data: unknown): ClientEvent => ({
  id: randomUUID(),
  type,
  data: new TextEncoder().encode(canonicalJson(data)),
  metadata: new TextEncoder().encode('{}'),
});

/** True for the first event of that stream. Whoever opens the store looks for it, so no event of the port stands before it. */
export const isBeginning = ({ streamId, revision }: ClientRecord): boolean => streamId === stream && revision === 0n;

/** What such an event says. */
export const ownData = ({ data }: ClientRecord): unknown =>
  data instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(data)) : data;

const read = async ({ client, limits }: Access) => {
  const [record] = await Array.fromAsync(recordsOf(() => client.readStream(stream, 'end', 'backwards', 1), limits));
  return record === undefined ? undefined : { identity: ownData(record) as StoreIdentity, revision: record.revision };
};

const write = ({ client, limits }: Access, identity: StoreIdentity, expected: bigint | 'no_stream') =>
  inTime(client.append(stream, [ownEvent('StoreIdentified', identity)], expected), limits.answer);

/** Decides by what is there and writes it; when somebody else was faster, or the server away, it decides anew. */
const settle = async (access: Access, decide: (present: StoreIdentity | undefined) => StoreIdentity): Promise<StoreIdentity> => {
  const { orGiveUp } = persistently(access.limits);
  while (true) {
    try {
      const present = await read(access);
      const identity = decide(present?.identity);
      if (identity !== present?.identity) await write(access, identity, present?.revision ?? 'no_stream');
      return identity;
    } catch (error) {
      if (typeOf(error) !== 'wrong-expected-version') await orGiveUp(error);
    }
  }
};

/** The identity of the store behind a client, if it has one. Tries once. */
export const lookUpStoreIdentity = async (access: Access): Promise<StoreIdentity | undefined> => (await read(access))?.identity;

/** The identity of the store behind a client; the first who asks gives it one. */
export const readStoreIdentity = (access: Access): Promise<StoreIdentity> =>
  settle(access, (present) => present ?? { id: randomBytes(4).toString('hex'), epoch: 1 });

/** To be called once after a restore: positions given since the backup mean other events now, so every holder of one must be told. */
export const raiseStoreEpoch = async (access: Access): Promise<StoreIdentity> => {
  const { id, epoch } = await readStoreIdentity(access);
  return settle(access, () => ({ id, epoch: epoch + 1 }));
};

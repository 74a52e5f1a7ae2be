import type { ClientRecord, StreamMetadata } from './client.ts';
import { inTime } from './patience.ts';
import { recordsOf } from './read.ts';
import type { Session } from './session.ts';

/** The stream in which the server keeps what it knows of another. */
const metadataStreamOf = (stream: string): string => `$$${stream}`;

const metadataOf = ({ data }: ClientRecord): StreamMetadata =>
  typeof data === 'object' && data !== null && !(data instanceof Uint8Array) ? (data as StreamMetadata) : {};

/**
 * Lets the server forget what comes before a revision. Metadata are only ever replaced as a whole: what else they say, such as
 * the rights that somebody has set, is written again.
 */
export const truncateBefore = async (
  { client, limits }: Pick<Session, 'client' | 'limits'>,
  stream: string,
  revision: number,
): Promise<void> => {
  const read = () => client.readStream(metadataStreamOf(stream), 'end', 'backwards', 1);
  const [present] = await Array.fromAsync(recordsOf(read, limits));
  const metadata = present === undefined ? {} : metadataOf(present);
  if (typeof metadata.$tb === 'number' && metadata.$tb >= revision) return;
  await inTime(client.writeMetadata(stream, { ...metadata, $tb: revision }, present?.revision ?? 'no_stream'), limits.answer);
};

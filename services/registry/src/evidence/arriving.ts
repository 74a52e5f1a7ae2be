// The body of an upload, chunk by chunk, as long as it may be.
import type { Readable } from 'node:stream';
import { type Problem, ProblemError } from '@yimu/server';

const mebibyte = 1024 * 1024;

/** More than a file may be. Whoever sends on is not listened to. */
export const fileTooLarge = (longest: number): Problem => ({
  code: 'body-too-large',
  detail: `The file is too large: expected at most ${longest / mebibyte} MiB.`,
  detailZh: `文件过大：不得超过 ${longest / mebibyte} MiB。`,
  headers: { connection: 'close' },
});

const brokenOff: Problem = {
  code: 'malformed-request',
  detail: 'The upload ended before the file was complete; send it again.',
  detailZh: '上传在文件完整之前中断，请重新上传。',
};

/** The request itself is left alive when nobody reads on: it still has to be answered. */
const chunksOf = async function* (payload: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* payload.iterator({ destroyOnReturn: false });
  } catch {
    throw new ProblemError(brokenOff);
  }
};

/** The bytes of a body; `see` is shown each chunk. Rejects with a ProblemError when they are too many or break off. */
export const arriving = async function* (payload: Readable, longest: number, see: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunksOf(payload)) {
    size += chunk.length;
    if (size > longest) throw new ProblemError(fileTooLarge(longest));
    see(chunk);
    yield chunk;
  }
};

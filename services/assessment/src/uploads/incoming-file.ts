// An upload on its way in: kept on the disk until it is answered, because a workbook is read from its end.
import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Problem, ProblemError } from '@yimu/server';

const mebibyte = 1024 * 1024;
/** Bytes that an upload may have. */
export const longestUpload = 64 * mebibyte;

const tooLarge: Problem = {
  code: 'body-too-large',
  detail: `The file is too large: expected at most ${longestUpload / mebibyte} MiB.`,
  detailZh: `文件过大：不得超过 ${longestUpload / mebibyte} MiB。`,
  headers: { connection: 'close' },
};

const brokenOff: Problem = {
  code: 'malformed-request',
  detail: 'The upload ended before the file was complete; send it again.',
  detailZh: '上传在文件完整之前中断，请重新上传。',
};

export interface IncomingFile {
  readonly path: string;
  readonly sha256: string;
  /** Removes it. */
  readonly discard: () => Promise<void>;
}

/** The request itself is left alive when nobody reads on: it still has to be answered. */
const chunksOf = async function* (payload: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* payload.iterator({ destroyOnReturn: false });
  } catch {
    throw new ProblemError(brokenOff);
  }
};

/** Throws ProblemError when a body says ahead that it is too long. */
export const checkLength = (announced: string | undefined): void => {
  if (Number(announced ?? 0) > longestUpload) throw new ProblemError(tooLarge);
};

/** Receives a body. Rejects with a ProblemError when it is too long or breaks off. */
export const receiveFile = async (payload: Readable): Promise<IncomingFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-upload-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'file');
  const hash = createHash('sha256');
  let size = 0;
  try {
    await using file = await open(path, 'wx', 0o600);
    for await (const chunk of chunksOf(payload)) {
      size += chunk.length;
      if (size > longestUpload) throw new ProblemError(tooLarge);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    return { path, sha256: hash.digest('hex'), discard };
  } catch (error) {
    await discard();
    throw error;
  }
};

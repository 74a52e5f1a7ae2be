// Many files in one: made one after the other while the archive goes out, so that a town of thousands takes no memory.
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  /** As the archive names it; sub-folders by /. */
  readonly name: string;
  /** Makes the file when its turn has come. */
  readonly bytes: () => Promise<Uint8Array>;
}

/** A ZIP of files as a stream of its bytes. A file that cannot be made ends the stream with its error. */
export const zipOf = (entries: Iterable<ZipEntry>): Readable => {
  const archive = new ZipFile();
  const failed = (error: unknown): void => {
    (archive.outputStream as Readable).destroy(error instanceof Error ? error : new Error(String(error)));
  };
  archive.on('error', failed);
  for (const { name, bytes } of entries) {
    archive.addReadStreamLazy(name, (give) => {
      bytes().then(
        (made) => give(null, Readable.from([made])),
        (error: unknown) => failed(error),
      );
    });
  }
  archive.end();
  return archive.outputStream as Readable;
};

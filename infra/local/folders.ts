import { join, relative } from 'node:path';

/** The folder of the clone. */
export const clone = join(import.meta.dirname, '../..');

/** Where the local platform keeps everything, unless YIMU_DATA names another folder. */
export const defaultDataDirectory = join(clone, '.data');

/** A path as a person in the clone would write it. */
export const shortPath = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : path;
};

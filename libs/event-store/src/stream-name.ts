import { InvalidStreamName } from './errors.ts';

const pattern = /^[a-z]+-[A-Za-z0-9-]{1,120}$/;

/** True for a stream's name, `<category>-<id>`. */
export const isStreamName = (stream: string): boolean => pattern.test(stream);

/** Checks a stream's name. Throws InvalidStreamName. */
export const checkStreamName = (stream: string): void => {
  if (!isStreamName(stream)) throw new InvalidStreamName(`not a stream name: ${stream.slice(0, 200)}`);
};

/** The category of a stream: what stands before the first hyphen. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

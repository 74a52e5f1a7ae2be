// What a request is answered with, in GraphQL's own shape.
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { withoutHint } from './limits/hints.ts';
import { isAlways400 } from './limits/refusals.ts';

/** The media type that tells a refused request from an answer by its status. */
export const modern = 'application/graphql-response+json';

/** The media type of the answer, among those the header Accept names; undefined when it names none of ours. */
export const mediaTypeOf = (accept: string): string | undefined => {
  const wanted = accept.split(',').map((each) => each.split(';')[0]?.trim().toLowerCase());
  if (wanted.includes(modern)) return modern;
  return wanted.some((each) => each === 'application/json' || each === 'application/*' || each === '*/*') ? 'application/json' : undefined;
};

/** The status of a result: a request that was refused has no data entry. */
export const statusOf = ({ data, errors = [] }: ExecutionResult, type: string): number => {
  if (data !== undefined) return 200;
  return type === modern || isAlways400(errors) ? 400 : 200;
};

const formatted = ({ message, locations, path, extensions }: GraphQLError): GraphQLFormattedError => ({
  message: withoutHint(message),
  ...(locations == null ? {} : { locations }),
  ...(path == null ? {} : { path }),
  // Compiled documents fail with errors whose extensions are undefined, whatever the types say.
  ...(Object.keys(extensions ?? {}).length === 0 ? {} : { extensions }),
});

/** The body of an answer: without hints, and with what the reader has to know of it. */
export const bodyOf = ({ data, errors, stale, notices }: ExecutionResult & Noted): object => {
  const extensions = {
    ...(stale === true ? { stale } : {}),
    ...(notices === undefined || notices.length === 0 ? {} : { notices }),
  };
  return {
    ...(errors === undefined ? {} : { errors: errors.map(formatted) }),
    ...(data === undefined ? {} : { data }),
    ...(data == null || Object.keys(extensions).length === 0 ? {} : { extensions }),
  };
};

/** What may have to be said beside an answer. */
export interface Noted {
  /** The read models are behind. */
  readonly stale?: boolean | undefined;
  readonly notices?: readonly unknown[] | undefined;
}

/** The errors of a request that was refused before it ran; undefined when `error` is none of the caller's making. */
export const faultsOf = (error: unknown): readonly GraphQLError[] | undefined => {
  const errors: readonly unknown[] = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [error];
  if (errors.every((each) => each instanceof GraphQLError)) return errors;
  if (!isRequestFault(error)) return undefined;
  return errors.map((each) => (each instanceof GraphQLError ? each : new GraphQLError(each instanceof Error ? each.message : 'refused')));
};

const isRequestFault = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500;

// One JSON line per request and per noteworthy thing. Never a header, a token or a body.
import { type DestinationStream, type LoggerOptions, pino } from 'pino';

const secrets = ['authorization', 'token', 'password', 'headers', 'body', 'req', 'request'];

interface PlainError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
}

/** What is logged of an error: never its own properties, because database drivers put rows there. */
const plainError = (error: unknown): PlainError => {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no Error was thrown' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, message: error.message, ...code, ...(error.stack === undefined ? {} : { stack: error.stack }) };
};

/** Options of every logger of Yimu: `name` is the service. */
export const loggerOptions = ({ name, level = 'info' }: { readonly name: string; readonly level?: string }): LoggerOptions => ({
  name,
  level,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }), bindings: ({ name: service, pid }) => ({ service, pid }) },
  serializers: { err: plainError },
  redact: { paths: secrets.flatMap((secret) => [secret, `*.${secret}`]), censor: '[redacted]' },
});

/** What the parts of this library need of a logger; pino's and fastify's both fit. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Lines go out together, 4 KiB or what a tenth of a second brings: a write for each took a tenth of what a command takes. The end of the
 * process waits for them; only a kill in that moment loses them. Of a backlog that nobody reads, 8 MiB are kept, and the service goes on.
 */
const together = { dest: 1, sync: false, minLength: 4 * 1024, periodicFlush: 100, maxLength: 8 * 1024 * 1024 };

/**
 * The logger of a service, writing JSON lines to stdout.
 * @param destination where the lines go instead, for tests
 */
export const createLogger = (options: { readonly name: string; readonly level?: string }, destination?: DestinationStream) =>
  pino(loggerOptions(options), destination ?? pino.destination(together));

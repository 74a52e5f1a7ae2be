import type { MercuriusContext } from 'mercurius';
import type { Operation } from './context.ts';

/** What the layers around the resolvers know of a request. */
export interface RequestInfo {
  readonly text: string;
  readonly operationName: string | undefined;
  /** Charges points to the caller's budget. Throws a 429 problem when it is spent. */
  readonly charge: (points: number) => Promise<void>;
  /** Told what the operation costs, once that is known. */
  readonly priced: (cost: number) => void;
  /** Told of what a resolver failed with. */
  readonly failed: (error: unknown) => void;
}

/** The context as hooks and the error formatter see it. */
export interface Context extends Operation, MercuriusContext {
  readonly request: RequestInfo;
}

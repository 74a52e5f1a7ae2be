import type { z } from 'zod';
import type { Actor } from './actor.ts';
import type { EffectiveDate } from './effective-date.ts';
import type { Source } from './source.ts';

/** What a decision yields: a fact in the past tense, not yet stored. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** Schema version of `data`; shapes change by upcasting under test. */
  readonly version: number;
  readonly data: Data;
  /** When it holds in the world. */
  readonly effectiveOn: EffectiveDate;
  /** Codes concerned as of the event, sorted, at least one. */
  readonly jurisdictions: readonly string[];
  readonly sources: readonly Source[];
  /** The id of the event that this one replaces over its valid time. */
  readonly corrects?: string;
}

/** A fact with the identity it got; what `evolve` folds. */
export type Identified<F extends Fact> = F & { readonly id: string };

/** The envelope: a fact as it stands in the ledger. */
export interface RecordedEvent<Type extends string = string, Data = unknown> extends Fact<Type, Data> {
  readonly id: string;
  readonly stream: string;
  /** Place in the stream, from 0. */
  readonly revision: number;
  /** Place in the store: opaque, ordered by string comparison. */
  readonly position: string;
  /** When the store recorded it: RFC 3339, UTC, microseconds. */
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
  /** SHA-256 of the request that caused it, to tell a retry from a key used twice. */
  readonly requestHash: string;
}

/** The storage contract of a context: every event type with its version and the schema of its data. */
export type EventCatalogue = Readonly<Record<string, { readonly version: number; readonly data: z.ZodType }>>;

/** The union of facts of a catalogue. */
export type FactOf<C extends EventCatalogue> = {
  [T in keyof C & string]: Fact<T, z.output<C[T]['data']>>;
}[keyof C & string];

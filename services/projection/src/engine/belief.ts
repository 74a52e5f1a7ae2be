import type { RecordedEvent } from '@yimu/domain/kernel';
import type { DatedRow } from './projection.ts';

/** A row with the span of valid time over which it is believed (`to` exclusive, null = open) and the event it comes from. */
export interface Belief extends DatedRow {
  readonly eventId: string;
}

/** What an event changes: beliefs no longer held, and new ones. */
export interface Step {
  readonly ended: readonly Belief[];
  readonly begun: readonly Belief[];
}

/** The events of one entity folded so far. Continues cheaply with an event that holds after all of them, the usual case. */
export interface Fold {
  /** Takes an event; answers what it changes, or undefined when it holds earlier than another and all must be folded anew. */
  take(event: RecordedEvent): Step | undefined;
  /** All that is believed now. */
  beliefs(): readonly Belief[];
}

import type { Figure } from '@yimu/event-store/bench/figures';
import type { Shape } from './city/shape.ts';
import type { Place } from './place.ts';
import type { Asker } from './scopes.ts';

/** What the lines are measured on: filled databases, a running service, holders of tokens. */
export interface Bed {
  readonly place: Place;
  readonly shape: Shape;
  /** Address of the service on the read models of the city, as it is shipped: it remembers what it answered until a row changes. */
  readonly url: string;
  /** Address of another one that works out every answer. */
  readonly computing: string;
  readonly askers: readonly Asker[];
  /** Seconds of measuring, each time. */
  readonly seconds: number;
}

/** Some lines that are measured together. */
export interface Group {
  readonly names: readonly string[];
  readonly measure: (bed: Bed) => Promise<readonly Figure[]>;
}

/** Connections of every line but those that say otherwise. */
export const connections = 10;

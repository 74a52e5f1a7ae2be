import type { EffectiveDate } from '../kernel/index.ts';
import type { Standard } from '../scoring/index.ts';
import type { StandardEvent, StandardFact } from './events.ts';

type Data<T extends StandardFact['type']> = Extract<StandardFact, { type: T }>['data'];
export type VersionRef = Data<'StandardSuperseded'>['by'];

/** One version of the standard of a jurisdiction, year and subject. */
export interface Version {
  readonly kind: 'drafted' | 'validated' | 'published' | 'superseded';
  readonly version: number;
  readonly parent: VersionRef | null;
  readonly content: Standard;
  /** From which day it binds; null before publication. */
  readonly validFrom: EffectiveDate | null;
  /** The last day it holds; null while none is fixed. */
  readonly validUntil: EffectiveDate | null;
  readonly superseded: { readonly from: EffectiveDate; readonly by: VersionRef } | null;
}

/** By version, from 1. */
export type StandardState = readonly Version[];

export const noVersions: StandardState = [];

/** A version by its number; undefined when nothing was drafted under it. */
export const versionOf = (state: StandardState, version: number): Version | undefined => state.find((each) => each.version === version);

/** True when a version is published, begun and neither ended nor superseded on a day. */
export const isInForce = ({ validFrom, validUntil, superseded }: Version, on: EffectiveDate): boolean =>
  validFrom !== null && validFrom <= on && (validUntil === null || on <= validUntil) && (superseded === null || on < superseded.from);

/** The version in force on a day, if any: what a cycle that opens on that day may use. */
export const inForceOn = (state: StandardState, on: EffectiveDate): Version | undefined => state.find((each) => isInForce(each, on));

/** Folds one event of a `standard-<code>-<year>` stream. */
export const evolve = (state: StandardState, event: StandardEvent): StandardState => {
  const replaced = (change: Partial<Version>): StandardState =>
    state.map((each) => (each.version === event.data.version ? { ...each, ...change } : each));
  switch (event.type) {
    case 'StandardDrafted': {
      const { version, parent, content } = event.data;
      const drafted = { kind: 'drafted', version, parent, content, validFrom: null, validUntil: null, superseded: null } as const;
      return versionOf(state, version) === undefined ? [...state, drafted] : replaced(drafted);
    }
    case 'StandardValidated':
      return replaced({ kind: 'validated' });
    case 'StandardPublished':
      return replaced({ kind: 'published', validFrom: event.effectiveOn, validUntil: event.data.validUntil });
    case 'StandardSuperseded':
      return replaced({ kind: 'superseded', superseded: { from: event.effectiveOn, by: event.data.by } });
  }
};

import type { RecordedEvent } from '@yimu/domain/kernel';
import type { StandardEvent, StandardFact } from '@yimu/domain/standard/events';
import { evolve, noVersions, type StandardState, type Version } from '@yimu/domain/standard/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { DatedProjection, DatedRow } from '../engine/projection.ts';

interface Versions {
  readonly place: Pick<StandardFact['data'], 'jurisdiction' | 'year' | 'subject'> | null;
  readonly versions: StandardState;
  /** The day of the first draft of each version. */
  readonly drafted: ReadonlyMap<number, string>;
}

/** Versions of a standard, whole. Whether one is in force on a day follows from its dates. */
export const standards: DatedProjection<Versions> = {
  name: 'standards',
  category: 'standard',
  tables: ['standard_version'],
  initial: { place: null, versions: noVersions, drafted: new Map() },
  evolve: ({ place, versions, drafted }, recorded: RecordedEvent) => {
    const event = recorded as unknown as StandardEvent;
    const { jurisdiction, year, subject, version } = event.data;
    return {
      place: place ?? { jurisdiction, year, subject },
      versions: evolve(versions, event),
      drafted: drafted.has(version) ? drafted : new Map(drafted).set(version, recorded.effectiveOn),
    };
  },
  datedRows: ({ place, versions, drafted }) =>
    place === null ? [] : versions.map((version) => row(place, version, drafted.get(version.version) ?? version.validFrom ?? '')),
};

const asText = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

const row = (place: NonNullable<Versions['place']>, version: Version, drafted: string): DatedRow => {
  const { kind, content, parent, validFrom, validUntil, superseded } = version;
  return {
    table: 'standard_version',
    key: String(version.version),
    from: validFrom !== null && validFrom < drafted ? validFrom : drafted,
    to: null,
    columns: {
      jurisdiction: place.jurisdiction,
      year: place.year,
      subject: place.subject,
      version: version.version,
      status: kind === 'superseded' ? 'published' : kind,
      title_zh: content.title.zh,
      title_en: content.title.en,
      sample: asText(content.sample),
      parent: asText(parent),
      valid_from: validFrom,
      valid_until: validUntil,
      superseded_from: superseded?.from ?? null,
      superseded_by: asText(superseded?.by ?? null),
      content: JSON.stringify(content),
      ...levelCodes(place.jurisdiction),
    },
  };
};

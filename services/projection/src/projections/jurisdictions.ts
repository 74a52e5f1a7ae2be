import type { JurisdictionFact } from '@yimu/domain/jurisdiction/events';
import { levelOf, type RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection } from '../engine/projection.ts';

interface Unit {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly successor: string | null;
}

/** The tree of tenants: city, districts, towns, with the validity of their names and codes. */
export const jurisdictions: Projection<Unit | null> = {
  name: 'jurisdictions',
  category: 'jurisdiction',
  tables: ['jurisdiction'],
  initial: null,
  evolve: (unit, recorded: RecordedEvent) => {
    const event = recorded as unknown as JurisdictionFact;
    switch (event.type) {
      case 'JurisdictionRegistered':
        return { code: event.data.code, name: event.data.name, parent: event.data.parent, successor: null };
      case 'JurisdictionRenamed':
        return unit && { ...unit, name: event.data.name };
      case 'JurisdictionRecoded':
        return unit && { ...unit, successor: event.data.successor };
      default:
        return event satisfies never;
    }
  },
  rows: (unit) =>
    unit === null
      ? []
      : [{ table: 'jurisdiction', key: 'jurisdiction', columns: { ...unit, level: levelOf(unit.code), ...levelCodes(unit.code) } }],
};

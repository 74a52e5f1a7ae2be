import { nameKey, type RecordedEvent } from '@yimu/domain/kernel';
import type { PartyFact } from '@yimu/domain/party/events';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';

interface LandUse {
  readonly parcelId: string;
  readonly jurisdiction: string;
  readonly nameAsPrinted: string;
  readonly role: string;
  readonly confirmed: boolean;
}

interface Card {
  readonly partyId: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly jurisdiction: string;
  readonly landUses: readonly LandUse[];
}

/** Parties, the parcels that lists name them for, and who may see both: towns they are entered in or use land in, and themselves. */
export const parties: Projection<Card | null> = {
  name: 'parties',
  category: 'party',
  tables: ['party', 'land_user', 'scope_row'],
  initial: null,
  evolve: (card, recorded: RecordedEvent) => {
    const event = recorded as unknown as PartyFact;
    switch (event.type) {
      case 'EnterpriseEntered': {
        const { partyId, name, uscc, jurisdiction } = event.data;
        return { partyId, name, uscc, jurisdiction, landUses: [] };
      }
      case 'UsccAssigned':
        return card && { ...card, uscc: event.data.uscc };
      case 'LandUserListed': {
        const { parcelId, jurisdiction, nameAsPrinted, role, confirmed } = event.data;
        return card && { ...card, landUses: [...card.landUses, { parcelId, jurisdiction, nameAsPrinted, role, confirmed }] };
      }
      default:
        return event satisfies never;
    }
  },
  rows: (card) => (card === null ? [] : [party(card), ...card.landUses.map((use) => landUser(card, use)), ...scopeRows(card)]),
};

const party = ({ partyId, name, uscc }: Card): ReadModelRow => ({
  table: 'party',
  key: 'party',
  columns: { party_id: partyId, name, name_key: nameKey(name), uscc },
});

const landUser = ({ partyId }: Card, { parcelId, jurisdiction, nameAsPrinted, role, confirmed }: LandUse): ReadModelRow => ({
  table: 'land_user',
  key: parcelId,
  columns: { party_id: partyId, parcel_id: parcelId, name_as_printed: nameAsPrinted, role, confirmed, ...levelCodes(jurisdiction) },
});

const scopeRows = ({ partyId, jurisdiction, landUses }: Card): readonly ReadModelRow[] => {
  const subject = `party-${partyId}`;
  const codes = [...new Set([jurisdiction, ...landUses.map((use) => use.jurisdiction)])];
  const noLevels = { city_code: null, district_code: null, town_code: null };
  return [
    ...codes.map((code) => scopeRow(`subtree ${code}`, { kind: 'subtree', value: code, subject, ...levelCodes(code) })),
    scopeRow('itself', { kind: 'party', value: partyId, subject, ...noLevels }),
    ...landUses.map(({ parcelId }) =>
      scopeRow(`parcel ${parcelId}`, { kind: 'party', value: partyId, subject: `parcel-${parcelId}`, ...noLevels }),
    ),
  ];
};

const scopeRow = (key: string, columns: ReadModelRow['columns']): ReadModelRow => ({ table: 'scope_row', key, columns });

import { date, type EffectiveDate, nameKey, type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import type { PartyEvent } from '@yimu/domain/party/events';
import { absent, type Entered, evolve, nameOn, type PartyState } from '@yimu/domain/party/state';
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
  readonly party: PartyState;
  readonly landUses: readonly LandUse[];
}

/** Parties, the parcels that lists name them for, and who may see both: towns they are at home in or use land in, and themselves. */
export const parties: Projection<Card> = {
  name: 'parties',
  category: 'party',
  tables: ['party', 'land_user', 'scope_row'],
  initial: { party: absent, landUses: [] },
  evolve: (card, recorded: RecordedEvent) => {
    const event = recorded as unknown as PartyEvent;
    return { party: evolve(card.party, event), landUses: event.type === 'LandUserListed' ? [...card.landUses, event.data] : card.landUses };
  },
  rows: ({ party, landUses }, on) =>
    party.kind === 'absent'
      ? []
      : [
          partyRow(party, nameAsOf(party, date(on))),
          ...landUses.map((use) => landUser(party, use)),
          ...scopeRows(party, landUses, date(on)),
        ],
};

/** The vault keeps the name of a natural person, so the read side knows none. */
const nameAsOf = (party: Entered, on: EffectiveDate): string => nameOn(party, on) ?? (party.erased ? '已删除自然人' : '自然人');

const partyRow = ({ partyId, uscc }: Entered, name: string): ReadModelRow => ({
  table: 'party',
  key: 'party',
  columns: { party_id: partyId, name, name_key: nameKey(name), uscc },
});

const landUser = ({ partyId }: Entered, { parcelId, jurisdiction, nameAsPrinted, role, confirmed }: LandUse): ReadModelRow => ({
  table: 'land_user',
  key: parcelId,
  columns: { party_id: partyId, parcel_id: parcelId, name_as_printed: nameAsPrinted, role, confirmed, ...levelCodes(jurisdiction) },
});

const scopeRows = ({ partyId, jurisdiction, homes }: Entered, landUses: readonly LandUse[], on: EffectiveDate): readonly ReadModelRow[] => {
  const subject = `party-${partyId}`;
  const codes = [...new Set([valueOn(homes, on) ?? jurisdiction, ...landUses.map((use) => use.jurisdiction)])];
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

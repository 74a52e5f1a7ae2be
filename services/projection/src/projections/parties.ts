import { date, type EffectiveDate, nameKey, type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import type { PartyEvent } from '@yimu/domain/party/events';
import { absent, declaredControllersOn, type Entered, evolve, nameOn, type PartyState, standingOn } from '@yimu/domain/party/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';
import { atEach } from './concerned.ts';

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

/**
 * Parties with what the register says of them and who is declared to control them, the parcels that lists name them for, and who may
 * see that: towns they are at home in or use land in, and themselves.
 */
export const parties: Projection<Card> = {
  name: 'parties',
  version: 2,
  category: 'party',
  tables: ['party', 'party_place', 'party_register', 'party_controller', 'land_user', 'scope_row'],
  initial: { party: absent, landUses: [] },
  evolve: (card, recorded: RecordedEvent) => {
    const event = recorded as unknown as PartyEvent;
    return { party: evolve(card.party, event), landUses: event.type === 'LandUserListed' ? [...card.landUses, event.data] : card.landUses };
  },
  rows: ({ party, landUses }, on) =>
    party.kind === 'absent'
      ? []
      : [
          partyRow(party, date(on)),
          registerRow(party, date(on)),
          ...declaredControllersOn(party, date(on)).map((controllerId, place) => controllerRow(party, controllerId, place)),
          ...landUses.map((use) => landUser(party, use)),
          ...scopeRows(party, landUses, date(on)),
          ...placeRows(party, landUses, date(on)),
        ],
};

/** The vault keeps the name of a natural person, so the read side knows none. */
const nameAsOf = (party: Entered, on: EffectiveDate): string => nameOn(party, on) ?? (party.erased ? '已删除自然人' : '自然人');

const partyRow = (party: Entered, on: EffectiveDate): ReadModelRow => {
  const { partyId, partyKind, uscc, duplicate } = party;
  const name = nameAsOf(party, on);
  const { status, into } = standingOn(party, on);
  const names = [...new Set(party.names.filter(({ from }) => from <= on).map(({ value }) => value.name))];
  return {
    table: 'party',
    key: 'party',
    columns: {
      party_id: partyId,
      kind: partyKind,
      name,
      name_key: nameKey(name),
      uscc,
      status,
      former_names: JSON.stringify(names.filter((former) => former !== name)),
      successors: JSON.stringify(into),
      duplicate_of: duplicate === null || duplicate.revoked ? null : duplicate.sameAs,
    },
  };
};

/** What anybody may read in the public register; of a natural person only that there is one. */
const registerRow = (party: Entered, on: EffectiveDate): ReadModelRow => ({
  table: 'party_register',
  key: 'register',
  columns: { party_id: party.partyId, kind: party.partyKind, name: nameOn(party, on), uscc: party.uscc },
});

const controllerRow = ({ partyId }: Entered, controllerId: string, place: number): ReadModelRow => ({
  table: 'party_controller',
  key: controllerId,
  columns: { party_id: partyId, controller_id: controllerId, place },
});

const landUser = ({ partyId }: Entered, { parcelId, jurisdiction, nameAsPrinted, role, confirmed }: LandUse): ReadModelRow => ({
  table: 'land_user',
  key: parcelId,
  columns: { party_id: partyId, parcel_id: parcelId, name_as_printed: nameAsPrinted, role, confirmed, ...levelCodes(jurisdiction) },
});

/** Where it is at home, and where it uses land. */
const placesOf = ({ jurisdiction, homes }: Entered, landUses: readonly LandUse[], on: EffectiveDate): readonly string[] => [
  ...new Set([valueOn(homes, on) ?? jurisdiction, ...landUses.map((use) => use.jurisdiction)]),
];

/** What lists go by; a second entry of another party stands on none. */
const placeRows = (party: Entered, landUses: readonly LandUse[], on: EffectiveDate): readonly ReadModelRow[] => {
  const { columns } = partyRow(party, on);
  if (columns['duplicate_of'] !== null) return [];
  const { party_id = null, name_key = null, kind = null, uscc = null, status = null } = columns;
  return atEach(placesOf(party, landUses, on), { table: 'party_place', key: 'place', columns: { party_id, name_key, kind, uscc, status } });
};

const scopeRows = (party: Entered, landUses: readonly LandUse[], on: EffectiveDate): readonly ReadModelRow[] => {
  const { partyId } = party;
  const subject = `party-${partyId}`;
  const noLevels = { city_code: null, district_code: null, town_code: null };
  return [
    ...placesOf(party, landUses, on).map((code) =>
      scopeRow(`subtree ${code}`, { kind: 'subtree', value: code, subject, ...levelCodes(code) }),
    ),
    scopeRow('itself', { kind: 'party', value: partyId, subject, ...noLevels }),
    ...landUses.map(({ parcelId }) =>
      scopeRow(`parcel ${parcelId}`, { kind: 'party', value: partyId, subject: `parcel-${parcelId}`, ...noLevels }),
    ),
  ];
};

const scopeRow = (key: string, columns: ReadModelRow['columns']): ReadModelRow => ({ table: 'scope_row', key, columns });

import type { InterestEvent } from '@yimu/domain/interest/events';
import { evolve, type Interest, type Interests, interestsOn, noInterests } from '@yimu/domain/interest/state';
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';

interface Card {
  readonly partyId: string | null;
  readonly interests: Interests;
}

/** What a party has in companies and in land, and who sees more because of it: the town the party, the party its parcel. */
export const interests: Projection<Card> = {
  name: 'interests',
  category: 'interests',
  tables: ['interest', 'scope_row'],
  initial: { partyId: null, interests: noInterests },
  evolve: (card, recorded: RecordedEvent) => {
    const event = recorded as unknown as InterestEvent;
    return { partyId: event.data.partyId, interests: evolve(card.interests, event) };
  },
  rows: ({ partyId, interests: all }, on) => {
    if (partyId === null) return [];
    const held = interestsOn(all, date(on));
    const land = held.filter(({ kind }) => kind === 'land');
    const towns = new Set(land.flatMap(({ jurisdictions }) => jurisdictions));
    return [
      ...held.flatMap((interest) => interestRows(partyId, interest)),
      ...[...towns].map((code) => seesParty(partyId, code)),
      ...land.map(({ targetId }) => seesParcel(partyId, targetId)),
    ];
  },
};

const interestRows = (partyId: string, { kind, targetId, jurisdictions }: Interest): readonly ReadModelRow[] =>
  jurisdictions.map((code) => ({
    table: 'interest',
    key: `${kind} ${targetId} ${code}`,
    columns: { party_id: partyId, kind, target_id: targetId, ...levelCodes(code) },
  }));

const seesParty = (partyId: string, code: string): ReadModelRow => ({
  table: 'scope_row',
  key: `subtree ${code}`,
  columns: { kind: 'subtree', value: code, subject: `party-${partyId}`, ...levelCodes(code) },
});

const seesParcel = (partyId: string, parcelId: string): ReadModelRow => ({
  table: 'scope_row',
  key: `parcel ${parcelId}`,
  columns: { kind: 'party', value: partyId, subject: `parcel-${parcelId}`, city_code: null, district_code: null, town_code: null },
});

// Which land a contract or an enterprise has, read from their own streams by name.
import { contractEvents } from '@yimu/domain/contract/events';
import { interestEvents } from '@yimu/domain/interest/events';
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import { partyEvents } from '@yimu/domain/party/events';
import type { EventStore } from '@yimu/event-store';

const read = (store: EventStore, stream: string): Promise<RecordedEvent[]> => Array.fromAsync(store.readStream(stream));

/** The parcels of a contract, as last corrected. */
export const parcelsOfContract = async (store: EventStore, contractId: string): Promise<readonly string[]> => {
  const naming = (await read(store, `contract-${contractId}`)).findLast(
    ({ type }) => type === 'ContractSigned' || type === 'ContractCorrected',
  );
  return naming === undefined ? [] : contractEvents.ContractSigned.data.pick({ parcelIds: true }).loose().parse(naming.data).parcelIds;
};

/** The parcels to which the enterprise had a right on that day. */
const held = async (store: EventStore, partyId: string, on: EffectiveDate): Promise<readonly string[]> => {
  const known = (await read(store, `interests-${partyId}`))
    .filter(({ effectiveOn }) => effectiveOn <= on)
    .toSorted((left, right) => Number(left.effectiveOn > right.effectiveOn) - Number(left.effectiveOn < right.effectiveOn));
  const land = new Map<string, boolean>();
  for (const { type, data } of known) {
    const { kind, targetId } = interestEvents.InterestRecorded.data.parse(data);
    if (kind === 'land') land.set(targetId, type === 'InterestRecorded');
  }
  return [...land].filter(([, has]) => has).map(([parcelId]) => parcelId);
};

/** The parcels that lists name it as land user of: they tell no day on which that began or ended. */
const used = async (store: EventStore, partyId: string): Promise<readonly string[]> =>
  (await read(store, `party-${partyId}`))
    .filter(({ type }) => type === 'LandUserListed')
    .map(({ data }) => partyEvents.LandUserListed.data.parse(data).parcelId);

/** The land of an enterprise on a day: what it holds and what it uses. */
export const landOfEnterprise = async (store: EventStore, partyId: string, on: EffectiveDate): Promise<readonly string[]> => [
  ...(await held(store, partyId, on)),
  ...(await used(store, partyId)),
];

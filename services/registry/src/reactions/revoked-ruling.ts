// Which ruling a court took back with a sale, for the reactions of titles and of companies.
import { auctionEvents } from '@yimu/domain/auction/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';

const onLot = auctionEvents.AuctionSaleRevoked.data.pick({ lotId: true }).loose();

/** The service of the ruling on the sale that an event revokes; undefined when the ruling had not been served. */
export const rulingRevoked = async (store: EventStore, revocation: RecordedEvent): Promise<RecordedEvent | undefined> => {
  const { lotId } = onLot.parse(revocation.data);
  const history = await Array.fromAsync(store.readStream(revocation.stream));
  const ofLot = history.filter(({ revision, data }) => revision < revocation.revision && onLot.safeParse(data).data?.lotId === lotId);
  // What was served of an earlier round was revoked before this one was announced.
  const announced = ofLot.findLastIndex(({ type }) => type === 'AuctionNoticePublished');
  return ofLot.slice(announced).find(({ type }) => type === 'AuctionRulingServed');
};

// A court's ruling on sold land was served: each right of the lot passes to who got it, on that day.
import { auctionEvents } from '@yimu/domain/auction/events';
import { title } from '@yimu/domain/right';
import { runReactionCommand } from '@yimu/server';
import type { Reaction } from './run-reactions.ts';

const name = 'auction-land-ruling-served';
const { data: served } = auctionEvents.AuctionRulingServed;

/** Transfers the rights of a lot once, however often the event is delivered. */
export const whenAuctionLandRulingServed: Reaction = {
  name,
  filter: { types: ['AuctionRulingServed'] },
  react: async ({ store, today }, event) => {
    const { auctionId, caseNumber, subject, to } = served.parse(event.data);
    if (subject.kind !== 'land') return;
    const { parcelId, rightIds } = subject;
    for (const [n, rightId] of rightIds.entries()) {
      const handled = await runReactionCommand(store, {
        name,
        cause: event,
        n,
        type: 'TransferRightByRuling',
        data: { parcelId, rightId, to, auctionId, caseNumber },
        stream: `title-${parcelId}`,
        decider: title,
        today,
      });
      if (handled.outcome === 'done') continue;
      const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
      throw new Error(`right ${rightId} did not pass for event ${event.id}: ${why}`);
    }
  },
};

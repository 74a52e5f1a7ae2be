// A parcel was retired, by itself or by a split or merger, or declared a second entry of another: its title takes no new decisions from
// that day on, and finds what stands on it and is to be registered anew on what came after it. Undone, the title is open again.
import { type RecordedEvent, townCode } from '@yimu/domain/kernel';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { title } from '@yimu/domain/right';
import type { Reaction } from '@yimu/server';
import { runReactionCommand } from '@yimu/server';

const name = 'parcel-ended';

type Said = Pick<Parameters<typeof title.decide>[0], 'type' | 'data'>;

/** What the event says of the parcel, as its title is to know it. */
const saidBy = ({ id, type, data, corrects, jurisdictions }: RecordedEvent): Said => {
  const jurisdiction = townCode.parse(jurisdictions[0]);
  switch (type) {
    case 'ParcelRetired': {
      const { parcelId, successors, reason } = parcelEvents.ParcelRetired.data.parse(data);
      return { type: 'EndTitleParcel', data: { parcelId, endedBy: id, successors, reason, jurisdiction } };
    }
    case 'ParcelDuplicateDeclared': {
      const { parcelId, survivor, reason } = parcelEvents.ParcelDuplicateDeclared.data.parse(data);
      return { type: 'EndTitleParcel', data: { parcelId, endedBy: id, successors: [survivor], reason, jurisdiction } };
    }
    default: {
      // Both annulments have one shape.
      const { parcelId, reason } = parcelEvents.ParcelRetirementAnnulled.data.parse(data);
      return { type: 'RestoreTitleParcel', data: { parcelId, endedBy: String(corrects), reason } };
    }
  }
};

/** Ends or restores the parcel of a title once, however often the event is delivered. */
export const whenParcelEnded: Reaction = {
  name,
  filter: { types: ['ParcelRetired', 'ParcelRetirementAnnulled', 'ParcelDuplicateDeclared', 'ParcelDuplicateAnnulled'] },
  react: async ({ store, today }, event) => {
    const said = saidBy(event);
    const stream = `title-${said.data.parcelId}`;
    const handled = await runReactionCommand(store, { name, cause: event, ...said, stream, decider: title, today });
    if (handled.outcome === 'done') return;
    throw new Error(
      `${said.type} on ${stream} for event ${event.id}: ${handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome}`,
    );
  },
};

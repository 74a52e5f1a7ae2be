// A match was confirmed in error: another unit may have the parcel, and a person looks at what the parcel heard meanwhile.
import { baseMapParcelReservation } from '@yimu/domain/basemap';
import { basemapEvents } from '@yimu/domain/basemap/events';
import { finding } from '@yimu/domain/finding';
import { entityIdFor, type Reaction, runReactionCommand } from '@yimu/server';

const { data: annulled } = basemapEvents.BaseMapMatchAnnulled;

const name = 'base-map-match-annulled';

/** Releases the parcel and opens one finding, however often it is delivered. */
export const whenBaseMapMatchAnnulled: Reaction = {
  name,
  filter: { types: ['BaseMapMatchAnnulled'] },
  react: async ({ store, today }, event) => {
    const { entryId, parcelId, reason } = annulled.parse(event.data);
    const jurisdictions = [...event.jurisdictions];
    const released = await runReactionCommand(store, {
      name,
      cause: event,
      type: 'ReleaseBaseMapParcel',
      data: { parcelId, entryId, jurisdictions },
      stream: `basemapparcel-${parcelId}`,
      decider: baseMapParcelReservation,
      today,
    });
    if (released.outcome !== 'done') throw new Error(`parcel ${parcelId} was not released: ${released.outcome}`);
    const findingId = entityIdFor({ issuer: 'yimu', sub: name, method: 'FINDING', path: parcelId, key: event.id });
    const opened = await runReactionCommand(store, {
      name,
      cause: event,
      type: 'OpenFinding',
      data: {
        findingId,
        rule: name,
        subject: { kind: 'parcel', id: parcelId },
        jurisdictions,
        causedBy: event.id,
        titleZh: '地块与空间底版单元的匹配已撤销，请核对由此记入的代码和数值',
        titleEn: 'The match with a unit of the base map was annulled; check the codes and values that came of it',
        detail: [{ labelZh: '撤销理由', labelEn: 'Reason', value: reason }],
      },
      stream: `finding-${findingId}`,
      decider: finding,
      today,
    });
    if (opened.outcome !== 'done') throw new Error(`no finding for event ${event.id}: ${opened.outcome}`);
  },
};

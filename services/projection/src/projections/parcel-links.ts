// What a parcel came out of, what took its place, and which parcel it is a second entry of.
import type { EffectiveDate } from '@yimu/domain/kernel';
import type { ParcelFact } from '@yimu/domain/parcel/events';
import type { Entered } from '@yimu/domain/parcel/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { ReadModelRow } from '../engine/projection.ts';

/** How a parcel came about, where it came out of a split or merger. */
export type Descent = Extract<ParcelFact, { type: 'ParcelDescended' }>['data'] & { readonly on: EffectiveDate };

/** The links of a parcel as far as they hold. What an abandoned lineage entered has none to show: it never was for a day. */
export const parcelLinks = (parcel: Entered, descent: Descent | null): readonly ReadModelRow[] => {
  const { parcelId, jurisdiction, retirement, duplicate } = parcel;
  const link = (kind: string, otherId: string, since: string, how: { readonly by: string | null; readonly lineageId: string | null }) => ({
    table: 'parcel_link',
    key: `${kind} ${otherId}`,
    columns: { parcel_id: parcelId, other_id: otherId, kind, by: how.by, lineage_id: how.lineageId, since, ...levelCodes(jurisdiction) },
  });
  const predecessors = descent === null ? [] : descent.parents.map((from) => link('predecessor', from.parcelId, descent.on, descent));
  const successors =
    retirement === null
      ? []
      : retirement.successors.map((into) => link('successor', into, retirement.on, { by: null, lineageId: retirement.lineageId }));
  const survivor = duplicate === null ? [] : [link('duplicate', duplicate.survivor, duplicate.on, { by: null, lineageId: null })];
  return [...predecessors, ...successors, ...survivor];
};

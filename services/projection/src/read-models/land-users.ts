import type { View } from '../tenancy/view.ts';

export interface LandUserRow {
  readonly party_id: string;
  readonly parcel_id: string;
  readonly name_as_printed: string;
  readonly role: string;
  readonly confirmed: boolean;
}

/** Whom lists name for these parcels (用地主体). */
export const readLandUsers = (view: View, parcelIds: readonly string[]): Promise<LandUserRow[]> =>
  view.read(
    ({ bind, at, within }) => `select u.party_id, u.parcel_id, u.name_as_printed, u.role, u.confirmed from land_user u
      where u.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('u')} and ${within('land_user', 'u')} order by u.name_as_printed, u.party_id`,
  );

// Rights by the towns of their parcel, with what lists of rights ask for: whether they are seized or mortgaged on the day.
import type { EffectiveDate } from '@yimu/domain/kernel';
import { coursesOf, mortgagesOf, mortgagesOn, rightsOf, rightsOn, seizuresOn, turningDays } from '@yimu/domain/right/read';
import { entriesOf, type Title } from '@yimu/domain/right/state';
import { piecewise } from '../engine/dated.ts';
import type { DatedRow } from '../engine/projection.ts';
import { atEach } from './concerned.ts';

/** The days on which a right, its certificate or a burden of it begins or ends. */
const daysOf = (title: Title): readonly (EffectiveDate | null)[] => [
  ...turningDays(title),
  ...entriesOf(title, 'CertificateRegistered').map(({ on }) => on),
  ...mortgagesOf(title).flatMap(({ from, before }) => [from, before]),
  ...rightsOf(title).flatMap(({ rightId }) =>
    coursesOf(title, rightId).flatMap(({ entry, terms, goneOn }) => [entry.on, ...terms.map(({ on }) => on), goneOn]),
  ),
];

/** The rights that stand, once in each town that the parcel concerns. A seizure that waits seizes too. */
export const rightPlaces = (title: Title): readonly DatedRow[] =>
  piecewise(daysOf(title), (day) =>
    rightsOn(title, day).flatMap(({ entry, rightId, kind, from, until, certificateNumber }) => {
      const registered = entriesOf(title, 'RightRegistered').find(({ id }) => id === entry);
      const columns = {
        parcel_id: registered?.data.parcelId ?? null,
        right_id: rightId,
        kind,
        since: from,
        until,
        certificate_number: certificateNumber,
        seized: seizuresOn(title, rightId, day).length > 0,
        mortgaged: mortgagesOn(title, rightId, day).length > 0,
      };
      return atEach(title.jurisdictions, { table: 'right_place', key: rightId, columns });
    }),
  );

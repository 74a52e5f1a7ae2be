// A parcel that was retired, split, merged or declared a duplicate has no rights: what stood on it is registered anew on its successors.
import { type EffectiveDate, type Rejection, refuse } from '../kernel/index.ts';
import { breach, type Invariant } from './breach.ts';
import { leasesOf } from './leases.ts';
import { burdensOn } from './mortgages.ts';
import { during } from './period.ts';
import { rightsOn } from './rights.ts';
import { rightRefusals } from './rules.ts';
import { burdeningOn } from './seizures.ts';
import { entriesOf, type ParcelEnding, parcelEnding, type Title } from './state.ts';

const shown = 4;

/** The first of some ids and how many there are: a title may have hundreds of leases, which no sentence need repeat. */
const listed = (ids: readonly string[]): string => {
  if (ids.length === 0) return '—';
  return ids.length > shown ? `${ids.slice(0, shown).join(', ')} … (${ids.length})` : ids.join(', ');
};

/** Whether an entry comes before the end: of an earlier day, or of the same and recorded before it. */
const precedes = ({ on, preceded }: ParcelEnding, entry: string, day: EffectiveDate): boolean =>
  day < on || (day === on && preceded.includes(entry));

/** Nothing new is decided on a parcel from the day on which it ended. */
export const parcelEnded = (title: Title, day: EffectiveDate): Rejection | undefined => {
  const ending = parcelEnding(title);
  return ending === undefined || day < ending.on
    ? undefined
    : refuse(rightRefusals, 'title-parcel-ended', { on: ending.on, successors: listed(ending.successors) });
};

const nothingNewAfterTheEnd: Invariant = (title) => {
  const ending = parcelEnding(title);
  if (ending === undefined) return [];
  return entriesOf(
    title,
    'RightRegistered',
    'RightTransferred',
    'RightTransferredByRuling',
    'LeaseRegistered',
    'SubleaseRegistered',
    'OperatorAppointed',
    'MortgageRegistered',
    'SeizureRecorded',
  ).flatMap(({ id, on, data: { rightId } }) => {
    const named = { on: ending.on, successors: listed(ending.successors) };
    return precedes(ending, id, on) ? [] : [breach(rightId, [id], 'title-parcel-ended', named)];
  });
};

/** Rights do not move by themselves: whoever registers ends them here (宗地变化) and registers them on the successors, with what burdens them. */
const standingRightsAwaitRegistration: Invariant = (title) => {
  const ending = parcelEnding(title);
  if (ending === undefined) return [];
  const { on, successors } = ending;
  return rightsOn(title, on)
    .filter(({ entry, from }) => precedes(ending, entry, from))
    .map(({ rightId, entry }) => {
      const leases = leasesOf(title).filter((lease) => lease.rightId === rightId && during({ from: lease.on, before: lease.before }, on));
      return breach(rightId, [entry], 'title-right-awaits-registration', {
        on,
        rightId,
        leases: listed(leases.map(({ leaseId }) => leaseId)),
        mortgages: listed(burdensOn(title, rightId, on).map(({ mortgageId }) => mortgageId)),
        seizures: listed(burdeningOn(title, rightId, on).map(({ seizureId }) => seizureId)),
        successors: listed(successors),
      });
    });
};

export const parcelInvariants: readonly Invariant[] = [nothingNewAfterTheEnd, standingRightsAwaitRegistration];

// Who uses each parcel, as lists, rights and leases tell: folded from their facts in one pass, with ids only.
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import { partyEvents } from '@yimu/domain/party/events';
import { rightEvents } from '@yimu/domain/right/events';

/** What one fact says of a right or a lease: who uses the land by it from then on, and until when. */
interface Said {
  readonly id: string;
  /** Null where the fact leaves that as it was. */
  readonly partyIds: readonly string[] | null;
  readonly until: EffectiveDate | null;
}

const ofRight = rightEvents.RightEnded.data.pick({ rightId: true, kind: true }).loose();
const withHolders = rightEvents.RightCorrected.data.pick({ holders: true }).loose();

/** Who owns collective land does not use it by that. */
const heldBy = ({ data }: RecordedEvent): Said => {
  const { rightId: id, kind } = ofRight.parse(data);
  const holders = kind === 'collective-ownership' ? [] : withHolders.parse(data).holders;
  return { id, partyIds: holders.map(({ partyId }) => partyId), until: null };
};
const leasedBy = ({ data }: RecordedEvent): Said => {
  const { leaseId: id, lessees: partyIds, until } = rightEvents.LeaseRegistered.data.loose().parse(data);
  return { id, partyIds, until };
};

/** How to read each fact of a title; the last that was not annulled holds. */
const titleFacts: Readonly<Record<string, (event: RecordedEvent) => Said>> = {
  RightRegistered: heldBy,
  RightCorrected: heldBy,
  RightTransferred: heldBy,
  RightTransferredByRuling: heldBy,
  RightTransferCorrected: heldBy,
  RightEnded: ({ data }) => ({ id: ofRight.parse(data).rightId, partyIds: [], until: null }),
  LeaseRegistered: leasedBy,
  SubleaseRegistered: leasedBy,
  LeaseCorrected: ({ data }) => {
    const { leaseId: id, until } = rightEvents.LeaseCorrected.data.parse(data);
    return { id, partyIds: null, until };
  },
  LeaseEnded: ({ data }) => ({ id: rightEvents.LeaseEnded.data.parse(data).leaseId, partyIds: [], until: null }),
};

/** The types of fact that say who uses land, and those that take it back. */
export const landUserFacts: readonly string[] = ['LandUserListed', 'NaturalPersonEntered', 'TitleFactAnnulled', ...Object.keys(titleFacts)];

interface LandUsers {
  /** Notes a fact of one of `landUserFacts`. */
  readonly note: (event: RecordedEvent) => void;
  /** Who uses a parcel on a day, sorted. */
  readonly of: (parcelId: string, on: EffectiveDate) => string[];
}

/** A memory of the land users of parcels; natural persons are left out, who fill no form of an enterprise. */
export const landUsers = (): LandUsers => {
  const listed = new Map<string, string[]>();
  const titles = new Map<string, (Said & { readonly event: string })[]>();
  const persons = new Set<string>();

  const holding = (parcelId: string, on: EffectiveDate): readonly string[] => {
    const last = new Map<string, Said>();
    for (const said of titles.get(parcelId) ?? [])
      last.set(said.id, { ...said, partyIds: said.partyIds ?? last.get(said.id)?.partyIds ?? [] });
    return [...last.values()].flatMap(({ partyIds, until }) => (until === null || on <= until ? (partyIds ?? []) : []));
  };
  return {
    note: (event) => {
      const parcelId = event.stream.slice('title-'.length);
      const said = titleFacts[event.type];
      if (said !== undefined) titles.set(parcelId, [...(titles.get(parcelId) ?? []), { ...said(event), event: event.id }]);
      else if (event.type === 'TitleFactAnnulled')
        titles.set(
          parcelId,
          (titles.get(parcelId) ?? []).filter((each) => each.event !== event.corrects),
        );
      else if (event.type === 'LandUserListed') {
        const { parcelId: used, partyId } = partyEvents.LandUserListed.data.parse(event.data);
        listed.set(used, [...(listed.get(used) ?? []), partyId]);
      } else persons.add(partyEvents.NaturalPersonEntered.data.parse(event.data).partyId);
    },
    of: (parcelId, on) =>
      [...new Set([...(listed.get(parcelId) ?? []), ...holding(parcelId, on)])].filter((partyId) => !persons.has(partyId)).sort(),
  };
};

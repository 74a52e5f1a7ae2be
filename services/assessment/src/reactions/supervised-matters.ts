// What is supervised jointly (金府办发〔2023〕24号, item 13): registration, change of equity, judicial auction; and what each fact touches.
import { auctionEvents } from '@yimu/domain/auction/events';
import type { matterKinds } from '@yimu/domain/disposal/events';
import { equityEvents } from '@yimu/domain/equity/events';
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import { rightEvents } from '@yimu/domain/right/events';

/** What a fact touches. */
export interface Touching {
  /** The case, or what was registered where there is no case: what touches a parcel once, whatever becomes of it. */
  readonly matter: { readonly kind: (typeof matterKinds)[number]; readonly id: string };
  /** The day on which it matters whether the land is listed. */
  readonly on: EffectiveDate;
  readonly parcelIds: readonly string[];
  readonly enterpriseIds: readonly string[];
  readonly contractIds: readonly string[];
}

const nothing = { parcelIds: [], enterpriseIds: [], contractIds: [] };

const equityTransfer = (data: {
  equityId: string;
  companyId: string;
  parcels: readonly { parcelId: string }[];
  contractIds: string[];
}) => ({
  matter: { kind: 'equity' as const, id: data.equityId },
  parcelIds: data.parcels.map(({ parcelId }) => parcelId),
  enterpriseIds: [data.companyId],
  contractIds: data.contractIds,
});

/** A right to a parcel, by the case or the thing that was registered. */
const onTitle = (id: string, parcelId: string, enterpriseIds: readonly string[]) => ({
  ...nothing,
  matter: { kind: 'right' as const, id },
  parcelIds: [parcelId],
  enterpriseIds,
});

const partiesOf = (holders: readonly { readonly partyId: string }[]): string[] => holders.map(({ partyId }) => partyId);

/** How to read each fact. */
const read = {
  EquityTransferFiled: ({ data, effectiveOn: on }) => ({ on, ...equityTransfer(equityEvents.EquityTransferFiled.data.parse(data)) }),
  // Nobody could look before it was found.
  UndeclaredEquityTransferReported: ({ data }) => {
    const reported = equityEvents.UndeclaredEquityTransferReported.data.parse(data);
    return { on: reported.foundOn, ...equityTransfer(reported) };
  },
  EquityContractsNamed: ({ data, effectiveOn: on }) => {
    const { equityId, contractIds } = equityEvents.EquityContractsNamed.data.parse(data);
    return { on, ...nothing, matter: { kind: 'equity', id: equityId }, contractIds };
  },
  AuctionOpened: ({ data, effectiveOn: on }) => {
    const { auctionId, lots, debtorIds } = auctionEvents.AuctionOpened.data.parse(data);
    return {
      on,
      matter: { kind: 'auction', id: auctionId },
      parcelIds: lots.flatMap(({ subject }) => (subject.kind === 'land' ? [subject.parcelId] : [])),
      enterpriseIds: [...debtorIds, ...lots.flatMap(({ subject }) => (subject.kind === 'equity' ? [subject.companyId] : []))],
      contractIds: [],
    };
  },
  RightRegistered: ({ data, effectiveOn: on }) => {
    const { rightId, parcelId, holders } = rightEvents.RightRegistered.data.parse(data);
    return { on, ...onTitle(rightId, parcelId, partiesOf(holders)) };
  },
  RightTransferFiled: ({ data, effectiveOn: on }) => {
    const { transferId, parcelId, holders } = rightEvents.RightTransferFiled.data.parse(data);
    return { on, ...onTitle(transferId, parcelId, partiesOf(holders)) };
  },
  RightTransferred: ({ data, effectiveOn: on }) => {
    const { transferId, parcelId, holders } = rightEvents.RightTransferred.data.parse(data);
    return { on, ...onTitle(transferId, parcelId, partiesOf(holders)) };
  },
  RightTransferredByRuling: ({ data, effectiveOn: on }) => {
    const { auctionId, parcelId, holders } = rightEvents.RightTransferredByRuling.data.parse(data);
    return { on, ...onTitle(auctionId, parcelId, partiesOf(holders)), matter: { kind: 'auction', id: auctionId } };
  },
  LeaseRegistered: ({ data, effectiveOn: on }) => {
    const { leaseId, parcelId, lessees } = rightEvents.LeaseRegistered.data.parse(data);
    return { on, ...onTitle(leaseId, parcelId, lessees) };
  },
  SubleaseRegistered: ({ data, effectiveOn: on }) => {
    const { leaseId, parcelId, lessees } = rightEvents.SubleaseRegistered.data.parse(data);
    return { on, ...onTitle(leaseId, parcelId, lessees) };
  },
  OperatorAppointed: ({ data, effectiveOn: on }) => {
    const { leaseId, parcelId, operatorId } = rightEvents.OperatorAppointed.data.parse(data);
    return { on, ...onTitle(leaseId, parcelId, [operatorId]) };
  },
  // Who lends is not the enterprise that is concerned.
  MortgageRegistered: ({ data, effectiveOn: on }) => {
    const { mortgageId, parcelId } = rightEvents.MortgageRegistered.data.parse(data);
    return { on, ...onTitle(mortgageId, parcelId, []) };
  },
} as const satisfies Readonly<Record<string, (event: RecordedEvent) => Touching>>;

/** The facts by which a matter becomes known. */
export const supervisedFacts: readonly string[] = Object.keys(read);

/** What one of these facts touches. */
export const touchingOf = (event: RecordedEvent): Touching => read[event.type as keyof typeof read](event);

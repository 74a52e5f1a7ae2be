// Everything the query side answers of titles, contracts, auctions and changes of equity: root fields and loaders, joined.
import { auctionQueries, auctionTypeLoaders, parcelLots } from './auctions.ts';
import { contractLoaders, contractQueries, parcelContracts } from './contracts.ts';
import { equityTransferLoaders, equityTransferQueries, parcelEquityTransfers } from './equity-transfers.ts';
import { preAuctionFileLoaders, preAuctionFileQueries } from './pre-auction-file.ts';
import { rightParcel, rightQueries } from './rights.ts';
import { parcelTitle, titleLoaders, titlePartLoaders, titleQueries } from './titles.ts';

/** Root fields. */
export const registryQueries = {
  ...titleQueries,
  ...rightQueries,
  ...contractQueries,
  ...auctionQueries,
  ...equityTransferQueries,
  ...preAuctionFileQueries,
};

const ofParcel = { contracts: parcelContracts, auctionLots: parcelLots, equityTransfers: parcelEquityTransfers };

/** Fields of a parcel. */
export const parcelRegistryLoaders = { title: parcelTitle, ...ofParcel };

/** Loaders by type. */
export const registryLoaders = {
  ...titleLoaders,
  Right: { ...titleLoaders.Right, parcel: rightParcel },
  Contract: contractLoaders,
  ...auctionTypeLoaders,
  EquityTransfer: equityTransferLoaders,
  PreAuctionFile: { ...titlePartLoaders, ...ofParcel, ...preAuctionFileLoaders },
};

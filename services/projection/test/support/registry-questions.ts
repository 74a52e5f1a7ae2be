// What the isolation suite asks of titles, contracts, auctions and changes of equity, and what the answers show themselves by.
import { idOf } from './world.ts';

const [parcel, company] = [idOf('漕地块'), idOf('漕企业')];
const party = '{ id kind name uscc }';
const money = '{ amount }';

const right = `{ id since certificateNumber holders { party ${party} share } leases { id part lessees ${party} rent ${money} }
  mortgages { id mortgagees ${party} secured ${money} } seizures { id court caseNumber rank } }`;
const transfers = `transfers { id stage holders { party ${party} } }`;
const contract = `{ id number grantor ${party} grantorName grantee ${party} price ${money} parcels { name } clauses { no wording terms }
  contributions { party ${party} } milestones { node dueOn extendedTo extensions { approval } } breaches { id reason } leads { id detailZh }
  idleCases { id asPrinted noticeNumber } }`;
const lot = `{ id name parcelId rightIds company ${party} holder ${party} receivers { party ${party} }
  holdersOnRulingDay { rightId party ${party} controllers ${party} } rounds { platform price ${money} preEmptionHolders ${party} } }`;
const answers = 'answers { department duties { text } arrears { kind } }';
const auction = `{ id court caseNumber debtors ${party} ${answers} lots ${lot} }`;
const transfer = `{ id company ${party} changes { holder ${party} } parcels { name } contracts { number } control { reason controllerAfter ${party} }
  landAuctions(months: 600) { parcelId parcel { name } gradeThen { document } lot { id name } auctionOn } }`;

/** One question per root field, asking about the other town by every name it has. */
export const registryQuestions: Readonly<Record<string, string>> = {
  title: `{ title(parcel: "${parcel}") { parcelId revision rights ${right} ${transfers} } }`,
  contract: `{ contract(id: "${idOf('漕合同')}") ${contract} }`,
  contracts: `{ contracts { nodes ${contract} } of: contracts(filter: { parcel: "${parcel}" }) { nodes { number } }
    by: contracts(filter: { grantee: "${company}" }) { nodes { number } } named: contracts(filter: { number: "漕合同1号" }) { nodes { id } } }`,
  auction: `{ auction(id: "${idOf('漕拍卖')}") ${auction} }`,
  auctions: `{ auctions { nodes ${auction} } of: auctions(filter: { parcel: "${parcel}" }) { nodes { court } }
    named: auctions(filter: { caseNumber: "（2025）漕执2号" }) { nodes { id } } }`,
  equityTransfer: `{ equityTransfer(id: "${idOf('漕股权变更')}") ${transfer} }`,
  equityTransfers: `{ equityTransfers { nodes ${transfer} } of: equityTransfers(filter: { parcel: "${parcel}" }) { nodes { id } }
    by: equityTransfers(filter: { company: "${company}" }) { nodes { id } }
    before: equityTransfers(filter: { parcelGrades: [A, B, C, D], monthsBeforeAuction: 600 }) { nodes { id } } }`,
  preAuctionFile: `{ preAuctionFile(parcel: "${parcel}") { parcelId gradeLabel parcel { name title { rights { id } } contracts { number }
    auctionLots { name auction { court } } equityTransfers { id } } rights ${right} ${transfers} contracts ${contract} ${answers}
    auctionLots ${lot} equityTransfers ${transfer} openFindings { titleZh } } }`,
};

/** Everything that what 漕泾 has here shows itself by. */
export const registryMarks: readonly string[] = [
  '漕租8幢',
  '漕合同1号',
  '漕规划资源局',
  '漕条款',
  '漕批',
  '漕线索',
  '漕违约',
  '漕供而未用',
  '漕闲调1号',
  '漕执2号',
  '漕标的',
  '漕义务',
  '漕欠费',
  '漕拍网',
  '漕不明',
  ...['漕地块权利', '漕租赁', '漕抵押', '漕转让', '漕某方', '漕合同', '漕拍卖', '漕标的', '漕股权变更'].map(idOf),
];

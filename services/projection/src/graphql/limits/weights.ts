// What a question costs, in points; 1 point is about what it takes to read and write one field of one row.

/** Fields that cost more, or less, than 1, by type and name. */
export const weights: Readonly<Record<string, number>> = {
  'Query.overview': 50,
  'Overview.children': 50,
  'Overview.gradeUse': 20,
  'Query.planSums': 50,
  'Query.partyGroup': 50,
  'Query.completeness': 50,
  'Query.preAuctionFile': 100,
  'Query.history': 50,
  'Query.changes': 100,
  'Query.ultimateControllers': 50,
  'Query.worklist': 50,
  'Query.search': 20,
  'Query.rankings': 50,
  'EquityTransfer.landAuctions': 10,
  'Assessment.explain': 10,
};

/** Fields of every connection that are read once for a page, whatever its length. A count reads all that the filter matches. */
export const connectionWeights: Readonly<Record<string, number>> = { totalCount: 50, pageInfo: 0 };

/** Types whose fields cost nothing: they are known with the page. */
export const freeTypes: ReadonlySet<string> = new Set(['PageInfo']);

/** Lists without `first`: how many rows they are taken to have. */
export const assumedLength = 5;
/** Those that are longer, by type and field. */
export const assumedLengths: Readonly<Record<string, number>> = {
  'Overview.children': 20,
  'Query.importRows': 50,
  'Planned.entries': 50,
  'BottomRanking.entries': 50,
};

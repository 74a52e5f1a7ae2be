// The questions that are measured: a rename in the schema is one edit here.

/** A document with its variables. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is known of the city where a question is asked. */
export interface Place {
  /** Its scope. */
  readonly code: string;
  /** Ids of parcels inside. */
  readonly parcels: readonly string[];
}

/** Any of so many times. */
export interface Times {
  readonly asOf: string;
  readonly knownAt: string;
}

/** Twenty rows with these columns; the bare route and PostGraphile give the same. */
export const pageColumns = [
  'id',
  'name',
  'address',
  'landUse',
  'ownership',
  'legality',
  'parcelCode',
  'growthBoundary',
  'leasingUse',
  'revision',
] as const;

export const page: Question = {
  query: `{ parcels(first: 20) { nodes { ${pageColumns.join(' ')} } pageInfo { hasNextPage endCursor } } }`,
  variables: {},
};

/** The same rows of the view that PostGraphile is given. */
export const pageOfPostgraphile: Question = {
  query: `{ allPages(first: 20, orderBy: [NAME_KEY_ASC, PARCEL_ID_ASC]) { nodes { id: parcelId ${pageColumns.slice(1).join(' ')} } pageInfo { hasNextPage endCursor } } }`,
  variables: {},
};

const overviewFields = `jurisdiction { code name } recorded label openFindings landUses { landUse count area { mu } }
  parcels { count withArea area { mu } lowest { mu } highest { mu } openConflicts } plans { category year parcels area { mu } }`;

export const overview = (code: string, times?: Times): Question => ({
  query: `query ($code: String!, $asOf: Date, $knownAt: DateTime) {
    overview(jurisdiction: $code, asOf: $asOf, knownAt: $knownAt) { ${overviewFields} children { ${overviewFields} } } }`,
  variables: { code, ...times },
});

/** One parcel with its whole history: everything that was ever believed of it and of what lies beside it. */
export const history = (parcel: string): Question => ({
  query: `query ($id: ID!) { history(parcel: $id, first: 200) {
    nodes { topic label key validFrom validTo knownFrom knownTo change event { id type } fields { name value } changes { name from to } }
    pageInfo { hasNextPage } } }`,
  variables: { id: parcel },
});

/** What changed in a town between two points, and how much of each topic. */
export const changes = (code: string, from: Times, to: Times): Question => ({
  query: `query ($code: String!, $from: PointInput!, $to: PointInput!) { changes(jurisdiction: $code, from: $from, to: $to, first: 50) {
    nodes { topic label kind key event { id type } changes { name from to } } pageInfo { hasNextPage }
    counts { topic appeared changed ended } } }`,
  variables: { code, from, to },
});

/** Which equity transfers changed the control of a C or D parcel within 24 months before an auction. */
export const control24: Question = {
  query: `{ equityTransfers(first: 50, filter: { changedControl: true, parcelGrades: [C, D], monthsBeforeAuction: 24 }) {
    nodes { id company { name } changedOn control { changed } landAuctions(months: 24, grades: [C, D]) { parcelId auctionOn gradeThen { grade } } }
    pageInfo { hasNextPage } } }`,
  variables: {},
};

/** Whether a parcel is there. */
export const parcelById = (id: string): Question => ({ query: 'query ($id: ID!) { parcel(id: $id) { id } }', variables: { id } });

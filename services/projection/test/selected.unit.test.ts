import { type FieldNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { asksOnly } from '../src/graphql/selected.ts';

/** What a resolver of the root field `parcels` is told of a document. */
const askedBy = (document: string): Parameters<ReturnType<typeof asksOnly>>[0] => {
  const { definitions } = parse(document);
  const fields = definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? each.selectionSet.selections : []));
  return {
    fieldNodes: fields.filter((each): each is FieldNode => each.kind === Kind.FIELD),
    fragments: Object.fromEntries(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : []))),
  };
};

const named = asksOnly(['id', 'name']);

describe('a connection is asked for some fields alone', () => {
  it.each([
    '{ parcels { nodes { id name } } }',
    '{ parcels { edges { cursor node { id __typename } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
    '{ parcels { nodes { called: name } } }',
    '{ parcels { nodes { ...on Parcel { id } ...named } } } fragment named on Parcel { name }',
    '{ parcels { ...page } parcels { ...page } } fragment page on ParcelConnection { nodes { id } }',
  ])('%s', (document) => {
    expect(named(askedBy(document))).toBe(true);
  });
});

describe('a connection is asked for more', () => {
  it.each([
    '{ parcels { nodes { id area { mu } } } }',
    '{ parcels { edges { node { id area { mu } } } } }',
    '{ parcels { nodes { name: unifiedCode } } }',
    '{ parcels { nodes { id jurisdiction { name } } } }',
    '{ parcels { nodes { ...on Parcel { unifiedCode } } } }',
    '{ parcels { nodes { ...more } } } fragment more on Parcel { name ...most } fragment most on Parcel { unifiedCode }',
    'query ($all: Boolean!) { parcels { nodes { id unifiedCode @include(if: $all) } } }',
    '{ parcels { nodes { id } } parcels { nodes { unifiedCode } } }',
  ])('%s', (document) => {
    expect(named(askedBy(document))).toBe(false);
  });
});

it('answers for each place in a document, however often it is asked', () => {
  const [few, many] = [askedBy('{ parcels { nodes { id } } }'), askedBy('{ parcels { nodes { unifiedCode } } }')];
  expect([few, many, few, many].map(named)).toEqual([true, false, true, false]);
});

// What binds the cursors of a history to its list.
import { describe, expect, it } from 'vitest';
import { listed } from '../src/graphql/belief-target.ts';

describe('the list that a cursor belongs to', () => {
  const asked = { parcel: 'p', knownAt: 'k', orderBy: 'KNOWN_NEWEST_FIRST', first: 20 };

  it('is the same in whatever order the arguments come: a document that is compiled by now gives those with a default first', () => {
    expect(listed({ orderBy: 'KNOWN_NEWEST_FIRST', first: 20, parcel: 'p', knownAt: 'k' })).toEqual(listed(asked));
  });

  it('is the same on every page, and where an argument is null instead of left out', () => {
    expect(listed({ ...asked, first: 5, after: 'c', asOf: null, topics: undefined })).toEqual(listed(asked));
  });

  it.each([['parcel'], ['knownAt'], ['orderBy']])('is another for another %s', (name) => {
    expect(listed({ ...asked, [name]: 'other' })).not.toEqual(listed(asked));
  });
});

// Search for a word in what the caller sees. Candidates are found by pairs of characters; the rows themselves are read under both locks,
// and only those are told that have the word whole.
import { usually } from '../tenancy/statement.ts';
import type { View } from '../tenancy/view.ts';
import { type Candidates, namedParties, type SearchField, type SearchKind, type Source, sources } from './search-sources.ts';
import type { Within } from './within.ts';

/** Above so many rows that may have the word, a page is found sooner by going through the list. As in migrations/000017_search.sql. */
const mostCandidates = 2_000;

/** A word, and the ids of what may have it; undefined where too many have, or where a scope sees so few things that all are looked at. */
export interface Searched {
  readonly word: string;
  readonly ids?: readonly string[] | undefined;
}

export interface SearchRow {
  readonly kind: SearchKind;
  readonly id: string;
  /** Where the search goes on: the place of the source, and the sort value in it. */
  readonly sort: string;
  readonly name: string | null;
  readonly field: SearchField;
  readonly text: string;
  readonly former: boolean;
}

type Writing = Parameters<Parameters<View['read']>[0]>[0];

const candidatesOf = async (view: View, word: string, functions: readonly Candidates[]): Promise<Searched> => {
  if (!view.ofPlace || functions.length === 0) return { word };
  const ids = new Set<string>();
  for (const name of functions) {
    const rows = await view.read<{ id: string }>(({ bind }) => `select ${name}(bigrams(${bind(word)})) as id`);
    if (rows.length > mostCandidates) return { word };
    for (const { id } of rows) ids.add(id);
  }
  return { word, ids: [...ids] };
};

/** What a list of its own is searched for. */
export const searchedIn = (view: View, word: string, lists: readonly Source[]): Promise<Searched> =>
  candidatesOf(
    view,
    word,
    lists.flatMap(({ candidates }) => candidates ?? []),
  );

const plainWord = ({ word }: Searched, { bind }: Pick<Writing, 'bind'>): string => `plain_text(${bind(word)})`;

const hasWord = ({ fields }: Source, alias: string, word: string): string =>
  `(${Object.values(fields)
    .map((write) => `coalesce(strpos(plain_text(${write(alias, word)}), ${word}) > 0, false)`)
    .join(' or ')})`;

/** The condition that a row of a source, under an alias, has the word. */
export const having = (source: Source, alias: string, searched: Searched, writing: Pick<Writing, 'bind'>): string =>
  hasWord(source, alias, plainWord(searched, writing));

/** The condition that an id is among the candidates; none where there are too many. */
export const among = (id: string, { ids }: Searched, { bind }: Pick<Writing, 'bind'>): readonly string[] =>
  ids === undefined ? [] : [`${id} = any(${bind(ids)}::uuid[])`];

interface Place {
  readonly sort: string;
  readonly id: string;
}

/** Hits of one source in its order. Of several rows that have the word the one of the day is told, else the last one before it. */
const readHits = (
  view: View,
  source: Source,
  searched: Searched,
  page: { readonly limit: number; readonly after?: Place | undefined; readonly within?: Within | undefined },
): Promise<Omit<SearchRow, 'kind'>[]> =>
  view.read(
    (writing) => {
      const { bind, at, within } = writing;
      const { table, beside, placed, id, key, sort, name, fields, formerRows } = source;
      const word = plainWord(searched, writing);
      const known = (alias: string): string => usually(`${alias}.recorded @> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`);
      const holds = ['t', ...(beside === undefined ? [] : ['l'])].map(at).join(' and ');
      const later = (
        day: string,
      ): string => `select from ${table} c where c.${key} = t.${key} and (${at('c')} or (lower(c.valid) <= ${day} and lower(c.valid) > lower(t.valid)))
        and ${known('c')} and ${within(table, 'c')} and ${hasWord(source, 'c', word)}`;
      const conditions = [within(table, 't'), ...(beside === undefined ? [] : [within(beside.table, 'l'), known('l')])];
      if (formerRows) {
        const day = `${bind(view.point.asOf)}::date`;
        conditions.push(`${known('t')} and (${holds} or (lower(t.valid) <= ${day} and not exists (${later(day)} offset 0)))`);
      } else conditions.push(holds);
      conditions.push(...among(id.column, searched, writing));
      if (page.within !== undefined)
        conditions.push(placed === undefined ? 'false' : `${placed}.${page.within.column} = ${bind(page.within.code)}`);
      if (page.after !== undefined)
        conditions.push(
          `(${sort.column}, ${id.column}) > (${bind(page.after.sort)}::${sort.type}, ${bind(page.after.id)}::${id.type}${id.type === 'text' ? ' collate "C"' : ''})`,
        );
      const values = Object.entries(fields).map(([field, write], place) => `(${place}, '${field}', (${write('t', word)})::text)`);
      // The list that has an order comes first: candidates are few, and without any its index is followed.
      const from = beside === undefined ? `${table} t` : `${beside.table} l join ${table} t on ${beside.on}`;
      return `select h.id::text as id, h.sort::text as sort, h.name, h.field, h.text, h.former from (
        select distinct on (${sort.column}, ${id.column}) ${id.column} as id, ${sort.column} as sort, ${name} as name, m.field, m.text,
          not (${holds}) or m.field = 'FORMER_NAME' as former
        from ${from} cross join lateral (select v.field, v.text from (values ${values.join(', ')}) v (place, field, text)
          where strpos(plain_text(v.text), ${word}) > 0 order by v.place limit 1) m
        where ${conditions.join(' and ')} order by ${sort.column}, ${id.column} limit ${bind(page.limit)}) h order by h.sort, h.id`;
    },
    { inOrder: source.candidates !== undefined && searched.ids === undefined },
  );

export interface SearchFilter {
  readonly word: string;
  readonly kinds?: readonly string[] | undefined;
  readonly within?: Within | undefined;
}

/** Hits of all kinds, kind by kind, one page. */
export const readSearch = async (
  view: View,
  { word, kinds, within }: SearchFilter,
  { limit, after }: { readonly limit: number; readonly after?: Place | undefined },
): Promise<SearchRow[]> => {
  const found: SearchRow[] = [];
  const [from = '0', ...rest] = after?.sort.split(' ') ?? [];
  for (const [place, ofPlaces] of sources.entries()) {
    const source = view.ofPlace || ofPlaces.kind !== 'PARTY' ? ofPlaces : namedParties;
    if (found.length >= limit) break;
    if (place < Number(from) || kinds?.includes(source.kind) === false) continue;
    const searched = await searchedIn(view, word, [source]);
    if (searched.ids?.length === 0) continue;
    const start = after !== undefined && place === Number(from) ? { sort: rest.join(' '), id: after.id } : undefined;
    const rows = await readHits(view, source, searched, { limit: limit - found.length, after: start, within });
    found.push(...rows.map((row) => ({ ...row, kind: source.kind, sort: `${place} ${row.sort}` })));
  }
  return found;
};

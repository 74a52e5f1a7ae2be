import type { View } from '../tenancy/view.ts';

export interface StandardRow {
  readonly jurisdiction: string;
  readonly year: number;
  readonly subject: string;
  readonly version: number;
  readonly status: string;
  readonly title_zh: string;
  readonly title_en: string;
  /** JSON. */
  readonly sample: string | null;
  readonly parent: string | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly superseded_from: string | null;
  readonly superseded_by: string | null;
  readonly content: string;
  readonly revision: number;
}

export interface StandardFilter {
  readonly jurisdiction?: string | undefined;
  readonly year?: number | undefined;
  readonly subject?: string | undefined;
  readonly version?: number | undefined;
}

const columns = `s.jurisdiction, s.year, s.subject, s.version, s.status, s.title_zh, s.title_en, s.sample, s.parent,
  s.valid_from::text as valid_from, s.valid_until::text as valid_until, s.superseded_from::text as superseded_from, s.superseded_by,
  s.content, s.revision`;

/** Versions of standards that the scope may read, the newest year first. */
export const readStandards = (view: View, filter: StandardFilter): Promise<StandardRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('s'), within('standard_version', 's')];
    for (const column of ['jurisdiction', 'year', 'subject', 'version'] as const)
      if (filter[column] !== undefined) conditions.push(`s.${column} = ${bind(filter[column])}`);
    return `select ${columns} from standard_version s where ${conditions.join(' and ')}
      order by s.year desc, s.jurisdiction, s.subject, s.version`;
  });

export interface StandardRef {
  readonly jurisdiction: string;
  readonly year: number;
  readonly subject: string;
  readonly version: number;
}

/** What results were computed with, as known at the moment asked about and of whatever day: a published content never changes. */
export const readContents = (view: View, refs: readonly StandardRef[]): Promise<(StandardRef & { readonly content: string })[]> =>
  view.read(({ bind, within }) => {
    const known = `s.recorded @> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`;
    const wanted = ['jurisdiction', 'year', 'subject', 'version'] as const;
    const arrays = wanted.map((key) => `${bind(refs.map((ref) => ref[key]))}::${key === 'year' || key === 'version' ? 'int' : 'text'}[]`);
    return `select s.jurisdiction, s.year, s.subject, s.version, s.content from standard_version s
      join unnest(${arrays.join(', ')}) as w (jurisdiction, year, subject, version)
        on w.jurisdiction = s.jurisdiction and w.year = s.year and w.subject = s.subject and w.version = s.version
      where ${known} and ${within('standard_version', 's')}`;
  });

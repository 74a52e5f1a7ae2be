// The four-class lists of districts: the whole for the district and the city, the decision and the published classes for all below.
import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { inOrderUnless } from './in-order.ts';

export interface ClassListRow {
  readonly jurisdiction: string;
  readonly cycle: string;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly edition: number;
  readonly standing: boolean;
  /** Null, with all that follows, where the caller sees the decision only. */
  readonly status: string | null;
  readonly submitted_on: string | null;
  readonly step_on: string | null;
  readonly run: string | null;
  /** JSON. */
  readonly totals: string | null;
  readonly parcels: number | null;
  /** JSON. */
  readonly towns: string | null;
  readonly opinions: string | null;
  readonly returned: string | null;
  readonly overrides: string | null;
  readonly revision: number;
  /** Null, with all that follows, before a decision. */
  readonly decided_on: string | null;
  readonly document: string | null;
  readonly objections_until: string | null;
  /** JSON. */
  readonly decided_totals: string | null;
  readonly decided_parcels: number | null;
}

export interface ClassListFilter {
  readonly cycle?: string | undefined;
  readonly year?: number | undefined;
  readonly jurisdiction?: string | undefined;
  readonly edition?: number | undefined;
  readonly everyEdition: boolean;
}

/**
 * Lists by district and edition, each as far as the caller sees it: a town sees the decision, and nothing before it. After a return
 * the decision that was made stays to be seen beside the new edition, until that is decided.
 */
export const readClassLists = (view: View, filter: ClassListFilter): Promise<ClassListRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = (alias: string): string => {
      const all = [at(alias)];
      if (filter.cycle !== undefined) all.push(`${alias}.cycle = ${bind(filter.cycle)}`);
      if (filter.year !== undefined) all.push(`${alias}.cycle_year = ${bind(filter.year)}`);
      if (filter.jurisdiction !== undefined) all.push(`${alias}.jurisdiction = ${bind(filter.jurisdiction)}`);
      if (filter.edition !== undefined) all.push(`${alias}.edition = ${bind(filter.edition)}`);
      return all.join(' and ');
    };
    const latest = filter.everyEdition ? '' : 'distinct on (jurisdiction, cycle)';
    return `select ${latest} coalesce(l.jurisdiction, d.jurisdiction) as jurisdiction, coalesce(l.cycle, d.cycle) as cycle,
        coalesce(l.cycle_jurisdiction, d.cycle_jurisdiction) as cycle_jurisdiction, coalesce(l.cycle_year, d.cycle_year) as cycle_year,
        coalesce(l.edition, d.edition) as edition, coalesce(l.standing, d.standing) as standing, l.status,
        l.submitted_on::text as submitted_on, l.step_on::text as step_on, l.run, l.totals, l.parcels, l.towns, l.opinions, l.returned,
        l.overrides, coalesce(l.revision, d.revision) as revision, d.decided_on::text as decided_on, d.document,
        d.objections_until::text as objections_until, d.totals as decided_totals, d.parcels as decided_parcels
      from (select * from class_list l where ${conditions('l')} and ${within('class_list', 'l')}) l
      full join (select * from class_decision d where ${conditions('d')} and ${within('class_decision', 'd')}) d
        on d.jurisdiction = l.jurisdiction and d.cycle = l.cycle and d.edition = l.edition
      order by jurisdiction, cycle, edition desc`;
  });

export interface EditionKey {
  readonly jurisdiction: string;
  readonly cycle: string;
  readonly edition: number;
}

export interface ChangeRow extends EditionKey {
  readonly parcel_id: string;
  readonly found: string | null;
  readonly grade: string;
  readonly reason: string;
}

const wanted = (bind: (value: unknown) => string, of: readonly EditionKey[]): string =>
  `unnest(${bind(of.map(({ jurisdiction }) => jurisdiction))}::text[], ${bind(of.map(({ cycle }) => cycle))}::text[],
    ${bind(of.map(({ edition }) => edition))}::int[]) as w (jurisdiction, cycle, edition)
    on w.jurisdiction = c.jurisdiction and w.cycle = c.cycle and w.edition = c.edition`;

/** Where these decisions differ from what their runs found, as far as the caller's towns are concerned. */
export const readChanges = (view: View, of: readonly EditionKey[]): Promise<ChangeRow[]> =>
  view.read(
    ({ bind, at, within }) => `select distinct c.jurisdiction, c.cycle, c.edition, c.parcel_id, c.found, c.grade, c.reason
      from class_change c join ${wanted(bind, of)} where ${at('c')} and ${within('class_change', 'c')} order by c.parcel_id`,
  );

export interface PublishedRow extends EditionKey {
  readonly grade: string;
  readonly parcels: number;
  readonly published_on: string;
}

/** The classes of these editions that are out. */
export const readPublished = (view: View, of: readonly EditionKey[]): Promise<PublishedRow[]> =>
  view.read(
    ({ bind, at, within }) => `select c.jurisdiction, c.cycle, c.edition, c.grade, c.parcels, c.published_on::text as published_on
      from published_class c join ${wanted(bind, of)} where ${at('c')} and ${within('published_class', 'c')} order by c.grade`,
  );

/** The edition with which a class was published last. */
export const readPublishedClass = async (view: View, jurisdiction: string, cycle: string, grade: string) => {
  const [row] = await view.read<PublishedRow & { readonly document: string; readonly decided_on: string }>(
    ({ bind, at, within }) => `select c.jurisdiction, c.cycle, c.edition, c.grade, c.parcels, c.published_on::text as published_on,
        d.document, d.decided_on::text as decided_on
      from published_class c join class_decision d on d.jurisdiction = c.jurisdiction and d.cycle = c.cycle and d.edition = c.edition
      where c.jurisdiction = ${bind(jurisdiction)} and c.cycle = ${bind(cycle)} and c.grade = ${bind(grade)}
        and ${at('c')} and ${within('published_class', 'c')} and ${at('d')} and ${within('class_decision', 'd')}
      order by c.edition desc limit 1`,
  );
  return row;
};

export interface PublishedEntryRow {
  readonly parcel_id: string;
  readonly code: string;
  readonly name: string | null;
  readonly grade: string;
  /** JSON. */
  readonly party_ids: string;
}

/** What stands on a published list, by code, one page. */
export const readPublishedEntries = (
  view: View,
  of: EditionKey & { readonly grade: string },
  page: DatedPage,
): Promise<PublishedEntryRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [
      `f.list_jurisdiction = ${bind(of.jurisdiction)}`,
      `f.cycle = ${bind(of.cycle)}`,
      `f.list_edition = ${bind(of.edition)}`,
      `f.grade = ${bind(of.grade)}`,
      at('f'),
      within('final_grade', 'f'),
    ];
    if (page.after !== undefined)
      conditions.push(`(f.code, f.parcel_id) > (${bind(page.after.sort)}::text collate "C", ${bind(page.after.id)}::uuid)`);
    return `select f.parcel_id, f.code, f.name, f.grade, f.party_ids from final_grade f where ${conditions.join(' and ')}
      order by f.code, f.parcel_id limit ${bind(page.limit)}`;
  }, inOrderUnless());

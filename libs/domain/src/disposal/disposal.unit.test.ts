import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify, specSource } from '../testing/given.ts';
import { disposalEvents } from './events.ts';
import { disposalCommands, plan } from './index.ts';
import { standing } from './state.ts';

const given = specify(disposalEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a02';
const document = '漕府〔2024〕11号';

type Listing = z.output<typeof disposalCommands.ListPlanEntry>;
const revitalisation: Listing = {
  parcelId,
  jurisdiction: '310116112',
  list: '附件3 盘活',
  row: '2',
  enterprise: '上海普利滋纺织染整有限公司地块',
  category: 'revitalise',
  mode: '合作开发',
  mappedRoute: 'cooperate',
  year: 2025,
  area: { value: '43.74', unit: 'mu' },
  matchedBy: 'entered',
};
const vacating: Listing = {
  ...revitalisation,
  list: '附件3 腾退',
  row: '4',
  enterprise: '上海普利滋纺织染 整有限公司',
  category: 'vacate',
  mode: '腾退',
  mappedRoute: 'vacate',
  year: 2026,
  matchedBy: 'name',
};
const list = (entry: Listing, overrides: Partial<Listing> = {}) => command('ListPlanEntry', { ...entry, ...overrides });
const correct = (
  entry: string,
  { enterprise, category, mode, mappedRoute, year, area, matchedBy }: Listing,
  changes: Partial<Listing> = {},
) => {
  const content = { enterprise, category, mode, mappedRoute, year, area, matchedBy, ...changes };
  return command('CorrectPlanEntry', { parcelId, entry, ...content, reason: '录入有误' });
};
const annul = (entry: string) => command('AnnulPlanEntry', { parcelId, entry, reason: '并非本地块' });
const compared = ({ list: name, row, category, mode, year }: Listing) => ({ document, list: name, row, category, mode, year });
const earlier = { effectiveOn: date('2024-03-10') };

describe('listing a plan entry', () => {
  it('keeps what the row says, and the document it stands in', () => {
    const listing = given(plan).when(list(revitalisation));
    listing.then({ type: 'PlanEntryListed', data: { ...revitalisation, document } });
    listing.thenConcerns('310116112');
  });
  it('keeps a mode without a route, and a row without an area', () =>
    given(plan)
      .when(list(revitalisation, { mode: '优质项目导入', mappedRoute: null, area: null }))
      .then({
        type: 'PlanEntryListed',
        data: { ...revitalisation, document, mode: '优质项目导入', mappedRoute: null, area: null },
      }));
  it('twice with the same content is nothing new, even if the second reading matched the row by name', () =>
    given(plan, list(revitalisation))
      .when(list(revitalisation, { matchedBy: 'name', area: { value: '29160', unit: 'm2' } }))
      .thenNothing());
  it('with other content is refused: it is a correction', () => {
    const others: Partial<Listing>[] = [
      { year: 2026 },
      { mode: '收储' },
      { category: 'upgrade' },
      { mappedRoute: null },
      { area: null },
      { enterprise: '上海昆磊毛纺织有限公司' },
      { jurisdiction: '310117107' },
    ];
    for (const other of others)
      given(plan, list(revitalisation))
        .when(list(revitalisation, other))
        .thenRefused('plan-entry-listed-otherwise', document, '附件3 盘活', '2');
  });
  it('of the same row in another document is another entry', () => {
    const later = { ...list(revitalisation), sources: [{ ...specSource, number: '漕府〔2025〕8号' }] };
    expect(given(plan, list(revitalisation), later).state.entries).toHaveLength(2);
  });
  it('takes planned years from 2000 to 2100', () => {
    const parsed = (year: number) => disposalCommands.ListPlanEntry.safeParse({ ...revitalisation, year }).success;
    expect([1999, 2000, 2100, 2101, 2025.5].map(parsed)).toEqual([false, true, true, false, false]);
  });
  it('is refused for a date that has not come', () =>
    given(plan)
      .when({ ...list(revitalisation), effectiveOn: date('2026-01-02') })
      .thenRefused('effective-in-the-future'));
});

describe('the same parcel on several lists', () => {
  it('is two entries and a fact that names both; nothing is merged', () => {
    given(plan, list(revitalisation))
      .when(list(vacating))
      .then(
        { type: 'PlanEntryListed', data: { ...vacating, document } },
        {
          type: 'ParcelOnSeveralLists',
          data: { parcelId, matchedBy: 'name', entries: [compared(revitalisation), compared(vacating)] },
        },
      );
    expect(standing(given(plan, list(revitalisation), list(vacating)).state)).toHaveLength(2);
  });
  it('is said again of all three by a third list', () => {
    const third: Listing = { ...vacating, list: '附件5', row: '1' };
    given(plan, list(revitalisation), list(vacating))
      .when(list(third))
      .then(
        { type: 'PlanEntryListed', data: { ...third, document } },
        {
          type: 'ParcelOnSeveralLists',
          data: { parcelId, matchedBy: 'name', entries: [compared(revitalisation), compared(vacating), compared(third)] },
        },
      );
  });
  it.each([
    ['entered', 'name', 'name'],
    ['name', 'code', 'name'],
    ['entered', 'code', 'code'],
    ['entered', 'entered', 'entered'],
  ] as const)('matched by %s and by %s is known by %s', (first, second, expected) =>
    given(plan, list(revitalisation, { matchedBy: first }))
      .when(list(vacating, { matchedBy: second }))
      .then(
        { type: 'PlanEntryListed', data: { ...vacating, document, matchedBy: second } },
        {
          type: 'ParcelOnSeveralLists',
          data: { parcelId, matchedBy: expected, entries: [compared(revitalisation), compared(vacating)] },
        },
      ),
  );
  it('concerns the towns of all entries', () => {
    const { state } = given(plan, list(revitalisation));
    const decision = plan.decide(list(vacating, { jurisdiction: '310117107' }), state);
    expect('rejected' in decision ? decision : decision.map(({ jurisdictions }) => jurisdictions)).toEqual([
      ['310117107'],
      ['310116112', '310117107'],
    ]);
  });
  it('is over when one entry is annulled', () =>
    given(plan, list(revitalisation), annul(specId(0)))
      .when(list(vacating))
      .then({ type: 'PlanEntryListed', data: { ...vacating, document } }));
});

describe('correcting a plan entry', () => {
  it('replaces the full content of the entry it names', () =>
    given(plan, list(revitalisation))
      .when(correct(specId(0), revitalisation, { year: 2026, mode: '收储', mappedRoute: 'reserve' }))
      .then({
        type: 'PlanEntryCorrected',
        data: { ...revitalisation, document, year: 2026, mode: '收储', mappedRoute: 'reserve', reason: '录入有误' },
        corrects: specId(0),
      }));
  it('that changes category, mode or year of a pair says again what stands', () =>
    given(plan, list(revitalisation), list(vacating))
      .when(correct(specId(1), vacating, { year: 2025 }))
      .then(
        { type: 'PlanEntryCorrected', data: { ...vacating, document, year: 2025, reason: '录入有误' }, corrects: specId(1) },
        {
          type: 'ParcelOnSeveralLists',
          data: { parcelId, matchedBy: 'name', entries: [compared(revitalisation), compared({ ...vacating, year: 2025 })] },
        },
      ));
  it('that leaves the pair as it is says nothing of it', () =>
    given(plan, list(revitalisation), list(vacating))
      .when(correct(specId(1), vacating, { area: null, matchedBy: 'code' }))
      .then({
        type: 'PlanEntryCorrected',
        data: { ...vacating, document, area: null, matchedBy: 'code', reason: '录入有误' },
        corrects: specId(1),
      }));
  it('to what it says already is nothing new', () =>
    given(plan, list(revitalisation))
      .when(correct(specId(0), revitalisation))
      .thenNothing());
  it('makes the corrected row the one a repeated listing is compared with', () => {
    const corrected = correct(specId(0), revitalisation, { year: 2026 });
    given(plan, list(revitalisation), corrected)
      .when(list(revitalisation, { year: 2026 }))
      .thenNothing();
    given(plan, list(revitalisation), corrected).when(list(revitalisation)).thenRefused('plan-entry-listed-otherwise');
  });
  it('of an unknown entry is refused', () =>
    given(plan)
      .when(correct(specId(7), revitalisation))
      .thenRefused('plan-entry-unknown', specId(7)));
  it('of an annulled entry is refused', () =>
    given(plan, list(revitalisation), annul(specId(0)))
      .when(correct(specId(0), revitalisation, { year: 2026 }))
      .thenRefused('plan-entry-annulled', document));
  it('is refused for a day before the listing', () =>
    given(plan, list(revitalisation))
      .when({ ...correct(specId(0), revitalisation, { year: 2026 }), ...earlier })
      .thenRefused('plan-entry-before-listing', '2024-03-10', '2024-03-11'));
});

describe('annulling a plan entry', () => {
  it('ends the entry it names', () => {
    const annulment = given(plan, list(revitalisation)).when(annul(specId(0)));
    annulment.then({ type: 'PlanEntryAnnulled', data: { parcelId, reason: '并非本地块' }, corrects: specId(0) });
    annulment.thenConcerns('310116112');
  });
  it('twice is nothing new', () =>
    given(plan, list(revitalisation), annul(specId(0)))
      .when(annul(specId(0)))
      .thenNothing());
  it('lets the row be listed again, as another entry', () => {
    const { state } = given(plan, list(revitalisation), annul(specId(0)), list(revitalisation));
    expect(standing(state).map(({ id }) => id)).toEqual([specId(2)]);
  });
  it('of an unknown entry is refused', () =>
    given(plan)
      .when(annul(specId(7)))
      .thenRefused('plan-entry-unknown'));
  it('is refused for a day before the listing', () =>
    given(plan, list(revitalisation))
      .when({ ...annul(specId(0)), ...earlier })
      .thenRefused('plan-entry-before-listing'));
});

describe('listed land', () => {
  const matter = { kind: 'equity' as const, id: specId(70) };
  const touching = {
    parcelId,
    matter,
    fact: 'EquityTransferFiled',
    causedBy: specId(71),
    enterpriseId: null,
    departments: ['经委' as const],
  };
  const touch = (overrides: Partial<typeof touching> = {}, on = '2024-03-11') =>
    command('NoteListedLandTouched', { ...touching, ...overrides }, { effectiveOn: date(on) });
  const told = (entry: Listing) => ({ ...compared(entry), enterprise: entry.enterprise });

  it('that is touched by a matter under supervision is told with all its entries', () => {
    const noting = given(plan, list(revitalisation), list(vacating, { jurisdiction: '310116113' })).when(touch());
    noting.then({ type: 'ListedLandTouched', data: { ...touching, entries: [told(revitalisation), told(vacating)] } });
    noting.thenConcerns('310116112', '310116113');
  });
  it('is touched by one matter once, by another again', () => {
    given(plan, list(revitalisation), touch())
      .when(touch({ fact: 'EquityContractsNamed', causedBy: specId(72) }))
      .thenNothing();
    given(plan, list(revitalisation), touch())
      .when(touch({ matter: { ...matter, id: specId(73) } }))
      .then({ type: 'ListedLandTouched', data: { ...touching, matter: { ...matter, id: specId(73) }, entries: [told(revitalisation)] } });
  });
  it('is land that stands on a list on that day', () => {
    given(plan, list(revitalisation)).when(touch({}, '2024-03-10')).thenNothing();
    given(plan, list(revitalisation), annul(specId(0)))
      .when(touch())
      .thenNothing();
    given(plan).when(touch()).thenNothing();
  });
  it('is told with the entries of that day and no later ones', () =>
    given(plan, list(revitalisation), { ...list(vacating), effectiveOn: date('2025-01-01') })
      .when(touch())
      .then({ type: 'ListedLandTouched', data: { ...touching, entries: [told(revitalisation)] } }));
});

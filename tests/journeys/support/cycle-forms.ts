// The chapter of a year in which everybody says what they have to say: the forms of 一地一表, and the figures of departments.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { figure } from './cycle-beginning.ts';
import { type CycleLand, inTown, names, type ParcelName } from './cycle-land.ts';
import { district, document, sibling, town } from './cycle-offices.ts';
import type { CycleScene } from './cycle-scene.ts';

/** Tells the chapter: what is filled and supplied in it is what the parcels are graded by. */
export const formsAndFigures = (year: number, scene: () => CycleScene): void => {
  const longFromNow = '2099-12-31';
  let { offices, land, beginning, asked } = {} as CycleScene;
  beforeAll(() => {
    ({ offices, land, beginning, asked } = scene());
  });

  describe('forms', () => {
    const form = (name: Parameters<CycleLand['formOf']>[0]) => `${land.formOf(name, year)}/forms`;
    const plan = (partyId: string | null) => ({ partyId, form: 'self-assessment', answers: [{ field: 'land-use-plan', value: '自用' }] });
    const information = (partyId: string | undefined, research: string) => ({
      partyId,
      form: 'enterprise-information',
      answers: [
        { field: 'main-products', value: '包装材料' },
        { field: 'research', value: research },
      ],
    });

    it('of an enterprise are its own: B neither speaks for A nor, as a lessee, for the land', async () => {
      await offices.done('a', form('shared'), '2024-04-10', plan(null));
      await offices.done('a', form('shared'), '2024-04-10', information(land.a, '30.07'));
      await offices.done('a', form('own'), '2024-04-10', information(land.a, '100.03'));
      await offices.done('b', form('shared'), '2024-04-11', information(land.b, '6.01'));
      expect(await offices.refused('b', form('shared'), '2024-04-11', information(land.a, '999'))).toBe('404 not-found');
      expect(await offices.refused('b', form('shared'), '2024-04-11', plan(null))).toBe('404 not-found');
      expect(await offices.refused('b', form('own'), '2024-04-11', information(land.b, '6.01'))).toBe('404 not-found');
    });
    it('are filled by the town from stamped paper (代填), which is stored first', async () => {
      const [user] = land.usersOf('onPaper');
      const paper = information(user, '0');
      expect(await offices.refused('town', form('onPaper'), '2024-04-12', paper)).toBe('422 submission-without-stamped-paper');
      const evidenceId = await offices.stored('town', '盖章的企业信息采集表');
      await offices.done('town', form('onPaper'), '2024-04-12', { ...paper, ...document('企业信息采集表', '2024-04-12', evidenceId) });
      expect([await offices.fetched('taskForce', evidenceId), await offices.fetched('sibling', evidenceId)]).toEqual([200, 404]);
      expect(await offices.refused('sibling', form('onPaper'), '2024-04-12', paper)).toBe('404 not-found');
    });
    it('of the survey are filled by the unit that has a mandate for it, and by no enterprise', async () => {
      const survey = {
        form: 'survey',
        answers: [
          { field: 'vacant', value: 'no' },
          { field: 'building-hazard', value: 'no' },
        ],
      };
      const mandate = {
        unit: '上海旅程测绘技术有限公司',
        jurisdiction: district,
        tasks: ['survey'],
        from: '2024-03-01',
        until: longFromNow,
      };
      await offices.admitUnit(await offices.done('taskForce', '/mandates', '2024-03-01', mandate));
      expect(Object.keys(await asked.checks('unit'))).toEqual(names);
      for (const name of inTown) await offices.done('unit', form(name), '2024-04-15', survey);
      expect(await offices.refused('unit', form('shared'), '2024-04-15', information(land.a, '1'))).toBe('404 not-found');
      expect(await offices.refused('a', form('shared'), '2024-04-15', survey)).toBe('422 submission-form-not-to-fill');
    });
    it('are returned and confirmed by whoever stands above who filled them', async () => {
      const of = { partyId: land.b, form: 'enterprise-information' };
      const review = (what: string) => `${land.formOf('shared', year)}/${what}`;
      await offices.done('town', review('form-returns'), '2024-04-16', { ...of, reason: '研发费用请填全年', fields: ['research'] });
      await offices.done('b', form('shared'), '2024-04-17', information(land.b, '6.01'));
      await offices.done('town', review('form-confirmations'), '2024-04-18', of);
      expect(await offices.refused('town', review('form-confirmations'), '2024-04-18', { partyId: null, form: 'survey' })).toBe(
        '409 submission-for-task-force',
      );
      await offices.done('taskForce', review('form-confirmations'), '2024-04-18', { partyId: null, form: 'survey' });
    });
    it('are told to nobody else: not to B what A filled, not to the neighbouring town what the town did', async () => {
      expect(Object.keys(await asked.checks('town'))).toEqual(inTown);
      expect(Object.keys(await asked.checks('sibling'))).toEqual(['siblings', 'silent']);
      expect(Object.keys(await asked.checks('a'))).toEqual(['shared', 'own']);
      const form = 'ENTERPRISE_INFORMATION';
      expect(await asked.checks('b')).toMatchObject({
        shared: {
          forms: [{ form, filledBy: 'ENTERPRISE', status: 'CONFIRMED', party: { id: land.b } }],
          figures: [{ quantity: 'research', value: '6.01', masked: false }],
        },
      });
      for (const who of ['b', 'sibling']) expect(await asked.trail(who, land.checkOf('own', year))).toEqual([]);
      expect((await asked.checks('town')).onPaper?.forms[0]).toMatchObject({ form, filledBy: 'ON_BEHALF' });
    });
  });

  describe('departments supply figures', () => {
    const supply = (who: string, body: object) =>
      offices.refused(who, `${land.formOf('own', year)}/figures`, '2024-05-06', { partyId: land.a, period: 2023, ...body });

    it('each its own ones, in the unit and of the year that is asked', async () => {
      expect(await supply('statistics', { figures: [figure.tax('24.17')] })).toBe('422 submission-wrong-supplier');
      expect(await supply('tax', { figures: [{ ...figure.tax('24.17'), unit: '元' }] })).toBe('422 submission-wrong-unit');
      expect(await supply('tax', { period: 2022, figures: [figure.tax('24.17')] })).toBe('422 submission-wrong-period');
      expect(await supply('tax', { figures: [figure.tax('NaN')] })).toBe('422 submission-not-a-decimal');
      expect(await supply('tax', { partyId: land.b, figures: [figure.tax('24.17')] })).toBe('422 submission-enterprise-not-on-parcel');
      await beginning.figuresSupplied(year, '2024-05-06');
    });
    it('a second value that differs does not replace the first: a person looks at it (待核实)', async () => {
      const again = { partyId: land.a, period: 2023, figures: [figure.revenue('2500.7')] };
      await offices.done('statistics', `${land.formOf('own', year)}/figures`, '2024-05-20', again);
      const query = `{ findings(filter: { subject: "${land.ids.own}" }) { nodes { titleZh status detail { value } } } }`;
      type Found = { readonly findings: { readonly nodes: readonly { readonly titleZh: string }[] } };
      const found = await vi.waitFor(async () => {
        const { findings } = await offices.ask<Found>('town', query);
        expect(findings.nodes.length).toBe(1);
        return findings.nodes;
      }, 20_000);
      expect(found[0]).toMatchObject({ titleZh: '统计局两次填报的数据项“revenue”不一致，待核实', status: 'OPEN' });
      expect(JSON.stringify(found)).not.toContain('2500.7');
      expect((await offices.ask<Found>('sibling', query)).findings.nodes).toEqual([]);
    });
    it('what 税务局 and 统计局 say of one enterprise is told to the task force and to each of them its own, not to the town', async () => {
      const figuresFor = async (who: string, name: ParcelName = 'own') => {
        const figures = (await asked.checks(who))[name]?.figures ?? [];
        return Object.fromEntries(figures.map(({ quantity, value, masked }) => [quantity, masked ? 'masked' : value]));
      };
      const open = { land: '10', 'restricted-approval': 'no', vacant: 'no', research: '100.03' };
      expect(await figuresFor('taskForce')).toEqual({ ...open, tax: '24.17', revenue: '2000.9' });
      expect(await figuresFor('tax')).toEqual({ ...open, tax: '24.17', revenue: 'masked' });
      expect(await figuresFor('statistics')).toEqual({ ...open, tax: 'masked', revenue: '2000.9' });
      for (const who of ['town', 'land']) expect(await figuresFor(who)).toEqual({ ...open, tax: 'masked', revenue: 'masked' });
      // An enterprise reads what is said of itself, on shared land too; what a survey found, is the government's.
      const { vacant: _, ...ofItself } = open;
      expect(await figuresFor('a')).toEqual({ ...ofItself, tax: '24.17', revenue: '2000.9' });
      expect(await figuresFor('b', 'shared')).toEqual({ tax: '40.13', revenue: '303.1', research: '6.01' });
    });
    it('and what is still missing is counted, by town and by who owes it', async () => {
      const query = `{ completeness(jurisdiction: "${district}", cycle: { jurisdiction: "${district}", year: ${year} }) {
        counts { opened } children { jurisdiction counts { suppliers { supplier missingFigures } } } } }`;
      type Suppliers = readonly { readonly supplier: string; readonly missingFigures: number }[];
      type Counted = { readonly counts: { readonly suppliers: Suppliers }; readonly jurisdiction: string };
      const asTaskForce = await offices.ask<{ completeness: { counts: { opened: number }; children: Counted[] } }>('taskForce', query);
      expect(asTaskForce.completeness.counts.opened).toBe(6);
      const missing = asTaskForce.completeness.children.map(({ jurisdiction, counts }) => [
        jurisdiction,
        counts.suppliers.filter(({ missingFigures }) => missingFigures > 0),
      ]);
      expect(Object.fromEntries(missing)).toEqual({
        [town]: [{ supplier: '用地主体', missingFigures: 1 }],
        [sibling]: [
          { supplier: '税务局', missingFigures: 1 },
          { supplier: '用地主体', missingFigures: 2 },
        ],
      });
      expect(await offices.ask('town', query)).toEqual({ completeness: null });
    });
  });
};

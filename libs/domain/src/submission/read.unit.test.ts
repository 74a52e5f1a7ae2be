import { describe, expect, it } from 'vitest';
import { small, veto } from '../scoring/test/standards.ts';
import { specId } from '../testing/given.ts';
import type { SubmissionCommand } from './commands.ts';
import { completenessOf, inputsOf, requiredQuantities } from './index.ts';
import type { HealthCheck } from './state.ts';
import { correct, given, lessee, owner, quantities, renaming, sendBack, stranger, submit, supply } from './test/scene.ts';

const state = (...history: readonly SubmissionCommand[]): HealthCheck => {
  const reached = given.opened(...history).state;
  if (reached.kind === 'absent') throw new Error('it was opened');
  return reached;
};
const standard = {
  quantities: quantities.map((each) => ({
    ...each,
    name: { zh: each.code, en: each.code },
    merge: each.kind === 'option' ? ('foremost' as const) : ('sum' as const),
  })),
};
const inputs = (...history: readonly SubmissionCommand[]) => inputsOf(standard, state(...history));
const tax = (value: string, partyId: string | null = owner) => supply([['tax', value]], { partyId });
const input = (quantity: string, value: string, ...events: readonly number[]) => ({ quantity, value, events: events.map(specId) });

describe('the inputs of a parcel', () => {
  it('are its own figures, with the event that supplied each, in the order of the standard', () => {
    const electricity = supply([['electricity', '3', '万千瓦时']], { supplier: '街镇', partyId: null });
    expect(inputs(electricity, tax('10', null))).toEqual([input('tax', '10', 2), input('electricity', '3', 1)]);
  });
  it('are else those of its enterprises, merged as the standard says', () => {
    const scale = (value: string, partyId: string) => supply([['scale', value, '']], { supplier: '统计局', partyId });
    expect(inputs(tax('10'), tax('2.5', lessee), scale('below-scale', owner), scale('above-scale', lessee))).toEqual([
      input('tax', '12.5', 1, 2),
      input('scale', 'above-scale', 3, 4),
    ]);
  });
  it('of its own go before those of its enterprises', () => {
    expect(inputs(tax('10'), tax('20', lessee), tax('29', null))).toEqual([input('tax', '29', 3)]);
  });
  it('lack a sum of which one part is missing: missing is not zero', () => {
    expect(inputs(tax('10'))).toEqual([]);
    expect(inputs(tax('10'), tax('0', lessee))).toEqual([input('tax', '10', 1, 2)]);
  });
  it('are of the enterprises that the 体检表 names, whatever others supplied before', () => {
    expect(inputs(tax('10'), tax('20', lessee), renaming([owner]))).toEqual([input('tax', '10', 1)]);
    expect(inputs(tax('10'), renaming([stranger]))).toEqual([]);
  });
  it('are the corrected ones, by the event of the correction, and none where one was withdrawn', () => {
    expect(inputs(tax('10', null), correct(specId(1), '12', { partyId: null }))).toEqual([input('tax', '12', 2)]);
    expect(inputs(tax('10', null), correct(specId(1), null, { partyId: null }))).toEqual([]);
  });
  it('do not know a contradiction: the first stands', () => {
    expect(inputs(tax('10', null), tax('11', null))).toEqual([input('tax', '10', 1)]);
  });
  it('do not know what a form said before it was submitted again', () => {
    const form = (area?: string) => submit([['name', '古岛'], ...(area === undefined ? [] : [['leased-area', area] as const])]);
    expect(inputs(form('5'), form('6'))).toEqual([input('leased-area', '6', 4)]);
    expect(inputs(form('5'), form())).toEqual([]);
  });
  it('are of one year where one is asked for', () => {
    const both = state(tax('10', null));
    expect([inputsOf(standard, both, 2023).length, inputsOf(standard, both, 2022).length]).toEqual([1, 0]);
  });
  it('leave out what another standard does not ask for, or asks for otherwise', () => {
    const all = state(tax('10', null), supply([['scale', 'above-scale', '']], { supplier: '统计局', partyId: null }));
    const under = (change: object) =>
      inputsOf({ quantities: standard.quantities.map((each) => ({ ...each, ...change })) }, all).map(({ quantity }) => quantity);
    expect(under({})).toEqual(['tax', 'scale']);
    expect(under({ unit: '元' })).toEqual([]);
    expect(under({ options: ['large'] })).toEqual(['tax']);
    expect(under({ kind: 'decimal', options: [] })).toEqual(['tax']);
    expect(inputsOf({ quantities: [] }, all)).toEqual([]);
  });
});

describe('what is still owed', () => {
  const owed = (forms: readonly ('self-assessment' | 'enterprise-information' | 'survey')[], ...history: readonly SubmissionCommand[]) =>
    completenessOf(
      small,
      forms.map((form) => ({ form })),
      state(...history),
    );
  const own = { partyId: null } as const;

  it('of figures are those of required indicators and cohorts, and what decides on a veto', () => {
    expect([
      ...requiredQuantities({ ...small, determinations: [veto, { ...veto, kind: 'direct', when: { op: 'known', quantity: 'never' } }] }),
    ]).toEqual(['tax', 'land', 'energy', 'unsafe']);
    const cohorts = [{ code: 'x', name: veto.name, scheme: 'all', within: [{ op: 'is' as const, quantity: 'scale', options: ['a'] }] }];
    const lenient = { ...small, indicators: small.indicators.map((each) => ({ ...each, required: false })), determinations: [] };
    expect([...requiredQuantities({ ...lenient, cohorts })]).toEqual(['scale']);
  });
  it('of figures names supplier and enterprises, until the parcel has its own or all have theirs', () => {
    const taxOwed = (...history: readonly SubmissionCommand[]) => owed([], ...history).figures.find(({ quantity }) => quantity === 'tax');
    const supplier = small.quantities.find(({ code }) => code === 'tax')?.suppliedBy;
    expect(taxOwed()).toEqual({ supplier, quantity: 'tax', enterprises: [owner, lessee] });
    expect(taxOwed(tax('1'))).toEqual({ supplier, quantity: 'tax', enterprises: [lessee] });
    expect(taxOwed(tax('1'), correct(specId(1), null))).toEqual({ supplier, quantity: 'tax', enterprises: [owner, lessee] });
    expect(taxOwed(tax('1'), tax('2', lessee))).toBeUndefined();
    expect(taxOwed(tax('1', null))).toBeUndefined();
  });
  it('of figures counts those of the year that is asked for', () => {
    const checked = state(tax('1'));
    const enterprises = (year?: number) =>
      completenessOf(small, [], checked, year).figures.find(({ quantity }) => quantity === 'tax')?.enterprises;
    expect([enterprises(), enterprises(2023), enterprises(2022)]).toEqual([[lessee], [lessee], [owner, lessee]]);
  });
  it('of forms are one self-assessment, one survey, and one per enterprise; a returned one is owed again', () => {
    const all = ['self-assessment', 'survey', 'enterprise-information'] as const;
    const [self, survey, ofOwner, ofLessee] = [
      { form: 'self-assessment', ...own },
      { form: 'survey', ...own },
      { form: 'enterprise-information', partyId: owner },
      { form: 'enterprise-information', partyId: lessee },
    ];
    expect(owed(all).forms).toEqual([self, survey, ofOwner, ofLessee]);
    expect(owed([]).forms).toEqual([]);
    const information = submit([['name', '古岛']], { form: 'enterprise-information', partyId: owner });
    expect(owed(all, submit([['name', '古岛']], { partyId: owner }), information).forms).toEqual([survey, ofLessee]);
    expect(owed(['self-assessment'], submit(), sendBack()).forms).toEqual([self]);
  });
});

import { describe, expect, it } from 'vitest';
import { specId, specSource } from '../testing/given.ts';
import { mostCharacters } from './form-rules.ts';
import {
  type Answered,
  answers,
  frozen,
  given,
  lessee,
  ofSubject,
  owner,
  renaming,
  sendBack,
  stranger,
  submit,
  supply,
  survey,
  terms,
} from './test/scene.ts';

const name: Answered = ['name', '上海古岛时装有限公司'];
const stamped = [{ ...specSource, evidenceId: specId(600) }];

const submitted = (of: readonly Answered[], changes: object = {}) => ({
  type: 'FormSubmitted' as const,
  data: {
    ...ofSubject,
    partyId: null,
    form: 'self-assessment' as const,
    schema: { jurisdiction: '310116', year: 2024, version: 1 },
    answers: answers(of),
    filledBy: 'enterprise' as const,
    mandateId: null,
    ...changes,
  },
});
const supplied = (value: string, changes: object = {}) => ({
  type: 'FiguresSupplied' as const,
  data: {
    ...ofSubject,
    partyId: null,
    supplier: '用地主体' as const,
    period: 2023,
    figures: [{ quantity: 'leased-area', value, unit: '平方米' }],
    form: 'self-assessment' as const,
    ...changes,
  },
});
const area = (value: string): Answered => ['leased-area', value];

describe('a form', () => {
  it('is submitted with its answers, and the figures they supply in one append', () => {
    const of = [name, area('1200.5')];
    given.opened().when(submit(of)).then(submitted(of), supplied('1200.5'));
  });
  it('supplies nothing for others: their quantities, or none the standard has, are answers only', () => {
    const of: Answered[] = [
      name,
      ['taxes', '12'],
      ['unheard-of', '1'],
      ['tenants', '3'],
      ['since', '2020-02-29'],
      ['high-tech', 'no'],
      ['use', 'own'],
    ];
    given.opened().when(submit(of)).then(submitted(of));
  });
  it('of an enterprise is of that enterprise', () => {
    const form = { form: 'enterprise-information' as const };
    given
      .opened()
      .when(submit([name, area('1')], { ...form, partyId: lessee }))
      .then(submitted([name, area('1')], { ...form, partyId: lessee }), supplied('1', { ...form, partyId: lessee }));
    given
      .opened()
      .when(submit([name], form))
      .thenRefused('submission-form-of-enterprise');
    given
      .opened()
      .when(submit([name], { ...form, partyId: stranger }))
      .thenRefused('submission-enterprise-not-on-parcel', stranger);
  });
  it('of the survey is of the parcel, and supplies what towns and parks owe, each apart', () => {
    const of: Answered[] = [
      ['electricity', '12'],
      ['idle', 'no'],
      ['leased', '5'],
    ];
    const form = { form: 'survey' as const };
    const facts = [
      submitted(of, { ...form, filledBy: 'town' }),
      supplied('12', { ...form, supplier: '街镇', figures: [{ quantity: 'electricity', value: '12', unit: '万千瓦时' }] }),
      supplied('no', { ...form, supplier: '园区', figures: [{ quantity: 'idle', value: 'no', unit: '' }] }),
    ];
    given
      .opened()
      .when(survey(of))
      .then(...facts);
    given
      .opened()
      .when(survey([['idle', 'no']], { partyId: owner }))
      .thenRefused('submission-form-of-parcel');
  });
  it('may be filled by a mandated unit where it is the survey, and nowhere else', () => {
    const by = { filledBy: 'mandated-unit' as const, mandateId: specId(700) };
    const figure = supplied('1', {
      form: 'survey',
      supplier: '街镇',
      figures: [{ quantity: 'electricity', value: '1', unit: '万千瓦时' }],
    });
    given
      .opened()
      .when(survey([['electricity', '1']], by))
      .then(submitted([['electricity', '1']], { ...by, form: 'survey' }), figure);
    given
      .opened()
      .when(submit([name], by))
      .thenRefused('submission-form-not-to-fill', 'self-assessment', 'mandated-unit');
    given
      .opened()
      .when(survey([['idle', 'no']], { filledBy: 'enterprise' }))
      .thenRefused('submission-form-not-to-fill', 'survey', 'enterprise');
  });
  it('filled on behalf of an enterprise names the stamped paper', () => {
    const by = { filledBy: 'on-behalf' as const };
    given
      .opened()
      .when(submit([name], by))
      .thenRefused('submission-without-stamped-paper');
    given
      .opened()
      .when(submit([name], by, stamped))
      .then(submitted([name], by));
    given
      .opened()
      .when(submit([name], by, [{ ...specSource, fileSha256: 'a'.repeat(64) }]))
      .thenRefused('submission-without-stamped-paper');
  });
  it('of self-assessment is one per parcel, until its land user leaves', () => {
    const of = [submit([name], { partyId: owner })];
    given
      .opened(...of)
      .when(submit([name], { partyId: lessee }))
      .thenRefused('submission-second-self-assessment');
    given
      .opened(...of)
      .when(submit([name]))
      .thenRefused('submission-second-self-assessment');
    given
      .opened(submit([name]))
      .when(submit([name], { partyId: owner }))
      .thenRefused('submission-second-self-assessment');
    given
      .opened(...of, renaming([lessee]))
      .when(submit([name], { partyId: lessee }))
      .then(submitted([name], { partyId: lessee }));
  });
  it('of self-assessment that came back makes room for that of another land user, whose figures then stand alone', () => {
    const area = (value: string): Answered[] => [name, ['leased-area', value]];
    const history = [submit(area('5'), { partyId: lessee }), sendBack({ partyId: lessee }), submit(area('12'), { partyId: owner })];
    given
      .opened(...history.slice(0, 2))
      .when(submit(area('12'), { partyId: owner }))
      .then(submitted(area('12'), { partyId: owner }), supplied('12', { partyId: owner }));
    const { state } = given.opened(...history);
    expect(state).toMatchObject({ forms: [{ partyId: owner }], figures: [{ partyId: owner, value: '12' }] });
    given
      .opened(...history)
      .when(submit([name], { partyId: lessee }))
      .thenRefused('submission-second-self-assessment');
  });
  it('is answered by its fields, each once, none of the required left out', () => {
    given
      .opened()
      .when(submit([name, ['colour', 'red']]))
      .thenRefused('submission-field-unknown', 'self-assessment', 'colour');
    given
      .opened()
      .when(submit([name, name]))
      .thenRefused('submission-field-twice', 'name');
    given
      .opened()
      .when(submit([area('1')]))
      .thenRefused('submission-field-missing', 'name');
  });
  it.each<Answered>([
    ['leased-area', 'NaN'],
    ['leased-area', '1e400'],
    ['tenants', '1.5'],
    ['since', '2023-02-29'],
    ['high-tech', '是'],
  ])('takes no answer to %s like "%s"', (field, value) => {
    given
      .opened()
      .when(submit([name, [field, value]]))
      .thenRefused('submission-answer-misshapen', field, value);
  });
  it('takes only the options of a choice', () =>
    given
      .opened()
      .when(submit([name, ['use', 'sold']]))
      .thenRefused('submission-answer-not-an-option', 'use', 'sold', 'own、leased'));
  it('whose field does not agree with the standard is refused, loud', () => {
    const quantities = terms.quantities.map((each) => (each.code === 'leased-area' ? { ...each, unit: '亩' } : each));
    given
      .opened()
      .when(submit([name, area('1')], { terms: { ...terms, quantities } }))
      .thenRefused('submission-wrong-unit', 'leased-area', '亩', '平方米');
  });
  it('is no novel', () => {
    const schema = { jurisdiction: '310116', year: 2024, version: 1, fields: [] };
    const long = Array.from({ length: 30 }, (_, n): Answered => [`f${n}`, 'x'.repeat(500)]);
    given.opened().when(submit(long, { schema })).thenRefused('submission-form-too-long', String(mostCharacters));
  });
  it('is bound by the cycle, and by a published schema', () => {
    given
      .opened()
      .when(submit([name], { terms: null }))
      .thenRefused('submission-without-cycle');
    given
      .opened()
      .when(submit([name], { schema: null }))
      .thenRefused('submission-without-form-schema', '310116', '2024');
    given
      .opened()
      .when(submit([name], { terms: frozen }))
      .thenRefused('submission-frozen');
    given
      .opened()
      .when({ ...submit([name]), today: '2024-11-10' as ReturnType<typeof submit>['today'] })
      .thenRefused('submission-late', '2024-11-09');
  });
  it('submitted again as it is says nothing new', () =>
    given
      .opened(submit([name]))
      .when(submit([name]))
      .thenNothing());
  it('submitted again replaces the figures it supplied before', () => {
    const again = [name, area('7')];
    given
      .opened(submit([name, area('5')]))
      .when(submit(again))
      .then(submitted(again), supplied('7'));
    given
      .opened(submit([name, area('5')]), submit([name]), supply([['leased-area', '9', '平方米']], { supplier: '用地主体', partyId: null }))
      .when(supply([['leased-area', '9', '平方米']], { supplier: '用地主体', partyId: null }))
      .thenNothing();
  });
  it('contradicts what the land user supplied before it', () => {
    const own = { supplier: '用地主体' as const, partyId: null };
    const of = [name, area('5')];
    given
      .opened(supply([['leased-area', '9', '平方米']], own))
      .when(submit(of))
      .then(submitted(of), {
        type: 'FigureContradicted',
        data: {
          ...ofSubject,
          ...own,
          period: 2023,
          quantity: 'leased-area',
          standing: { event: specId(1), value: '9' },
          said: '5',
        },
      });
  });
});

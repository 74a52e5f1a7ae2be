import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified, specId, specSource } from '../testing/given.ts';
import { clauseOn, historyOf } from './clauses.ts';
import { contract, contractCommands, equityConsentOn } from './index.ts';
import { termEnd } from './state.ts';
import { clauses, contractId, declared, given, known, milestones, on, other, papers, parcelId, sign, yuan } from './test/scene.ts';

const taxes = { kind: 'tax-per-mu', wanPerMu: '30.5', from: '2024-01-01' };
const supplement = (day: string, overrides: object = {}) =>
  on(day, 'SignSupplementaryAgreement', { number: '补〔2022〕1号', signedOn: day, ...overrides });
const amended = {
  no: '第十二条',
  clause: { wording: '投资强度不低于400万元/亩', terms: { kind: 'investment-intensity', wanPerMu: '400' } },
};

describe('recording a contract (出让合同)', () => {
  it('keeps what its paper says, page one, clauses and nodes included', () => {
    const signing = given(contract).when(sign());
    const { jurisdictions: _, ...data } = sign().data;
    signing.then({ type: 'ContractSigned', data });
    signing.thenConcerns('310116112');
  });
  it('that leaves things open keeps them as not known', () => {
    const { contributions: _, tenure: __, area: ___, price: ____, deposit: _____, term: ______, ...bare } = papers;
    const { data } = on('2020-01-10', 'SignContract', { jurisdictions: ['310116112'], ...bare });
    expect(data).toMatchObject({ price: null, deposit: null, area: null, tenure: null, term: { years: null, from: null, until: null } });
    expect([data.contributions, data.clauses, data.milestones]).toEqual([[], [], []]);
  });
  it('concerns every town in which its parcels lie, from then on too', () => {
    const both = sign({ jurisdictions: ['310117107', '310116112'] });
    given(contract).when(both).thenConcerns('310116112', '310117107');
    given(contract, both).when(declared('2021-03-01')).thenConcerns('310116112', '310117107');
  });
  it('is nothing new the second time', () => given(contract, sign()).when(sign()).thenNothing());
  it('is refused under the same id with other content, or from another day on', () => {
    given(contract, sign())
      .when(sign({ number: '别的合同' }))
      .thenRefused('contract-signed-otherwise');
    given(contract, sign()).when(sign({}, '2020-01-11')).thenRefused('contract-signed-otherwise');
  });
  it('does not bind before it is signed', () =>
    given(contract)
      .when(sign({ signedOn: '2020-01-11' }))
      .thenRefused('contract-signed-after-effect', '2020-01-11', '2020-01-10'));
  it.each([{ until: '2020-02-01' }, { until: '2019-02-01' }])('has a term that ends after it begins', ({ until }) =>
    given(contract)
      .when(sign({ term: { years: null, from: '2020-02-01', until } }))
      .thenRefused('contract-term-reversed', until, '2020-02-01'),
  );
  it('counts the end of the term from its years where no day is printed', () => {
    const end = (term: object) => termEnd(sign({ term }).data);
    expect(end({ years: 20, from: '2020-02-01', until: null })).toBe('2040-02-01');
    expect(end({ years: 20, from: '2020-02-01', until: '2039-12-31' })).toBe('2039-12-31');
    expect([end({ years: null, from: '2020-02-01', until: null }), end({ years: 20, from: null, until: null })]).toEqual([null, null]);
  });
  it('has contributions that add up to the whole at most', () => {
    const holders = (...shares: string[]) => shares.map((share) => ({ holder: { kind: 'party', partyId: other }, share }));
    given(contract)
      .when(sign({ contributions: holders('60%', '1/2') }))
      .thenRefused('contract-contributions-exceed-whole', '11/10');
    given(contract)
      .when(sign({ contributions: holders('1/3', '1/3', '1/3') }))
      .thenConcerns('310116112');
  });
  it('names each clause and each node once', () => {
    const twice = [clauses[0], clauses[0]];
    given(contract)
      .when(sign({ clauses: twice }))
      .thenRefused('contract-clause-named-twice', '第十二条');
    given(contract)
      .when(sign({ milestones: [milestones[0], milestones[0]] }))
      .thenRefused('contract-node-named-twice', 'construction-start');
  });
  it('agrees on the nodes in the order 开工 ≤ 竣工 ≤ 投产 ≤ 达产, whatever is left out', () => {
    const dues = (...pairs: [string, string][]) => ({ milestones: pairs.map(([node, dueOn]) => ({ node, dueOn })) });
    given(contract)
      .when(sign(dues(['full-production', '2021-01-01'], ['construction-start', '2021-01-02'])))
      .thenRefused('contract-dues-out-of-order', '开工', '2021-01-02', '达产', '2021-01-01');
    given(contract)
      .when(sign(dues(['construction-start', '2021-01-01'], ['completion', '2021-01-01'])))
      .thenConcerns('310116112');
  });
  it('comes before everything else', () => given(contract).when(declared('2021-03-01')).thenRefused('contract-not-signed'));
  it('is known to nobody for a day before it binds', () =>
    given(contract, sign()).when(declared('2020-01-09')).thenRefused('contract-before-signing', '2020-01-09', '2020-01-10'));
  it('has figures that are not negative', () => {
    const terms = { kind: 'investment-intensity', wanPerMu: '-1' };
    expect(contractCommands.AddClause.safeParse({ contractId, clause: { no: '一', terms } }).success).toBe(false);
  });
});

describe('correcting a contract that was misread', () => {
  const correct = (overrides: object = {}, day = '2020-01-10') =>
    on(day, 'CorrectContract', { jurisdictions: ['310116112'], ...papers, reason: '录入有误', ...overrides });
  it('replaces its particulars over their whole valid time', () => {
    const { jurisdictions: _, ...data } = correct({ price: yuan(1_600) }).data;
    given(contract, sign())
      .when(correct({ price: yuan(1_600) }))
      .then({ type: 'ContractCorrected', data, corrects: specId(0) });
    expect(known(given(contract, sign(), correct({ price: yuan(1_600) })).state).particulars.price).toEqual(yuan(1_600));
  });
  it('to what it says already is nothing new', () => given(contract, sign()).when(correct()).thenNothing());
  it('leaves it visible to the towns it concerned before', () =>
    given(contract, sign())
      .when(correct({ parcelIds: [other], jurisdictions: ['310117107'] }))
      .thenConcerns('310116112', '310117107'));
  it('keeps to the rules of the first record, on its day', () => {
    given(contract, sign())
      .when(correct({ signedOn: '2020-01-11' }, '2024-01-01'))
      .thenRefused('contract-signed-after-effect', '2020-01-10');
    given(contract, sign())
      .when(correct({ term: { years: null, from: '2020-02-01', until: '2020-02-01' } }))
      .thenRefused('contract-term-reversed');
  });
  it('is refused with a deposit smaller than what was already settled', () => {
    const refund = on('2023-02-01', 'SettleDeposit', { outcome: 'refunded', amount: yuan(120), reason: '竣工' });
    given(contract, sign(), refund)
      .when(correct({ deposit: yuan(100) }))
      .thenRefused('contract-deposit-exceeded', '120000000', '100000000');
  });
});

describe('a clause', () => {
  const add = (day: string, no: string, terms: object = taxes) => on(day, 'AddClause', { clause: { no, wording: '亩均税收', terms } });
  const correct = (no: string, entry: string, wanPerMu: string) =>
    on('2024-03-11', 'CorrectClause', {
      entry,
      clause: { no, wording: '投资强度', terms: { kind: 'investment-intensity', wanPerMu } },
      reason: '读错',
    });
  it('that was not captured with the contract is added', () => {
    const { clause } = add('2020-01-10', '第十四条').data;
    given(contract, sign()).when(add('2020-01-10', '第十四条')).then({ type: 'ClauseAdded', data: { contractId, clause } });
  });
  it('is nothing new the second time, and refused with other content', () => {
    given(contract, sign(), add('2020-01-10', '第十四条')).when(add('2020-01-10', '第十四条')).thenNothing();
    given(contract, sign()).when(add('2020-01-10', '第十二条')).thenRefused('contract-clause-known-otherwise', '第十二条');
  });
  it('that was misread is corrected where it was read, and nowhere else', () => {
    const { clause } = correct('第十二条', specId(0), '550').data;
    given(contract, sign(), supplement('2022-05-01', { changes: [amended] }))
      .when(correct('第十二条', specId(0), '550'))
      .then({ type: 'ClauseCorrected', data: { contractId, clause, reason: '读错' }, corrects: specId(0) });
    const { state } = given(contract, sign(), supplement('2022-05-01', { changes: [amended] }), correct('第十二条', specId(0), '550'));
    const intensity = (day: string) => clauseOn(known(state).clauses, '第十二条', date(day))?.terms;
    expect([intensity('2022-04-30'), intensity('2022-05-01')]).toMatchObject([{ wanPerMu: '550' }, { wanPerMu: '400' }]);
  });
  it('is corrected to what it says already without news', () =>
    given(contract, sign(), correct('第十二条', specId(0), '550'))
      .when(correct('第十二条', specId(0), '550'))
      .thenNothing());
  it('is corrected only where the contract has it', () => {
    given(contract, sign())
      .when(correct('第十二条', specId(7), '550'))
      .thenRefused('contract-clause-unknown', '第十二条');
    given(contract, sign(), supplement('2022-05-01', { changes: [{ no: '第十二条', clause: null }] }))
      .when(correct('第十二条', specId(1), '550'))
      .thenRefused('contract-clause-unknown');
  });
  it('on consent to equity changes is found on the days on which it holds', () => {
    const { state } = given(contract, sign(), supplement('2022-05-01', { changes: [{ no: '第二十条', clause: null }] }));
    const thresholds = (day: string) => equityConsentOn(state, date(day)).map(({ threshold }) => threshold);
    expect([thresholds('2020-01-09'), thresholds('2022-04-30'), thresholds('2022-05-01')]).toEqual([[], ['5%'], []]);
    expect(equityConsentOn(contract.initial, date('2022-05-01'))).toEqual([]);
  });
  it('without a lock date asks for consent all the same, on every day', () => {
    const terms = { kind: 'equity-change-consent', consentRequired: true, threshold: null, lockUntil: null, covers: ['equity-structure'] };
    const { state } = given(contract, sign({ clauses: [{ no: '第二十条', wording: null, terms }] }));
    for (const day of ['2020-01-10', '2039-12-31']) expect(equityConsentOn(state, date(day))).toEqual([terms]);
  });
});

describe('a supplementary agreement (补充协议)', () => {
  it('changes, adds and ends clauses from its day on; the old wording stays for the time before', () => {
    const changes = [amended, { no: '补一', clause: { wording: null, terms: taxes } }, { no: '第二十条', clause: null }];
    const signing = supplement('2022-05-01', { changes });
    given(contract, sign()).when(signing).then({ type: 'SupplementaryAgreementSigned', data: signing.data });
    const state = known(given(contract, sign(), signing).state);
    expect(historyOf(state.clauses, '第十二条').versions).toMatchObject([
      { from: '2020-01-10', value: { entry: specId(0), content: { terms: { wanPerMu: '500' } } } },
      { from: '2022-05-01', value: { entry: specId(1), content: { terms: { wanPerMu: '400' } } } },
    ]);
    expect(clauseOn(state.clauses, '补一', date('2022-05-01'))?.terms).toEqual(taxes);
    expect(clauseOn(state.clauses, '第二十条', date('2022-05-01'))).toBeUndefined();
  });
  it('is nothing new the second time, and refused under the same number with other content', () => {
    const signing = supplement('2022-05-01', { changes: [amended] });
    given(contract, sign(), signing).when(signing).thenNothing();
    given(contract, sign(), signing).when(supplement('2022-05-01')).thenRefused('contract-supplement-signed-otherwise', '补〔2022〕1号');
  });
  it('names each clause once, and ends only one that holds', () => {
    given(contract, sign())
      .when(supplement('2022-05-01', { changes: [amended, amended] }))
      .thenRefused('contract-clause-named-twice');
    given(contract, sign())
      .when(supplement('2022-05-01', { changes: [{ no: '第九十条', clause: null }] }))
      .thenRefused('contract-clause-unknown', '第九十条');
  });
  it('agrees on a node that had no day, in order', () => {
    const open = sign({ milestones: milestones.slice(0, 2) });
    const agree = (dueOn: string) => supplement('2022-05-01', { milestones: [{ node: 'production-start', dueOn }] });
    given(contract, open).when(agree('2023-01-10')).thenConcerns('310116112');
    given(contract, open).when(agree('2023-01-09')).thenRefused('contract-dues-out-of-order', '竣工', '投产');
    given(contract, sign()).when(agree('2024-01-10')).thenRefused('contract-node-already-agreed', '投产');
    const twice = [milestones[2], milestones[2]];
    given(contract, open)
      .when(supplement('2022-05-01', { milestones: twice }))
      .thenRefused('contract-node-named-twice');
  });
  it('holds from its signing on at the earliest', () =>
    given(contract, sign())
      .when(supplement('2022-05-01', { signedOn: '2022-05-02' }))
      .thenRefused('contract-signed-after-effect', '2022-05-02'));
});

describe('the performance deposit (履约保证金)', () => {
  const settle = (outcome: string, wan: number, overrides: object = {}) =>
    on('2023-02-01', 'SettleDeposit', { outcome, amount: yuan(wan), node: 'completion', reason: '竣工', ...overrides });
  it('is given back in parts', () =>
    given(contract, sign())
      .when(settle('refunded', 120))
      .then({
        type: 'DepositSettled',
        data: { contractId, outcome: 'refunded', amount: yuan(120), node: 'completion', reason: '竣工' },
      }));
  it('told again from the same paper is nothing new, from another paper it is', () => {
    given(contract, sign(), settle('refunded', 120)).when(settle('refunded', 120)).thenNothing();
    given(contract, sign(), settle('refunded', 120))
      .when({ ...settle('refunded', 120), sources: [{ ...specSource, number: '第二笔' }] })
      .thenConcerns('310116112');
  });
  it('is settled up to its amount', () => {
    given(contract, sign(), settle('refunded', 180)).when(settle('refunded', 120)).thenConcerns('310116112');
    given(contract, sign(), settle('refunded', 180)).when(settle('refunded', 121)).thenRefused('contract-deposit-exceeded', '301000000');
  });
  it('is settled in its own currency, and only where there is one', () => {
    given(contract, sign())
      .when(settle('refunded', 1, { amount: { amount: '1', currency: 'USD' } }))
      .thenRefused('contract-deposit-in-another-currency', 'USD', 'CNY');
    given(contract, sign({ deposit: null }))
      .when(settle('refunded', 1))
      .thenRefused('contract-deposit-unknown');
  });
  it('is forfeited for a declared breach only', () => {
    given(contract, sign()).when(settle('forfeited', 120)).thenRefused('contract-forfeit-without-breach', '2023-02-01');
    given(contract, sign(), declared('2023-02-02')).when(settle('forfeited', 120)).thenRefused('contract-forfeit-without-breach');
    given(contract, sign(), declared('2021-03-01')).when(settle('forfeited', 120)).thenConcerns('310116112');
    const withdrawn = on('2021-03-02', 'CloseBreach', {
      breachId: declared('2021-03-01').data.breachId,
      outcome: 'withdrawn',
      reason: '误',
    });
    given(contract, sign(), declared('2021-03-01'), withdrawn)
      .when(settle('forfeited', 120))
      .thenRefused('contract-forfeit-without-breach');
  });
});

it('without its beginning is not known, whatever else is told of it', () => {
  const facts = contract.decide(declared('2021-03-01'), given(contract, sign()).state);
  const state = isRejection(facts) ? contract.initial : identified(facts).reduce(contract.evolve, contract.initial);
  expect(() => known(state)).toThrow('the contract was never signed');
});

it('names the parcels it grants', () => expect(known(given(contract, sign()).state).particulars.parcelIds).toEqual([parcelId]));

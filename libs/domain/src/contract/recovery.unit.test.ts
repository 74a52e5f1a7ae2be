import { describe, expect, it } from 'vitest';
import { specId } from '../testing/given.ts';
import { contract } from './index.ts';
import {
  breached,
  contractId,
  declared,
  determined,
  foundIdle,
  given,
  heard,
  idle,
  idleId,
  known,
  on,
  opened,
  other,
  recover,
  sign,
  terminated,
  yuan,
} from './test/scene.ts';

const report = (day: string, ground: string, overrides: object = {}) => ({
  ...recover(day, ground, overrides),
  type: 'ReportLandRecovery' as const,
});
const discrepancies = (about: string, ...rules: string[]) =>
  rules.map((rule) => ({
    type: 'ContractDiscrepancyFound' as const,
    data: expect.objectContaining({ contractId, discrepancy: expect.objectContaining({ rule }), about }),
  }));
const ofIdle = (day: string, overrides: object = {}) => recover(day, 'idle', { idleId, ...overrides });
const hearing = heard('2022-12-01', '2022-12-20');

describe('recovery of land (收回)', () => {
  it('is decided once; the same decision again is nothing new', () => {
    const bought = recover('2022-01-01', 'agreement', { agreement: '收储〔2022〕1号', compensation: yuan(900) });
    const recovering = given(contract, sign()).when(bought);
    recovering.then({ type: 'LandRecovered', data: { ...bought.data, basis: 'decided' } });
    recovering.thenConcerns('310116112');
    given(contract, sign(), bought).when(bought).thenNothing();
    given(contract, sign(), bought).when(recover('2022-01-02', 'expiry')).thenRefused('contract-recovered-otherwise', '2022-01-01');
    expect(known(given(contract, sign(), bought).state).kind).toBe('recovered');
  });
  it('leaves no act under the contract behind it', () =>
    given(contract, sign(), declared('2022-02-01'))
      .when(recover('2022-01-01', 'agreement', { agreement: '收储', compensation: yuan(1) }))
      .thenRefused('contract-acts-recorded-later', '2022-02-01'));
  it('names an idle case that is known', () => {
    given(contract, sign()).when(ofIdle('2023-02-01')).thenRefused('contract-idle-case-unknown', idleId);
    given(contract, sign())
      .when(report('2023-02-01', 'idle', { idleId }))
      .thenRefused('contract-idle-case-unknown');
  });
});

describe('recovery for breach (违约收回)', () => {
  it('follows notice and termination, in this order', () => {
    given(contract, ...breached)
      .when(recover('2021-07-01', 'breach'))
      .thenRefused('contract-recovery-before-termination', '2021-07-01');
    given(contract, ...breached, terminated('2021-06-11'))
      .when(recover('2021-06-10', 'breach'))
      .thenRefused('contract-recovery-before-termination', '2021-06-10');
    given(contract, ...breached, terminated('2021-06-11'))
      .when(recover('2021-06-11', 'breach'))
      .thenConcerns('310116112');
  });
});

describe('recovery of idle land without compensation (无偿收回)', () => {
  it('is possible two years after the agreed start, with the hearing concluded', () => {
    given(contract, ...foundIdle, ...hearing)
      .when(ofIdle('2023-01-11'))
      .then({ type: 'LandRecovered', data: { ...ofIdle('2023-01-11').data, basis: 'decided' } });
    given(contract, ...foundIdle, ...hearing)
      .when(ofIdle('2023-01-10'))
      .thenRefused('contract-idle-too-short', '2021-01-10', '2023-01-11');
    given(contract, ...foundIdle)
      .when(ofIdle('2023-01-11'))
      .thenRefused('contract-idle-hearing-open', '2023-01-11');
    given(contract, ...foundIdle, ...heard('2022-12-01', '2023-01-12'))
      .when(ofIdle('2023-01-11'))
      .thenRefused('contract-idle-hearing-open');
  });
  it('needs a determination that stands', () => {
    given(contract, sign()).when(recover('2023-01-10', 'idle')).thenRefused('contract-idle-not-determined', '2023-01-10');
    given(contract, sign(), opened('2022-02-01')).when(ofIdle('2023-01-11')).thenRefused('contract-idle-not-determined');
    given(contract, ...foundIdle, ...hearing, idle('2023-01-05', 'ReleaseIdle', { reason: '已动工' }))
      .when(ofIdle('2023-01-11'))
      .thenRefused('contract-idle-case-ended', '2023-01-05');
  });
  it('is for land without works that the enterprise left idle, and without compensation', () => {
    const found = (overrides: object) => [sign(), opened('2022-02-01'), determined('2022-04-01', overrides), ...hearing] as const;
    given(contract, ...found({ cause: 'government' }))
      .when(ofIdle('2023-01-11'))
      .thenRefused('contract-idle-cause-of-others');
    given(contract, ...found({ idleKind: 'stopped' }))
      .when(ofIdle('2023-01-11'))
      .thenRefused('contract-idle-not-unstarted');
    given(contract, ...foundIdle, ...hearing)
      .when(ofIdle('2023-01-11', { compensation: yuan(1) }))
      .thenRefused('contract-recovery-compensated');
  });
});

describe('the other grounds', () => {
  it('an agreement (收储) names itself and the compensation', () => {
    given(contract, sign())
      .when(recover('2022-01-01', 'agreement', { compensation: yuan(1) }))
      .thenRefused('contract-recovery-without-agreement');
    given(contract, sign())
      .when(recover('2022-01-01', 'agreement', { agreement: '收储' }))
      .thenRefused('contract-recovery-without-compensation');
  });
  it('the public interest names the approval and the compensation', () => {
    given(contract, sign())
      .when(recover('2022-01-01', 'public-interest', { compensation: yuan(1) }))
      .thenRefused('contract-recovery-without-approval');
    given(contract, sign())
      .when(recover('2022-01-01', 'public-interest', { approval: '沪府〔2021〕9号' }))
      .thenRefused('contract-recovery-without-compensation');
    given(contract, sign())
      .when(recover('2022-01-01', 'public-interest', { approval: '沪府〔2021〕9号', compensation: yuan(1) }))
      .thenConcerns('310116112');
  });
  it('expiry follows the last day of the term', () => {
    const until = (day: string) => sign({ term: { years: null, from: null, until: day } });
    given(contract, until('2025-01-31')).when(recover('2025-02-01', 'expiry')).thenConcerns('310116112');
    given(contract, until('2025-01-31')).when(recover('2025-01-31', 'expiry')).thenRefused('contract-recovery-term-running', '2025-01-31');
    given(contract, sign()).when(recover('2025-01-31', 'expiry')).thenRefused('contract-recovery-term-running', '2040-02-01');
    given(contract, sign({ term: { years: null, from: null, until: null } }))
      .when(recover('2025-01-31', 'expiry'))
      .thenRefused('contract-recovery-term-unknown');
  });
});

describe('a recovery that is reported', () => {
  it('is recorded with every rule that it breaks', () => {
    const told = report('2021-07-01', 'breach');
    given(contract, sign(), declared('2021-08-01'))
      .when(told)
      .then(
        { type: 'LandRecovered', data: { ...told.data, basis: 'reported' } },
        ...discrepancies('LandRecovered', 'contract-recovery-before-termination', 'contract-acts-recorded-later'),
      );
    const idleLand = report('2022-06-01', 'idle', { compensation: yuan(1) });
    given(contract, sign())
      .when(idleLand)
      .then(
        { type: 'LandRecovered', data: { ...idleLand.data, basis: 'reported' } },
        ...discrepancies('LandRecovered', 'contract-idle-not-determined', 'contract-recovery-compensated'),
      );
  });
  it('as the law wants it breaks none; again it is nothing new', () => {
    const told = report('2021-07-01', 'breach');
    const history = [...breached, terminated('2021-06-11')] as const;
    given(contract, ...history)
      .when(told)
      .then({ type: 'LandRecovered', data: { ...told.data, basis: 'reported' } });
    given(contract, ...history, told)
      .when(told)
      .thenNothing();
  });
});

describe('a termination or a recovery that a court sets aside (撤销)', () => {
  const annul = (decision: string) =>
    on('2022-03-01', 'ReportContractDecisionAnnulled', { decision, number: '（2021）沪01行终9号', reason: '程序违法' });
  const ended = [...breached, terminated('2021-06-11')] as const;
  const { decision: _, ...data } = annul(specId(3)).data;

  it('never held: the contract is in force again', () => {
    given(contract, ...ended)
      .when(annul(specId(3)))
      .then({ type: 'ContractDecisionAnnulled', data, corrects: specId(3) });
    const { state } = given(contract, ...ended, recover('2021-07-01', 'breach'), annul(specId(4)));
    expect([known(state).kind, known(state).recovery, known(state).termination?.on]).toEqual(['terminated', null, '2021-06-11']);
    expect(known(given(contract, ...ended, annul(specId(3))).state).kind).toBe('in-force');
  });
  it('is nothing new the second time, and known', () => {
    given(contract, ...ended, annul(specId(3)))
      .when(annul(specId(3)))
      .thenNothing();
    given(contract, ...ended)
      .when(annul(other))
      .thenRefused('contract-decision-unknown', other);
  });
  it('takes the ground from a recovery for breach, which is said', () => {
    given(contract, ...ended, recover('2021-07-01', 'breach'))
      .when(annul(specId(3)))
      .then(
        { type: 'ContractDecisionAnnulled', data, corrects: specId(3) },
        ...discrepancies('ContractDecisionAnnulled', 'contract-recovery-before-termination'),
      );
    const bought = recover('2021-07-01', 'agreement', { agreement: '收储', compensation: yuan(1) });
    given(contract, ...ended, bought)
      .when(annul(specId(3)))
      .then({ type: 'ContractDecisionAnnulled', data, corrects: specId(3) });
  });
});

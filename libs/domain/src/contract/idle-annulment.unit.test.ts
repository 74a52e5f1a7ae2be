import { describe, expect, it } from 'vitest';
import { specId } from '../testing/given.ts';
import { contract } from './index.ts';
import { contractId, determined, given, heard, idle, idleId, on, opened, recover, sign, yuan } from './test/scene.ts';

describe('a determination of idleness, or a fee, that is set aside (撤销, by a court or on 复议)', () => {
  const annul = (decision: string) =>
    on('2023-06-01', 'ReportContractDecisionAnnulled', { decision, number: '（2023）沪03行终9号', reason: '事实不清' });
  const annulled = (decision: string) => ({
    type: 'ContractDecisionAnnulled' as const,
    data: { contractId, number: '（2023）沪03行终9号', reason: '事实不清' },
    corrects: decision,
  });
  const lost = {
    type: 'ContractDiscrepancyFound' as const,
    data: expect.objectContaining({
      discrepancy: expect.objectContaining({ rule: 'contract-idle-not-determined' }),
      about: 'ContractDecisionAnnulled',
    }),
  };
  const hearing = heard('2022-05-01', '2022-05-20');
  const fee = idle('2022-06-01', 'DecideIdleFee', { number: '费1' });
  /** Events 0 signed, 1 opened, 2 determined, 3 and 4 the hearing, 5 the fee. */
  const charged = [sign(), opened('2022-02-01'), determined('2022-04-01'), ...hearing, fee] as const;

  it('never held: the case is investigated again, and may be determined or dismissed', () => {
    const history = charged.slice(0, 5);
    given(contract, ...history)
      .when(annul(specId(2)))
      .then(annulled(specId(2)));
    given(contract, ...history, annul(specId(2)))
      .when(annul(specId(2)))
      .thenNothing();
    given(contract, ...history, annul(specId(2)))
      .when(fee)
      .thenRefused('contract-idle-not-determined');
    given(contract, ...history, annul(specId(2)))
      .when(idle('2023-06-02', 'DismissIdle', { reason: '不属闲置' }))
      .thenConcerns('310116112');
    given(contract, ...history, annul(specId(2)))
      .when(determined('2023-06-02'))
      .thenConcerns('310116112');
  });
  it('takes the hearing on it with it: the next fee needs a hearing of its own', () =>
    given(contract, ...charged.slice(0, 5), annul(specId(2)), determined('2023-06-02'))
      .when(idle('2023-07-01', 'DecideIdleFee', { number: '费2' }))
      .thenRefused('contract-idle-hearing-open'));
  it('leaves the fee decided on it without ground, which is said', () =>
    given(contract, ...charged)
      .when(annul(specId(2)))
      .then(annulled(specId(2)), lost));
  it('leaves a recovery of idle land without ground, which is said', () => {
    const recovered = recover('2023-02-01', 'idle', { idleId });
    given(contract, ...charged.slice(0, 5), recovered)
      .when(annul(specId(2)))
      .then(annulled(specId(2)), lost);
    const bought = recover('2023-02-01', 'agreement', { agreement: '收储', compensation: yuan(1) });
    given(contract, ...charged.slice(0, 5), bought)
      .when(annul(specId(2)))
      .then(annulled(specId(2)));
  });
  it('as to the fee alone leaves the determination, and another fee may be decided', () => {
    given(contract, ...charged)
      .when(annul(specId(5)))
      .then(annulled(specId(5)));
    given(contract, ...charged, annul(specId(5)))
      .when(idle('2023-07-01', 'DecideIdleFee', { number: '费2' }))
      .thenConcerns('310116112');
  });
  it('is no act under the contract any longer: the contract may end before it', () => {
    const bought = recover('2022-03-01', 'agreement', { agreement: '收储', compensation: yuan(1) });
    given(contract, ...charged)
      .when(bought)
      .thenRefused('contract-acts-recorded-later', '2022-04-01');
    given(contract, ...charged, annul(specId(2)))
      .when(bought)
      .thenConcerns('310116112');
  });
  it('is not any step of a case', () =>
    given(contract, ...charged)
      .when(annul(specId(1)))
      .thenRefused('contract-decision-unknown', specId(1)));
});

import { describe, expect, it } from 'vitest';
import { specId } from '../testing/given.ts';
import type { ContractCommand } from './commands.ts';
import { contract } from './index.ts';
import { breached, contractId, given, known, on, other, papers, parcelId, sign, terminated } from './test/scene.ts';

const endedBy = specId(7001);
const successors = [specId(7101), specId(7102)];
const ended = (day: string, more: object = {}) => on(day, 'RecordContractParcelEnded', { parcelId, endedBy, successors, ...more });
const restored = (day: string, more: object = {}) => on(day, 'RecordContractParcelRestored', { parcelId, endedBy, ...more });
const discrepancies = (facts: readonly { type: string }[]) => facts.filter(({ type }) => type === 'ContractDiscrepancyFound');
const decided = (history: readonly ContractCommand[], command: ContractCommand) => {
  const decision = contract.decide(command, given(contract, ...history).state);
  if ('rejected' in decision) throw new Error(decision.en);
  return decision;
};

describe('a parcel of the contract that is split, merged or retired', () => {
  it('is recorded with its successors, and somebody has to agree on them: nothing moves by itself', () => {
    const [fact, found] = decided([sign()], ended('2022-05-01'));
    expect(fact).toMatchObject({ type: 'ContractParcelEnded', data: { contractId, parcelId, endedBy, successors } });
    expect(found).toMatchObject({
      type: 'ContractDiscrepancyFound',
      data: {
        about: 'ContractParcelEnded',
        discrepancy: { rule: 'contract-parcel-ended', en: expect.stringContaining(successors.join(', ')) },
      },
    });
    expect(known(given(contract, sign(), ended('2022-05-01')).state)).toMatchObject({
      kind: 'in-force',
      particulars: { parcelIds: [parcelId] },
    });
  });
  it('is named once', () => given(contract, sign(), ended('2022-05-01')).when(ended('2022-05-01')).thenNothing());
  it('may have no successors, or many, of which the first are told', () => {
    const en = (ids: readonly string[]) => JSON.stringify(discrepancies(decided([sign()], ended('2022-05-01', { successors: ids }))));
    const many = [1, 2, 3, 4, 5].map((n) => specId(7100 + n));
    expect([en([]).includes('after it: —.'), en(many).includes(`${many[3]}, … (5)`), en(many).includes(String(many[4]))]).toEqual([
      true,
      true,
      false,
    ]);
  });
  it('concerns nobody any more when the contract has ended, or names other parcels', () => {
    expect(decided([...breached, terminated('2021-07-01')], ended('2022-05-01')).map(({ type }) => type)).toEqual(['ContractParcelEnded']);
    const corrected = on('2022-01-01', 'CorrectContract', {
      jurisdictions: ['310116112'],
      ...papers,
      parcelIds: [other],
      reason: '录入有误',
    });
    given(contract, sign(), corrected).when(ended('2022-05-01')).thenNothing();
  });
  it('comes back when the split is undone, once', () => {
    const history = [sign(), ended('2022-05-01')];
    given(contract, ...history)
      .when(restored('2022-05-01'))
      .then({ type: 'ContractParcelRestored', data: { contractId, parcelId, endedBy }, corrects: specId(1) });
    given(contract, ...history, restored('2022-05-01'))
      .when(restored('2022-05-01'))
      .thenNothing();
    given(contract, ...history)
      .when(restored('2022-05-01', { endedBy: other }))
      .thenNothing();
    given(contract, ...history)
      .when(restored('2022-05-01', { parcelId: other }))
      .thenNothing();
  });
});

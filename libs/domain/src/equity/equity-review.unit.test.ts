// What happens to a case between its filing and its end: contracts, control, consent, opinions, decision.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { equityEvents } from './events.ts';
import { equity } from './index.ts';
import {
  agreed,
  bound,
  cancel,
  clause,
  companyId,
  consent,
  contractId,
  determine,
  equityId,
  file,
  grant,
  holderA,
  holderC,
  lockUntil,
  name,
  opine,
  opinions,
  otherContractId,
  otherTown,
  parcelId,
  refuse,
  refuseConsent,
  reportCompleted,
  reportUndeclared,
  requestConsent,
  town,
} from './test/samples.ts';

const given = specify(equityEvents);
const control = {
  equityId,
  companyId,
  parcelIds: [parcelId],
  department: '市场监管局' as const,
  changed: 'yes' as const,
  controllerBefore: holderA,
  controllerAfter: null,
  reason: '依据公司章程及股东协议认定',
};

describe('a contract that comes to be known later', () => {
  it('concerns the case like those of the filing, each once', () => {
    const naming = given(equity, file(bound(clause()))).when(name(clause(), clause({ contractId: otherContractId })));
    naming.then({
      type: 'EquityContractsNamed',
      data: { equityId, contractIds: [otherContractId], clauses: [clause({ contractId: otherContractId })] },
    });
    naming.thenConcerns(town, otherTown);
  });
  it('is nothing new when it is known', () =>
    given(equity, file(bound(clause())))
      .when(name(clause()))
      .thenNothing());
  it('leads to a suspicion when the change has taken place', () =>
    given(equity, reportUndeclared())
      .when(name(clause({ lockUntil })))
      .then(
        { type: 'EquityContractsNamed', data: { equityId, contractIds: [contractId], clauses: [clause({ lockUntil })] } },
        {
          type: 'EquityClauseBreachSuspected',
          data: {
            equityId,
            companyId,
            changedOn: date('2024-03-11'),
            breaches: [
              { contractId, breach: 'consent-missing' },
              { contractId, breach: 'locked' },
            ],
          },
        },
      ));
  it('is refused in a closed case and for another grantee', () => {
    given(equity, file(), cancel()).when(name(clause())).thenRefused('equity-case-closed', '2024-03-11');
    given(equity, file({ companyId: specId(9) }))
      .when(name(clause()))
      .thenRefused('equity-contract-of-another-grantee');
  });
});

describe('determining whether the actual control changes (实际控制人变更认定)', () => {
  it('names the company, its parcels and the controllers before and after, as far as known', () => {
    const determining = given(equity, file()).when(determine('yes'));
    determining.then({ type: 'ControlChangeDetermined', data: { ...control, changedOn: null } });
    determining.thenConcerns(town, otherTown);
  });
  it('names the day of the change once it has taken place, and what it brings to light', () =>
    given(equity, file(bound(clause({ covers: ['control'] }))), determine('no'), reportCompleted())
      .when(determine('yes', {}, '2024-05-01'))
      .then(
        { type: 'ControlChangeDetermined', data: { ...control, changedOn: date('2024-03-11') } },
        {
          type: 'EquityClauseBreachSuspected',
          data: { equityId, companyId, changedOn: date('2024-03-11'), breaches: [{ contractId, breach: 'consent-missing' }] },
        },
      ));
  it('may be revised; of two the later day counts, whichever was recorded first', () => {
    const { state } = given(equity, file(), determine('no', {}, '2024-04-02'), determine('yes', {}, '2024-04-01'));
    expect(state.kind === 'open' && state.control.map(({ value }) => value.changed)).toEqual(['yes', 'no']);
  });
  it('is nothing new when the same was determined by the same department for the same reason', () => {
    given(equity, file(), determine('yes'))
      .when(determine('yes', {}, '2024-05-01'))
      .thenNothing();
    given(equity, file(), determine('yes'))
      .when(determine('yes', { department: '规划资源局' }))
      .then({ type: 'ControlChangeDetermined', data: { ...control, department: '规划资源局', changedOn: null } });
  });
  it.each([
    ['yes', holderA, holderA],
    ['no', holderA, holderC],
  ] as const)('is refused when it says %s against the controllers it names', (changed, controllerBefore, controllerAfter) =>
    given(equity, file()).when(determine(changed, { controllerBefore, controllerAfter })).thenRefused('equity-controllers-contradict'),
  );
  it('may be unknown, whoever is named', () =>
    expect(given(equity, file(), determine('unknown', { controllerAfter: holderA })).state.kind).toBe('open'));
  it('is refused in a closed case', () => given(equity, file(), cancel()).when(determine('yes')).thenRefused('equity-case-closed'));
});

describe('the consent of the grantor (出让人同意)', () => {
  const filed = file(bound(clause(), clause({ contractId: otherContractId, consentRequired: false })));
  it('is requested for the contracts whose clauses ask for it', () =>
    given(equity, filed)
      .when(requestConsent())
      .then({ type: 'GrantorConsentRequested', data: { equityId, companyId, contractIds: [contractId] } }));
  it('is not requested twice, nor where no clause asks for it', () => {
    given(equity, filed, requestConsent()).when(requestConsent('2024-05-01')).thenNothing();
    given(equity, filed, requestConsent(), consent()).when(requestConsent('2024-05-01')).thenNothing();
    given(equity, file()).when(requestConsent()).thenRefused('equity-consent-not-required');
  });
  it('is requested for a contract that joins the case later, and for no other', () =>
    given(equity, filed, requestConsent(), consent(), name(clause({ contractId: specId(3003) })))
      .when(requestConsent())
      .then({ type: 'GrantorConsentRequested', data: { equityId, companyId, contractIds: [specId(3003)] } }));
  it('is given, with conditions or without', () => {
    given(equity, filed, requestConsent())
      .when(consent('承接原合同亩均税收义务'))
      .then({
        type: 'GrantorConsentGranted',
        data: { equityId, companyId, contractIds: [contractId], conditions: '承接原合同亩均税收义务' },
      });
    given(equity, filed, requestConsent(), consent()).when(consent()).thenNothing();
  });
  it('is refused with its reason, and may be requested again', () => {
    const reason = '项目公司股权结构不得变更';
    given(equity, filed, requestConsent())
      .when(refuseConsent(reason))
      .then({ type: 'GrantorConsentRefused', data: { equityId, companyId, contractIds: [contractId], reason } });
    given(equity, filed, requestConsent(), refuseConsent()).when(refuseConsent()).thenNothing();
    given(equity, filed, requestConsent(), refuseConsent())
      .when(requestConsent('2024-05-01'))
      .then({ type: 'GrantorConsentRequested', data: { equityId, companyId, contractIds: [contractId] } });
  });
  it('answers a request: none is given unasked, and none before the request', () => {
    given(equity, filed).when(consent()).thenRefused('equity-consent-not-requested');
    given(equity, filed, requestConsent(), consent()).when(refuseConsent()).thenRefused('equity-consent-not-requested');
    given(equity, filed, requestConsent(), consent()).when(consent(null, '2024-05-01')).thenRefused('equity-consent-not-requested');
    given(equity, filed, requestConsent('2024-04-01'))
      .when(consent(null, '2024-03-31'))
      .thenRefused('equity-consent-before-request', '2024-03-31', '2024-04-01');
  });
  it('is neither requested nor given in a closed case', () => {
    given(equity, filed, requestConsent(), cancel()).when(consent()).thenRefused('equity-case-closed');
    given(equity, filed, cancel()).when(requestConsent()).thenRefused('equity-case-closed');
  });
  it('may still be asked for and given after the change', () =>
    expect(given(equity, filed, reportCompleted(), requestConsent(), consent()).state.kind).toBe('completed'));
});

describe('the opinions of the three departments (股权转让联合监管)', () => {
  it('are each their own, late or in time', () => {
    const opinion = { equityId, companyId, department: '经委' as const, opinion: 'agree' as const, reason: null };
    given(equity, file())
      .when(opine('经委'))
      .then({ type: 'EquityOpinionGiven', data: { ...opinion, late: null } });
    const due = file({ opinionsDueOn: date('2024-04-01') });
    given(equity, due)
      .when(opine('经委', 'agree', null, '2024-04-01'))
      .then({ type: 'EquityOpinionGiven', data: { ...opinion, late: false } });
    given(equity, due)
      .when(opine('经委', 'agree', null, '2024-04-02'))
      .then({ type: 'EquityOpinionGiven', data: { ...opinion, late: true } });
  });
  it('may be revised while the case is under review', () => {
    given(equity, file(), opine('经委'))
      .when(opine('经委', 'agree', null, '2024-05-01'))
      .thenNothing();
    given(equity, file(), opine('经委'))
      .when(opine('经委', 'object', '亩均税收未达标'))
      .then({
        type: 'EquityOpinionGiven',
        data: { equityId, companyId, department: '经委', opinion: 'object', reason: '亩均税收未达标', late: null },
      });
    given(equity, ...agreed())
      .when(opine('经委', 'object', '亩均税收未达标'))
      .thenRefused('equity-not-under-review', '2024-03-11');
  });
  it('give a reason when they object', () =>
    given(equity, file()).when(opine('经委', 'object')).thenRefused('equity-objection-needs-reason'));
});

describe('the decision of the joint review', () => {
  const heard = [file(), determine('yes'), ...opinions] as const;
  it('follows the opinions of all three: no department decides alone', () => {
    const two = [file(), determine('no'), opine('规划资源局'), opine('市场监管局', 'agree', null, '2024-04-01')] as const;
    given(equity, ...two)
      .when(grant())
      .thenRefused('equity-opinions-missing', '经委、市场监管局');
    given(equity, ...two)
      .when(refuse('不同意', '2024-04-01'))
      .thenRefused('equity-opinions-missing', '经委');
  });
  it('agrees', () => {
    const agreeing = given(equity, ...heard).when(grant());
    agreeing.then({ type: 'EquityTransferGranted', data: { equityId, companyId, reason: null } });
    agreeing.thenConcerns(town, otherTown);
    given(equity, ...heard, grant())
      .when(grant())
      .thenNothing();
  });
  it('does not agree before the change of control has been determined', () =>
    given(equity, file(), ...opinions)
      .when(grant())
      .thenRefused('equity-control-undetermined'));
  it('agrees against an objection only with a reason', () => {
    const against = [file(), determine('no'), opine('规划资源局'), opine('经委', 'object', '低效'), opine('市场监管局')] as const;
    given(equity, ...against)
      .when(grant())
      .thenRefused('equity-objection-unanswered', '经委');
    given(equity, ...against)
      .when(grant('已签订整改协议'))
      .then({ type: 'EquityTransferGranted', data: { equityId, companyId, reason: '已签订整改协议' } });
  });
  it('refuses, naming its reason, and that is the end of the case', () => {
    const reason = '属低效用地且整改未完成';
    given(equity, ...heard)
      .when(refuse(reason))
      .then({ type: 'EquityTransferRefused', data: { equityId, companyId, reason } });
    given(equity, ...heard, refuse(reason))
      .when(refuse(reason))
      .thenNothing();
    given(equity, ...heard, refuse(reason))
      .when(grant())
      .thenRefused('equity-not-under-review');
    given(equity, ...heard, refuse(reason))
      .when(cancel())
      .thenRefused('equity-case-closed');
  });
  it('is made once', () => {
    given(equity, ...heard, grant())
      .when(grant('另有理由'))
      .thenRefused('equity-not-under-review');
    given(equity, ...heard, grant())
      .when(grant(null, '2024-05-01'))
      .thenRefused('equity-not-under-review');
    given(equity, ...heard, grant())
      .when(refuse())
      .thenRefused('equity-not-under-review');
  });
});

describe('a case that ends before the change', () => {
  const data = { equityId, companyId, by: 'applicant' as const, reason: '交易终止' };
  it('is withdrawn by who filed it or ended by the authority, under review or agreed to', () => {
    given(equity, file()).when(cancel()).then({ type: 'EquityTransferCancelled', data });
    given(equity, ...agreed())
      .when(cancel('authority'))
      .then({ type: 'EquityTransferCancelled', data: { ...data, by: 'authority' } });
    given(equity, file(), cancel()).when(cancel()).thenNothing();
    given(equity, file(), cancel()).when(cancel('authority')).thenRefused('equity-case-closed');
  });
  it('is not one that has taken place', () => {
    given(equity, file(), reportCompleted()).when(cancel()).thenRefused('equity-already-completed', '2024-03-11');
    given(equity, reportUndeclared()).when(cancel()).thenRefused('equity-already-completed', '2024-03-11');
  });
});

// A company of 漕泾 with land there and in 松江, its holders and its grant contract; and a short way to say each command.
import { date } from '../../kernel/index.ts';
import { command, specId } from '../../testing/given.ts';
import type { CommandNamed, EquityCommand } from '../commands.ts';
import type { Change, Clause, OpinionDepartment } from '../events.ts';

export const equityId = '7d1c2a52-8c1b-4a53-9a55-0d3f3f8f7e01';
export const companyId = specId(1001);
export const [holderA, holderB, holderC] = [specId(1), specId(2), specId(3)] as const;
export const parcelId = specId(2001);
export const soldParcelId = specId(2002);
export const contractId = specId(3001);
export const otherContractId = specId(3002);
export const town = '310116112';
export const otherTown = '310117107';

/** A sells its 60% to C; B keeps 40%. */
export const changes: readonly Change[] = [
  { holderId: holderA, before: '60%', after: null },
  { holderId: holderB, before: '2/5', after: '2/5' },
  { holderId: holderC, before: null, after: '3/5' },
];

/** Consent from 30% on and for every change of control; nothing may change through 2024-06-30 if asked so. */
export const clause = (changed: Partial<Clause> = {}): Clause => ({
  contractId,
  from: date('2015-01-01'),
  until: null,
  consentRequired: true,
  threshold: '30%',
  lockUntil: null,
  covers: ['shares', 'control'],
  ...changed,
});
export const bound = (...clauses: readonly Clause[]) => ({
  contractIds: clauses.map((each) => each.contractId),
  clauses: clauses.map((each) => ({ ...each, granteeId: companyId })),
});
export const lockUntil = date('2024-06-30');

const land = [
  { parcelId, jurisdictions: [otherTown], from: date('2015-01-01'), until: null },
  { parcelId: soldParcelId, jurisdictions: ['310116101'], from: date('2015-01-01'), until: date('2024-03-11') },
];
/** It was at home in 松江 through 2014. */
const whereabouts = { home: otherTown, homes: [{ from: date('2015-01-01'), value: town }], land };
/** What the ledger has of the company's holders from 2015 on. */
export const registered = [
  {
    from: date('2015-01-01'),
    value: [
      { holderId: holderB, share: '40%' },
      { holderId: holderA, share: '3/5' },
    ],
  },
];

type Data<T extends EquityCommand['type']> = Partial<CommandNamed<T>['data']>;
type On = string | undefined;
const at = <C extends EquityCommand>(given: C, on: On): C => (on === undefined ? given : { ...given, effectiveOn: date(on) });
const unbound = { contractIds: [], clauses: [] };

export const file = (data: Data<'FileEquityTransfer'> = {}, on?: On): CommandNamed<'FileEquityTransfer'> =>
  at(
    command('FileEquityTransfer', {
      equityId,
      companyId,
      kind: 'transfer' as const,
      changes: [...changes],
      opinionsDueOn: null,
      ...unbound,
      ...whereabouts,
      registered,
      ...data,
    }),
    on,
  );
export const causedBy = specId(4001);
export const fileIndirect = (data: Data<'FileIndirectEquityTransfer'> = {}): CommandNamed<'FileIndirectEquityTransfer'> =>
  command('FileIndirectEquityTransfer', { equityId, companyId, causedBy, opinionsDueOn: null, ...unbound, ...whereabouts, ...data });
export const reportUndeclared = (data: Data<'ReportUndeclaredEquityTransfer'> = {}): CommandNamed<'ReportUndeclaredEquityTransfer'> =>
  command('ReportUndeclaredEquityTransfer', {
    equityId,
    companyId,
    kind: 'transfer' as const,
    changes: [...changes],
    foundOn: date('2025-03-11'),
    ...unbound,
    ...whereabouts,
    ...data,
  });
export const name = (...clauses: readonly Clause[]) => command('NameEquityContracts', { equityId, ...bound(...clauses) });
export const determine = (changed: 'yes' | 'no' | 'unknown', data: Data<'DetermineControlChange'> = {}, on?: On) =>
  at(
    command('DetermineControlChange', {
      equityId,
      department: '市场监管局' as const,
      changed,
      controllerBefore: holderA,
      controllerAfter: changed === 'no' ? holderA : null,
      reason: '依据公司章程及股东协议认定',
      ...data,
    }),
    on,
  );
export const requestConsent = (on?: On) => at(command('RequestGrantorConsent', { equityId }), on);
export const consent = (conditions: string | null = null, on?: On) => at(command('GrantConsent', { equityId, conditions }), on);
export const refuseConsent = (reason = '项目公司股权结构不得变更', on?: On) => at(command('RefuseConsent', { equityId, reason }), on);
export const opine = (department: OpinionDepartment, opinion: 'agree' | 'object' = 'agree', reason: string | null = null, on?: On) =>
  at(command('GiveEquityOpinion', { equityId, department, opinion, reason }), on);
export const opinions = [opine('规划资源局'), opine('经委'), opine('市场监管局')] as const;
export const grant = (reason: string | null = null, on?: On) => at(command('GrantEquityTransfer', { equityId, reason }), on);
export const refuse = (reason = '属低效用地且整改未完成', on?: On) => at(command('RefuseEquityTransfer', { equityId, reason }), on);
export const cancel = (by: 'applicant' | 'authority' = 'applicant', reason = '交易终止') =>
  command('CancelEquityTransfer', { equityId, by, reason });
export const complete = (on?: On, ledger = registered) => at(command('CompleteEquityTransfer', { equityId, registered: ledger }), on);
export const reportCompleted = (data: Data<'ReportEquityTransferCompleted'> = {}, on?: On) =>
  at(command('ReportEquityTransferCompleted', { equityId, changes: null, registered, ...data }), on);

export const correctDate = (on: string, reason = '登记日期有误') => at(command('CorrectEquityDate', { equityId, reason }), on);

/** A case that the joint review has agreed to, on 2024-03-11. */
export const agreed = (data: Data<'FileEquityTransfer'> = {}) => [file(data), determine('yes'), ...opinions, grant()] as const;

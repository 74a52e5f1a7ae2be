// Commands of every kind over few ids and days, so that they meet each other.
import fc from 'fast-check';
import { specId } from '../../testing/given.ts';
import type { ContractCommand } from '../commands.ts';
import {
  breachId,
  closed,
  declared,
  determined,
  extend,
  idle,
  idleId,
  lead,
  mu,
  noticed,
  on,
  opened,
  other,
  papers,
  parcelId,
  reached,
  recover,
  sign,
  terminated,
  yuan,
} from './scene.ts';

const days = ['2020-01-10', '2020-12-01', '2021-02-01', '2021-03-10', '2021-07-01', '2022-02-01', '2022-04-01', '2023-02-01', '2040-03-01'];
const day = fc.constantFrom(...days);
const nodes = ['construction-start', 'completion', 'production-start', 'full-production'] as const;
const node = fc.constantFrom(...nodes);
const clause = (wanPerMu: string) => ({ wording: null, terms: { kind: 'investment-intensity', wanPerMu } });

/** Today of the generated commands: late enough for the end of the term. */
const inTime = (command: ContractCommand): ContractCommand => ({ ...command, today: '2041-01-01' as ContractCommand['today'] });

const of = (...made: ((on: string) => ContractCommand)[]): fc.Arbitrary<ContractCommand> =>
  fc.tuple(fc.constantFrom(...made), day).map(([make, at]) => inTime(make(at)));

const papersOf = of(
  (at) => on(at, 'CorrectContract', { jurisdictions: ['310117107'], ...papers, price: yuan(9), reason: '录入有误' }),
  (at) => on(at, 'AddClause', { clause: { no: '第十四条', ...clause('1') } }),
  (at) => on(at, 'CorrectClause', { entry: specId(0), clause: { no: '第十二条', ...clause('2') }, reason: '读错' }),
  (at) => on(at, 'SignSupplementaryAgreement', { number: '补1', signedOn: at, changes: [{ no: '第十二条', clause: clause('3') }] }),
  (at) => on(at, 'SignSupplementaryAgreement', { number: '补2', signedOn: at, changes: [{ no: '第十三条', clause: null }] }),
  (at) => on(at, 'SettleDeposit', { outcome: 'forfeited', amount: yuan(150), reason: '违约' }),
  (at) => on(at, 'SettleDeposit', { outcome: 'refunded', amount: yuan(150), reason: '竣工' }),
);
const nodesOf = fc.oneof(
  fc.tuple(node, day, day).map(([which, at, until]) => inTime(extend(at, [which, until]))),
  fc.tuple(node, day).map(([which, at]) => inTime(reached(which, at))),
  fc.tuple(fc.nat(6), day).map(([n, at]) => inTime(on(at, 'CorrectMilestone', { milestone: specId(n), reason: '有误' }))),
  fc.tuple(fc.nat(6), day).map(([n, at]) => inTime(on(at, 'AnnulMilestone', { milestone: specId(n), reason: '有误' }))),
  fc
    .tuple(node, fc.nat(6), day, day)
    .map(([which, n, dueOn, at]) => inTime(on(at, 'CorrectMilestoneDue', { node: which, entry: specId(n), dueOn, reason: '读错' }))),
  fc
    .tuple(node, fc.constantFrom('met', 'met-late', 'not-met', 'exempt'), day)
    .map(([which, verdict, at]) =>
      inTime(on(at, 'AssessCompliance', { subject: { kind: 'milestone', node: which, verdict }, reason: '核查' })),
    ),
);
const breachesOf = of(
  (at) => on(at, 'RecordBreachLead', { lead, kind: 'equity', detailZh: '甲', detailEn: 'a' }),
  (at) => on(at, 'CloseBreachLead', { lead, outcome: 'no-error', reason: '无误' }),
  (at) => declared(at),
  (at) => declared(at),
  (at) => declared(at, { breachId: other, of: { kind: 'clause', no: '第十二条' }, lead }),
  (at) => noticed(at, '2021-06-30'),
  (at) => noticed(at, '2021-06-30'),
  (at) => closed(at),
  (at) => on(at, 'NoteLiquidatedDamages', { breachId, amount: yuan(1), status: 'paid', reason: '约定' }),
  (at) => terminated(at),
  (at) => terminated(at),
  (at) => on(at, 'ReportContractTermination', { number: '判', reason: '判决' }),
  (at) => on(at, 'ReportContractTermination', { breachId, number: '判', reason: '判决' }),
);
const idleOf = of(
  (at) => on(at, 'ReportConstructionProgress', { developedArea: mu(String(days.indexOf(at) + 1)) }),
  (at) => on(at, 'ReportConstructionProgress', { invested: yuan(9 - days.indexOf(at)) }),
  (at) => on(at, 'ReportConstructionStop', { reason: '停' }),
  (at) => on(at, 'ReportConstructionResumption'),
  (at) => opened(at),
  (at) => opened(at),
  (at) => idle(at, 'RecordIdleStatement', { statement: '说明' }),
  (at) => determined(at),
  (at) => determined(at),
  (at) => determined(at, { cause: 'government' }),
  (at) => idle(at, 'DismissIdle', { reason: '否' }),
  (at) => idle(at, 'ChooseIdleRemedy', { remedy: 'exchange', detail: '置换' }),
  (at) => idle(at, 'OfferIdleHearing', { number: '告1' }),
  (at) => idle(at, 'ConcludeIdleHearing', { outcome: 'held' }),
  (at) => idle(at, 'DecideIdleFee', { number: '费1' }),
  (at) => idle(at, 'ReleaseIdle', { reason: '动工' }),
);
const recoveriesOf = of(
  (at) => recover(at, 'breach'),
  (at) => recover(at, 'expiry'),
  (at) => recover(at, 'idle', { idleId }),
  (at) => ({ ...recover(at, 'breach'), type: 'ReportLandRecovery' }),
  (at) => recover(at, 'agreement', { agreement: '收储', compensation: yuan(1) }),
);
const parcelsOf = of(
  (at) => on(at, 'RecordContractParcelEnded', { parcelId, endedBy: specId(7001), successors: [specId(7101)] }),
  (at) => on(at, 'RecordContractParcelEnded', { parcelId, endedBy: specId(7002), successors: [] }),
  (at) => on(at, 'RecordContractParcelRestored', { parcelId, endedBy: specId(7001) }),
);
const annulments = fc
  .tuple(fc.nat(9), day)
  .map(([n, at]) => inTime(on(at, 'ReportContractDecisionAnnulled', { decision: specId(n), number: '判', reason: '撤' })));

/** Little more than what leads to a termination, so that many get there. */
export const breachCommands = of(
  (at) => declared(at),
  (at) => declared(at),
  (at) => noticed(at, '2021-06-30'),
  (at) => noticed(at, '2021-06-30'),
  (at) => closed(at),
  (at) => terminated(at),
  (at) => terminated(at),
  (at) => extend(at, ['construction-start', '2021-07-01']),
  (at) => recover(at, 'breach'),
);

export const signing = inTime(sign());

/** Any command but the first. */
export const laterCommands: fc.Arbitrary<ContractCommand> = fc.oneof(
  { weight: 1, arbitrary: papersOf },
  { weight: 3, arbitrary: nodesOf },
  { weight: 4, arbitrary: breachesOf },
  { weight: 3, arbitrary: idleOf },
  { weight: 1, arbitrary: recoveriesOf },
  { weight: 1, arbitrary: annulments },
  { weight: 1, arbitrary: parcelsOf },
);

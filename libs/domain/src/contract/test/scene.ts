// The contract that the specifications of this context share: 漕泾, signed 2020-01-10, and commands on it.
import { date } from '../../kernel/index.ts';
import { command, specify } from '../../testing/given.ts';
import type { CommandNamed, ContractCommand } from '../commands.ts';
import { contractEvents } from '../events.ts';
import { contractCommands } from '../index.ts';
import type { Contract, ContractState } from '../state.ts';

export const given = specify(contractEvents);
export const contractId = '0c0e4a0d-2b8c-4f60-9d0a-7a4f6d1e2c01';
export const granteeId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
export const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
export const breachId = '11111111-1111-4111-8111-111111111111';
export const idleId = '22222222-2222-4222-8222-222222222222';
export const lead = '33333333-3333-4333-8333-333333333333';
export const other = '44444444-4444-4444-8444-444444444444';

export const yuan = (wan: number) => ({ amount: `${wan}000000`, currency: 'CNY' });
export const mu = (value: string) => ({ value, unit: 'mu' as const });

type Data<T extends ContractCommand['type']> = CommandNamed<T>['data'];

/** A command as a caller gives it: parsed by its schema, so that defaults are filled in; the contract's id need not be said. */
export const on = <T extends ContractCommand['type']>(day: string, type: T, data: object = {}): CommandNamed<T> =>
  command(type, contractCommands[type].parse({ contractId, ...data }) as Data<T>, { effectiveOn: date(day) }) as unknown as CommandNamed<T>;

export const papers = {
  kind: 'grant',
  number: '沪金规土〔2020〕出让合同第3号',
  grantor: { kind: 'text', name: '金山区规划资源局' },
  granteeId,
  parcelIds: [parcelId],
  signedOn: '2020-01-08',
  term: { years: 20, from: '2020-02-01', until: null },
  tenure: 'flexible',
  area: mu('30'),
  price: yuan(1_500),
  deposit: yuan(300),
  contributions: [
    { holder: { kind: 'party', partyId: other }, share: '60%' },
    { holder: { kind: 'text', name: '上海漕泾投资有限公司' }, share: '2/5' },
  ],
};
export const clauses = [
  { no: '第十二条', wording: '投资强度不低于500万元/亩', terms: { kind: 'investment-intensity', wanPerMu: '500' } },
  { no: '第十三条', wording: '总投资额15000万元', terms: { kind: 'total-investment', amount: yuan(15_000) } },
  {
    no: '第二十条',
    wording: '股权变更须经出让人同意',
    terms: {
      kind: 'equity-change-consent',
      consentRequired: true,
      threshold: '5%',
      lockUntil: '2025-01-10',
      covers: ['contribution-ratio', 'equity-structure', 'actual-controller'],
    },
  },
];
/** 开工 2021-01-10, 竣工 2023-01-10, 投产 2023-07-10, 达产 2025-01-10. */
export const milestones = [
  { node: 'construction-start', dueOn: '2021-01-10' },
  { node: 'completion', dueOn: '2023-01-10' },
  { node: 'production-start', dueOn: '2023-07-10' },
  { node: 'full-production', dueOn: '2025-01-10' },
];

export const sign = (overrides: object = {}, day = '2020-01-10') =>
  on(day, 'SignContract', { jurisdictions: ['310116112'], ...papers, clauses, milestones, ...overrides });
export const extend = (day: string, ...extensions: readonly (readonly [string, string])[]) =>
  on(day, 'ExtendMilestones', {
    extensions: extensions.map(([node, until]) => ({ node, until })),
    approval: '金规划资源〔2020〕延期7号',
    cause: 'enterprise',
  });
export const reached = (node: string, day: string) => on(day, 'ReportMilestone', { node });

const startBreach = { breachId, of: { kind: 'milestone', node: 'construction-start' }, reason: '逾期未开工' };
export const declared = (day: string, overrides: object = {}) => on(day, 'DeclareBreach', { ...startBreach, ...overrides });
export const noticed = (day: string, cureUntil: string, overrides: object = {}) =>
  on(day, 'ServeBreachNotice', { breachId, number: '金规划资源〔2021〕催告1号', manner: '直接送达', cureUntil, ...overrides });
export const closed = (day: string, outcome = 'cured') => on(day, 'CloseBreach', { breachId, outcome, reason: '已整改' });
export const terminated = (day: string, overrides: object = {}) =>
  on(day, 'TerminateContract', { breachId, number: '金规划资源〔2021〕解除1号', reason: '逾期未整改', ...overrides });
/** Signed, breached on 2021-03-01, notice of 2021-03-10 with cure until 2021-06-10. */
export const breached = [sign(), declared('2021-03-01'), noticed('2021-03-10', '2021-06-10')] as const;

export const idle = <T extends ContractCommand['type']>(day: string, type: T, data: object = {}) => on(day, type, { idleId, ...data });
export const opened = (day: string, suspected = 'not-started') =>
  idle(day, 'OpenIdleInvestigation', { number: '金闲调〔2022〕1号', suspected, asPrinted: '供而未用' });
export const determined = (day: string, overrides: object = {}) =>
  idle(day, 'DetermineIdle', {
    number: '金闲认〔2022〕1号',
    idleKind: 'not-started',
    cause: 'enterprise',
    since: '2021-01-10',
    ...overrides,
  });
export const heard = (offered: string, concluded: string) =>
  [
    idle(offered, 'OfferIdleHearing', { number: '金听告〔2022〕1号' }),
    idle(concluded, 'ConcludeIdleHearing', { outcome: 'not-requested' }),
  ] as const;
/** Investigated from 2022-02-01, determined on 2022-04-01 as idle since the start was due, 2021-01-10. */
export const foundIdle = [sign(), opened('2022-02-01'), determined('2022-04-01')] as const;

export const recover = (day: string, ground: string, overrides: object = {}) =>
  on(day, 'RecoverLand', { ground, number: '金府土收〔2023〕1号', ...overrides });

/** The state as that of a known contract. */
export const known = (state: ContractState): Contract => {
  if (state.kind === 'absent') throw new Error('the contract was never signed');
  return state;
};

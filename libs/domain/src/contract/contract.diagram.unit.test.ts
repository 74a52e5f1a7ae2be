// The state diagrams of the README are drawn from the decider: whatever it accepts and lets a kind change is an arrow.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Identified, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { breachKind } from './breaches.ts';
import type { ContractCommand } from './commands.ts';
import type { ContractFact } from './events.ts';
import { idleCaseKind } from './idle-cases.ts';
import { contract } from './index.ts';
import type { ContractState } from './state.ts';
import { closed, declared, determined, heard, idle, idleId, noticed, on, opened, recover, sign, terminated, yuan } from './test/scene.ts';

type Make = (state: ContractState) => ContractCommand | undefined;
const fixed = (...commands: readonly ContractCommand[]): readonly Make[] => commands.map((command) => () => command);

const annul = (decision: string | undefined) =>
  decision === undefined ? undefined : on('2024-01-01', 'ReportContractDecisionAnnulled', { decision, number: '判', reason: '撤销' });
const reporting = (command: ContractCommand) => ({ ...command, type: 'ReportLandRecovery' }) as ContractCommand;

const contractPool: readonly Make[] = [
  ...fixed(
    sign(),
    declared('2021-03-01'),
    noticed('2021-03-10', '2021-06-10'),
    terminated('2021-06-11'),
    on('2021-06-11', 'ReportContractTermination', { number: '判', reason: '判决解除' }),
    recover('2023-01-10', 'breach'),
    recover('2023-01-10', 'agreement', { agreement: '收储', compensation: yuan(1) }),
    reporting(recover('2023-01-10', 'agreement', { agreement: '收储', compensation: yuan(1) })),
  ),
  (state) => annul(state.kind === 'absent' ? undefined : state.termination?.id),
  (state) => annul(state.kind === 'absent' ? undefined : state.recovery?.id),
];
const breachPool = fixed(
  sign(),
  declared('2021-03-01'),
  noticed('2021-03-10', '2021-06-10'),
  closed('2021-06-01', 'cured'),
  closed('2021-06-01', 'withdrawn'),
  terminated('2021-06-11'),
);
const idlePool: readonly Make[] = [
  ...fixed(
    sign(),
    opened('2022-02-01'),
    idle('2022-02-20', 'RecordIdleStatement', { statement: '说明' }),
    determined('2022-04-01'),
    ...heard('2022-05-01', '2022-05-20'),
    idle('2022-06-01', 'DecideIdleFee', { number: '费1' }),
    idle('2022-06-01', 'DismissIdle', { reason: '否' }),
    idle('2022-06-01', 'ReleaseIdle', { reason: '动工' }),
    recover('2023-01-11', 'idle', { idleId }),
  ),
  (state) => annul(state.kind === 'absent' ? undefined : state.idleCases[0]?.determined?.id),
];

const start = '[*]';
const contractKindOf = (state: ContractState): string => (state.kind === 'absent' ? start : state.kind);
const breachKindOf = (state: ContractState): string => {
  const breach = state.kind === 'absent' ? undefined : state.breaches.declared[0];
  return breach === undefined ? start : breachKind(breach);
};
const idleKindOf = (state: ContractState): string => {
  const first = state.kind === 'absent' ? undefined : state.idleCases[0];
  return first === undefined ? start : idleCaseKind(first);
};

/** The arrows between kinds over every state that the pool of commands reaches. */
const arrows = (pool: readonly Make[], kindOf: (state: ContractState) => string): readonly string[] => {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open: { readonly state: ContractState; readonly count: number }[] = [{ state: contract.initial, count: 0 }];
  for (const { state, count } of open) {
    for (const make of pool) {
      const command = make(state);
      const decision = command && contract.decide(command, state);
      if (command === undefined || decision === undefined || isRejection(decision) || decision.length === 0) continue;
      const events: readonly Identified<ContractFact>[] = identified(decision, count);
      const after = events.reduce(contract.evolve, state);
      const [from, to] = [kindOf(state), kindOf(after)];
      if (from !== to) found.add(`    ${from.replaceAll('-', '_')} --> ${to.replaceAll('-', '_')}: ${command.type}`);
      const key = JSON.stringify({ ...after, annulled: [] }).replaceAll(/00000000-0000-4000-8000-\d{12}/g, '');
      if (seen.has(key)) continue;
      seen.add(key);
      open.push({ state: after, count: count + events.length });
    }
  }
  return [...found].sort();
};

const diagram = (): string =>
  [
    'stateDiagram-v2',
    '  state "合同" as contract {',
    ...arrows(contractPool, contractKindOf),
    '  }',
    '  state "违约" as breach {',
    ...arrows(breachPool, breachKindOf),
    '  }',
    '  state "闲置土地案件" as idle {',
    ...arrows(idlePool, idleKindOf),
    '  }',
  ].join('\n');

it('the README draws the life of a contract, of a breach and of an idle case as the decider lets them go', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const drawn = /```mermaid\n([\s\S]*?)\n```/.exec(readme)?.[1];
  const right = diagram();
  expect(drawn, `the block of the README should read:\n${right}\n`).toBe(right);
});

// The life of a transfer in joint review, and that of a seizure, told from the decider and compared with the README.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import type { RightCommand } from './commands.ts';
import { seizuresOn, title } from './index.ts';
import type { Title } from './state.ts';
import * as say from './test/title.ts';
import { transferCaseOf } from './transfers.ts';

const marker = '<!-- state diagram: generated from the decider, see right.diagram.unit.test.ts -->';
const day = '2023-01-01';

const run = (state: Title, command: RightCommand): Title | undefined => {
  const decision = title.decide(command, state);
  if (isRejection(decision) || decision.length === 0) return undefined;
  return identified(decision, state.entries.length).reduce<Title>((known, fact) => title.evolve(known, fact), state);
};

/** Every transition between named states that some of the commands bring about, from the first state on. */
const transitions = (first: Title, commands: readonly (readonly [string, RightCommand])[], nameOf: (state: Title) => string): string[] => {
  const seen = new Set<string>();
  const lines = new Set<string>();
  const open = [first];
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    const known = JSON.stringify(state.entries.map(({ type, data }) => JSON.stringify([type, data])).toSorted());
    if (seen.has(known)) continue;
    seen.add(known);
    for (const [name, command] of commands) {
      const next = run(state, command);
      if (next === undefined) continue;
      const [from, to] = [nameOf(state), nameOf(next)];
      if (from !== to) lines.add(`  ${from} --> ${to}: ${name}`);
      open.push(next);
    }
  }
  return [...lines].toSorted();
};

const registered = run(title.initial, say.registerRight('2010-01-01'));
if (registered === undefined) throw new Error('the right was not registered');

const transferLife = transitions(
  registered,
  [
    ['FileRightTransfer', say.fileTransfer(day)],
    ['RecordRightTransferOpinion', say.giveOpinion(day)],
    ['RecordRightTransferOpinion', say.giveOpinion(day, { department: '经委' })],
    ['RecordRightTransferOpinion', say.giveOpinion(day, { department: '市场监管局' })],
    ['DecideRightTransfer (granted)', say.decideTransfer(day)],
    ['DecideRightTransfer (refused)', say.decideTransfer(day, { outcome: 'refused' })],
    ['WithdrawRightTransfer', say.withdrawTransfer(day)],
    ['RegisterRightTransfer', say.registerTransfer(day)],
  ],
  (state) => (transferCaseOf(state, say.transfer1)?.stage ?? '[*]').replace('-', '_'),
);

const seizureOf = (state: Title): string => {
  if (!state.entries.some(({ data }) => 'seizureId' in data && data.seizureId === say.seizure2)) return '[*]';
  const found = seizuresOn(state, say.land, date(day)).find(({ seizureId }) => seizureId === say.seizure2);
  if (found === undefined) return 'ended';
  return found.rank === 1 ? 'in_force' : 'waiting';
};
const seizureLife = transitions(
  registered,
  [
    ['RecordSeizure', say.seizeToo('2022-02-01')],
    ['RecordSeizure (of an earlier notice)', say.seize('2022-01-01')],
    ['ReleaseSeizure', say.releaseSeizure(day, { seizureId: say.seizure2 })],
    ['ReleaseSeizure (of the one before it)', say.releaseSeizure(day)],
    ['RenewSeizure', say.renewSeizure('2022-06-01', { seizureId: say.seizure2 })],
    ['TransferRightByRuling', say.serveRuling(day)],
  ],
  seizureOf,
);

it('the lives of a voluntary transfer and of a seizure are those that the README draws', () => {
  const drawn = [marker, '', '```mermaid', 'stateDiagram-v2', ...transferLife, ...seizureLife, '```'].join('\n');
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect(readme.includes(drawn), `README.md should hold this:\n\n${drawn}\n`).toBe(true);
});

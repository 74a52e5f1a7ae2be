import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fold, type Identified, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import type { AuctionCommand } from './commands.ts';
import { type AuctionEvent, rounds } from './events.ts';
import { auction } from './index.ts';
import {
  announce,
  confirm,
  defaulted,
  failed,
  landLot,
  on,
  open,
  registered,
  resumed,
  returned,
  revoked,
  ruled,
  served,
  settled,
  sold,
  suspended,
  withdrawn,
} from './test/spec.ts';

// Everything happens on one day: that breaks the law on notices, which refuses nothing, and never the order of days.
const day = '2024-04-15';
const steps: readonly AuctionCommand[] = [
  ...rounds.map((round) => announce(day, day, { round })),
  ...[sold, failed, defaulted, settled, returned, suspended, withdrawn, confirm, ruled, served, registered, revoked].map((make) =>
    make(day),
  ),
  resumed(day),
];

const annul = (step: string) => on(day, 'AnnulBuyerDefault', { lotId: landLot, step, reason: '误录' });

/** The lot after a history: where it stands, and what tells two histories apart for what may follow. */
const lotAfter = (history: readonly Identified<AuctionEvent>[]) => {
  const state = fold(auction, history);
  const lot = state.kind === 'opened' ? state.lots[0] : undefined;
  if (lot === undefined) throw new Error('the case has no lot');
  const { stage, defaults } = lot;
  const before = stage === 'defaulted' ? defaults.at(-1)?.stage : '';
  const key = `${stage} ${lot.announced.at(-1)?.round} ${stage === 'suspended' ? lot.stageBefore : before}`;
  // A court takes a default back; once the lot is announced anew that no longer tells where it stands.
  const annulments = stage === 'defaulted' ? defaults.map(({ id }) => annul(id)) : [];
  return { stage, key, annulments };
};

const append = (history: readonly Identified<AuctionEvent>[], command: AuctionCommand): readonly Identified<AuctionEvent>[] => {
  const decision = auction.decide(command, fold(auction, history));
  return isRejection(decision) ? history : [...history, ...identified(decision, history.length)];
};

/** Drives every command over every stage that can be reached. */
const transitions = (): ReadonlySet<string> => {
  const found = new Set<string>();
  const seen = new Set<string>();
  const explore = (history: readonly Identified<AuctionEvent>[]): void => {
    const { stage, key, annulments } = lotAfter(history);
    if (seen.has(key)) return;
    seen.add(key);
    for (const command of [...steps, ...annulments]) {
      const next = append(history, command);
      if (next === history || next.length === history.length) continue;
      found.add(`  ${stage} --> ${lotAfter(next).stage} : ${command.type}`);
      explore(next);
    }
  };
  explore(append([], open({}, '2024-03-01')));
  return found;
};

const heading = '<!-- state diagram: generated from the decider, see auction.diagram.unit.test.ts -->';

it('the state diagram of the README is what the decider does with a lot', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const lines = ['stateDiagram-v2', '  [*] --> opened : OpenAuction', ...[...transitions()].toSorted()];
  const block = [heading, '```mermaid', ...lines, '```'].join('\n');
  const found = readme.slice(readme.indexOf(heading)).trimEnd();
  expect(found, `README.md: expected this block\n${block}`).toBe(block);
});

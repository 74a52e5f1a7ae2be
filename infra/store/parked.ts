// npm run parked: what durable subscriptions could not handle, and how to have it tried again.
import { parseArgs } from 'node:util';
import type { CheckpointStore } from '@yimu/event-store';
import { figures, table } from '../import/table.ts';
import { runInTerminal, Sentence } from '../local/sentence.ts';
import { openCheckpoints } from './open-store.ts';

const usage = `npm run parked -- --store ADDRESS
npm run parked -- --store ADDRESS --consumer parcel-on-several-lists [--replay STREAM | --replay all]

  --store ADDRESS    the event store that the consumers follow: postgres://…, esdb://… or kurrentdb://…
  --consumer NAME    show what this consumer has parked; without it, all consumers and where they stand
  --replay STREAM    ask its leader to try the stream again in order, or all of them`;

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      options: {
        store: { type: 'string' },
        consumer: { type: 'string' },
        replay: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Sentence(error instanceof Error ? error.message : String(error));
  }
};

const consumersText = async (checkpoints: CheckpointStore): Promise<string> => {
  const states = await checkpoints.consumers();
  const rows = states.map((state) => [
    state.consumer,
    state.owner ?? 'nobody',
    state.checkpoint ?? 'the beginning',
    state.parkedStreams,
    state.parkedEvents,
  ]);
  return table(['consumer', 'leader', 'checkpoint', figures('streams parked'), figures('events parked')], rows);
};

const parkedText = async (checkpoints: CheckpointStore, consumer: string): Promise<string> => {
  const streams = await checkpoints.parkedStreams(consumer);
  if (streams.length === 0) return `${consumer} has nothing parked.`;
  const rows: (string | number)[][] = [];
  for (const { stream, events, replayRequested } of streams) {
    const [first] = await checkpoints.parked(consumer, { stream, limit: 1 });
    rows.push([stream, events, first?.revision ?? '', first?.attempts ?? '', first?.error ?? '', replayRequested ? 'requested' : '']);
  }
  return table(['stream', figures('events'), figures('from revision'), figures('attempts'), 'last error', 'replay'], rows);
};

/** A question to the checkpoints; a fault of the connection is a sentence. */
const asked = async <T>(question: Promise<T>): Promise<T> =>
  question.catch((error: unknown) => {
    throw new Sentence(`The event store does not answer: ${error instanceof Error ? error.message || error.name : String(error)}.`);
  });

await runInTerminal(async () => {
  const { store, consumer, replay, help } = readArguments(process.argv.slice(2));
  if (help || store === undefined || (replay !== undefined && consumer === undefined)) {
    console.log(usage);
    if (!help) process.exitCode = 1;
    return;
  }
  const checkpoints = await openCheckpoints(store);
  try {
    if (consumer === undefined) console.log(await asked(consumersText(checkpoints)));
    else if (replay === undefined) console.log(await asked(parkedText(checkpoints, consumer)));
    else {
      const streams = await asked(checkpoints.requestReplay(consumer, replay === 'all' ? undefined : replay));
      if (streams === 0) throw new Sentence(`${consumer} has nothing parked${replay === 'all' ? '' : ` of ${replay}`}.`);
      console.log(`The leader of ${consumer} will try ${streams} stream${streams === 1 ? '' : 's'} again.`);
    }
  } finally {
    await checkpoints.close();
  }
});

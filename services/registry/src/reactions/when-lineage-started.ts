// Carries a split or merger through the streams of its parcels, and back when it is abandoned. It acts on what the lineage says now,
// and every step bears being repeated: whatever was interrupted is completed when the event is delivered again.
import { discrepancyOf, type EffectiveDate, foldRecorded, type RecordedEvent } from '@yimu/domain/kernel';
import { lineage } from '@yimu/domain/lineage';
import type { Step } from '@yimu/domain/lineage/events';
import { type Begun, missingSteps, sameStep, stepsOf } from '@yimu/domain/lineage/state';
import type { EventStore } from '@yimu/event-store';
import { type Reaction, runReactionCommand } from '@yimu/server';
import { takeStep, undoStep, type Way } from './lineage-steps.ts';

const name = 'lineage-carried-out';
const types = ['SplitStarted', 'MergerStarted', 'LineageResumed', 'LineageAbandonmentBegun'];

/** The way as the lineage stands now; its cause is the last event that set it going, whichever was delivered. */
const wayOf = async (store: EventStore, today: EffectiveDate, stream: string): Promise<Way> => {
  const history = await Array.fromAsync(store.readStream(stream));
  const state = foldRecorded(lineage, history);
  const cause = history.findLast(({ type }) => types.includes(type));
  if (state.kind === 'absent' || cause === undefined) throw new Error(`${stream} was never started`);
  return { store, name, cause, today, lineage: state, sources: cause.sources };
};

type LineageCommand = Parameters<(typeof lineage)['decide']>[0];

const tell = async ({ store, cause, today, lineage: state, sources }: Way, n: number, command: Pick<LineageCommand, 'type' | 'data'>) => {
  const stream = `lineage-${state.lineageId}`;
  const asked = { ...command, stream, decider: lineage, effectiveOn: state.startedOn, sources };
  const handled = await runReactionCommand(store, { name, cause, today, n, ...asked });
  if (handled.outcome !== 'done') {
    const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
    throw new Error(`${command.type} on ${stream}: ${why}`);
  }
};

/** Numbers of the commands of one cause: four for each step, one to finish. */
const numbersOf = (state: Begun, step: Step) => {
  const first = 4 * stepsOf(state).findIndex((each) => sameStep(each, step));
  return { act: first, done: first + 1, refused: first + 2 };
};
const lastNumber = (state: Begun): number => 4 * stepsOf(state).length;

/** Does or undoes one step and says so. False when the parcel refused it. */
const go = async (way: Way, step: Step, act: typeof takeStep, done: 'RecordLineageStep' | 'RecordLineageUndoing'): Promise<boolean> => {
  const { lineageId } = way.lineage;
  const n = numbersOf(way.lineage, step);
  const refusal = await act(way, step, n.act);
  if (refusal === undefined) await tell(way, n.done, { type: done, data: { lineageId, step } });
  else await tell(way, n.refused, { type: 'RecordLineageRefusal', data: { lineageId, step, refusal: discrepancyOf(refusal) } });
  return refusal === undefined;
};

/** Takes the next step, or finishes; false when there is nothing to do now. */
const advance = async (way: Way): Promise<boolean> => {
  const [next] = missingSteps(way.lineage);
  const { lineageId } = way.lineage;
  if (next === undefined) await tell(way, lastNumber(way.lineage), { type: 'FinishLineage', data: { lineageId } });
  else await go(way, next, takeStep, 'RecordLineageStep');
  return next !== undefined;
};

/** Undoes everything from the last step back to the first, those not yet recorded too, until a parcel refuses. */
const retreat = async (way: Way): Promise<void> => {
  const { lineageId } = way.lineage;
  for (const step of stepsOf(way.lineage).toReversed())
    if (step.kind !== 'code-assigned' && !(await go(way, step, undoStep, 'RecordLineageUndoing'))) return;
  await tell(way, lastNumber(way.lineage), { type: 'FinishLineage', data: { lineageId } });
};

const carry = async (store: EventStore, today: EffectiveDate, { stream }: RecordedEvent): Promise<void> => {
  for (;;) {
    const way = await wayOf(store, today, stream);
    const { kind, refused } = way.lineage;
    if (refused !== null) return;
    if (kind === 'abandoning') return retreat(way);
    if (kind !== 'running' || !(await advance(way))) return;
  }
};

/** Carries out a lineage however often its events are delivered; one that a parcel refused waits for a person. */
export const whenLineageStarted: Reaction = {
  name,
  filter: { types },
  react: ({ store, today }, event) => carry(store, today, event),
};

// What a step of a split or merger does to its parcel, and how that is undone. Each bears being repeated.
import { type EffectiveDate, foldRecorded, type RecordedEvent, type Rejection, type Source } from '@yimu/domain/kernel';
import type { Step } from '@yimu/domain/lineage/events';
import type { Begun } from '@yimu/domain/lineage/state';
import { parcel } from '@yimu/domain/parcel';
import type { Particular } from '@yimu/domain/parcel/events';
import { type Entered, type ParcelState, particularOn } from '@yimu/domain/parcel/state';
import type { EventStore } from '@yimu/event-store';
import { type Reservation, runReactionCommand } from '@yimu/server';
import { reservingCode } from '../routes/parcels.ts';

type ParcelDecider = typeof parcel;
type ParcelCommand = Parameters<ParcelDecider['decide']>[0];

/** A lineage on its way: who acts, because of which event, and on which papers. */
export interface Way {
  readonly store: EventStore;
  readonly name: string;
  readonly cause: RecordedEvent;
  readonly today: EffectiveDate;
  readonly lineage: Begun;
  readonly sources: readonly Source[];
}

const read = async (store: EventStore, parcelId: string): Promise<ParcelState> => {
  const history = await Array.fromAsync(store.readStream(`parcel-${parcelId}`));
  return foldRecorded(parcel, history);
};

/** Gives a parcel a command of the lineage's own day. Answers what it refused; throws on anything but a decision. */
const give = async (
  { store, name, cause, today, lineage, sources }: Way,
  n: number,
  command: Pick<ParcelCommand, 'type' | 'data'>,
  reservations: readonly Reservation[] = [],
): Promise<Rejection | undefined> => {
  const stream = `parcel-${command.data.parcelId}`;
  const asked = { ...command, stream, decider: parcel, effectiveOn: lineage.startedOn, sources, reservations };
  const handled = await runReactionCommand(store, { name, cause, today, n, ...asked });
  if (handled.outcome === 'done') return undefined;
  if (handled.outcome === 'rejected') return handled.rejection;
  throw new Error(`${command.type} on ${stream}: ${handled.outcome}`);
};

const idsOf = (parcels: readonly { readonly parcelId: string }[]): string[] => parcels.map(({ parcelId }) => parcelId);
const words = { split: '宗地分割', merger: '宗地合并' } as const;

/** What all former parcels agree on passes to what comes of them; the rest a source must say. */
const inherited = <K extends 'land-use' | 'legality' | 'ownership'>(parents: readonly Entered[], kind: K, on: EffectiveDate) => {
  const values = new Set(parents.map((parent) => particularOn(parent, kind, on) ?? null));
  const [value = null] = values.size === 1 ? [...values] : [];
  return value as Extract<Particular, { kind: K }>['value'] | null;
};

const retire = (way: Way, n: number, parcelId: string) => {
  const { by, basis, lineageId, children } = way.lineage;
  const type = basis === 'decided' ? ('RetireParcel' as const) : ('ReportParcelRetirement' as const);
  return give(way, n, { type, data: { parcelId, reason: words[by], successors: idsOf(children), lineageId } });
};

const enter = async (way: Way, n: number, child: Begun['children'][number]) => {
  const { by, lineageId, startedOn, parents } = way.lineage;
  const states = await Promise.all(parents.map(({ parcelId }) => read(way.store, parcelId)));
  const former = states.filter((state) => state.kind === 'entered');
  const { parcelCode: _, ...particulars } = child;
  const data = {
    ...particulars,
    landUse: inherited(former, 'land-use', startedOn),
    legality: inherited(former, 'legality', startedOn),
    ownership: inherited(former, 'ownership', startedOn),
    lineageId,
    by,
    parents: parents.map(({ parcelId, codes }) => ({ parcelId, codes })),
  };
  return give(way, n, { type: 'EnterSuccessorParcel', data });
};

const assignCode = async (way: Way, n: number, { parcelId, parcelCode }: Begun['children'][number]) => {
  // A child without a code has no such step.
  if (parcelCode === null) return undefined;
  const assigned = { kind: 'parcel-code' as const, code: parcelCode };
  return give(way, n, { type: 'AssignParcelCode', data: { parcelId, assigned } }, [reservingCode(parcelId, parcelCode)]);
};

/** Takes a step; answers what the parcel refused. `n` tells the command from others of the same cause. */
export const takeStep = async (way: Way, { kind, parcelId }: Step, n: number): Promise<Rejection | undefined> => {
  if (kind === 'parent-retired') return retire(way, n, parcelId);
  const child = way.lineage.children.find((each) => each.parcelId === parcelId);
  if (child === undefined) throw new Error(`the lineage ${way.lineage.lineageId} has no child ${parcelId}`);
  return kind === 'child-entered' ? enter(way, n, child) : assignCode(way, n, child);
};

/**
 * Undoes what a step did, if it did it: a child that was entered is retired on the day of its entry, whatever holds later; a parent
 * comes back. Looks at the parcel itself, because a step may have been done and not yet recorded.
 */
export const undoStep = async (way: Way, { kind, parcelId }: Step, n: number): Promise<Rejection | undefined> => {
  const { by, lineageId, parents } = way.lineage;
  const state = await read(way.store, parcelId);
  if (state.kind === 'absent') return undefined;
  const reason = `撤销${words[by]}`;
  if (kind === 'parent-retired')
    return state.retirement?.lineageId === lineageId
      ? give(way, n, { type: 'AnnulParcelRetirement', data: { parcelId, lineageId, reason } })
      : undefined;
  return state.lineageId === lineageId
    ? give(way, n, { type: 'ReportParcelRetirement', data: { parcelId, reason, successors: idsOf(parents), lineageId } })
    : undefined;
};

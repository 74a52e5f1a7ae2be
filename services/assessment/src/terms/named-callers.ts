// What an enterprise and a mandated unit may touch: their scope names no place, so that the 体检表 has to tell.
import { foldRecorded } from '@yimu/domain/kernel';
import { type HealthCheck, submission } from '@yimu/domain/submission';
import type { FormKind } from '@yimu/domain/submission/events';
import { mandate } from '@yimu/domain/taskforce';
import { mayActOn } from '@yimu/domain/taskforce/read';
import type { EventStore } from '@yimu/event-store';
import type { Caller, CommandContext } from '@yimu/server';
import { landOfEnterprise } from '../reactions/concerned-land.ts';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { submissionStream } from '../scoring/streams.ts';

/** What a command is about. */
export interface Concerned {
  readonly subjectId: string;
  readonly subject: CyclePlace['subject'];
  readonly cycle: { readonly jurisdiction: string; readonly year: number };
  readonly partyId: string | null;
}

const healthCheck = async (store: EventStore, { subjectId, subject, cycle }: Concerned): Promise<HealthCheck | undefined> => {
  const history = await Array.fromAsync(store.readStream(submissionStream({ ...cycle, subject }, subjectId)));
  const state = foldRecorded(submission, history);
  return state.kind === 'absent' ? undefined : state;
};

/**
 * True for an enterprise that the 体检表 names, as to itself; as to the parcel as a whole only if it holds the land or a list names it as
 * its user: a lessee does not speak for the land.
 */
export const enterpriseMay = async ({ store, today }: CommandContext, of: Concerned, { actor: { scope } }: Caller): Promise<boolean> => {
  if (scope.kind !== 'party') return false;
  const check = await healthCheck(store, of);
  if (check === undefined || !check.enterprises.includes(scope.value)) return false;
  if (of.partyId !== null || of.subject === 'enterprise') return of.partyId === null || of.partyId === scope.value;
  return (await landOfEnterprise(store, scope.value, today)).includes(of.subjectId);
};

/** True for a unit whose mandate covers the town today and charges it with the survey. */
export const unitMay = async (
  { store, today }: CommandContext,
  of: Concerned & { readonly form: FormKind },
  { actor: { scope } }: Caller,
): Promise<boolean> => {
  if (scope.kind !== 'mandate' || of.form !== 'survey') return false;
  const check = await healthCheck(store, of);
  if (check === undefined) return false;
  const history = await Array.fromAsync(store.readStream(`mandate-${scope.value}`));
  return mayActOn(foldRecorded(mandate, history), 'survey', check.town, today);
};

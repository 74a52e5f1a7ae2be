// What the commands on a 体检表 need of other streams, and of its own.
import { foldRecorded, type Scope } from '@yimu/domain/kernel';
import type { SubjectKind } from '@yimu/domain/scoring';
import { submission } from '@yimu/domain/submission';
import { type FormKind, submissionEvents } from '@yimu/domain/submission/events';
import type { EventStore } from '@yimu/event-store';
import { readWithin } from '@yimu/server';
import { codeOfSubject } from '../reactions/cycle-subjects.ts';
import { townAmong } from './parcel-town.ts';

/**
 * Where a parcel or an enterprise lies, as the envelope of its last event tells, and which code its stream gives it; undefined when it does
 * not exist or lies outside the scope. What lies outside the jurisdiction answers its own town, so that the refusal can name it.
 */
export const knownSubject = async (
  store: EventStore,
  {
    subjectId,
    subject,
    cycle,
  }: { readonly subjectId: string; readonly subject: SubjectKind; readonly cycle: { readonly jurisdiction: string } },
  scope: Scope,
): Promise<{ readonly town: string; readonly code: string } | undefined> => {
  const history = await readWithin(store, `${subject === 'parcel' ? 'parcel' : 'party'}-${subjectId}`, scope);
  const codes = history?.at(-1)?.jurisdictions ?? [];
  const town = townAmong(codes, cycle.jurisdiction) ?? codes.at(-1);
  return history === undefined || town === undefined ? undefined : { town, code: codeOfSubject(subject, subjectId, history) };
};

/** True when every enterprise is known, and within the scope. */
export const areKnown = async (store: EventStore, partyIds: readonly string[], scope: Scope): Promise<boolean> => {
  const known = await Promise.all([...new Set(partyIds)].map((partyId) => readWithin(store, `party-${partyId}`, scope)));
  return known.every((history) => history !== undefined);
};

/** Those of the enterprises that the 体检表 does not name yet: who is on it stays on it, wherever it is registered. */
export const newcomers = async (
  store: EventStore,
  stream: string,
  partyIds: readonly string[],
  scope: Scope,
): Promise<readonly string[]> => {
  const history = (await readWithin(store, stream, scope)) ?? [];
  const state = foldRecorded(submission, history);
  return state.kind === 'absent' ? partyIds : partyIds.filter((partyId) => !state.enterprises.includes(partyId));
};

const ofForm = submissionEvents.FormSubmitted.data.pick({ form: true, partyId: true }).loose();

/** The last submission of a form, and who submitted it: null when there is none, undefined when the 体检表 lies outside the scope. */
export const lastSubmission = async (
  store: EventStore,
  stream: string,
  of: { readonly form: FormKind; readonly partyId: string | null },
  scope: Scope,
): Promise<{ readonly event: string; readonly by: string } | null | undefined> => {
  const history = await readWithin(store, stream, scope);
  if (history === undefined) return undefined;
  const found = history.findLast(({ type, data }) => {
    if (type !== 'FormSubmitted') return false;
    const { form, partyId } = ofForm.parse(data);
    return form === of.form && partyId === of.partyId;
  });
  return found === undefined ? null : { event: found.id, by: found.actor.sub };
};

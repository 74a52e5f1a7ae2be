import { addDays, type EffectiveDate, firstOf } from '../kernel/index.ts';
import type { MandateEvent, MandateFact, TaskForceEvent, TaskForceFact } from './events.ts';

type DataOf<F extends TaskForceFact | MandateFact, T extends F['type']> = Extract<F, { type: T }>['data'];
export type Member = DataOf<TaskForceFact, 'TaskForceEstablished'>['members'][number];
export type Seat = Pick<Member, 'department' | 'section' | 'duty'>;

/** A member with the day from which it is one no longer, if it was removed. */
export type Appointed = Member & { readonly removedOn: EffectiveDate | null };

export interface Established {
  readonly kind: 'established';
  readonly establishedOn: EffectiveDate;
  /** As it was established, for a request that says it again. */
  readonly founding: Pick<DataOf<TaskForceFact, 'TaskForceEstablished'>, 'office' | 'members'>;
  readonly members: readonly Appointed[];
  /** The roster that was reported last, and for which day. */
  readonly reported: { readonly on: EffectiveDate; readonly members: readonly Member[] } | null;
}

export type TaskForceState = { readonly kind: 'absent' } | Established;
export const noTaskForce: TaskForceState = { kind: 'absent' };

export const sameSeat = (left: Seat, right: Seat): boolean =>
  left.department === right.department && left.section === right.section && left.duty === right.duty;

/** The last day of a member, be it its term's or the one before its removal; null while no end is known. */
export const lastDayOf = ({ until, removedOn }: Appointed): EffectiveDate | null => (removedOn === null ? until : addDays(removedOn, -1));

/** True when the member is one on that day, its first and last day included. */
export const sitsOn = (member: Appointed, on: EffectiveDate): boolean => {
  const last = lastDayOf(member);
  return member.from <= on && (last === null || on <= last);
};

const asMember = (appointed: Appointed): Member => {
  const { removedOn: _, ...member } = appointed;
  return member;
};

/** The members on a day, in the order in which they were appointed. */
export const rosterOn = ({ members }: Established, on: EffectiveDate): readonly Member[] =>
  members.filter((member) => sitsOn(member, on)).map(asMember);

const appointed = (member: Member): Appointed => ({ ...member, removedOn: null });

const changed = (state: Established, event: Exclude<TaskForceEvent, { type: 'TaskForceEstablished' }>): Established => {
  const { effectiveOn: on } = event;
  switch (event.type) {
    case 'MemberAppointed': {
      const { jurisdiction: _, year: __, ...member } = event.data;
      return { ...state, members: [...state.members, appointed(member)] };
    }
    case 'MemberRemoved': {
      const removed = firstOf(state.members.filter((member) => sameSeat(member, event.data) && sitsOn(member, on)));
      return { ...state, members: state.members.map((member) => (member === removed ? { ...member, removedOn: on } : member)) };
    }
    case 'RosterReported':
      return { ...state, reported: { on, members: event.data.members } };
  }
};

/** Folds one event of a `taskforce-<code>-<year>` stream. */
export const evolveTaskForce = (state: TaskForceState, event: TaskForceEvent): TaskForceState => {
  if (event.type !== 'TaskForceEstablished') return state.kind === 'absent' ? state : changed(state, event);
  const { office, members } = event.data;
  return {
    kind: 'established',
    establishedOn: event.effectiveOn,
    founding: { office, members },
    members: members.map(appointed),
    reported: null,
  };
};

export interface Mandate {
  readonly kind: 'granted' | 'revoked';
  readonly grantedOn: EffectiveDate;
  readonly content: DataOf<MandateFact, 'MandateGranted'>;
  /** From which day it holds no longer, and why; null unless it was revoked. */
  readonly revoked: { readonly on: EffectiveDate; readonly reason: string } | null;
  /** As it was reported last; null before the first report. */
  readonly reported: { readonly revokedOn: EffectiveDate | null } | null;
}

export type MandateState = { readonly kind: 'absent' } | Mandate;
export const noMandate: MandateState = { kind: 'absent' };

/** True when the unit may act on that day: from the first to the last day of the mandate, and before the day of its revocation. */
export const holdsOn = (state: MandateState, on: EffectiveDate): state is Mandate => {
  if (state.kind === 'absent') return false;
  const { content, revoked } = state;
  return content.from <= on && on <= content.until && (revoked === null || on < revoked.on);
};

/** Folds one event of a `mandate-<id>` stream. */
export const evolveMandate = (state: MandateState, event: MandateEvent): MandateState => {
  if (event.type === 'MandateGranted') {
    const { effectiveOn: grantedOn, data: content } = event;
    return { kind: 'granted', grantedOn, content, revoked: null, reported: null };
  }
  if (state.kind === 'absent') return state;
  return event.type === 'MandateRevoked'
    ? { ...state, kind: 'revoked', revoked: { on: event.effectiveOn, reason: event.data.reason } }
    : { ...state, reported: { revokedOn: event.data.revokedOn } };
};

import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, MandateCommand, TaskForceCommand } from './commands.ts';
import { type MandateFact, type TaskForceFact, taskForceEvents } from './events.ts';
import { taskForceRefusals } from './refusals.ts';
import {
  alwaysLed,
  foundingHolds,
  mandateNotOver,
  mandatePeriodRuns,
  memberFits,
  notBeforeEstablishment,
  notBeforeGrant,
} from './rules.ts';
import { type Established, type Mandate, type MandateState, rosterOn, sameSeat, sitsOn, type TaskForceState } from './state.ts';

const fact = factsOf(taskForceEvents);

const same = (left: unknown, right: unknown): boolean => bitsOf(left) === bitsOf(right);

/** Decides on a `taskforce-<code>-<year>` stream: the roster of one jurisdiction and year. */
export const decideTaskForce = (command: TaskForceCommand, state: TaskForceState): Decision<TaskForceFact> => {
  if (command.type === 'EstablishTaskForce') return establish(command, state);
  const { jurisdiction, year } = command.data;
  if (state.kind === 'absent') return refuse(taskForceRefusals, 'taskforce-not-established', { jurisdiction, year });
  return notBeforeEstablishment(command, state) ?? keep(command, state);
};

const establish = (command: CommandNamed<'EstablishTaskForce'>, state: TaskForceState): Decision<TaskForceFact> => {
  const { jurisdiction, year, office, members } = command.data;
  if (state.kind !== 'absent')
    return same(state.founding, { office, members })
      ? []
      : refuse(taskForceRefusals, 'taskforce-already-established', { jurisdiction, year });
  return foundingHolds(command, state) ?? [fact(command, 'TaskForceEstablished', command.data, [jurisdiction])];
};

const keep = (command: Exclude<TaskForceCommand, { type: 'EstablishTaskForce' }>, state: Established): Decision<TaskForceFact> => {
  switch (command.type) {
    case 'AppointMember':
      return appoint(command, state);
    case 'RemoveMember':
      return remove(command, state);
    case 'ReportRoster': {
      const { effectiveOn: on, data } = command;
      const members = [...rosterOn(state, on)];
      if (same(state.reported, { on, members })) return [];
      return [fact(command, 'RosterReported', { ...data, office: state.founding.office, members }, [data.jurisdiction])];
    }
  }
};

const appoint = (command: CommandNamed<'AppointMember'>, state: Established): Decision<TaskForceFact> => {
  const { jurisdiction, year: _, ...member } = command.data;
  const sits = state.members.some(
    (each) => each.removedOn === null && sameSeat(each, member) && each.from === member.from && each.until === member.until,
  );
  if (sits) return [];
  return memberFits(member, state.members, state.establishedOn) ?? [fact(command, 'MemberAppointed', command.data, [jurisdiction])];
};

const remove = (command: CommandNamed<'RemoveMember'>, state: Established): Decision<TaskForceFact> => {
  const { data, effectiveOn } = command;
  const had = state.members.filter((member) => sameSeat(member, data));
  const sitting = had.find((member) => sitsOn(member, effectiveOn));
  if (sitting !== undefined) {
    const left = state.members.map((member) => (member === sitting ? { ...member, removedOn: effectiveOn } : member));
    return alwaysLed(left, state.establishedOn) ?? [fact(command, 'MemberRemoved', data, [data.jurisdiction])];
  }
  if (had.some(({ removedOn }) => removedOn === effectiveOn)) return [];
  return refuse(taskForceRefusals, 'taskforce-seat-empty', { department: data.department, effectiveOn });
};

/** Decides on a `mandate-<id>` stream: what a third-party technical unit is charged with. */
export const decideMandate = (command: MandateCommand, state: MandateState): Decision<MandateFact> => {
  if (command.type === 'GrantMandate') return grant(command, state);
  if (state.kind === 'absent') return refuse(taskForceRefusals, 'mandate-not-granted');
  return command.type === 'RevokeMandate' ? revoke(command, state) : report(command, state);
};

const grant = (command: CommandNamed<'GrantMandate'>, state: MandateState): Decision<MandateFact> => {
  const content = { ...command.data, tasks: [...new Set(command.data.tasks)].toSorted() };
  if (state.kind !== 'absent') return same(state.content, content) ? [] : refuse(taskForceRefusals, 'mandate-granted-otherwise');
  return mandatePeriodRuns(command, state) ?? [fact(command, 'MandateGranted', content, [content.jurisdiction])];
};

const revoke = (command: CommandNamed<'RevokeMandate'>, state: Mandate): Decision<MandateFact> => {
  const { effectiveOn, data } = command;
  const { revoked, content } = state;
  if (revoked !== null)
    return revoked.on === effectiveOn && revoked.reason === data.reason
      ? []
      : refuse(taskForceRefusals, 'mandate-revoked-otherwise', { revokedOn: revoked.on, reason: revoked.reason });
  const refused = firstRefusal([notBeforeGrant, mandateNotOver], command, state);
  return refused ?? [fact(command, 'MandateRevoked', data, [content.jurisdiction])];
};

/** Said again only when there is something new to say: a revocation. */
const report = (command: CommandNamed<'ReportMandate'>, state: Mandate): Decision<MandateFact> => {
  const { content, revoked, reported } = state;
  const revokedOn = revoked === null ? null : revoked.on;
  if (reported !== null && reported.revokedOn === revokedOn) return [];
  const refused = notBeforeGrant(command, state);
  return refused ?? [fact(command, 'MandateReported', { ...content, revokedOn }, [content.jurisdiction])];
};

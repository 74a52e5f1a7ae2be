// The policy of the task force context: each rule is a function that names what is wrong, or nothing.
import { addDays, type EffectiveDate, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { taskForceRefusals } from './refusals.ts';
import { type Appointed, type Established, lastDayOf, type Mandate, type Member, sameSeat, sitsOn } from './state.ts';

/** Whether one who sits would sit there twice on some day. */
const overlap = (seated: Appointed, { from, until }: Member): boolean => {
  const both = seated.from > from ? seated.from : from;
  return (until === null || both <= until) && sitsOn(seated, both);
};

const asAppointed = (member: Member): Appointed => ({ ...member, removedOn: null });

/** What a member may be: not before the task force, not ending before it starts, not twice on one day. */
export const memberFits = (member: Member, others: readonly Appointed[], establishedOn: EffectiveDate): Rejection | undefined => {
  const { department, from, until } = member;
  if (from < establishedOn) return refuse(taskForceRefusals, 'taskforce-before-establishment', { day: from, establishedOn });
  if (until !== null && until < from) return refuse(taskForceRefusals, 'taskforce-period-reversed', { department, from, until });
  const taken = others.find((other) => sameSeat(other, member) && overlap(other, member));
  return taken === undefined
    ? undefined
    : refuse(taskForceRefusals, 'taskforce-seat-taken', { department, from: taken.from, until: lastDayOf(taken) ?? '…' });
};

/** A lead department on every day on which the task force exists: the first day without one, if there is any. */
export const alwaysLed = (members: readonly Appointed[], establishedOn: EffectiveDate): Rejection | undefined => {
  const leads = members.filter(({ duty }) => duty === 'lead');
  const lastDays = leads.map(lastDayOf).filter((last) => last !== null);
  const day = [establishedOn, ...lastDays.map((last) => addDays(last, 1))]
    .toSorted()
    .find((each) => !leads.some((lead) => sitsOn(lead, each)));
  return day === undefined ? undefined : refuse(taskForceRefusals, 'taskforce-without-lead', { day });
};

export const foundingHolds: Rule<CommandNamed<'EstablishTaskForce'>, unknown> = ({ data: { members }, effectiveOn }) => {
  const seated: Appointed[] = [];
  for (const member of members) {
    const refused = memberFits(member, seated, effectiveOn);
    if (refused !== undefined) return refused;
    seated.push(asAppointed(member));
  }
  return alwaysLed(seated, effectiveOn);
};

type Later = CommandNamed<'AppointMember' | 'RemoveMember' | 'ReportRoster'>;

export const notBeforeEstablishment: Rule<Later, Established> = ({ effectiveOn }, { establishedOn }) =>
  effectiveOn < establishedOn
    ? refuse(taskForceRefusals, 'taskforce-before-establishment', { day: effectiveOn, establishedOn })
    : undefined;

export const mandatePeriodRuns: Rule<CommandNamed<'GrantMandate'>, unknown> = ({ data: { from, until } }) =>
  until < from ? refuse(taskForceRefusals, 'mandate-period-reversed', { from, until }) : undefined;

export const notBeforeGrant: Rule<CommandNamed<'RevokeMandate' | 'ReportMandate'>, Mandate> = ({ effectiveOn }, { grantedOn }) =>
  effectiveOn < grantedOn ? refuse(taskForceRefusals, 'mandate-before-grant', { effectiveOn, grantedOn }) : undefined;

export const mandateNotOver: Rule<CommandNamed<'RevokeMandate'>, Mandate> = ({ effectiveOn }, { content: { until } }) =>
  effectiveOn > until ? refuse(taskForceRefusals, 'mandate-over', { until }) : undefined;

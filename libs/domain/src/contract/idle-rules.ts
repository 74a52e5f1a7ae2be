// 闲置土地: notice → investigation → determination → remedy, or hearing and fee; each step on or after the one it follows.
import { type Command, type EffectiveDate, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { type IdleCase, idleCaseOf } from './idle-cases.ts';
import { dueOf } from './milestones.ts';
import { answerUntil, suspectedFrom } from './order-53.ts';
import { contractRefusals } from './rules.ts';
import { begunBy } from './standing.ts';
import type { Contract } from './state.ts';

type Determining = CommandNamed<'DetermineIdle'>;

/** Looks at a command and one idle case. */
export type CaseRule = Rule<Command, IdleCase>;

/** No two cases of one contract run at the same time. */
export const casesDoNotOverlap: Rule<CommandNamed<'OpenIdleInvestigation'>, Contract> = ({ effectiveOn }, { idleCases }) => {
  const other = idleCases.find(({ ended }) => ended === null || ended.on > effectiveOn);
  return other && refuse(contractRefusals, 'contract-idle-case-overlaps', { openedOn: other.opened.on, effectiveOn });
};

export const namedCase = ({ idleCases }: Contract, idleId: string): IdleCase | Rejection =>
  idleCaseOf(idleCases, idleId) ?? refuse(contractRefusals, 'contract-idle-case-unknown', { idleId });

const notBefore = ({ effectiveOn }: Command, since: EffectiveDate): Rejection | undefined =>
  effectiveOn < since ? refuse(contractRefusals, 'contract-idle-step-too-early', { effectiveOn, since }) : undefined;

export const followsOpening: CaseRule = (command, { opened }) => notBefore(command, opened.on);

/** On or after every step that was taken, statements and remedies aside. */
export const followsEveryStep: CaseRule = (command, { determined, hearingOffered, hearing, fee }) => {
  const later = [determined, hearingOffered, hearing, fee].filter((step) => step !== null).find(({ on }) => on > command.effectiveOn);
  return later && notBefore(command, later.on);
};

export const followsStatements: CaseRule = (command, { statements }) => {
  const later = statements.find(({ on }) => on > command.effectiveOn);
  return later && notBefore(command, later.on);
};

export const notEnded: CaseRule = (_, { ended }) =>
  ended === null ? undefined : refuse(contractRefusals, 'contract-idle-case-ended', { on: ended.on });

export const notDetermined: CaseRule = (_, { determined }) =>
  determined === null ? undefined : refuse(contractRefusals, 'contract-idle-determined-already', { on: determined.on });

export const isDetermined: CaseRule = ({ effectiveOn }, { determined }) =>
  determined === null || determined.on > effectiveOn
    ? refuse(contractRefusals, 'contract-idle-not-determined', { effectiveOn })
    : undefined;

/** 第五条: the grantee has answered, or its 30 days are over. */
export const granteeWasHeard: CaseRule = ({ effectiveOn }, { opened, statements }) => {
  const until = answerUntil(opened.on);
  const heard = effectiveOn > until || statements.some(({ on }) => on <= effectiveOn);
  return heard ? undefined : refuse(contractRefusals, 'contract-idle-statement-awaited', { until });
};

/** 第十五条 before fee and recovery. */
export const hearingIsConcluded: CaseRule = ({ effectiveOn }, { hearing }) =>
  hearing === null || hearing.on > effectiveOn ? refuse(contractRefusals, 'contract-idle-hearing-open', { effectiveOn }) : undefined;

export const hearingWasOffered: CaseRule = ({ effectiveOn }, { hearingOffered }) =>
  hearingOffered === null || hearingOffered.on > effectiveOn
    ? refuse(contractRefusals, 'contract-idle-hearing-open', { effectiveOn })
    : undefined;

export const enterpriseCausedIt: CaseRule = (_, { determined }) =>
  determined !== null && determined.cause !== 'enterprise' ? refuse(contractRefusals, 'contract-idle-cause-of-others') : undefined;

export const othersCausedIt: CaseRule = (_, { determined }) =>
  determined?.cause === 'enterprise' ? refuse(contractRefusals, 'contract-idle-cause-of-enterprise') : undefined;

export const worksNeverBegan: CaseRule = (_, { determined }) =>
  determined?.idleKind === 'stopped' ? refuse(contractRefusals, 'contract-idle-not-unstarted') : undefined;

/** Long enough since the day from which the idleness counts; `first` is one of the periods of 53号令. */
export const idleLongEnough =
  (first: (since: EffectiveDate) => EffectiveDate): CaseRule =>
  ({ effectiveOn }, { determined }) => {
    const since = determined?.since;
    return since !== undefined && effectiveOn < first(since)
      ? refuse(contractRefusals, 'contract-idle-too-short', { since, from: first(since) })
      : undefined;
  };

/** The determination agrees with the record: the due start, the works, and the year that must have passed. */
export const determinationIsFounded: Rule<Determining, Contract> = ({ effectiveOn, data }, contract) => {
  const { since, idleKind } = data;
  if (effectiveOn < suspectedFrom(since)) return refuse(contractRefusals, 'contract-idle-too-short', { since, from: suspectedFrom(since) });
  if (idleKind === 'stopped') return undefined;
  if (begunBy(contract, effectiveOn)) return refuse(contractRefusals, 'contract-idle-works-began', { effectiveOn });
  const due = dueOf(contract.milestones, 'construction-start', effectiveOn);
  return due !== undefined && since < due ? refuse(contractRefusals, 'contract-idle-since-before-due', { since, due }) : undefined;
};

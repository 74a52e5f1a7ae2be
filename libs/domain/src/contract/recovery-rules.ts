// 收回: what each of the five grounds needs. Decided in this order; of a reported recovery each broken rule is kept.
import { type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { recoveryGrounds } from './events.ts';
import { idleCaseOf } from './idle-cases.ts';
import {
  type CaseRule,
  enterpriseCausedIt,
  hearingIsConcluded,
  idleLongEnough,
  isDetermined,
  notEnded,
  worksNeverBegan,
} from './idle-rules.ts';
import { recoveryFrom } from './order-53.ts';
import { contractRefusals, endsAfterLastAct } from './rules.ts';
import { type Contract, termEnd } from './state.ts';

export type Recovering = CommandNamed<'RecoverLand' | 'ReportLandRecovery'>;
type RecoveryRule = Rule<Recovering, Contract>;

const contractIsTerminated: RecoveryRule = ({ effectiveOn }, { termination }) =>
  termination === null || termination.on > effectiveOn
    ? refuse(contractRefusals, 'contract-recovery-before-termination', { effectiveOn })
    : undefined;

/** A rule of idle cases, held against the case that the recovery names; without one nothing is determined. */
const ofCase =
  (rule: CaseRule): RecoveryRule =>
  (command, { idleCases }) => {
    const idle = idleCaseOf(idleCases, command.data.idleId ?? '');
    return idle && rule(command, idle);
  };

const caseIsDetermined: RecoveryRule = (command, contract) => {
  const { effectiveOn, data } = command;
  const idle = idleCaseOf(contract.idleCases, data.idleId ?? '');
  return idle === undefined ? refuse(contractRefusals, 'contract-idle-not-determined', { effectiveOn }) : isDetermined(command, idle);
};

const notCompensated: RecoveryRule = ({ data: { compensation } }) =>
  compensation === null ? undefined : refuse(contractRefusals, 'contract-recovery-compensated');

const compensated: RecoveryRule = ({ data: { compensation } }) =>
  compensation === null ? refuse(contractRefusals, 'contract-recovery-without-compensation') : undefined;

const agreed: RecoveryRule = ({ data: { agreement } }) =>
  agreement === null ? refuse(contractRefusals, 'contract-recovery-without-agreement') : undefined;

const approved: RecoveryRule = ({ data: { approval } }) =>
  approval === null ? refuse(contractRefusals, 'contract-recovery-without-approval') : undefined;

const termIsOver: RecoveryRule = ({ effectiveOn }, { particulars }) => {
  const until = termEnd(particulars);
  if (until === null) return refuse(contractRefusals, 'contract-recovery-term-unknown');
  return effectiveOn <= until ? refuse(contractRefusals, 'contract-recovery-term-running', { until }) : undefined;
};

const grounds: Readonly<Record<(typeof recoveryGrounds)[number], readonly RecoveryRule[]>> = {
  breach: [contractIsTerminated],
  idle: [
    caseIsDetermined,
    ofCase(notEnded),
    ofCase(enterpriseCausedIt),
    ofCase(worksNeverBegan),
    ofCase(idleLongEnough(recoveryFrom)),
    ofCase(hearingIsConcluded),
    notCompensated,
  ],
  agreement: [agreed, compensated],
  'public-interest': [approved, compensated],
  expiry: [termIsOver],
};

export const rulesOf = ({ data }: Recovering): readonly RecoveryRule[] => [...grounds[data.ground], endsAfterLastAct];

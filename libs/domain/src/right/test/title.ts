// What the specifications of this context speak of: 古岛's land, its parties, and every command with what does not matter filled in.
import type { z } from 'zod';
import { date, isRejection, type Source } from '../../kernel/index.ts';
import { command, specId, specSource } from '../../testing/given.ts';
import type { RightCommand } from '../commands.ts';
import { type RightFact, rightEvents } from '../events.ts';
import { rightCommands as shapes, title } from '../index.ts';
import type { Title } from '../state.ts';

export const catalogue = rightEvents;
const id = (n: number): string => specId(9000 + n);
export const parcelId = id(0);
export const town = '310116112';
/** 古岛 holds the land, 普利滋 and 瓯风 come after it. */
export const [gudao, pulizi, oufeng] = [id(1), id(2), id(3)] as const;
export const bank = id(4);
export const [land, building, otherLand] = [id(11), id(12), id(13)] as const;
export const [lease1, lease2, sub1, sub2, operator1] = [id(21), id(22), id(23), id(24), id(25)] as const;
export const [mortgage1, mortgage2] = [id(31), id(32)] as const;
export const [seizure1, seizure2, seizure3] = [id(41), id(42), id(43)] as const;
export const [transfer1, transfer2, auction1] = [id(51), id(52), id(53)] as const;
export const nowhere = id(99);

export const only = (partyId: string) => [{ partyId, share: '1/1' }];
export const halves = [
  { partyId: gudao, share: '1/2' },
  { partyId: pulizi, share: '50%' },
];
export const yuan = (amount: number) => ({ amount: String(amount * 100), currency: 'CNY' });

type Shapes = typeof shapes;
type Input<T extends keyof Shapes> = Partial<Omit<z.input<Shapes[T]>, 'parcelId'>>;

/** A command of this title on a day; `given` fills what its shape does not. */
const give =
  <T extends keyof Shapes>(type: T, usual: Input<T>) =>
  (on: string, given: Input<T> = {}, sources: readonly Source[] = [specSource]) =>
    command(type, shapes[type].parse({ parcelId, ...usual, ...given }) as z.output<Shapes[T]>, { effectiveOn: date(on), sources });

const right = { rightId: land, jurisdiction: town, kind: 'state-land-use' as const, holders: only(gudao), until: '2059-12-31' };
export const registerRight = give('RegisterRight', right);
export const reportRight = give('ReportRight', right);
const { jurisdiction: _, ...particulars } = right;
export const correctRight = give('CorrectRight', { ...particulars, reason: '录入有误' });
export const registerCertificate = give('RegisterCertificate', {
  rightId: land,
  certificateNumber: '沪（2023）金字不动产权第000001号',
});
export const endRight = give('EndRight', { rightId: land, reason: 'recovery' });
export const reportRightEnd = give('ReportRightEnd', { rightId: land, reason: 'recovery' });

const transfer = { rightId: land, transferId: transfer1, holders: only(pulizi) };
export const fileTransfer = give('FileRightTransfer', { ...transfer, transferKind: 'transfer' });
export const giveOpinion = give('RecordRightTransferOpinion', {
  transferId: transfer1,
  department: '规划资源局',
  opinion: 'agree',
  text: '同意',
});
export const decideTransfer = give('DecideRightTransfer', { transferId: transfer1, outcome: 'granted', reason: '三部门均同意' });
export const withdrawTransfer = give('WithdrawRightTransfer', { transferId: transfer1, reason: '双方协商终止' });
export const registerTransfer = give('RegisterRightTransfer', { transferId: transfer1 });
export const registerSuccession = give('RegisterRightSuccession', { ...transfer, transferKind: 'merger' });
export const reportTransfer = give('ReportRightTransfer', { ...transfer, transferKind: 'judgment' });
export const serveRuling = give('TransferRightByRuling', {
  rightId: land,
  to: only(oufeng),
  auctionId: auction1,
  caseNumber: '（2024）沪0116执9号',
});
export const correctTransfer = give('CorrectRightTransfer', { ...transfer, reason: '送达日期有误' });
/** Every step up to the grant, all on one day. */
export const granted = (on: string) => [
  fileTransfer(on),
  giveOpinion(on),
  giveOpinion(on, { department: '经委' }),
  giveOpinion(on, { department: '市场监管局' }),
  decideTransfer(on),
];

const lease = { rightId: land, leaseId: lease1, lessees: [pulizi], from: '2020-01-01', until: '2024-12-31' };
export const registerLease = give('RegisterLease', lease);
export const reportLease = give('ReportLease', lease);
const sublease = { leaseId: sub1, parentLeaseId: lease1, lessees: [oufeng], from: '2021-01-01', until: '2022-12-31' };
export const registerSublease = give('RegisterSublease', sublease);
export const reportSublease = give('ReportSublease', sublease);
const operation = { rightId: land, leaseId: operator1, operatorId: oufeng, from: '2020-01-01', until: '2029-12-31' };
export const appointOperator = give('AppointOperator', operation);
export const reportOperator = give('ReportOperator', operation);
export const consentToSublease = give('RecordSubleaseConsent', { leaseId: lease1 });
export const endLease = give('EndLease', { leaseId: lease1, reason: 'agreement' });
export const correctLease = give('CorrectLease', { leaseId: lease1, from: '2020-01-01', until: '2023-12-31', reason: '录入有误' });

const mortgage = { rightId: land, mortgageId: mortgage1, mortgagees: [bank], rank: 1, secured: yuan(5_000_000) };
export const registerMortgage = give('RegisterMortgage', mortgage);
export const reportMortgage = give('ReportMortgage', mortgage);
export const consentToTransfer = give('RecordMortgageeConsent', { mortgageId: mortgage1, transferId: transfer1 });
export const releaseMortgage = give('ReleaseMortgage', { mortgageId: mortgage1, reason: 'paid' });
export const correctMortgage = give('CorrectMortgage', {
  mortgageId: mortgage1,
  rank: 1,
  secured: yuan(6_000_000),
  reason: '录入有误',
});

export const court = '上海市金山区人民法院';
export const caseNumber = '（2023）沪0116执1234号';
export const seize = give('RecordSeizure', { rightId: land, seizureId: seizure1, court, caseNumber, months: 36 });
export const seizeToo = give('RecordSeizure', {
  rightId: land,
  seizureId: seizure2,
  court: '上海市松江区人民法院',
  caseNumber: '（2023）沪0117执88号',
  months: 36,
});
export const renewSeizure = give('RenewSeizure', { seizureId: seizure1, renewalId: id(61), months: 36 });
export const releaseSeizure = give('ReleaseSeizure', { seizureId: seizure1 });
export const correctSeizure = give('CorrectSeizure', { seizureId: seizure1, court, caseNumber, months: 36, reason: '送达日期有误' });
export const annul = give('AnnulTitleFact', { reason: '误录' });

export const [successor1, successor2] = [id(71), id(72)] as const;
export const [retirement, retirement2, contract1] = [id(73), id(74), id(75)] as const;
export const endParcel = give('EndTitleParcel', {
  endedBy: retirement,
  successors: [successor1, successor2],
  reason: '宗地分割',
  jurisdiction: town,
});
export const restoreParcel = give('RestoreTitleParcel', { endedBy: retirement, reason: '撤销宗地分割' });
export const nameContract = give('NameTitleContract', { contractId: contract1, jurisdiction: town });
export const recordRefusal = give('RecordTitleRefusal', {
  rightId: land,
  refusal: { rule: 'title-before-fact', en: 'too early', zh: '过早' },
  about: 'AuctionDateCorrected',
});

/** The facts that a command yields on a title. Throws when it is refused. */
export const factsOf = (state: Title, next: RightCommand): readonly RightFact[] => {
  const decision = title.decide(next, state);
  if (isRejection(decision)) throw new Error(`${next.type} was refused: ${decision.en}`);
  return decision;
};

/** The rules that a command's fact is found to break. */
export const foundBy = (state: Title, next: RightCommand): readonly string[] =>
  factsOf(state, next).flatMap((fact) => (fact.type === 'TitleDiscrepancyFound' ? [fact.data.discrepancy.rule] : []));

// Words of the specifications: a parcel of 漕泾镇 was graded C by the first list of 金山区, and its enterprise contests that.
import { date, type Source } from '../../kernel/index.ts';
import { command, specId, specify, specSource } from '../../testing/given.ts';
import type { CommandNamed, ObjectionCommand } from '../commands.ts';
import { objectionEvents } from '../events.ts';

export const given = specify(objectionEvents);

export const objected = {
  objectionId: specId(500),
  parcelId: specId(501),
  cycle: { jurisdiction: '310116', year: 2024 },
  partyId: specId(502),
};
export const decision = {
  list: { jurisdiction: '310116', edition: 1 },
  document: '沪规划资源〔2024〕1号',
  run: specId(503),
  grade: 'C' as const,
};
export const final = {
  ...decision,
  partyIds: [objected.partyId, specId(504)],
  decidedOn: date('2024-03-01'),
  objectionsUntil: date('2024-03-20'),
};
export const grounds = '研发费用未计入';
export const lodged = {
  ...objected,
  ...decision,
  grounds,
  lodgedBy: 'on-behalf' as const,
  until: final.objectionsUntil,
  decideBy: date('2024-04-10'),
};

/** A source that names stored evidence. */
export const withFile: Source = { ...specSource, kind: 'declaration', evidenceId: specId(600) };

type Lodging = CommandNamed<'LodgeObjection'>;

/** From stamped paper of 2024-03-11, unless said otherwise. */
export const lodge = (changes: Partial<Lodging['data']> = {}, envelope: Partial<Lodging> = {}): Lodging =>
  command(
    'LodgeObjection',
    { ...objected, edition: 1, grounds, lodgedBy: 'on-behalf', jurisdictions: ['310116112'], final, ...changes },
    { sources: [withFile], ...envelope },
  );

const later = { effectiveOn: date('2024-03-25') };
type Withdrawal = CommandNamed<'WithdrawObjection'>['data'];
const withdrawal: Withdrawal = { objectionId: objected.objectionId, reason: '已沟通一致', withdrawnBy: 'enterprise' };
export const withdraw = (changes: Partial<Withdrawal> = {}, on = later): ObjectionCommand =>
  command('WithdrawObjection', { ...withdrawal, ...changes }, on);
type Conclusion = CommandNamed<'DecideObjection'>['data'];
const conclusion: Conclusion = {
  objectionId: objected.objectionId,
  outcome: 'upheld',
  reason: '数据有误',
  corrections: null,
  isLodger: false,
};
export const conclude = (changes: Partial<Conclusion> = {}, on = later): ObjectionCommand =>
  command('DecideObjection', { ...conclusion, ...changes }, on);
export const reject = (): ObjectionCommand => conclude({ outcome: 'rejected', reason: '数据无误' });

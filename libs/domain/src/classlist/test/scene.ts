// Words of the specifications: the lists of two towns of 金山区, and of the district, in the cycle of 2024.
import { date } from '../../kernel/index.ts';
import { command, specId, specify } from '../../testing/given.ts';
import type { ClassListCommand, CommandNamed, TownListCommand } from '../commands.ts';
import { classListEvents, type DataOf } from '../events.ts';

export const given = specify(classListEvents);

export const [run, otherRun] = [specId(900), specId(901)];
export const [parcelId, otherParcel, stranger] = [specId(1), specId(2), specId(3)];
export const [town, otherTown, district] = ['310116112', '310116113', '310116'];
const ofCycle = { cycle: { jurisdiction: district, year: 2024 }, subject: 'parcel' as const };
export const ofTown = { town, ...ofCycle };
export const ofDistrict = { jurisdiction: district, ...ofCycle };

export const totals = { A: 1, B: 2, C: 1, D: 1, T: 0, none: 1 };
export const results = { totals, parcels: 6 };
export const reviewers: DataOf<'TownListSubmitted'>['reviewers'] = [
  { department: '税务局', indicators: ['tax-per-mu'] },
  { department: '建管委', indicators: [] },
];
/** A parcel of the town in which the tax is wrong. */
export const line = { parcelId, towns: [town], indicator: 'tax-per-mu', reason: '税额与申报不符' };

type Data<T extends (TownListCommand | ClassListCommand)['type']> = CommandNamed<T>['data'];
const say = <T extends (TownListCommand | ClassListCommand)['type']>(type: T, data: Data<T>) => command(type, data);
const early = { effectiveOn: date('2024-03-10') };
/** The same command a day before everything else. */
export const dayBefore = <C extends TownListCommand | ClassListCommand>(of: C): C => ({ ...of, ...early });

export const submitTown = (changes: Partial<Data<'SubmitTownList'>> = {}): TownListCommand =>
  say('SubmitTownList', { ...ofTown, run, results, reviewers, ...changes });
export const review = (changes: Partial<Data<'ReviewLine'>> = {}): TownListCommand =>
  say('ReviewLine', {
    ...ofTown,
    edition: 1,
    department: '税务局',
    verdict: 'passed',
    lines: [],
    reason: null,
    approver: 'above',
    ...changes,
  });
export const passed = (edition = 1): [TownListCommand, TownListCommand] => [review({ edition }), review({ edition, department: '建管委' })];
export const returnedLine = (changes: Partial<Data<'ReviewLine'>> = {}): TownListCommand =>
  review({ verdict: 'returned', lines: [line], ...changes });
export const returnTown = (changes: Partial<Data<'ReturnTownList'>> = {}): TownListCommand =>
  say('ReturnTownList', {
    ...ofTown,
    edition: 1,
    reason: '地块边界有误',
    lines: [],
    classList: null,
    approver: 'above',
    isTaken: false,
    ...changes,
  });
export const withdrawTown = (changes: Partial<Data<'WithdrawTownList'>> = {}): TownListCommand =>
  say('WithdrawTownList', { ...ofTown, edition: 1, reason: '补充数据', isTaken: false, ...changes });

export const towns = [
  { town, edition: 1 },
  { town: otherTown, edition: 2 },
];
export const lists = towns.map((each) => ({ ...each, run, isCleared: true, since: date('2024-03-11') }));
export const districtResults = { ...results, towns: [town, otherTown] };

export const submitClass = (changes: Partial<Data<'SubmitClassList'>> = {}): ClassListCommand =>
  say('SubmitClassList', { ...ofDistrict, run, towns, results: districtResults, lists, ...changes });
export const opinion = (changes: Partial<Data<'GiveCityOpinion'>> = {}): ClassListCommand =>
  say('GiveCityOpinion', {
    ...ofDistrict,
    edition: 1,
    department: '市经信委',
    verdict: 'agree',
    text: null,
    lines: [],
    approver: 'above',
    ...changes,
  });
export const objection = (changes: Partial<Data<'GiveCityOpinion'>> = {}): ClassListCommand =>
  opinion({ verdict: 'object', text: '能耗数据有疑问', ...changes });
export const returnClass = (changes: Partial<Data<'ReturnClassList'>> = {}): ClassListCommand =>
  say('ReturnClassList', { ...ofDistrict, edition: 1, reason: '请复核', lines: [], approver: 'above', ...changes });
export const change = { parcelId, towns: [town], found: 'D' as const, grade: 'C' as const, reason: '整改已验收' };
export const decideClass = (changes: Partial<Data<'DecideClassList'>> = {}): ClassListCommand =>
  say('DecideClassList', {
    ...ofDistrict,
    edition: 1,
    objectionsUntil: date('2024-04-10'),
    overrides: null,
    changes: [],
    lists,
    approver: 'above',
    ...changes,
  });
export const publish = (changes: Partial<Data<'PublishClassList'>> = {}): ClassListCommand =>
  say('PublishClassList', { ...ofDistrict, edition: 1, classes: ['A', 'D'], ...changes });

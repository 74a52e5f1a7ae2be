import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { supervisionEvents } from './events.ts';
import { supervision, type supervisionCommands, supervisionRule } from './index.ts';
import { countedFrom, gradeOn, ruleOn, supervisedFrom, underSupervision, usualRule } from './read.ts';
import type { Tenure } from './state.ts';

const given = specify(supervisionEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a02';
const [town, district] = ['310116112', '310116'];
const [gudao, pulizi] = [specId(50), specId(51)];
const [first, second] = [specId(60), specId(61)];
const cause = (n: number) => specId(70 + n);
const on = date;

type Noting = z.output<typeof supervisionCommands.NoteTenure>;
const lease: Noting = {
  parcelId,
  tenureId: first,
  kind: 'lease',
  partyIds: [gudao],
  from: on('2021-03-01'),
  until: on('2026-02-28'),
  causedBy: cause(0),
  jurisdictions: [town],
};
const note = (changes: Partial<Noting> = {}) => command('NoteTenure', { ...lease, ...changes });
const said = (noting: Noting) => {
  const { jurisdictions: _, ...tenure } = noting;
  return tenure;
};
const annul = (tenureId = first) => command('NoteTenureAnnulled', { parcelId, tenureId, causedBy: cause(9) });

type Grading = z.output<typeof supervisionCommands.NoteGrade>;
const grading: Grading = {
  parcelId,
  cycle: { jurisdiction: district, year: 2023 },
  run: specId(40),
  grade: 'C',
  document: '金府办发〔2024〕5号',
  partyIds: [gudao],
  causedBy: cause(1),
  jurisdictions: [town],
};
const grade = (changes: Partial<Grading> = {}, day = '2024-01-10') =>
  command('NoteGrade', { ...grading, ...changes }, { effectiveOn: on(day) });

const touching = {
  parcelId,
  matter: { kind: 'equity' as const, id: specId(30) },
  fact: 'EquityTransferFiled',
  causedBy: cause(2),
  enterpriseId: null,
  departments: ['规划资源局' as const, '经委' as const],
  alsoListed: false,
};
const touch = (changes: Partial<typeof touching> = {}, day = '2024-03-11') =>
  command('NoteGradedLandTouched', { ...touching, ...changes }, { effectiveOn: on(day) });

describe('a tenure', () => {
  it('is noted with who has the land, since when and until when', () => {
    const noting = given(supervision).when(note());
    noting.then({ type: 'TenureNoted', data: said(lease) });
    noting.thenConcerns(town);
  });
  it('that is told again is nothing new, whoever of several is named first', () => {
    given(supervision, note())
      .when(note({ causedBy: cause(3) }))
      .thenNothing();
    given(supervision, note({ partyIds: [gudao, pulizi] }))
      .when(note({ partyIds: [pulizi, gudao] }))
      .thenNothing();
  });
  it('ends earlier than was known', () => {
    const ended = { type: 'TenureEnded' as const, data: { parcelId, tenureId: first, until: on('2023-12-31'), causedBy: cause(3) } };
    const ending = note({ until: on('2023-12-31'), causedBy: cause(3) });
    given(supervision, note()).when(ending).then(ended);
    given(supervision, note({ until: null }))
      .when(ending)
      .then(ended);
    expect(given(supervision, note(), ending).state.tenures).toMatchObject([{ from: '2021-03-01', until: '2023-12-31' }]);
  });
  it('that goes on longer than was known is corrected: an end that was none is gone', () => {
    const ended = note({ until: on('2023-12-31') });
    given(supervision, ended)
      .when(note())
      .then({ type: 'TenureCorrected', data: said(lease), corrects: specId(0) });
    given(supervision, ended)
      .when(note({ until: null }))
      .then({ type: 'TenureCorrected', data: said({ ...lease, until: null }), corrects: specId(0) });
  });
  it.each([
    ['its first day', { from: on('2020-03-01') }],
    ['who has the land', { partyIds: [pulizi] }],
    ['how many have it', { partyIds: [gudao, pulizi] }],
    ['its kind', { kind: 'holding' as const }],
  ])('is corrected in %s under its own id, and what is told later corrects that one', (_, changes) => {
    const corrected = { type: 'TenureCorrected' as const, data: said({ ...lease, ...changes }), corrects: specId(0) };
    given(supervision, note()).when(note(changes)).then(corrected);
    expect(given(supervision, note(), note(changes)).state.tenures).toEqual([expect.objectContaining({ id: specId(0), ...changes })]);
    given(supervision, note(), note(changes))
      .when(note())
      .then({ ...corrected, data: said(lease) });
  });
  it('that was none is gone, once, and may come back', () => {
    given(supervision, note(), note({ tenureId: second }))
      .when(annul())
      .then({ type: 'TenureAnnulled', data: { parcelId, tenureId: first, causedBy: cause(9) }, corrects: specId(0) });
    expect(given(supervision, note(), note({ tenureId: second }), annul()).state.tenures.map(({ tenureId }) => tenureId)).toEqual([second]);
    given(supervision, note(), annul()).when(annul()).thenNothing();
    given(supervision, note(), annul())
      .when(note())
      .then({ type: 'TenureNoted', data: said(lease) });
  });
  it('does not end before it begins', () =>
    given(supervision)
      .when(note({ until: on('2021-02-28') }))
      .thenRefused('supervision-tenure-ends-before-start', '2021-02-28', '2021-03-01'));
  it('of one day is one', () =>
    given(supervision)
      .when(note({ until: lease.from }))
      .thenConcerns(town));
  it('stays visible to every place that was named with the parcel', () =>
    given(supervision, note({ jurisdictions: ['310116113'] }))
      .when(note({ from: on('2020-01-01') }))
      .thenConcerns(town, '310116113'));
});

describe('the final grade', () => {
  const { jurisdictions: _, ...data } = grading;
  it('is noted once per decision of the city', () => {
    given(supervision).when(grade()).then({ type: 'GradeNoted', data });
    given(supervision, grade())
      .when(grade({ grade: 'D' }))
      .thenNothing();
  });
  it('of a day is the last one decided by then', () => {
    const { state } = given(supervision, grade(), grade({ grade: 'B', causedBy: cause(4) }, '2024-06-01'));
    expect(['2024-01-09', '2024-01-10', '2024-05-31', '2024-06-01'].map((day) => gradeOn(state, on(day))?.grade)).toEqual([
      undefined,
      'C',
      'C',
      'B',
    ]);
  });
  it('is that of the latest cycle, though an objection to an earlier one is decided after it', () => {
    const newer = grade({ grade: 'A', causedBy: cause(4), cycle: { jurisdiction: district, year: 2024 } }, '2025-01-10');
    const objection = grade({ grade: 'D', causedBy: cause(5) }, '2025-03-01');
    expect(gradeOn(given(supervision, newer, grade(), objection).state, on('2025-04-01'))?.grade).toBe('A');
  });
  it('of one day is the one recorded last, and facts may arrive in any order', () => {
    const sameDay = given(supervision, grade({ grade: 'B', causedBy: cause(4) }), grade()).state;
    expect(gradeOn(sameDay, on('2024-01-10'))?.grade).toBe('C');
    const late = given(supervision, grade({ grade: 'B', causedBy: cause(4) }, '2024-06-01'), grade()).state;
    expect(gradeOn(late, on('2024-06-01'))?.grade).toBe('B');
  });
});

describe('a matter that touches graded land', () => {
  const touched = {
    type: 'GradedLandTouched' as const,
    data: { ...touching, grade: 'C' as const, cycle: grading.cycle, document: grading.document },
  };
  it.each(['C', 'D'] as const)('of grade %s is kept, with the grade and the document that decided it', (letter) => {
    const told = given(supervision, grade({ grade: letter })).when(touch());
    told.then({ ...touched, data: { ...touched.data, grade: letter } });
    told.thenConcerns(town);
  });
  it.each(['A', 'B', 'T', null] as const)('of grade %s is nothing', (letter) =>
    given(supervision, grade({ grade: letter }))
      .when(touch())
      .thenNothing(),
  );
  it('is nothing before the grade was decided, and where there is none', () => {
    given(supervision, grade()).when(touch({}, '2024-01-09')).thenNothing();
    given(supervision, note()).when(touch()).thenNothing();
  });
  it('is kept once, whatever else is told of it; another matter is another', () => {
    given(supervision, grade(), touch())
      .when(touch({ fact: 'EquityContractsNamed', alsoListed: true }))
      .thenNothing();
    const other = { matter: { kind: 'equity' as const, id: specId(31) }, alsoListed: true };
    given(supervision, grade(), touch())
      .when(touch(other))
      .then({ ...touched, data: { ...touched.data, ...other } });
    expect(given(supervision, grade(), touch(), touch(other)).state.touches.map(({ alsoListed }) => alsoListed)).toEqual([false, true]);
  });
});

const set = (leaseYears: number, holdingYears: number, day = '2024-01-01') =>
  command('SetSupervisionRule', { jurisdiction: district, leaseYears, holdingYears }, { effectiveOn: on(day) });

describe('the years after which land is under supervision', () => {
  it('are set for a jurisdiction from a day on, and for a day to come', () => {
    const setting = given(supervisionRule).when(set(2, 4));
    setting.then({ type: 'SupervisionRuleSet', data: { jurisdiction: district, leaseYears: 2, holdingYears: 4 } });
    setting.thenConcerns(district);
    given(supervisionRule)
      .when(set(2, 4, '2027-01-01'))
      .thenConcerns(district);
  });
  it('are nothing new where they hold already, and others replace them from their day on', () => {
    given(supervisionRule, set(2, 4))
      .when(set(2, 4, '2025-01-01'))
      .thenNothing();
    given(supervisionRule, set(2, 4))
      .when(set(2, 5, '2025-01-01'))
      .thenConcerns(district);
    const { state } = given(supervisionRule, set(2, 4), set(1, 4, '2025-01-01'));
    expect(['2023-12-31', '2024-12-31', '2025-01-01'].map((day) => ruleOn([state], on(day)).leaseYears)).toEqual([3, 2, 1]);
  });
  it('are those of the nearest place upwards that has set any by that day', () => {
    const { state: ofTown } = given(supervisionRule, set(1, 1, '2025-01-01'));
    const { state: ofDistrict } = given(supervisionRule, set(2, 2));
    expect(ruleOn([ofTown, ofDistrict, []], on('2024-06-01')).holdingYears).toBe(2);
    expect(ruleOn([ofTown, ofDistrict, []], on('2025-06-01')).holdingYears).toBe(1);
    expect(ruleOn([[], [], []], on('2025-06-01'))).toEqual(usualRule);
  });
});

const tenure = (tenureId: string, from: string, until: string | null, changes: Partial<Tenure> = {}): Tenure => ({
  id: tenureId,
  tenureId,
  kind: 'lease',
  partyIds: [gudao],
  from: on(from),
  until: until === null ? null : on(until),
  ...changes,
});

describe('under supervision', () => {
  it.each([
    ['lease', '2021-03-01', '2024-03-01'],
    ['holding', '2019-03-01', '2024-03-01'],
    ['lease', '2020-02-29', '2023-02-28'],
    ['lease', '2021-02-28', '2024-02-28'],
  ] as const)('is a %s that began on %s from its anniversary on, that day included: %s', (kind, from, anniversary) => {
    expect(supervisedFrom(kind, on(from), usualRule)).toBe(anniversary);
    const before = { ...tenure(first, from, null), kind };
    const answer = (day: string) => underSupervision([before], usualRule, on(day)).map(({ underSupervision: is }) => is);
    expect([answer('2023-02-27'), answer(anniversary), answer('2024-03-02')]).toEqual([[false], [true], [true]]);
  });
  it('is nothing before it began or after its last day', () => {
    const ended = [tenure(first, '2019-01-01', '2023-12-31')];
    expect(['2018-12-31', '2024-01-01'].map((day) => underSupervision(ended, usualRule, on(day)))).toEqual([[], []]);
    expect(underSupervision(ended, usualRule, on('2023-12-31'))).toMatchObject([{ underSupervisionFrom: '2022-01-01' }]);
  });
  it('depends on the rule of the day that is asked about', () =>
    expect(underSupervision([tenure(first, '2021-03-01', null)], { leaseYears: 2, holdingYears: 5 }, on('2023-03-01'))).toMatchObject([
      { underSupervision: true, underSupervisionFrom: '2023-03-01' },
    ]));

  const renewal = tenure(second, '2022-01-01', '2023-12-31');
  it.each([
    ['a renewal from the next day on', [tenure(first, '2020-01-01', '2021-12-31')], '2020-01-01'],
    ['one that was agreed before the first ended', [tenure(first, '2020-01-01', '2022-06-30')], '2020-01-01'],
    ['one of what has no last day', [tenure(first, '2020-01-01', null)], '2020-01-01'],
    ['the second renewal', [tenure(first, '2018-01-01', '2019-12-31'), tenure(specId(62), '2020-01-01', '2021-12-31')], '2018-01-01'],
    ['one of a lease that others had too', [tenure(first, '2020-01-01', '2021-12-31', { partyIds: [pulizi, gudao] })], '2020-01-01'],
    ['a lease after a gap', [tenure(first, '2020-01-01', '2021-12-30')], '2022-01-01'],
    ['a lease after that of another', [tenure(first, '2020-01-01', '2021-12-31', { partyIds: [pulizi] })], '2022-01-01'],
    ['a lease after the same enterprise held the land', [tenure(first, '2020-01-01', '2021-12-31', { kind: 'holding' })], '2022-01-01'],
    ['the earliest of several', [tenure(first, '2020-01-01', null), tenure(specId(62), '2019-01-01', null)], '2019-01-01'],
    ['the earliest of several, in any order', [tenure(specId(62), '2019-01-01', null), tenure(first, '2020-01-01', null)], '2019-01-01'],
  ])('counts %s', (_, earlier, since) => expect(countedFrom([...earlier, renewal], renewal)).toBe(since));
  it('counts sixty leases of one lessee, each longer than the next begins, as soon as one', () => {
    const leases = Array.from({ length: 60 }, (_, n) => tenure(specId(200 + n), `2019-01-${String((n % 28) + 1).padStart(2, '0')}`, null));
    expect(new Set(underSupervision(leases, usualRule, on('2024-03-11')).map(({ countedFrom: since }) => since))).toEqual(
      new Set(['2019-01-01']),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { date, valueOn } from '../kernel/index.ts';
import { command, identified, specify } from '../testing/given.ts';
import { jurisdictionEvents } from './events.ts';
import { jurisdiction } from './index.ts';

const given = specify(jurisdictionEvents);
const code = '310116503';
const on = (effectiveOn: string) => ({ effectiveOn: date(effectiveOn) });
const register = (overrides: Partial<{ code: string; name: string; parent: string | null }> = {}, effectiveOn = '2020-01-01') =>
  command('RegisterJurisdiction', { code, name: '金山工业区', parent: '310116', ...overrides }, on(effectiveOn));
const rename = (name: string, effectiveOn: string) => command('RenameJurisdiction', { code, name }, on(effectiveOn));
const recode = (successor: string, effectiveOn: string) =>
  command('RecodeJurisdiction', { code, successor, reason: '区划调整' }, on(effectiveOn));
const namesOf = (state: ReturnType<typeof jurisdiction.evolve>, ...days: string[]) =>
  state.kind === 'registered' ? days.map((day) => valueOn(state.names, date(day))) : 'absent';

describe('registering a jurisdiction', () => {
  it('tells its name and its parent', () =>
    given(jurisdiction)
      .when(register())
      .then({ type: 'JurisdictionRegistered', data: { code, name: '金山工业区', parent: '310116' } }));
  it('concerns the jurisdiction itself', () => given(jurisdiction).when(register()).thenConcerns(code));
  it('gives a city no parent', () =>
    given(jurisdiction)
      .when(register({ code: '310000', name: '上海市', parent: null }))
      .then({ type: 'JurisdictionRegistered', data: { code: '310000', name: '上海市', parent: null } }));
  it('is nothing new the second time, also after a rename', () =>
    given(jurisdiction, register(), rename('上海湾区高新技术产业开发区', '2023-01-01')).when(register()).thenNothing());
  it('is refused under another name, because codes are never reused', () =>
    given(jurisdiction, register())
      .when(register({ name: '漕泾镇' }))
      .thenRefused('jurisdiction-already-registered', code, '金山工业区'));
  it('is refused below a district that is not its prefix', () =>
    given(jurisdiction)
      .when(register({ parent: '310117' }))
      .thenRefused('jurisdiction-parent-mismatch', '310116', '310117'));
  it('is refused below the city when it is a town', () =>
    given(jurisdiction)
      .when(register({ parent: '310000' }))
      .thenRefused('jurisdiction-parent-mismatch'));
  it('is refused for a town or a district without a parent', () =>
    given(jurisdiction)
      .when(register({ code: '310116', name: '金山区', parent: null }))
      .thenRefused('jurisdiction-parent-mismatch', '310000'));
  it('is refused for a city with a parent', () =>
    given(jurisdiction)
      .when(register({ code: '310000', name: '上海市', parent: '310116' }))
      .thenRefused('jurisdiction-parent-mismatch'));
  it('comes before anything else', () =>
    given(jurisdiction).when(rename('漕泾镇', '2024-01-01')).thenRefused('jurisdiction-not-registered', code));
});

describe('renaming a jurisdiction', () => {
  it('holds from its day on', () => {
    const { state } = given(jurisdiction, register(), rename('上海湾区高新技术产业开发区', '2023-01-01'));
    expect(namesOf(state, '2019-12-31', '2022-12-31', '2023-01-01')).toEqual([undefined, '金山工业区', '上海湾区高新技术产业开发区']);
  });
  it('before a later recorded rename is accepted and leaves the later one as it is', () => {
    const { state } = given(jurisdiction, register(), rename('丙', '2023-01-01'), rename('乙', '2022-01-01'));
    expect(namesOf(state, '2021-12-31', '2022-12-31', '2023-01-01')).toEqual(['金山工业区', '乙', '丙']);
  });
  it('twice on one day leaves the later recorded name', () => {
    const { state } = given(jurisdiction, register(), rename('乙', '2023-01-01'), rename('丙', '2023-01-01'));
    expect(namesOf(state, '2023-01-01')).toEqual(['丙']);
  });
  it('to the name it has on that day is nothing new', () =>
    given(jurisdiction, register(), rename('乙', '2023-01-01')).when(rename('乙', '2024-01-01')).thenNothing());
  it('is refused before the day of registration', () =>
    given(jurisdiction, register())
      .when(rename('乙', '2019-12-31'))
      .thenRefused('jurisdiction-before-registration', '2019-12-31', '2020-01-01'));
  it('is accepted on the day of registration', () =>
    given(jurisdiction, register())
      .when(rename('乙', '2020-01-01'))
      .then({ type: 'JurisdictionRenamed', data: { code, name: '乙' } }));
  it('is refused for a day that has not come', () =>
    given(jurisdiction, register()).when(rename('乙', '2026-01-02')).thenRefused('effective-in-the-future'));
});

describe('recoding a jurisdiction', () => {
  it('names its successor and concerns both', () => {
    const recoding = given(jurisdiction, register()).when(recode('310116113', '2023-01-01'));
    recoding.then({ type: 'JurisdictionRecoded', data: { code, successor: '310116113', reason: '区划调整' } });
    recoding.thenConcerns('310116113', code);
  });
  it('to the same successor on the same day is nothing new', () =>
    given(jurisdiction, register(), recode('310116113', '2023-01-01')).when(recode('310116113', '2023-01-01')).thenNothing());
  it('happens once', () =>
    given(jurisdiction, register(), recode('310116113', '2023-01-01'))
      .when(recode('310116114', '2022-01-01'))
      .thenRefused('jurisdiction-recoded', '310116113', '2023-01-01'));
  it('ends the code: a rename on that day is refused', () =>
    given(jurisdiction, register(), recode('310116113', '2023-01-01'))
      .when(rename('乙', '2023-01-01'))
      .thenRefused('jurisdiction-recoded', code, '310116113'));
  it('leaves the days before open to what comes to light later', () =>
    given(jurisdiction, register(), recode('310116113', '2023-01-01'))
      .when(rename('乙', '2022-12-31'))
      .then({ type: 'JurisdictionRenamed', data: { code, name: '乙' } }));
  it('is refused when a name is recorded for that very day', () =>
    given(jurisdiction, register(), rename('乙', '2023-06-01'))
      .when(recode('310116113', '2023-06-01'))
      .thenRefused('jurisdiction-named-later', '乙'));
  it('is refused when a name is recorded for a day after it', () =>
    given(jurisdiction, register(), rename('乙', '2023-06-01'))
      .when(recode('310116113', '2023-01-01'))
      .thenRefused('jurisdiction-named-later', '乙', '2023-06-01'));
  it('is refused before the day of registration', () =>
    given(jurisdiction, register()).when(recode('310116113', '2019-01-01')).thenRefused('jurisdiction-before-registration'));
  it('is refused to itself', () =>
    given(jurisdiction, register()).when(recode(code, '2023-01-01')).thenRefused('jurisdiction-successor-unfit'));
  it('is refused to a code of another level', () =>
    given(jurisdiction, register()).when(recode('310117', '2023-01-01')).thenRefused('jurisdiction-successor-unfit', '310117'));
});

it('what is folded before the registration, as on a day before it, leaves no jurisdiction', () => {
  const decision = jurisdiction.decide(rename('乙', '2023-01-01'), given(jurisdiction, register()).state);
  const events = 'rejected' in decision ? [] : identified(decision);
  expect([events.length, events.reduce(jurisdiction.evolve, jurisdiction.initial)]).toEqual([1, { kind: 'absent' }]);
});

import { describe, expect, it } from 'vitest';
import { attributes, type Origin } from './events.ts';
import { baseMap, basemapCommands } from './index.ts';
import { absent, attributeOf, evolve, presentWinner } from './state.ts';
import {
  areaClaim,
  areaThatCounts,
  batchId,
  begun,
  confirm,
  differing,
  given,
  m2,
  mu,
  numbers,
  read,
  reconciled,
  recordRead,
  resolve,
  settledArea,
  stateAfter,
  town,
  unitCode,
  withdraw,
} from './test/said.ts';

describe('a record of a source', () => {
  it('begins the unit, and counts as long as nothing else speaks', () =>
    given(baseMap)
      .when(begun)
      .then(recordRead('registration', { area: mu('30.62') }), reconciled(areaClaim('registration', mu('30.62')))));
  it('is kept however little it says: nobody needs a certificate', () =>
    given(baseMap).when(read('survey', {})).then(recordRead('survey', {})));
  it('of illegal or collective land is read like any other', () =>
    expect(
      ['ownership' as const, 'legality' as const].map(
        (each) => presentWinner(stateAfter(read('survey', { ownership: 'collective', legality: 'illegal' })), each)?.value,
      ),
    ).toEqual(['collective', 'illegal']));
  it('read twice is nothing new', () => given(baseMap, begun).when(begun).thenNothing());
  it('read again in a newer edition with the same content is nothing new', () =>
    given(baseMap, begun)
      .when(read('registration', { area: mu('30.62') }, '2025-01-01'))
      .thenNothing());
  it('in other words or units is nothing new when it says the same', () =>
    given(
      baseMap,
      read('approval', { area: mu('30'), address: '亭卫公路 １号', holder: { kind: 'organisation', name: '上海古岛时装有限公司' } }),
    )
      .when(
        read(
          'approval',
          { area: m2('20000'), address: '亭卫公路1号', holder: { kind: 'organisation', name: '上海古岛时装 有限公司' } },
          '2025-01-01',
        ),
      )
      .thenNothing());
  it('that reads otherwise supersedes its former content from that day on, and keeps it', () => {
    const changed = read('registration', { area: mu('31') }, '2024-02-01');
    given(baseMap, begun)
      .when(changed)
      .then(recordRead('registration', { area: mu('31') }, 'changed'), reconciled(areaClaim('registration', mu('31'))));
    expect(stateAfter(begun, changed).records[0]?.readings.map(({ from, value }) => [from, value.claims[0]?.value])).toEqual([
      ['2024-01-01', mu('30.62')],
      ['2024-02-01', mu('31')],
    ]);
  });
  it('of a day before its present content changes nothing of the present', () => {
    const late = read('registration', { area: mu('29') }, '2010-05-01');
    given(baseMap, begun)
      .when(late)
      .then(recordRead('registration', { area: mu('29') }, 'changed'), reconciled(areaClaim('registration', mu('29'))));
    expect(areaThatCounts(begun, late)?.value).toEqual(mu('30.62'));
  });
  it('that no longer gives a value leaves it to the next source, or to nobody', () => {
    const silent = read('registration', {}, '2024-02-01');
    expect(areaThatCounts(begun, differing, silent)?.origin).toBe('survey');
    expect(areaThatCounts(begun, silent)).toBeNull();
  });
  it('concerns every town that a record named', () =>
    given(baseMap, read('registration', {}, '2024-01-01', { jurisdiction: town }))
      .when(read('survey', {}, '2024-01-01', { jurisdiction: '310116113' }))
      .thenConcerns(town, '310116113'));
  it('names its town and its 宗地代码 as values that are reconciled like others', () => {
    const state = stateAfter(read('registration', {}, '2024-01-01', { jurisdiction: town, unitCode }));
    expect([presentWinner(state, 'town')?.value, presentWinner(state, 'parcelCode')?.value]).toEqual([town, unitCode]);
  });
  it('of another district is refused', () =>
    given(baseMap, begun)
      .when(read('survey', {}, '2024-01-01', { jurisdiction: '310117107' }))
      .thenRefused('basemap-record-of-another-district', '310117107', '310116'));
  it('is reported by a town as survey and by 国资委 as stock', () => {
    const { data, ...envelope } = read('survey', { area: mu('30.59') });
    const survey = { ...envelope, type: 'ReportBaseMapSurvey' as const, data: { ...data, origin: 'survey' as const } };
    const stock = { ...survey, type: 'ReportSoeStock' as const, data: { ...survey.data, origin: 'soe-list' as const, recordNumber: '7' } };
    expect(stateAfter(survey, stock).records.map(({ origin }) => origin)).toEqual(['survey', 'soe-list']);
  });
  it.each([
    ['nothing precedes the first record', differing, resolve('survey')],
    ['nor a match', differing, confirm()],
  ])('is what a unit begins with: %s', (_, __, first) => given(baseMap).when(first).thenRefused('basemap-entry-unknown'));
  it('and nothing but a record begins a history', () =>
    expect(evolve(absent, { ...(settledArea as never as Parameters<typeof evolve>[1]) })).toEqual(absent));
});

describe('a batch', () => {
  const inBatch = (open: boolean, origin: Origin = 'registration') =>
    read('registration', {}, '2024-01-01', { batch: { batchId, origin, open } });
  it('is named by the records that arrive with it', () =>
    given(baseMap)
      .when(inBatch(true))
      .then({ ...recordRead('registration', {}), data: { ...recordRead('registration', {}).data, batchId } }));
  it('that is closed takes no further record', () => given(baseMap).when(inBatch(false)).thenRefused('basemap-batch-closed', batchId));
  it('that is closed does not refuse what it brought before', () => given(baseMap, inBatch(true)).when(inBatch(false)).thenNothing());
  it('of another origin is refused', () =>
    given(baseMap).when(inBatch(true, 'survey')).thenRefused('basemap-batch-of-another-origin', 'registration', 'survey'));
});

describe('precedence: 登记 before 批文 before 现状, the stock list of 国资委 below all', () => {
  const four = [
    read('registration', { area: mu('30.62') }, '2023-09-30'),
    read('approval', { area: mu('30.60') }, '2004-06-01'),
    read('survey', { area: mu('30.59') }, '2022-12-31'),
    read('soe-list', { area: mu('30.5') }, '2023-10-01'),
  ];
  it('holds on every day, whatever arrived first', () => {
    for (const history of [four, four.toReversed(), [2, 0, 3, 1].flatMap((i) => four[i] ?? [])]) {
      const { winner } = attributeOf(stateAfter(...history), 'area');
      const counts = (day: string) => winner.findLast(({ from }) => from <= day)?.value?.origin;
      expect(['2004-06-01', '2023-09-29', '2023-09-30', '2024-03-11'].map(counts)).toEqual([
        'approval',
        'approval',
        'registration',
        'registration',
      ]);
    }
  });
  it('lets the stock list speak where nobody else does', () => {
    const soe = { enterprise: '上海某国有企业', batch: '盘活一批' };
    expect(presentWinner(stateAfter(begun, read('soe-list', { soe })), 'soe')?.value).toEqual(soe);
  });
  it('of one origin goes to the newer record, and of one day to the lower number', () => {
    const second = (day: string, number: string) => read('registration', { area: mu('12') }, day, { number });
    expect(areaThatCounts(begun, second('2024-02-01', 'Z'))?.recordNumber).toBe('Z');
    expect(areaThatCounts(second('2024-02-01', 'Z'), begun)?.recordNumber).toBe('Z');
    expect(areaThatCounts(begun, second('2024-01-01', 'A'))?.recordNumber).toBe('A');
    expect(areaThatCounts(second('2024-01-01', 'A'), begun)?.recordNumber).toBe('A');
  });
});

describe('withdrawing a record', () => {
  it('twice is nothing new', () => given(baseMap, begun, withdraw('registration')).when(withdraw('registration')).thenNothing());
  it('is about a record that was read', () =>
    given(baseMap, begun).when(withdraw('survey')).thenRefused('basemap-record-unknown', numbers.survey));
  it('is refused for a day before it was there', () =>
    given(baseMap, begun).when(withdraw('registration', '2023-12-31')).thenRefused('basemap-record-unknown', '2023-12-31'));
  it('leaves it free to be read again', () =>
    given(baseMap, begun, withdraw('registration'))
      .when(read('registration', { area: mu('30.62') }, '2024-03-12'))
      .then(recordRead('registration', { area: mu('30.62') }, 'changed'), reconciled(areaClaim('registration', mu('30.62')))));
});

describe('what a record may say', () => {
  const accepts = (change: object) => basemapCommands.ReadBaseMapRecord.safeParse({ ...read('survey', {}).data, ...change }).success;
  it('lies in a town or a district, not just in a city', () =>
    expect(['310116112', '310116', '310000'].map((jurisdiction) => accepts({ jurisdiction }))).toEqual([true, true, false]));
  it('knows the attributes that are reconciled', () => expect(attributes.length).toBe(10));
});

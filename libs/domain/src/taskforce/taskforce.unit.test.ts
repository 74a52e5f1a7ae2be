import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { taskForce } from './index.ts';
import { rosterOn, type TaskForceState } from './state.ts';
import { appoint, establish, given, lead, member, members, place, remove, reportRoster } from './test/scene.ts';

const roster = (state: TaskForceState, on: string): readonly string[] =>
  state.kind === 'absent' ? [] : rosterOn(state, date(on)).map(({ department, duty }) => `${department} ${duty}`);

const land = lead('规划资源局');
const economy = lead('经委');
const housing = member('房管局');

describe('a task force is established', () => {
  it('with its office and its members', () =>
    given(taskForce)
      .when(establish())
      .then({ type: 'TaskForceEstablished', data: { ...place, office: '规划资源局', members } }));

  it('where it is: nobody else sees it', () => given(taskForce).when(establish()).thenConcerns('310116'));

  it('once: the same again is nothing new', () => given(taskForce, establish()).when(establish()).thenNothing());

  it('once: with other members it is refused', () =>
    given(taskForce, establish())
      .when(establish([land]))
      .thenRefused('taskforce-already-established', '310116', '2024'));

  it('before anything else', () => given(taskForce).when(appoint(housing)).thenRefused('taskforce-not-established', '310116', '2024'));

  it('with a lead department', () =>
    given(taskForce)
      .when(establish([housing]))
      .thenRefused('taskforce-without-lead', '2024-03-11'));

  it('with a lead department from its first day on', () =>
    given(taskForce)
      .when(establish([lead('经委', { from: date('2024-03-12') })]))
      .thenRefused('taskforce-without-lead', '2024-03-11'));

  it('with a lead department on every later day', () =>
    given(taskForce)
      .when(establish([lead('经委', { until: date('2024-05-31') }), lead('国资委', { from: date('2024-06-02') })]))
      .thenRefused('taskforce-without-lead', '2024-06-01'));

  it('with one lead department after the other', () => {
    const terms = [lead('经委', { until: date('2024-05-31') }), lead('国资委', { from: date('2024-06-01') })];
    const { state } = given(taskForce, establish(terms));
    expect([roster(state, '2024-03-10'), roster(state, '2024-05-31'), roster(state, '2024-06-01')]).toEqual([
      [],
      ['经委 lead'],
      ['国资委 lead'],
    ]);
  });

  it('without members from before', () =>
    given(taskForce)
      .when(establish([land, member('房管局', { from: date('2024-03-10') })]))
      .thenRefused('taskforce-before-establishment', '2024-03-10', '2024-03-11'));

  it('without the same place twice', () =>
    given(taskForce)
      .when(establish([land, land]))
      .thenRefused('taskforce-seat-taken', '规划资源局', '2024-03-11', '…'));
});

describe('a member', () => {
  it('is appointed', () =>
    given(taskForce, establish())
      .when(appoint(housing))
      .then({ type: 'MemberAppointed', data: { ...place, ...housing } }));

  it('is appointed once: the same again is nothing new', () =>
    given(taskForce, establish(), appoint(housing)).when(appoint(housing)).thenNothing());

  it('may have several duties, and several sections may be members', () => {
    const also = [member('房管局', { duty: 'liaison' }), member('房管局', { section: '住房保障科' })];
    const { state } = given(taskForce, establish([land]), appoint(housing), ...also.map((each) => appoint(each)));
    expect(roster(state, '2024-04-01')).toEqual(['规划资源局 lead', '房管局 member', '房管局 liaison', '房管局 member']);
  });

  it('is not appointed before the task force exists', () =>
    given(taskForce, establish()).when(appoint(housing, '2024-03-10')).thenRefused('taskforce-before-establishment', '2024-03-10'));

  it('does not leave before it comes', () =>
    given(taskForce, establish())
      .when(appoint(member('房管局', { until: date('2024-03-10') })))
      .thenRefused('taskforce-period-reversed', '房管局', '2024-03-11', '2024-03-10'));

  const summer = member('房管局', { from: date('2024-06-01'), until: date('2024-08-31') });
  it.each([
    ['within its term', '2024-07-01', '2024-07-31'],
    ['across its first day', '2024-05-01', '2024-06-01'],
    ['from its last day on', '2024-08-31', null],
  ])('does not have the same place twice: %s', (_, from, until) =>
    given(taskForce, establish(), appoint(summer))
      .when(appoint({ ...summer, from: date(from), until: until === null ? null : date(until) }))
      .thenRefused('taskforce-seat-taken', '房管局', '2024-06-01', '2024-08-31'),
  );

  it.each([
    ['after it', '2024-09-01', null],
    ['before it', '2024-05-01', '2024-05-31'],
  ])('may have the same place %s', (_, from, until) => {
    const other = { ...summer, from: date(from), until: until === null ? null : date(until) };
    given(taskForce, establish(), appoint(summer))
      .when(appoint(other))
      .then({ type: 'MemberAppointed', data: { ...place, ...other } });
  });

  it('is removed as of a day, and may come back from that day on', () => {
    const back = member('房管局', { from: date('2024-05-01') });
    const { state } = given(taskForce, establish([land]), appoint(housing), remove(housing, '2024-05-01'), appoint(back));
    expect([roster(state, '2024-04-30'), roster(state, '2024-05-01')]).toEqual([
      ['规划资源局 lead', '房管局 member'],
      ['规划资源局 lead', '房管局 member'],
    ]);
  });

  it('that was removed does not come back into the time in which it was one', () =>
    given(taskForce, establish(), appoint(housing), remove(housing, '2024-05-01'))
      .when(appoint(housing))
      .thenRefused('taskforce-seat-taken', '2024-03-11', '2024-04-30'));

  it('is removed from the duty that is named and keeps the others', () => {
    const { state } = given(taskForce, establish(), remove(members.at(-1) ?? land));
    expect(roster(state, '2024-04-01')).toEqual(['规划资源局 lead', '经委 lead', '国资委 lead']);
  });

  it('is removed once: the same again is nothing new', () =>
    given(taskForce, establish(), remove(economy)).when(remove(economy)).thenNothing());

  it('is not removed from a place it does not have', () =>
    given(taskForce, establish()).when(remove(housing)).thenRefused('taskforce-seat-empty', '房管局', '2024-04-01'));

  it('is not removed before the task force exists', () =>
    given(taskForce, establish()).when(remove(economy, '2024-03-10')).thenRefused('taskforce-before-establishment'));

  it('that leads alone is not removed', () =>
    given(taskForce, establish([land, economy]), remove(economy))
      .when(remove(land, '2024-05-01'))
      .thenRefused('taskforce-without-lead', '2024-05-01'));

  it('that will lead alone later is not removed now', () =>
    given(taskForce, establish([lead('经委', { until: date('2024-05-31') }), land]))
      .when(remove(land))
      .thenRefused('taskforce-without-lead', '2024-06-01'));
});

describe('the roster is reported to the city', () => {
  it('as it stands on the day', () =>
    given(taskForce, establish([land]), appoint(housing), remove(housing, '2024-05-01'))
      .when(reportRoster('2024-04-30'))
      .then({ type: 'RosterReported', data: { ...place, office: '规划资源局', members: [land, housing] } }));

  it('once per day, unless it became another', () => {
    given(taskForce, establish([land]), reportRoster())
      .when(reportRoster())
      .thenNothing();
    given(taskForce, establish([land]), reportRoster(), appoint(housing))
      .when(reportRoster())
      .then({ type: 'RosterReported', data: { ...place, office: '规划资源局', members: [land, housing] } });
  });

  it('not for a day before it existed', () =>
    given(taskForce, establish()).when(reportRoster('2024-03-10')).thenRefused('taskforce-before-establishment'));
});

it('a roster that does not begin with its establishment stays empty', () => {
  const facts = taskForce.decide(appoint(housing), given(taskForce, establish()).state);
  if (isRejection(facts)) throw new Error(facts.rule);
  expect(identified(facts, 1).reduce(taskForce.evolve, taskForce.initial)).toEqual(taskForce.initial);
});

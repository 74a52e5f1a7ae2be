import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { interestEvents } from './events.ts';
import { interest, interestCommands, interestsOn } from './index.ts';

const given = specify(interestEvents);
const partyId = '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01';
const company = specId(101);

const said = (kind: 'company' | 'land' = 'company', jurisdictions = ['310116112']) =>
  interestCommands.RecordInterest.parse({ partyId, kind, targetId: company, jurisdictions });
const record = (day = '2024-01-01', data = said()) => command('RecordInterest', data, { effectiveOn: date(day) });
const end = (day = '2025-01-01', data = said()) => command('EndInterest', data, { effectiveOn: date(day) });

describe('what a party has elsewhere', () => {
  it('is recorded from a day on, and ends', () => {
    given(interest)
      .when(record())
      .then({ type: 'InterestRecorded', data: { partyId, kind: 'company', targetId: company } });
    given(interest, record())
      .when(end())
      .then({ type: 'InterestEnded', data: { partyId, kind: 'company', targetId: company } });
  });
  it('is known for every day, whatever the order in which it was said', () => {
    const { state } = given(interest, record('2024-06-01'), end('2025-01-01'), record('2023-01-01'), end('2023-02-01'));
    const days = ['2022-12-31', '2023-01-01', '2023-02-01', '2024-06-01', '2024-12-31', '2025-01-01'];
    expect(days.map((day) => interestsOn(state, date(day)).length)).toEqual([0, 1, 0, 1, 1, 0]);
  });
  it('said again is nothing new', () => {
    given(interest, record()).when(record('2024-05-01')).thenNothing();
    given(interest, record(), end()).when(end('2025-05-01')).thenNothing();
  });
  it('in a company and in a parcel are two things', () => {
    const { state } = given(interest, record(), record('2024-01-01', said('land')));
    expect(interestsOn(state, date('2024-01-01')).map(({ kind }) => kind)).toEqual(['company', 'land']);
  });
  it('does not end before it began', () => {
    given(interest, record()).when(end('2023-12-31')).thenRefused('interest-not-recorded', company, '2023-12-31');
    given(interest).when(end()).thenRefused('interest-not-recorded');
    given(interest, record())
      .when(end('2025-01-01', said('land')))
      .thenRefused('interest-not-recorded');
  });
  it('concerns the places of that thing, and not those where the party has something else', () => {
    const elsewhere = record('2024-01-01', { ...said('land', ['310117107']), targetId: specId(102) });
    given(interest, record(), elsewhere)
      .when(end('2025-01-01', said('company', ['310116113'])))
      .thenConcerns('310116112', '310116113');
  });
});

// Codes and addresses by day: what arrives late holds where it says, and no longer.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specify } from '../testing/given.ts';
import { parcelEvents } from './events.ts';
import { parcel, parcelCommands } from './index.ts';

const given = specify(parcelEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
const enter = (address: string | null = null) =>
  command('EnterParcel', parcelCommands.EnterParcel.parse({ parcelId, jurisdiction: '310116112', name: '古岛地块', address }));

describe('codes and addresses that arrive late', () => {
  const [old, recent] = ['310116112001GB00001', '310116112001GB00002'];
  const onDay = (day: string) => ({ effectiveOn: date(day) });
  const coded = (code: string, day: string, kind: 'parcel-code' | 'real-estate-unit-code' = 'parcel-code') =>
    command('AssignParcelCode', { parcelId, assigned: { kind, code } }, onDay(day));
  const unit = (code: string, day: string) => coded(`${code}W00000000`, day, 'real-estate-unit-code');
  const located = (address: string, day: string) => command('ObserveParcelAddress', { parcelId, address }, onDay(day));
  const codesAfter = (...history: readonly ReturnType<typeof coded>[]) => {
    const { state } = given(parcel, enter(), ...history);
    return state.kind === 'entered' && state.codes.map(({ code }) => code);
  };
  it('do not take the place of what holds from a later day on', () => {
    expect(codesAfter(coded(recent, '2025-01-01'), coded(old, '2024-06-01'))).toEqual([recent]);
    const { state } = given(parcel, enter(), located('新路1号', '2025-01-01'), located('旧路1号', '2024-06-01'));
    expect(state.kind === 'entered' && state.address).toBe('新路1号');
  });
  it('are nothing new where they hold already, and come back when they hold anew', () => {
    const history = [enter(), coded(recent, '2025-01-01'), coded(old, '2024-06-01')] as const;
    for (const again of [coded(old, '2024-06-01'), coded(old, '2024-12-31'), coded(recent, '2025-06-01')])
      given(parcel, ...history)
        .when(again)
        .thenNothing();
    given(parcel, ...history)
      .when(coded(old, '2025-06-01'))
      .thenConcerns('310116112');
    given(parcel, enter(), located('新路1号', '2025-01-01'), located('旧路1号', '2024-06-01'))
      .when(located('旧路1号', '2025-06-01'))
      .thenConcerns('310116112');
    given(parcel, enter(), located('新路1号', '2025-01-01')).when(located('新路1号', '2025-02-01')).thenNothing();
    given(parcel, enter('旧路1号')).when(located('旧路1号', '2025-02-01')).thenNothing();
  });
  it('a unit code begins with the parcel code of its own day, whichever arrives first', () => {
    const history = [enter(), coded(recent, '2025-01-01'), coded(old, '2024-06-01')] as const;
    given(parcel, ...history)
      .when(unit(recent, '2025-02-01'))
      .thenConcerns('310116112');
    given(parcel, ...history)
      .when(unit(recent, '2024-12-31'))
      .thenRefused('unit-code-of-another-parcel', old);
    given(parcel, enter(), unit(recent, '2025-02-01')).when(coded(old, '2024-06-01')).thenRefused('unit-code-of-another-parcel', old);
  });
  it('a parcel is coded anew: the unit code of the former code ends with it', () => {
    expect(codesAfter(coded(old, '2024-06-01'), unit(old, '2024-06-01'), coded(recent, '2025-01-01'))).toEqual([recent]);
    expect(codesAfter(coded(old, '2024-06-01'), unit(old, '2024-06-01'), coded(recent, '2025-01-01'), unit(recent, '2025-01-01'))).toEqual([
      recent,
      `${recent}W00000000`,
    ]);
  });
});

// What the specifications of the base map say, in short.
import { date } from '../../kernel/index.ts';
import { command, specify, specSource } from '../../testing/given.ts';
import type { CommandNamed } from '../commands.ts';
import { type Attribute, type BaseMapFact, basemapEvents, type Claim, type Origin } from '../events.ts';
import { baseMap } from '../index.ts';
import { presentWinner } from '../state.ts';

export const given = specify(basemapEvents);
export const entryId = '3d9f0a52-8c1b-4a53-9a55-0d3f3f8f7a01';
export const otherEntry = '3d9f0a52-8c1b-4a53-9a55-0d3f3f8f7a02';
export const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
export const otherParcel = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a02';
export const batchId = '9a1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
export const town = '310116112';
export const unitCode = '310116112001GB00001';
export type Values = Partial<CommandNamed<'ReadBaseMapRecord'>['data']['values']>;

export const nothing = {
  area: null,
  landUse: null,
  ownership: null,
  legality: null,
  address: null,
  holder: null,
  soe: null,
  geometry: null,
};
export const mu = (value: string) => ({ value, unit: 'mu' as const });
export const m2 = (value: string) => ({ value, unit: 'm2' as const });
export const numbers = { registration: '沪(2019)金字001234', approval: '沪府土〔2004〕123号', survey: 'TB-0001', 'soe-list': '7' } as const;
export const on = (day: string) => ({ effectiveOn: date(day) });

export interface Said {
  readonly number?: string;
  readonly jurisdiction?: string;
  readonly unitCode?: string | null;
  readonly batch?: CommandNamed<'ReadBaseMapRecord'>['data']['batch'];
}

export const read = (origin: Origin, values: Values, day = '2024-01-01', { number, ...said }: Said = {}) =>
  command(
    'ReadBaseMapRecord',
    {
      entryId,
      unitCode: null,
      jurisdiction: '310116',
      origin,
      recordNumber: number ?? numbers[origin],
      batch: null,
      ...said,
      values: { ...nothing, ...values },
    },
    { ...on(day), sources: [{ ...specSource, row: origin }] },
  );
export const areaClaim = (origin: Origin, area: ReturnType<typeof mu | typeof m2>, recordNumber: string = numbers[origin]): Claim => ({
  attribute: 'area',
  value: area,
  origin,
  recordNumber,
});
export const recordRead = (origin: Origin, values: Values, reading: 'first' | 'changed' = 'first') => ({
  type: 'BaseMapRecordRead' as const,
  data: {
    entryId,
    district: '310116',
    origin,
    recordNumber: numbers[origin],
    reading,
    unitCode: null,
    jurisdiction: '310116',
    batchId: null,
    values: { ...nothing, ...values },
  },
});
export const reconciled = (...claims: readonly Claim[]) => ({
  type: 'BaseMapReconciled' as const,
  data: { entryId, winners: claims.map((claim) => ({ attribute: claim.attribute, claim })) },
});
export const opened = (...claims: readonly Claim[]) => ({
  type: 'BaseMapConflictOpened' as const,
  data: { entryId, attribute: 'area' as const, claims: [...claims] },
});
export const settledArea = { type: 'BaseMapConflictSettled' as const, data: { entryId, attribute: 'area' as const } };

export const resolve = (origin: Origin, day = '2024-03-11', attribute: Attribute = 'area', recordNumber: string = numbers[origin]) =>
  command('ResolveBaseMapConflict', { entryId, attribute, origin, recordNumber, reason: '以实测为准' }, on(day));
export const withdraw = (origin: Origin, day = '2024-03-11') =>
  command('WithdrawBaseMapRecord', { entryId, origin, recordNumber: numbers[origin], reason: '登记已注销' }, on(day));
export const propose = (grounds: CommandNamed<'ProposeBaseMapMatch'>['data']['grounds'], proposedBy = 'import', parcel = parcelId) =>
  command('ProposeBaseMapMatch', { entryId, parcelId: parcel, grounds, score: '0.92', proposedBy });
export const confirm = (confirmedBy = '规划资源局 王', parcel = parcelId, day = '2024-03-11', since = date('2024-03-01')) =>
  command('ConfirmBaseMapMatch', { entryId, parcelId: parcel, confirmedBy, parcel: { since, town } }, on(day));
export const reject = (parcel = parcelId) => command('RejectBaseMapMatch', { entryId, parcelId: parcel, reason: '不是同一地块' });
export const annul = (parcel = parcelId) => command('AnnulBaseMapMatch', { entryId, parcelId: parcel, reason: '匹配有误' });
export const enter = (parcel = parcelId) => command('EnterBaseMapUnit', { entryId, parcelId: parcel, name: '古岛地块' });
export const assign = (code: string, day = '2024-03-11') => command('AssignUnifiedCode', { entryId, code }, on(day));
export const join = (intoId = otherEntry, into = { district: '310116', joined: false }) =>
  command('JoinBaseMapEntry', { entryId, intoId, reason: '同一宗地', into });

export const begun = read('registration', { area: mu('30.62') });
export const differing = read('survey', { area: mu('30.59') }, '2023-12-31');

export const stateAfter = (...history: readonly Parameters<typeof baseMap.decide>[0][]) => {
  const { state } = given(baseMap, ...history);
  if (state.kind === 'absent') throw new Error('no unit');
  return state;
};
export const areaThatCounts = (...history: readonly Parameters<typeof baseMap.decide>[0][]) =>
  presentWinner(stateAfter(...history), 'area');

type Stated = {
  [T in BaseMapFact['type']]: { readonly type: T; readonly data: Extract<BaseMapFact, { type: T }>['data'] };
}[BaseMapFact['type']];

/** Facts in a row, for a specification that expects more than two. */
export const facts = (...all: readonly Stated[]): readonly Stated[] => all;

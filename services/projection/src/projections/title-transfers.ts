// Transfers of rights: cases on their way through joint review, and every passing of a right that is known.
import { transferCases } from '@yimu/domain/right/read';
import { type Entry, entriesOf, type Title } from '@yimu/domain/right/state';
import { piecewise } from '../engine/dated.ts';
import type { Column, DatedRow, ReadModelRow } from '../engine/projection.ts';

type Step = Entry<
  | 'RightTransferFiled'
  | 'RightTransferOpinionRecorded'
  | 'RightTransferDecided'
  | 'RightTransferWithdrawn'
  | 'RightTransferred'
  | 'RightTransferredByRuling'
>;

/** Cases and passings as they stand on each day on which one of them moves. */
export const transfers = (title: Title): readonly DatedRow[] => {
  const steps: readonly Step[] = entriesOf(
    title,
    'RightTransferFiled',
    'RightTransferOpinionRecorded',
    'RightTransferDecided',
    'RightTransferWithdrawn',
    'RightTransferred',
    'RightTransferredByRuling',
  );
  const days = steps.map(({ on }) => on);
  return piecewise(days, (day) => rowsOf({ ...title, entries: title.entries.filter(({ on }) => on <= day) }));
};

const rowsOf = (title: Title): readonly ReadModelRow[] => {
  const filed = new Set(entriesOf(title, 'RightTransferFiled').map(({ data }) => data.transferId));
  return [
    ...cases(title),
    ...entriesOf(title, 'RightTransferred')
      .filter(({ data }) => !filed.has(data.transferId))
      .map(({ on, data }) =>
        row(data, data.transferId, {
          kind: data.transferKind,
          stage: 'registered',
          begun_on: on,
          passed_on: on,
          basis: data.basis,
        }),
      ),
    ...entriesOf(title, 'RightTransferredByRuling').map(({ on, data }) =>
      row(data, data.auctionId, {
        kind: 'ruling',
        stage: 'passed',
        begun_on: on,
        passed_on: on,
        basis: data.basis,
        auction_id: data.auctionId,
        case_number: data.caseNumber,
      }),
    ),
  ];
};

const cases = (title: Title): readonly ReadModelRow[] =>
  transferCases(title).map(({ filed, opinions, awaited, decided, withdrawn, stage }) => {
    const { transferId, transferKind, price } = filed.data;
    const passed = entriesOf(title, 'RightTransferred').find(({ data }) => data.transferId === transferId);
    return row(passed?.data ?? filed.data, transferId, {
      kind: transferKind,
      stage,
      begun_on: filed.on,
      price: price === null ? null : JSON.stringify(price),
      opinions: JSON.stringify(
        opinions.map(({ on, data: { department, opinion, text } }) => ({
          department,
          opinion: opinion === 'agree' ? 'agree' : 'object',
          text,
          on,
        })),
      ),
      awaited: JSON.stringify(awaited),
      decided_on: decided?.on ?? null,
      reason: withdrawn?.data.reason ?? decided?.data.reason ?? null,
      passed_on: passed?.on ?? null,
      basis: passed?.data.basis ?? 'decided',
    });
  });

/** A row with what it does not say left empty. */
const row = (
  { parcelId, rightId, holders }: { readonly parcelId: string; readonly rightId: string; readonly holders: readonly unknown[] },
  transferId: string,
  columns: Readonly<Record<string, Column>>,
): ReadModelRow => ({
  table: 'title_transfer',
  key: `${rightId} ${transferId}`,
  columns: {
    parcel_id: parcelId,
    right_id: rightId,
    transfer_id: transferId,
    holders: JSON.stringify(holders),
    price: null,
    opinions: '[]',
    awaited: '[]',
    decided_on: null,
    reason: null,
    passed_on: null,
    auction_id: null,
    case_number: null,
    ...columns,
  },
});

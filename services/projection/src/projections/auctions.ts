import type { AuctionEvent } from '@yimu/domain/auction/events';
import { auctionAsOf } from '@yimu/domain/auction/read';
import { type AuctionState, absent, evolve, type Opened } from '@yimu/domain/auction/state';
import { type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import { piecewise } from '../engine/dated.ts';
import type { DatedProjection, DatedRow } from '../engine/projection.ts';
import { type Check, lots, rounds } from './auction-lots.ts';
import { atEach, namedParties, openFrom, scopeRows } from './concerned.ts';

interface Card {
  readonly auction: AuctionState;
  readonly checks: readonly Check[];
}

/** Cases of courts: whom they asked, what was answered, and each lot on its way to whoever gets it. */
export const auctions: DatedProjection<Card> = {
  name: 'auctions',
  version: 2,
  category: 'auction',
  tables: ['auction', 'auction_answer', 'auction_lot', 'auction_round', 'scope_row', 'named_party'],
  initial: { auction: absent, checks: [] },
  evolve: ({ auction, checks }, recorded: RecordedEvent) => {
    const event = recorded as unknown as AuctionEvent;
    return {
      auction: evolve(auction, event),
      checks: event.type === 'AuctionBuyerChecked' ? [...checks, { ...event.data, on: event.effectiveOn }] : checks,
    };
  },
  datedRows: ({ auction, checks }) => {
    if (auction.kind === 'absent') return [];
    const since = auction.openedOn;
    return [
      ...cases(auction),
      ...answers(auction),
      ...lots(auction),
      ...rounds(auction, checks),
      ...openFrom(since, [
        ...scopeRows(`auction-${auction.auctionId}`, auction.jurisdictions),
        ...namedParties(partiesKnownFromTheStart(auction)),
      ]),
      ...piecewise(
        auction.lots.flatMap(({ steps }) => steps.map(({ on }) => on)).filter((on) => on >= since),
        (day) => namedParties(partiesFromThenOn(auction, day)),
      ),
    ];
  },
};

const partiesKnownFromTheStart = ({ content }: Opened): readonly string[] => [
  ...content.debtorIds,
  ...content.lots
    .flatMap(({ subject }) => [subject.kind === 'equity' ? subject.companyId : null, subject.holderId])
    .filter((id) => id !== null),
];

/** Who is named in the course of the case: buyers after the result, and those whom a notice names as having the first right. */
const partiesFromThenOn = (auction: Opened, day: string): readonly string[] => {
  const known = new Set(partiesKnownFromTheStart(auction));
  return auction.lots
    .flatMap(({ steps, announced }) => [
      ...steps.filter(({ on }) => on <= day).flatMap(({ outcome }) => outcome?.to.map(({ partyId }) => partyId) ?? []),
      ...announced.filter(({ publishedOn }) => publishedOn <= day).flatMap(({ notice }) => notice.preEmptionHolderIds ?? []),
    ])
    .filter((partyId) => !known.has(partyId));
};

const cases = (auction: Opened): readonly DatedRow[] => {
  const { auctionId, content, openedOn, lots: all } = auction;
  return piecewise(
    [openedOn, ...all.flatMap(({ steps }) => steps.map(({ on }) => on))].filter((on) => on >= openedOn),
    (day) =>
      atEach(auction.jurisdictions, {
        table: 'auction',
        key: 'auction',
        columns: {
          auction_id: auctionId,
          court: content.court,
          case_number: content.caseNumber,
          opened_on: openedOn,
          debtors: JSON.stringify(content.debtorIds),
          reserve_floor: content.reserveFloor,
          closed: auctionAsOf(auction, day)?.closed ?? false,
        },
      }),
  );
};

const listed = (list: readonly unknown[] | null | undefined): string | null =>
  list === null || list === undefined ? null : JSON.stringify(list);

/** Whom the court asked, and what each answered; null is "not answered", an empty list "there are none". */
const answers = ({ auctionId, openedOn, consultations }: Opened): readonly DatedRow[] =>
  consultations.flatMap(({ department, jurisdiction, answerBy, answers: given }) =>
    piecewise(
      [...answerBy, ...given].map(({ from }) => from).filter((on) => on >= openedOn),
      (day) => {
        const due = valueOn(answerBy, day);
        if (due === undefined) return [];
        const answer = valueOn(given, day);
        return [
          {
            table: 'auction_answer',
            key: `${department} ${jurisdiction}`,
            columns: {
              auction_id: auctionId,
              department,
              jurisdiction,
              answer_by: due,
              answered_on: given.findLast(({ from }) => from <= day)?.from ?? null,
              duties: listed(answer?.duties),
              arrears: listed(answer?.arrears),
              restrictions: listed(answer?.restrictions),
              opinion: answer?.opinion ?? null,
            },
          },
        ];
      },
    ),
  );

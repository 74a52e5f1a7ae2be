import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold, type Identified, inMinorUnits, isRejection } from '../kernel/index.ts';
import { identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { AuctionCommand } from './commands.ts';
import { type AuctionFact, auctionEvents, type Round, rounds } from './events.ts';
import { auction } from './index.ts';
import type { Opened } from './state.ts';
import {
  announce,
  buyerId,
  confirm,
  defaulted,
  equityLot,
  failed,
  landLot,
  lots,
  on,
  open,
  otherBuyerId,
  registered,
  resumed,
  returned,
  revoked,
  ruled,
  served,
  settled,
  sold,
  suspended,
  untilFailed,
  untilServed,
  untilSold,
  withdrawn,
  yuan,
} from './test/spec.ts';

const days = ['2024-03-01', '2024-03-10', '2024-04-15', '2024-05-05', '2024-05-20', '2024-07-01', '2027-01-01'] as const;
/** Mostly one day, so that steps may follow one another. */
const day = fc.oneof({ weight: 4, arbitrary: fc.constant('2024-05-20') }, { weight: 1, arbitrary: fc.constantFrom(...days) });
const later = fc.constantFrom<{ published: string; auctionOn: string }[]>(
  { published: '2024-03-10', auctionOn: '2024-04-15' },
  { published: '2024-05-05', auctionOn: '2024-05-20' },
  { published: '2024-05-20', auctionOn: '2024-05-20' },
);
const price = fc.constantFrom(10_000_000, 8_000_000, 6_400_000, 6_000_000).map(yuan);
const step = fc.nat(14).map(specId);
const department = fc.constantFrom('规划资源局' as const, '税务局' as const);
const where = fc.constantFrom('310116', '310117');

const notice = fc
  .tuple(later, fc.constantFrom(...rounds), price)
  .map(([{ published, auctionOn }, round, amount]) => announce(published, auctionOn, { round, price: amount }));
const plain = fc.constantFrom(failed, confirm, ruled, served, registered, defaulted, revoked, suspended, withdrawn, returned);
const commands: fc.Arbitrary<AuctionCommand> = fc.oneof(
  { weight: 1, arbitrary: fc.boolean().map((both) => open({ lots: both ? [lots.land, lots.equity] : [lots.land] })) },
  { weight: 3, arbitrary: notice },
  { weight: 6, arbitrary: fc.tuple(plain, day).map(([make, when]): AuctionCommand => make(when)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(day, fc.constantFrom(buyerId, otherBuyerId), price)
      .map(([when, partyId, amount]) => sold(when, { to: [{ partyId, share: null }], price: amount })),
  },
  { weight: 1, arbitrary: fc.tuple(day, fc.constantFrom(8_000_000, 6_400_000)).map(([when, amount]) => settled(when, amount)) },
  { weight: 1, arbitrary: fc.tuple(day, fc.option(fc.constantFrom('2024-05-20', '2024-07-01'))).map(([when, to]) => resumed(when, to)) },
  {
    weight: 1,
    arbitrary: fc.tuple(day, step).map(([when, id]) => on(when, 'CorrectAuctionDate', { lotId: landLot, step: id, reason: '误录' })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(day, step).map(([when, id]) => on(when, 'AnnulBuyerDefault', { lotId: landLot, step: id, reason: '误录' })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(notice, step).map(([{ data }, id]) => {
      const { round: _, auctionId: __, ...content } = data;
      return on('2024-05-05', 'CorrectAuctionNotice', { ...content, notice: id, reason: '误录' });
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(day, fc.integer({ min: 1, max: 3 }), fc.constantFrom('met' as const, 'not-met' as const, 'unknown' as const))
      .map(([when, condition, verdict]) => on(when, 'CheckBuyer', { lotId: landLot, checks: [{ condition, verdict, evidence: '证明' }] })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(day, department, where, day)
      .map(([when, name, jurisdiction, answerBy]) =>
        on(when, 'RequestAuctionConsultation', { consulted: [{ department: name, jurisdiction }], answerBy }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(day, department, where)
      .map(([when, name, jurisdiction]) => on(when, 'RecordAuctionAnswer', { department: name, jurisdiction, opinion: '无意见' })),
  },
);

/** A history that grew from a beginning by whatever of the commands was accepted. */
const grown = (beginning: readonly AuctionCommand[]) =>
  fc.array(commands, { maxLength: 30 }).map((sequence) => {
    const history: Identified<AuctionFact>[] = [];
    for (const command of [...beginning, ...sequence]) {
      const decision = auction.decide(command, fold(auction, history));
      if (!isRejection(decision)) history.push(...identified(decision, history.length));
    }
    return history;
  });
const histories = fc.oneof(
  grown([open({ lots: [lots.land, lots.equity] })]),
  grown(untilServed),
  grown(untilFailed),
  grown([...untilSold, defaulted('2024-04-30')]),
);
const stateOf = (history: readonly Identified<AuctionFact>[]): Opened => {
  const state = fold(auction, history);
  if (state.kind === 'absent') throw new Error('the case was not opened');
  return state;
};
const ofLot = (history: readonly Identified<AuctionFact>[], lotId: string) =>
  history.filter(({ data }) => 'lotId' in data && data.lotId === lotId);

const opening = auction.decide(open({ lots: [lots.land, lots.equity] }), auction.initial) as readonly AuctionFact[];

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  const begun = { ...auction, initial: fold(auction, identified([...opening])) };
  expect(checkLaws(auction, auctionEvents, commands)).toBeGreaterThan(20);
  expect(checkLaws(begun, auctionEvents, commands)).toBeGreaterThan(200);
});

it('nobody who might buy is named before a result', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const result = history.findIndex(({ type }) => type === 'AuctionLotSold' || type === 'AuctionLotTakenForDebt');
      const before = JSON.stringify(history.slice(0, result === -1 ? history.length : result).map(({ data }) => data));
      expect([buyerId, otherBuyerId].filter((id) => before.includes(id))).toEqual([]);
    }),
  );
});

it('every result is that of the round announced last, and rounds come in turn', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const lotId of [landLot, equityLot]) {
        const named = ofLot(history, lotId).filter(({ data }) => 'round' in data) as { type: string; data: { round: Round } }[];
        const inTurn = named.filter(({ type }) => type === 'AuctionNoticePublished').map(({ data }) => rounds.indexOf(data.round));
        expect(inTurn).toEqual(inTurn.toSorted((left, right) => left - right));
        // A failure may be told late, when the next round has been announced.
        const others = named.filter(
          ({ type }, i) =>
            !['AuctionNoticePublished', 'AuctionLotFailed'].includes(type) &&
            named.slice(0, i).findLast((each) => each.type === 'AuctionNoticePublished')?.data.round !== named[i]?.data.round,
        );
        expect(others).toEqual([]);
      }
    }),
  );
});

it('a ruling follows a sale or a settlement, service follows the ruling, registration follows service', () => {
  const needs: Readonly<Record<string, readonly string[]>> = {
    AuctionSaleConfirmed: ['AuctionLotSold'],
    AuctionRulingRecorded: ['AuctionLotSold', 'AuctionSaleConfirmed', 'AuctionLotTakenForDebt'],
    AuctionRulingServed: ['AuctionRulingRecorded'],
    AuctionTransferRegistered: ['AuctionRulingServed'],
  };
  fc.assert(
    fc.property(histories, (history) => {
      for (const { steps } of stateOf(history).lots) {
        const astray = steps.filter(({ type }, i) => needs[type]?.includes(steps[i - 1]?.type ?? '') === false);
        expect(astray).toEqual([]);
      }
    }),
  );
});

it('the steps of a lot lie in the order of their days, and no auction before its notice, whatever was corrected', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { openedOn, lots: all } = stateOf(history);
      for (const { steps, announced } of all) {
        const on = [openedOn, ...steps.map((each) => each.on)];
        expect(on).toEqual(on.toSorted());
        for (const { notice: held, publishedOn, result } of announced)
          expect([publishedOn, held.auctionOn, ...(result === null ? [] : [result.on])]).toEqual(
            [publishedOn, held.auctionOn, ...(result === null ? [] : [result.on])].toSorted(),
          );
      }
    }),
  );
});

it('the price of an auction is at most 20% below that of the one before and never above it, or a discrepancy says so', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { announced, found } of stateOf(history).lots)
        for (const [i, { round, notice: held }] of announced.entries()) {
          const before = announced[i - 1];
          if (before === undefined || round === 'sale') continue;
          const [now, then] = [inMinorUnits(held.price), inMinorUnits(before.notice.price)];
          const gentle = now <= then && now * 10n >= then * 8n;
          const said = found.some((text) => text.includes(`The price of the auction of ${held.auctionOn}, `));
          expect(gentle || said).toBe(true);
        }
    }),
  );
});

it('a discrepancy is recorded once, and every event concerns all jurisdictions of the case', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { jurisdictions, lots: all } = stateOf(history);
      for (const { found } of all) expect(new Set(found).size).toBe(found.length);
      for (const event of history) expect(event.jurisdictions).toEqual(jurisdictions);
    }),
  );
});

it('the histories reach the end of a life and what a court does against the law', () => {
  const reached = new Set(fc.sample(histories, { numRuns: 1000, seed: 7 }).flatMap((history) => history.map(({ type }) => type)));
  expect([...reached].toSorted()).toEqual(Object.keys(auctionEvents).toSorted());
});

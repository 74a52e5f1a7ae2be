// The lots of a case by day, and their rounds. Each row has the codes of its own place: a town sees its lots, not the others.
import { auctionAsOf, type Lot } from '@yimu/domain/auction/read';
import type { Opened } from '@yimu/domain/auction/state';
import { piecewise } from '../engine/dated.ts';
import { levelCodes } from '../engine/level-codes.ts';
import type { Column, DatedRow } from '../engine/projection.ts';

/** A check of who got a lot against the conditions of its notice, on its day. */
export interface Check {
  readonly lotId: string;
  readonly on: string;
  readonly checks: readonly { readonly condition: string; readonly verdict: string; readonly evidence: string | null }[];
}

const asText = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Where each lot stands; who gets it is not known before the result. */
export const lots = (auction: Opened): readonly DatedRow[] => {
  const { auctionId, openedOn, lots: all } = auction;
  const days = [openedOn, ...all.flatMap(({ steps }) => steps.map(({ on }) => on))].filter((on) => on >= openedOn);
  return piecewise(days, (day) =>
    (auctionAsOf(auction, day)?.lots ?? []).map(({ content, stage, outcome }, place) => ({
      table: 'auction_lot',
      key: content.lotId,
      columns: {
        auction_id: auctionId,
        lot_id: content.lotId,
        name: content.name,
        place,
        ...subjectOf(content.subject),
        appraised_value: asText(content.appraisedValue),
        reserve_price: asText(content.reservePrice),
        stage,
        outcome: outcome?.by ?? null,
        receivers: JSON.stringify(outcome?.to ?? []),
        price: asText(outcome?.price ?? null),
        ...papersOf(all[place]?.steps.filter(({ on }) => on <= day) ?? []),
        ...levelCodes(content.jurisdiction),
      },
    })),
  );
};

const subjectOf = (subject: Lot['content']['subject']): Readonly<Record<string, Column>> =>
  subject.kind === 'land'
    ? {
        kind: 'land',
        parcel_id: subject.parcelId,
        right_ids: JSON.stringify(subject.rightIds),
        company_id: null,
        holder_id: subject.holderId,
        share: subject.share,
      }
    : {
        kind: 'equity',
        parcel_id: null,
        right_ids: '[]',
        company_id: subject.companyId,
        holder_id: subject.holderId,
        share: subject.share,
      };

/** Confirmation, ruling, service and registration; of a sale that came to nothing none counts any more. */
const papersOf = (steps: Lot['steps']): Readonly<Record<string, Column>> => {
  const current = steps.slice(steps.findLastIndex(({ outcome }) => outcome === null) + 1);
  const the = (type: Lot['steps'][number]['type']) => current.findLast((step) => step.type === type);
  const [confirmed, ruled, registered] = [the('AuctionSaleConfirmed'), the('AuctionRulingRecorded'), the('AuctionTransferRegistered')];
  return {
    confirmation_number: confirmed !== undefined && 'confirmationNumber' in confirmed.data ? confirmed.data.confirmationNumber : null,
    ruling_number: ruled !== undefined && 'rulingNumber' in ruled.data ? ruled.data.rulingNumber : null,
    ruled_on: ruled?.on ?? null,
    served_on: the('AuctionRulingServed')?.on ?? null,
    registered_on: registered?.on ?? null,
    registration_number: registered !== undefined && 'registrationNumber' in registered.data ? registered.data.registrationNumber : null,
  };
};

/** Every round as announced (一拍, 二拍, 变卖), with its result and the checks of its conditions. */
export const rounds = ({ auctionId, openedOn, lots: all }: Opened, checks: readonly Check[]): readonly DatedRow[] =>
  all.flatMap(({ content, announced }) =>
    announced.flatMap(({ round, anew, publishedOn, notice, result }, place) => {
      const ours = checks.filter(
        ({ lotId, on }) => lotId === content.lotId && result !== null && on >= result.on && place === announced.length - 1,
      );
      const days = [publishedOn, result?.on, ...ours.map(({ on }) => on)].filter((on) => on !== undefined && on >= publishedOn);
      return piecewise(
        days.filter((on) => on !== undefined && on >= openedOn),
        (day) => {
          const ended = result !== null && result.on <= day ? result : null;
          return [
            {
              table: 'auction_round',
              key: `${content.lotId} ${place}`,
              columns: {
                auction_id: auctionId,
                lot_id: content.lotId,
                parcel_id: content.subject.kind === 'land' ? content.subject.parcelId : null,
                place,
                round,
                anew,
                published_on: publishedOn,
                auction_on: notice.auctionOn,
                ends_on: notice.endsOn,
                platform: notice.platform,
                price: JSON.stringify(notice.price),
                deposit: asText(notice.deposit),
                conditions: JSON.stringify(conditionsOn(notice.conditions, ours, day)),
                defects: notice.defects,
                occupancy: notice.occupancy,
                pre_emption: asText(notice.preEmptionHolderIds),
                tax_burden: notice.taxBurden,
                result: resultOf(ended),
                result_on: ended?.on ?? null,
                ...levelCodes(content.jurisdiction),
              },
            },
          ];
        },
      );
    }),
  );

const resultOf = (ended: Lot['announced'][number]['result']): string | null => {
  if (ended === null) return null;
  return ended.failed ? 'failed' : 'sold';
};

type Conditions = Lot['announced'][number]['notice']['conditions'];

const conditionsOn = (conditions: Conditions, checks: readonly Check[], day: string) =>
  conditions.map(({ text, basis }) => {
    const check = checks
      .filter(({ on }) => on <= day)
      .flatMap((each) => each.checks)
      .findLast(({ condition }) => condition === text);
    return { text, basis, verdict: check?.verdict ?? null, evidence: check?.evidence ?? null };
  });

// The result of a parcel in a run, as the scoring job records it: figures as supplied, indicators by division, points as they come.
import { placeOfQuantity, standard, suppliers } from '../../assessment/city.ts';
import { type Cycle, cycleRef, figureIn, runId, supplyId } from './in-cycle.ts';
import { companyId, companyOf, gradeOf, parcelCode, parcelId, qualityOf } from './shape.ts';

const supplierOf = new Map(suppliers.flatMap(([, quantities], k) => quantities.map(({ code }) => [code, k] as const)));

/** Dividend and divisor of an indicator. */
const terms = standard.indicators.map(({ code, formula }) => {
  const names = formula.op === 'divide' ? formula.of.map((each) => (each.op === 'quantity' ? each.code : '')) : [];
  return { indicator: code, places: [placeOfQuantity(names[0] ?? ''), placeOfQuantity(names[1] ?? '')] as const };
});

/** What the job found of a parcel: `of` parcels were ranked. */
export const resultOf = (cycle: Cycle, parcel: number, of: number): object => {
  const { district, year } = cycle;
  const quality = qualityOf(parcel, year);
  const rank = 1 + Math.floor(quality * of);
  const items = terms.map(({ indicator, places: [above, below] }) => {
    const [dividend, divisor] = [figureIn(parcel, year, above), figureIn(parcel, year, below)];
    const known = dividend !== null && divisor !== null;
    return {
      indicator,
      value: known ? (Number(dividend) / Number(divisor)).toFixed(6) : null,
      missing: known ? null : 'not-supplied',
      least: null,
      most: null,
      points: known ? ((1 - quality) * 10).toFixed(4) : '0',
    };
  });
  const inputs = standard.quantities.flatMap(({ code }, place) => {
    const value = figureIn(parcel, year, place);
    return value === null ? [] : [{ quantity: code, value, events: [supplyId(parcel, year, supplierOf.get(code) ?? 0)] }];
  });
  return {
    parcelId: parcelId(parcel),
    partyIds: [companyId(companyOf(parcel))],
    cycle: cycleRef(year),
    run: runId(year),
    position: '1-1',
    standard: { ...cycleRef(year), version: 1 },
    code: parcelCode(parcel, district),
    cohort: 'all',
    decidedBy: 'score',
    rule: null,
    lacking: [],
    grade: gradeOf(parcel, year),
    score: ((1 - quality) * 100).toFixed(4),
    rank,
    of,
    place: rank,
    items,
    extras: [],
    inputs,
  };
};

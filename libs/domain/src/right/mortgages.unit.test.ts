import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { mortgagesOn, title } from './index.ts';
import {
  bank,
  catalogue,
  consentToTransfer,
  endRight,
  factsOf,
  foundBy,
  land,
  mortgage1,
  mortgage2,
  nowhere,
  parcelId,
  registerMortgage,
  registerRight,
  releaseMortgage,
  reportMortgage,
  reportTransfer,
  serveRuling,
  transfer1,
  yuan,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01');
const mortgaged = [right, registerMortgage('2020-01-01')];
const second = (day: string, more: object = {}) => registerMortgage(day, { mortgageId: mortgage2, rank: 2, ...more });
const standing = (state: (typeof title)['initial'], day: string) =>
  mortgagesOn(state, land, on(day)).map(({ mortgageId, position }) => [mortgageId, position]);

describe('a mortgage (抵押)', () => {
  it('is recorded with mortgagees, rank and what it secures', () =>
    given(title, right)
      .when(registerMortgage('2020-01-01', { maximum: true, transferRestricted: true }))
      .then({
        type: 'MortgageRegistered',
        data: {
          parcelId,
          rightId: land,
          mortgageId: mortgage1,
          mortgagees: [bank],
          rank: 1,
          secured: yuan(5_000_000),
          maximum: true,
          transferRestricted: true,
          basis: 'decided',
        },
      }));
  it('is nothing new the second time, and refused with other content', () => {
    given(title, ...mortgaged)
      .when(registerMortgage('2020-01-01'))
      .thenNothing();
    given(title, ...mortgaged)
      .when(registerMortgage('2020-01-01', { rank: 2 }))
      .thenRefused('title-recorded-otherwise', mortgage1);
  });
  it('is of a right that stands', () => {
    given(title, right)
      .when(registerMortgage('2020-01-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown', nowhere);
    given(title, right).when(registerMortgage('2009-01-01')).thenRefused('title-before-fact');
    given(title, right, endRight('2019-01-01')).when(registerMortgage('2020-01-01')).thenRefused('right-not-standing', '2019-01-01');
    given(title, registerRight('2010-01-01', { until: '2019-12-31' }))
      .when(registerMortgage('2020-01-01'))
      .thenRefused('right-not-standing');
  });
  it('has a rank of its own', () => {
    given(title, ...mortgaged)
      .when(second('2021-01-01', { rank: 1 }))
      .thenRefused('mortgage-rank-taken', '2020-01-01', '2021-01-01');
    const taken = reportMortgage('2021-01-01', { mortgageId: mortgage2 });
    expect(foundBy(given(title, ...mortgaged).state, taken)).toEqual(['mortgage-rank-taken']);
    expect(factsOf(given(title, ...mortgaged, releaseMortgage('2021-01-01')).state, second('2021-01-01', { rank: 1 })).length).toBe(1);
  });
  it('moves up when one before it is released', () => {
    const { state } = given(title, ...mortgaged, second('2021-01-01'), releaseMortgage('2022-01-01'));
    expect([standing(state, '2021-01-01'), standing(state, '2022-01-01')]).toEqual([
      [
        [mortgage1, 1],
        [mortgage2, 2],
      ],
      [[mortgage2, 1]],
    ]);
  });
  it('falls with the right, and stands on none that is not there', () => {
    const { state } = given(title, ...mortgaged, endRight('2023-01-01'));
    expect([standing(state, '2022-12-31').length, standing(state, '2023-01-01')]).toEqual([1, []]);
    expect(mortgagesOn(state, nowhere, on('2022-12-31'))).toEqual([]);
  });
});

describe('the release of a mortgage (注销)', () => {
  it('is recorded once', () => {
    given(title, ...mortgaged)
      .when(releaseMortgage('2022-01-01'))
      .then({ type: 'MortgageReleased', data: { parcelId, rightId: land, mortgageId: mortgage1, reason: 'paid' } });
    given(title, ...mortgaged, releaseMortgage('2022-01-01'))
      .when(releaseMortgage('2022-01-01'))
      .thenNothing();
    given(title, ...mortgaged, releaseMortgage('2022-01-01'))
      .when(releaseMortgage('2022-01-02'))
      .thenRefused('title-ended-otherwise', '2022-01-01');
    given(title, ...mortgaged, releaseMortgage('2022-01-01'))
      .when(releaseMortgage('2022-01-01', { reason: 'waived' }))
      .thenRefused('title-ended-otherwise');
  });
  it('is of a mortgage that is there', () => {
    given(title, right).when(releaseMortgage('2022-01-01')).thenRefused('title-names-unknown', mortgage1);
    given(title, ...mortgaged)
      .when(releaseMortgage('2019-12-31'))
      .thenRefused('title-before-fact');
  });
});

describe('the service of a ruling', () => {
  it('extinguishes the mortgages that it does not keep, and none registered later', () => {
    const { state } = given(title, ...mortgaged, second('2021-01-01'), serveRuling('2022-01-01', { mortgagesKept: [mortgage2] }));
    expect([standing(state, '2021-12-31').length, standing(state, '2022-01-01')]).toEqual([2, [[mortgage2, 1]]]);
    expect(standing(given(title, right, serveRuling('2022-01-01'), registerMortgage('2022-02-01')).state, '2022-02-01').length).toBe(1);
  });
});

describe("the mortgagee's consent to a transfer", () => {
  const moved = [...mortgaged, reportTransfer('2022-01-01')];
  it('is recorded once', () => {
    given(title, ...moved)
      .when(consentToTransfer('2022-01-01'))
      .then({ type: 'MortgageeConsentRecorded', data: { parcelId, rightId: land, mortgageId: mortgage1, transferId: transfer1 } });
    given(title, ...moved, consentToTransfer('2022-01-01'))
      .when(consentToTransfer('2022-01-01'))
      .thenNothing();
    expect(factsOf(given(title, ...moved, consentToTransfer('2022-01-01')).state, consentToTransfer('2021-12-01')).length).toBe(1);
  });
  it('is to a transfer and by a mortgagee that are there', () => {
    given(title, ...mortgaged)
      .when(consentToTransfer('2022-01-01'))
      .thenRefused('title-names-unknown', transfer1);
    given(title, right).when(consentToTransfer('2022-01-01')).thenRefused('title-names-unknown', mortgage1);
    given(title, ...moved)
      .when(consentToTransfer('2019-01-01'))
      .thenRefused('title-before-fact');
  });
});

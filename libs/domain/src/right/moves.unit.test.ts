import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { holdersOn, title, turningDays } from './index.ts';
import {
  auction1,
  building,
  catalogue,
  court,
  endRight,
  factsOf,
  foundBy,
  granted,
  gudao,
  land,
  mortgage1,
  nowhere,
  only,
  oufeng,
  parcelId,
  pulizi,
  registerMortgage,
  registerRight,
  registerSuccession,
  registerTransfer,
  reportTransfer,
  seize,
  seizeToo,
  seizure1,
  seizure2,
  serveRuling,
  transfer1,
  transfer2,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01');
const ofTransfer = { parcelId, rightId: land, transferId: transfer1 };

describe('a succession (继承, 合并, 分立)', () => {
  it('passes the right without joint review', () =>
    given(title, right)
      .when(registerSuccession('2023-01-01'))
      .then({
        type: 'RightTransferred',
        data: { ...ofTransfer, kind: 'state-land-use', holders: only(pulizi), transferKind: 'merger', basis: 'decided' },
      }));
  it('is not registered while the right is seized', () =>
    given(title, right, seize('2022-12-01')).when(registerSuccession('2023-01-01')).thenRefused('right-seized', court));
  it('dated before a later transfer is refused naming it', () =>
    given(title, right, reportTransfer('2023-06-01'))
      .when(registerSuccession('2023-01-01', { transferId: transfer2 }))
      .thenRefused('right-moved-later', '2023-06-01'));
  it('keeps the rules of a transfer', () => {
    given(title, right)
      .when(registerSuccession('2023-01-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown');
    given(title, right).when(registerSuccession('2009-01-01')).thenRefused('title-before-fact');
    given(title, right)
      .when(registerSuccession('2023-01-01', { holders: [{ partyId: pulizi, share: '4/5' }] }))
      .thenRefused('right-shares-not-whole', '4/5');
  });
  it('is nothing new the second time, and refused with other content', () => {
    given(title, right, registerSuccession('2023-01-01')).when(registerSuccession('2023-01-01')).thenNothing();
    given(title, right, registerSuccession('2023-01-01'))
      .when(registerSuccession('2023-01-01', { transferKind: 'division' }))
      .thenRefused('title-recorded-otherwise');
  });
});

describe('a reported transfer', () => {
  it('is recorded though no joint review granted it, which is found', () => {
    const facts = factsOf(given(title, right).state, reportTransfer('2023-01-01', { transferKind: 'transfer' }));
    expect(facts.map(({ type }) => type)).toEqual(['RightTransferred', 'TitleDiscrepancyFound']);
    expect(foundBy(given(title, right).state, reportTransfer('2023-01-01', { transferKind: 'transfer' }))).toEqual([
      'right-transfer-unreviewed',
    ]);
  });
  it('leaves nothing to find when it is the one that was granted', () => {
    const { state } = given(title, right, ...granted('2023-01-01'));
    const reported = (day: string, more: object = {}) => reportTransfer(day, { transferId: transfer2, transferKind: 'transfer', ...more });
    expect(foundBy(state, reported('2023-02-01'))).toEqual([]);
    expect(foundBy(state, reported('2022-12-31'))).toEqual(['right-transfer-unreviewed']);
    expect(foundBy(state, reported('2023-02-01', { holders: only(oufeng) }))).toEqual(['right-transfer-unreviewed']);
  });
  it('may tell the past late: what came after it stands', () => {
    const { state } = given(
      title,
      right,
      reportTransfer('2023-06-01', { transferId: transfer2, holders: only(oufeng) }),
      reportTransfer('2022-01-01'),
    );
    expect(['2021-12-31', '2022-01-01', '2023-06-01'].map((day) => holdersOn(state, land, on(day)))).toEqual([
      only(gudao),
      only(pulizi),
      only(oufeng),
    ]);
  });
  it('that tells the past late is found when the right has passed on since: the later holders stay until a person looks', () => {
    const sold = given(title, right, reportTransfer('2024-02-01', { transferId: transfer2, holders: only(oufeng) })).state;
    expect(foundBy(sold, reportTransfer('2023-06-01'))).toEqual(['right-moved-later']);
    const [, found] = factsOf(sold, reportTransfer('2023-06-01'));
    expect(found).toMatchObject({
      data: { rightId: land, about: 'RightTransferred', discrepancy: { en: expect.stringContaining('2024-02-01') } },
    });
    expect(foundBy(sold, reportTransfer('2024-02-01'))).toEqual([]);
    expect(foundBy(sold, reportTransfer('2024-03-01'))).toEqual([]);
    const decided = given(title, right, ...granted('2024-01-01'), registerTransfer('2024-02-01')).state;
    expect(foundBy(decided, reportTransfer('2023-06-01', { transferId: transfer2, holders: only(oufeng) }))).toEqual(['right-moved-later']);
  });
  it('of one day passes the right on in the order it was recorded', () => {
    const { state } = given(
      title,
      right,
      reportTransfer('2022-01-01'),
      reportTransfer('2022-01-01', { transferId: transfer2, holders: only(oufeng) }),
    );
    expect(holdersOn(state, land, on('2022-01-01'))).toEqual(only(oufeng));
  });
});

describe("a court's ruling", () => {
  const burdened = [right, registerMortgage('2020-01-01'), seize('2023-05-10'), seizeToo('2023-08-01')];
  const ofRuling = {
    parcelId,
    rightId: land,
    kind: 'state-land-use' as const,
    holders: only(oufeng),
    auctionId: auction1,
    caseNumber: '（2024）沪0116执9号',
    basis: 'reported' as const,
  };
  it('passes the right on the day it is served, names what ends with it, and is barred by no seizure', () =>
    given(title, ...burdened)
      .when(serveRuling('2024-01-15'))
      .then({
        type: 'RightTransferredByRuling',
        data: { ...ofRuling, seizuresEnded: [seizure1, seizure2], mortgagesExtinguished: [mortgage1], mortgagesKept: [] },
      }));
  it('may keep a mortgage on the land', () =>
    given(title, ...burdened)
      .when(serveRuling('2024-01-15', { mortgagesKept: [mortgage1] }))
      .then({
        type: 'RightTransferredByRuling',
        data: { ...ofRuling, seizuresEnded: [seizure1, seizure2], mortgagesExtinguished: [], mortgagesKept: [mortgage1] },
      }));
  it('is nothing new when it is told again, and refused with other content', () => {
    given(title, ...burdened, serveRuling('2024-01-15'))
      .when(serveRuling('2024-01-15'))
      .thenNothing();
    given(title, ...burdened, serveRuling('2024-01-15'))
      .when(serveRuling('2024-01-15', { to: only(pulizi) }))
      .thenRefused('title-recorded-otherwise', auction1);
    given(title, ...burdened, serveRuling('2024-01-15'))
      .when(serveRuling('2024-01-16'))
      .thenRefused('title-recorded-otherwise');
  });
  it('is of a right that is there, to holders who share the whole', () => {
    given(title, right)
      .when(serveRuling('2024-01-15', { rightId: nowhere }))
      .thenRefused('title-names-unknown');
    given(title, right).when(serveRuling('2009-01-15')).thenRefused('title-before-fact');
    given(title, right)
      .when(serveRuling('2024-01-15', { to: [{ partyId: oufeng, share: '1/2' }] }))
      .thenRefused('right-shares-not-whole');
  });
  it('that arrives after a later transfer is recorded, and found: the later buyer does not keep the right untold', () => {
    const { state } = given(title, right, reportTransfer('2024-03-01'));
    expect(foundBy(state, serveRuling('2024-01-01'))).toEqual(['right-moved-later']);
    expect(foundBy(state, serveRuling('2024-03-01'))).toEqual([]);
  });
  it('of a right that has ended is found', () =>
    expect(foundBy(given(title, right, endRight('2023-01-01')).state, serveRuling('2024-01-15'))).toEqual(['right-not-standing']));
});

it('the days on which holders may change are told in order, each once', () => {
  const { state } = given(
    title,
    right,
    serveRuling('2024-01-15'),
    registerRight('2024-01-15', { rightId: building, kind: 'building-ownership', until: null }),
  );
  expect(turningDays(state)).toEqual(['2010-01-01', '2024-01-15', '2060-01-01']);
});

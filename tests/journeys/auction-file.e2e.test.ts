// The same auction as its readers see it: the file before an auction (拍卖前征询档案) on the days of the case, and the title before and after the day
// of service is corrected.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Auction, answers, auctionOf, caseNumber, court, days, otherCaseNumber, otherCourt } from './support/auction-case.ts';
import { changedOn, type Land, type Scene, sceneOf, yuan } from './support/auction-scene.ts';
import { type Journey, startJourney } from './support/platform.ts';
import { type PointInTime, untilTold } from './support/trail.ts';

let journey: Journey;
let scene: Scene;
let land: Land;
let auction: Auction;
/** The moment before the correction, when everything up to the registration was known. */
let before: string;

beforeAll(async () => {
  journey = await startJourney();
  scene = await sceneOf(journey);
  land = await scene.landOf();
  auction = auctionOf(scene, land);
  const until = (stream: string, type: string) => untilTold(journey, scene.tokens.auditor, stream, type);
  await until(`interests-${land.grantee}`, 'InterestRecorded');
  await scene.equityChanged(land);
  await until(`contract-${land.contractId}`, 'BreachLeadRecorded');
  await auction.seized();
  await auction.opened();
  for (const { office, department, said } of answers) await auction.answer(office, department, said);
  await auction.failed();
  await auction.sold();
  await auction.served();
  await until(`title-${land.parcelId}`, 'RightTransferredByRuling');
  await until(`interests-${land.buyer}`, 'InterestRecorded');
  await auction.registered();
  before = (await until(`title-${land.parcelId}`, 'CertificateRegistered')).knownFrom;
  const served = await until(`auction-${auction.id()}`, 'AuctionRulingServed');
  await auction.correctDay(served.id, days.servedInTruth);
  await until(`title-${land.parcelId}`, 'RightTransferCorrected');
});
afterAll(() => journey.end());

/** Asks as somebody of 规划资源局; a moment can be asked about once the answers are complete up to it. */
const ask = <T>(query: string, at: PointInTime, token = scene.tokens.land): Promise<T> =>
  vi.waitFor(() => journey.ask<T>(token, query, { parcel: land.parcelId, ...at }), { timeout: 20_000 });
const asked = (fields: string) => `query ($parcel: ID!, $asOf: Date, $knownAt: DateTime) { ${fields} }`;
const at = '(parcel: $parcel, asOf: $asOf, knownAt: $knownAt)';

const file = async (
  fields: string,
  point: PointInTime = {},
  token = scene.tokens.land,
): Promise<Readonly<Record<string, unknown>> | null> => {
  const answer = await ask<{ preAuctionFile: Record<string, unknown> | null }>(asked(`preAuctionFile${at} { ${fields} }`), point, token);
  return answer.preAuctionFile;
};

describe('the file on the day before the first auction', () => {
  const asOf = '2023-11-30';

  it('names the holder, the seizures by rank, the mortgage and the lease, with their dates', async () => {
    const burdens = `seizures { rank waiting court caseNumber servedOn until } mortgages { rank registeredOn secured { amount } mortgagees { name } }
      leases { status part from until lessees { name } }`;
    const seen = await file(`titleRecorded rights { kind since until certificateNumber holders { party { id name } share } ${burdens} }`, {
      asOf,
    });
    expect(seen).toEqual({
      titleRecorded: true,
      rights: [
        {
          kind: 'STATE_LAND_USE_AND_BUILDINGS',
          since: '2018-06-01',
          until: '2038-05-31',
          certificateNumber: '沪（2018）金字不动产权第000007号',
          holders: [{ party: { id: land.grantee, name: '上海试验纺织有限公司' }, share: '1/1' }],
          seizures: [
            { rank: 1, waiting: false, court, caseNumber, servedOn: days.seized, until: '2026-02-10' },
            { rank: 2, waiting: true, court: otherCourt, caseNumber: otherCaseNumber, servedOn: days.waiting, until: null },
          ],
          mortgages: [
            { rank: 1, registeredOn: '2021-06-01', secured: { amount: yuan(5_000_000).amount }, mortgagees: [{ name: '试验银行' }] },
          ],
          leases: [
            { status: 'RUNNING', part: '2幢', from: '2021-01-01', until: '2026-12-31', lessees: [{ name: '上海试验仓储有限公司' }] },
          ],
        },
      ],
    });
  });
  it('says what the contract asks and what may have broken it', async () => {
    const seen = await file(
      'contracts { id status clauses { no kind } leads { kind status } } equityTransfers { status changedOn suspectedBreaches { breach } }',
      { asOf },
    );
    expect(seen).toEqual({
      contracts: [
        {
          id: land.contractId,
          status: 'IN_FORCE',
          clauses: [{ no: '第十五条', kind: 'EQUITY_CHANGE_CONSENT' }],
          leads: [{ kind: 'equity-consent-missing', status: 'OPEN' }],
        },
      ],
      equityTransfers: [{ status: 'UNDECLARED', changedOn, suspectedBreaches: [{ breach: 'CONSENT_MISSING' }] }],
    });
  });
  it('tells what departments answered: what is missing is null, what there is none of is empty', async () => {
    const seen = await file('answers { department answeredOn duties { text } arrears { kind } restrictions { list } opinion }', { asOf });
    const told = { answeredOn: days.answered, duties: null, arrears: null, restrictions: null, opinion: null };
    expect(seen?.answers).toHaveLength(3);
    expect(seen?.answers).toEqual(
      expect.arrayContaining([
        {
          ...told,
          department: '规划资源局',
          duties: [{ text: '股权变更须经出让人同意' }],
          restrictions: [],
          opinion: '2022年股权变更未经出让人同意',
        },
        { ...told, department: '经委', arrears: [], restrictions: [{ list: '产业限制目录' }] },
        { ...told, department: '市场监管局', opinion: '无意见' },
      ]),
    );
  });
  it('is not graded, which is no grade, and has the findings that are open', async () => {
    expect(await file('grade gradeLabel', { asOf })).toEqual({ grade: null, gradeLabel: '未评价' });
    const open = expect.arrayContaining([
      { rule: 'listed-land-touched', status: 'OPEN' },
      { rule: 'shares-changed-unrecorded', status: 'OPEN' },
    ]);
    await expect.poll(async () => (await file('openFindings { rule status }', { asOf }))?.openFindings).toEqual(open);
  });
  it('is there for the town and the city, and for nobody elsewhere', async () => {
    for (const token of [scene.tokens.officer, scene.tokens.auditor])
      expect(await file('parcelId', { asOf }, token)).toEqual({ parcelId: land.parcelId });
    expect(await file('parcelId', { asOf }, scene.tokens.neighbour)).toBeNull();
  });
});

describe('the lot', () => {
  const lot = 'stage receivers { party { id } } rounds { round result } servedOn registeredOn';
  const first = { round: 'FIRST', result: 'FAILED' };
  it.each([
    [days.opened, 'OPENED', [], false],
    [days.firstNotice, 'ANNOUNCED', [{ round: 'FIRST', result: null }], false],
    [days.failed, 'FAILED', [first], false],
    [days.secondNotice, 'ANNOUNCED', [first, { round: 'SECOND', result: null }], false],
    [days.sold, 'SOLD', [first, { round: 'SECOND', result: 'SOLD' }], true],
    [days.ruled, 'RULED', [first, { round: 'SECOND', result: 'SOLD' }], true],
  ])('on %s is %s; the buyer is known after the result only', async (asOf, stage, rounds, isNamed) => {
    const seen = await file(`auctionLots { ${lot} }`, { asOf });
    const receivers = isNamed ? [{ party: { id: land.buyer } }] : [];
    expect(seen?.auctionLots).toEqual([{ stage, receivers, rounds, servedOn: null, registeredOn: null }]);
  });
  it('was served on the day that is known now, and on another as it was known before the correction', async () => {
    const servedOn = async (knownAt: PointInTime) =>
      (await file('auctionLots { stage servedOn }', { asOf: '2024-01-31', ...knownAt }))?.auctionLots;
    expect(await servedOn({ knownAt: before })).toEqual([{ stage: 'SERVED', servedOn: days.served }]);
    expect(await servedOn({})).toEqual([{ stage: 'SERVED', servedOn: days.servedInTruth }]);
  });
});

describe('the title on the days around the service', () => {
  const title = async (point: PointInTime) => {
    const rights =
      'rights { holders { party { id } share } seizures { rank } mortgages { rank } leases { part } } transfers { stage passedOn }';
    return (await ask<{ title: unknown }>(asked(`title${at} { ${rights} }`), point)).title;
  };
  const seized = () => ({
    rights: [
      {
        holders: [{ party: { id: land.grantee }, share: '1/1' }],
        seizures: [{ rank: 1 }, { rank: 2 }],
        mortgages: [{ rank: 1 }],
        leases: [{ part: '2幢' }],
      },
    ],
    transfers: [],
  });
  const passed = (passedOn: string) => ({
    rights: [{ holders: [{ party: { id: land.buyer }, share: '1/1' }], seizures: [], mortgages: [], leases: [{ part: '2幢' }] }],
    transfers: [{ stage: 'PASSED', passedOn }],
  });

  it('as known before the correction: the right passed on the day that was recorded first', async () => {
    expect(await title({ asOf: '2024-01-14', knownAt: before })).toEqual(seized());
    expect(await title({ asOf: days.served, knownAt: before })).toEqual(passed(days.served));
  });
  it('as known now: three days earlier, and with it seizures and mortgage ended', async () => {
    expect(await title({ asOf: '2024-01-11' })).toEqual(seized());
    expect(await title({ asOf: days.servedInTruth })).toEqual(passed(days.servedInTruth));
    expect(await title({ asOf: '2024-01-14' })).toEqual(passed(days.servedInTruth));
  });
  it('the new certificate is there from the registration on, which is later than the right', async () => {
    const certificate = async (asOf: string) => (await file('rights { certificateNumber }', { asOf }))?.rights;
    expect(await certificate('2024-02-29')).toEqual([{ certificateNumber: '沪（2018）金字不动产权第000007号' }]);
    expect(await certificate(days.registered)).toEqual([{ certificateNumber: '沪（2024）金字不动产权第000301号' }]);
  });
  it('and the land of the buyer with it', async () => {
    const interests = async (point: PointInTime) => {
      const query = `query ($parcel: ID!, $asOf: Date, $knownAt: DateTime) {
        party(id: "${land.buyer}", asOf: $asOf, knownAt: $knownAt) { interests { kind parcelId } } parcel(id: $parcel) { id } }`;
      return (await ask<{ party: { interests: unknown } }>(query, point)).party.interests;
    };
    const has = [{ kind: 'LAND', parcelId: land.parcelId }];
    expect([await interests({ asOf: '2024-01-13', knownAt: before }), await interests({ asOf: days.served, knownAt: before })]).toEqual([
      [],
      has,
    ]);
    await expect.poll(() => interests({ asOf: '2024-01-13' })).toEqual(has);
    expect(await interests({ asOf: '2024-01-11' })).toEqual([]);
  });
});

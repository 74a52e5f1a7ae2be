// A grantee changes hands without a word, falls into debt, is seized twice and auctioned: from the first clause to the new certificate, and a day
// of service that turns out to have been another.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Auction, answers, auctionOf, caseNumber, court, days } from './support/auction-case.ts';
import { changedOn, foundOn, type Land, type Office, type Scene, sceneOf, yuan } from './support/auction-scene.ts';
import { type Journey, startJourney } from './support/platform.ts';
import { type PointInTime, type TrailEvent, trailOf, untilTold } from './support/trail.ts';

let journey: Journey;
let scene: Scene;
let land: Land;
let auction: Auction;
let seizures: readonly string[];

beforeAll(async () => {
  journey = await startJourney();
  scene = await sceneOf(journey);
  land = await scene.landOf();
  auction = auctionOf(scene, land);
  // A case knows the land of a company by what reactions entered under the company.
  await until(`interests-${land.grantee}`, 'InterestRecorded');
});
afterAll(() => journey.end());

const told = (stream: string, at: PointInTime = {}) => trailOf(journey, scene.tokens.auditor, stream, at, scene.position());
const until = (stream: string, type: string, count = 1) => untilTold(journey, scene.tokens.auditor, stream, type, count);
const only = (events: readonly TrailEvent[], ...types: readonly string[]) => events.filter(({ type }) => types.includes(type));
const title = () => `title-${land.parcelId}`;

const ofCase = () => told(`auction-${auction.id()}`);
/** Asks the registrar for a mortgage of the right: what the title allows on a day shows in the answer. */
const mortgaging = (rank: number, on: string) =>
  scene.give('land', `/parcels/${land.parcelId}/mortgages`, on, {
    rightId: land.rightId,
    mortgagees: [land.bank],
    rank,
    secured: yuan(3_000_000),
  });

describe('all shares of the grantee change hands, and nobody has filed it', () => {
  let equityId: string;
  beforeAll(async () => {
    equityId = await scene.equityChanged(land);
  });

  it('is a case on the day of the change, which touches the land of the company', async () => {
    const [reported] = await told(`equity-${equityId}`);
    expect(reported).toMatchObject({
      type: 'UndeclaredEquityTransferReported',
      effectiveOn: changedOn,
      data: { foundOn, parcels: [{ parcelId: land.parcelId }], contractIds: [land.contractId] },
    });
  });
  it('leads to a breach lead (违约线索) on the contract whose clause asks for consent', async () => {
    const lead = await until(`contract-${land.contractId}`, 'BreachLeadRecorded');
    expect(lead.data).toMatchObject({
      kind: 'equity-consent-missing',
      detailZh: `受让人股权或实际控制人于${changedOn}变更，未见合同所要求的出让人同意。`,
    });
  });
  it('is what the shareholdings say from that day on, and the registration of the right stays as it was', async () => {
    const recorded = await until(`shares-${land.grantee}`, 'ShareholdingsRecorded', 2);
    expect(recorded).toMatchObject({ effectiveOn: changedOn, data: { holdings: [{ holderId: land.newcomer, share: '100%' }] } });
    expect(only(await told(title()), 'RightCorrected', 'RightEnded', 'RightTransferred', 'TitleDiscrepancyFound')).toEqual([]);
  });
});

interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly status: string;
  readonly titleZh: string;
}

/** What a person has to look at about a parcel or a company, as soon as there is something by this rule. */
const findingOf = (subject: string, rule: string, titleZh: string): Promise<Finding> =>
  vi.waitFor(
    async () => {
      const query = `{ findings(filter: { subject: "${subject}" }) { nodes { id rule status titleZh } } }`;
      const { findings } = await journey.ask<{ findings: { nodes: Finding[] } }>(scene.tokens.land, query);
      const found = findings.nodes.find((each) => each.rule === rule && each.titleZh.includes(titleZh));
      if (found === undefined) throw new Error(`${JSON.stringify(findings.nodes)} has no ${rule} ${titleZh}`);
      return found;
    },
    { timeout: 20_000 },
  );

describe('persons have to look at it (待核实)', () => {
  const unreported = () => findingOf(land.grantee, 'shares-changed-unrecorded', `股权结构与${changedOn}的已知结构不一致`);

  it('because the register shows holders that nobody had reported; 市场监管局 closes that with a reason', async () => {
    const { id, status } = await unreported();
    expect(status).toBe('OPEN');
    await scene.done('market', `/findings/${id}/closings`, foundOn, { outcome: 'confirmed', reason: '已立案处理未申报变更' });
    await expect.poll(async () => (await unreported()).status).toBe('CLOSED');
  });
  it('because the land of the company stands on a list', async () => {
    expect(await findingOf(land.parcelId, 'listed-land-touched', '股权变更')).toMatchObject({ status: 'OPEN' });
  });
});

describe('two courts seize the right', () => {
  beforeAll(async () => {
    seizures = await auction.seized();
  });

  it('nothing decided moves it from then on, and the refusal names the court whose seizure is in force', async () => {
    const refused = await mortgaging(2, days.opened);
    expect([refused.status, refused.body.rule]).toEqual([409, 'right-seized']);
    expect(refused.body.detail).toContain(caseNumber);
    expect(refused.body.detailZh).toMatch(/查封中：上海市金山区人民法院/);
  });
  it('nor can a mortgage be dated to the day before (倒签), now that the seizure is known', async () => {
    const refused = await mortgaging(2, '2023-02-09');
    expect([refused.status, refused.body.rule]).toEqual([409, 'right-seized-later']);
  });
  it('a department cannot record a seizure, and the clerk of another district finds no parcel', async () => {
    const seizure = { rightId: land.rightId, court, caseNumber: '（2023）沪0116执1号', months: 12 };
    const record = (office: Office) => scene.give(office, `/parcels/${land.parcelId}/seizures`, days.waiting, seizure);
    expect([(await record('land')).status, (await record('otherClerk')).status]).toEqual([403, 404]);
    expect(await trailOf(journey, scene.tokens.neighbour, title())).toEqual([]);
  });
});

describe('the court asks and the departments answer', () => {
  beforeAll(() => auction.opened());

  it('each for itself: nobody answers for another, nor a department that was not asked', async () => {
    const stolen = await auction.answer('economy', '规划资源局', { opinion: '同意' });
    expect([stolen.status, stolen.body.rule]).toEqual([422, 'auction-answer-of-another-department']);
  });
  it('all three', async () => {
    for (const { office, department, said } of answers) expect((await auction.answer(office, department, said)).status).toBe(201);
    const recorded = only(await ofCase(), 'AuctionAnswerRecorded');
    expect(recorded.map(({ data }) => data.department)).toEqual(answers.map(({ department }) => department));
    // What was not answered is null; an empty list says that there is nothing.
    expect(recorded.map(({ data }) => [data.duties, data.arrears])).toEqual([
      [[{ contractId: null, text: '股权变更须经出让人同意', passesToBuyer: true }], null],
      [null, []],
      [null, null],
    ]);
  });
});

it('an auction of listed land is a finding of its own', async () => {
  expect(await findingOf(land.parcelId, 'listed-land-touched', '司法拍卖')).toMatchObject({ status: 'OPEN' });
});

describe('the first auction fails, the second one sells', () => {
  it('流拍, nobody is named', async () => {
    await auction.failed();
    expect(JSON.stringify(await ofCase())).not.toContain(land.buyer);
  });
  it('at four fifths of the price, seventeen days after its notice: sold, confirmed, the buyer meets the conditions', async () => {
    await auction.sold();
    const events = await ofCase();
    expect(only(events, 'AuctionLotFailed', 'AuctionLotSold').map(({ data }) => data.round)).toEqual(['first', 'second']);
    // The court kept to the law: nothing for a person to look at.
    expect(only(events, 'AuctionDiscrepancyFound')).toEqual([]);
  });
  it('and the right stays where it is: the confirmation (成交确认书) is not the ruling', async () => {
    expect(only(await told(title()), 'RightTransferredByRuling')).toEqual([]);
    const early = await scene.give('land', auction.lot('registrations'), days.confirmed);
    expect([early.status, early.body.rule]).toEqual([409, 'auction-registration-without-service']);
  });
});

describe('the ruling is made, and served', () => {
  beforeAll(() => auction.served());

  it('the right passes on the day of service; both seizures and the mortgage end with it, the lease goes on', async () => {
    const passed = await until(title(), 'RightTransferredByRuling');
    expect(passed).toMatchObject({
      effectiveOn: days.served,
      data: {
        rightId: land.rightId,
        holders: scene.solely(land.buyer),
        auctionId: auction.id(),
        caseNumber,
        seizuresEnded: seizures,
        mortgagesExtinguished: [land.mortgageId],
      },
    });
    expect(only(await told(title()), 'LeaseEnded', 'TitleDiscrepancyFound')).toEqual([]);
  });
  it('the buyer has land from that day on, the debtor has none', async () => {
    const gained = await until(`interests-${land.buyer}`, 'InterestRecorded');
    const lost = await until(`interests-${land.grantee}`, 'InterestEnded');
    for (const change of [gained, lost])
      expect(change).toMatchObject({ effectiveOn: days.served, data: { kind: 'land', targetId: land.parcelId } });
  });
  it('the registration comes later, with the certificate of the new holder', async () => {
    await auction.registered();
    expect((await mortgaging(1, days.registered)).status).toBe(201);
  });
});

describe('the day of service turns out to have been another', () => {
  const between = '2024-01-13';
  let before: string;

  beforeAll(async () => {
    const registered = await until(title(), 'MortgageRegistered', 2);
    before = registered.knownFrom;
  });

  it('until then, the right was still seized the day after the true one', async () => {
    const refused = await mortgaging(2, between);
    expect([refused.status, refused.body.rule]).toEqual([409, 'right-seized']);
    expect(only(await told(title(), { asOf: between }), 'RightTransferredByRuling')).toEqual([]);
  });
  it('no correction puts it before the ruling itself', async () => {
    const [served] = only(await ofCase(), 'AuctionRulingServed');
    const refused = await auction.correctDay(served?.id, days.confirmed);
    expect([refused.status, refused.body.rule]).toEqual([422, 'auction-steps-out-of-order']);
  });
  it('the corrected day moves the passing of the right, which names what it corrects', async () => {
    const [served] = only(await ofCase(), 'AuctionRulingServed');
    expect((await auction.correctDay(served?.id, days.servedInTruth)).status).toBe(201);
    const [passed] = only(await told(title()), 'RightTransferredByRuling');
    const moved = await until(title(), 'RightTransferCorrected');
    expect(moved).toMatchObject({
      effectiveOn: days.servedInTruth,
      corrects: passed?.id,
      data: { holders: scene.solely(land.buyer), transferId: auction.id() },
    });
    const [corrected] = only(await ofCase(), 'AuctionDateCorrected');
    expect(corrected).toMatchObject({ corrects: served?.id, data: { was: days.served } });
  });
  it('the holders moved with it: land and company know the new day', async () => {
    const gained = await until(`interests-${land.buyer}`, 'InterestRecorded', 2);
    const lost = await until(`interests-${land.grantee}`, 'InterestEnded', 2);
    expect([gained.effectiveOn, lost.effectiveOn]).toEqual([days.servedInTruth, days.servedInTruth]);
  });
  it('the registrar may now do what was refused before', async () => {
    expect((await mortgaging(2, between)).status).toBe(201);
    const refused = await mortgaging(3, '2024-01-11');
    expect([refused.status, refused.body.rule]).toEqual([409, 'right-seized']);
  });
  it('what was known before the correction can still be read, and nothing of it was overwritten', async () => {
    const known = async (at: PointInTime) => (await told(title(), at)).map(({ type, effectiveOn }) => `${type} ${effectiveOn}`);
    // A moment can be asked about once the answers are complete up to it.
    const then = await vi.waitFor(() => known({ asOf: between, knownAt: before }), { timeout: 20_000 });
    expect(then).not.toContain(`RightTransferCorrected ${days.servedInTruth}`);
    expect(await known({ asOf: between })).toContain(`RightTransferCorrected ${days.servedInTruth}`);
    expect(await known({})).toContain(`RightTransferredByRuling ${days.served}`);
  });
});

// 拍卖前征询档案: everything that has to be known of a parcel before it is auctioned, in one answer, on both time axes.
import { finding } from '@yimu/domain/finding';
import { party } from '@yimu/domain/party';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, knownNow } from './support/asking.ts';
import { enterCompany, enterPerson } from './support/holders.ts';
import { onAuction, onContract, onTitle, registerRight, seize, yuan } from './support/registry.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
let asked: ReturnType<typeof asking>;
let before = '';

const parcel = '待拍地块';
const rightId = idOf(`${parcel}权利`);

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  // The holder is at home in another district: the town learns its public register data and nothing else.
  await enterCompany(within, '外区公司', jiuting, null, { on: '2020-01-01' });
  await enterPerson(within, '王某', jiuting, { on: '2020-01-01' });
  await enterParcel(within, parcel, caojing, '30.62', '2023-01-01');
  await registerRight(within, parcel, caojing, '外区公司', '2023-01-01');
  const lease = {
    leaseId: idOf('厂房租赁'),
    rightId,
    lessees: [idOf('王某')],
    from: '2023-06-01',
    until: '2028-05-31',
    rent: yuan(360_000),
  };
  await onTitle(within, parcel, 'ReportLease', lease, '2023-05-20');
  const mortgage = { mortgageId: idOf('厂房抵押'), rightId, mortgagees: [idOf('外区公司')], rank: 1, secured: yuan(20_000_000) };
  await onTitle(within, parcel, 'ReportMortgage', mortgage, '2023-07-01');
  await onContract(
    within,
    '待拍合同',
    'SignContract',
    {
      jurisdictions: [caojing],
      kind: 'grant',
      number: '待拍合同号',
      grantor: { kind: 'text', name: '金山区规划资源局' },
      granteeId: idOf('外区公司'),
      parcelIds: [idOf(parcel)],
      signedOn: '2023-01-01',
      clauses: [{ no: '第十五条', wording: '亩均税收', terms: { kind: 'tax-per-mu', wanPerMu: '20.5', from: '2025-01-01' } }],
      milestones: [{ node: 'completion', dueOn: '2024-01-31' }],
    },
    '2023-01-01',
  );
  await seize(within, parcel, '甲法院', '2024-03-01');
  await onAuction(
    within,
    '待拍案',
    'OpenAuction',
    {
      court: '甲法院',
      caseNumber: '（2024）沪0116执恢8号',
      debtorIds: [idOf('外区公司')],
      reserveFloor: '70%',
      lots: [
        {
          lotId: idOf('待拍标的'),
          name: '待拍标的',
          jurisdiction: caojing,
          subject: { kind: 'land', parcelId: idOf(parcel), rightIds: [rightId], holderId: null, share: null },
        },
      ],
    },
    '2024-04-01',
  );
  const consulted = [
    { department: '规划资源局', jurisdiction: jinshan },
    { department: '税务局', jurisdiction: jinshan },
  ];
  await onAuction(within, '待拍案', 'RequestAuctionConsultation', { consulted, answerBy: '2024-04-20' }, '2024-04-02');
  const duties = [{ contractId: idOf('待拍合同'), text: '竣工延期', passesToBuyer: true }];
  await onAuction(within, '待拍案', 'RecordAuctionAnswer', { ...consulted[0], duties }, '2024-04-10');
  const arrears = [{ kind: '土地闲置费', amount: yuan(12_340_000), period: '2023' }, { kind: '滞纳金' }];
  await onAuction(within, '待拍案', 'RecordAuctionAnswer', { ...consulted[1], arrears }, '2024-04-12');
  for (const [name, kind, subject] of [
    ['合同待核实', 'contract', '待拍合同'],
    ['权利待核实', 'right', parcel],
    ['主体待核实', 'party', '外区公司'],
    ['无关待核实', 'parcel', '别的地块'],
  ] as const)
    await within.command(
      `finding-${idOf(name)}`,
      finding,
      'OpenFinding',
      {
        findingId: idOf(name),
        rule: 'a-rule',
        subject: { kind, id: idOf(subject) },
        jurisdictions: [caojing],
        causedBy: idOf('event'),
        titleZh: name,
        titleEn: name,
        detail: [],
        departments: [],
      },
      { on: '2024-04-15' },
    );
  await within.command(
    `finding-${idOf('权利待核实')}`,
    finding,
    'CloseFinding',
    { findingId: idOf('权利待核实'), outcome: 'no-error', reason: '已核实' },
    { on: '2024-05-15' },
  );
  await within.project();
  before = await knownNow(within);
  const notice = { court: '甲法院', caseNumber: '（2024）甲法院执1号', months: 36, reason: '录入有误' };
  await onTitle(within, parcel, 'CorrectSeizure', { seizureId: idOf(`甲法院 seizes ${parcel}`), ...notice }, '2024-02-01');
  const transfer = { transferId: idOf('违规转让'), rightId, transferKind: 'transfer', holders: [{ partyId: idOf('王某') }] };
  await onTitle(within, parcel, 'ReportRightTransfer', transfer, '2024-03-15');
  await within.project();
  app = await within.app();
  asked = asking(app);
});
afterAll(() => within.close());

const holders = 'rights { holders { party { id kind name uscc } share } seizures { rank court servedOn until } }';
const file = (times: Readonly<Record<string, string>>, selection: string) =>
  asked('preAuctionFile', { parcel: idOf(parcel), ...times }, selection);

describe('the file of a parcel', () => {
  it('answers all at once, each thing with its dates', async () => {
    const selection = `{ parcelId asOf parcel { name } titleRecorded grade gradeLabel
      rights { kind since until holders { party { name } } seizures { rank waiting court servedOn until }
        mortgages { rank registeredOn secured { amount currency } mortgagees { name } } leases { kind from until rent { amount } lessees { kind name } } }
      contracts { number status clauses { no terms } milestones { node dueOn daysLate missed } breaches { id } idleCases { id } }
      answers { department answeredOn duties { text passesToBuyer } arrears { kind amount { amount } period } restrictions { list } }
      auctionLots { name stage auction { court caseNumber } } equityTransfers { id } openFindings { titleZh } }`;
    expect(await file({ asOf: '2024-05-01', knownAt: before }, selection)).toEqual({
      parcelId: idOf(parcel),
      asOf: '2024-05-01',
      parcel: { name: parcel },
      titleRecorded: true,
      grade: null,
      gradeLabel: '未评价',
      rights: [
        {
          kind: 'STATE_LAND_USE',
          since: '2023-01-01',
          until: '2054-01-01',
          holders: [{ party: { name: '外区公司' } }],
          seizures: [{ rank: 1, waiting: false, court: '甲法院', servedOn: '2024-03-01', until: '2027-03-01' }],
          mortgages: [
            { rank: 1, registeredOn: '2023-07-01', secured: { amount: '2000000000', currency: 'CNY' }, mortgagees: [{ name: '外区公司' }] },
          ],
          leases: [
            {
              kind: 'LEASE',
              from: '2023-06-01',
              until: '2028-05-31',
              rent: { amount: '36000000' },
              lessees: [{ kind: 'NATURAL_PERSON', name: null }],
            },
          ],
        },
      ],
      contracts: [
        {
          number: '待拍合同号',
          status: 'IN_FORCE',
          clauses: [{ no: '第十五条', terms: { kind: 'tax-per-mu', wanPerMu: '20.5', from: '2025-01-01' } }],
          milestones: [{ node: 'COMPLETION', dueOn: '2024-01-31', daysLate: 91, missed: true }],
          breaches: [],
          idleCases: [],
        },
      ],
      answers: [
        {
          department: '税务局',
          answeredOn: '2024-04-12',
          duties: null,
          arrears: [
            { kind: '土地闲置费', amount: { amount: '1234000000' }, period: '2023' },
            { kind: '滞纳金', amount: null, period: null },
          ],
          restrictions: null,
        },
        {
          department: '规划资源局',
          answeredOn: '2024-04-10',
          duties: [{ text: '竣工延期', passesToBuyer: true }],
          arrears: null,
          restrictions: null,
        },
      ],
      auctionLots: [{ name: '待拍标的', stage: 'OPENED', auction: { court: '甲法院', caseNumber: '（2024）沪0116执恢8号' } }],
      equityTransfers: [],
      openFindings: [{ titleZh: '主体待核实' }, { titleZh: '合同待核实' }, { titleZh: '权利待核实' }].toSorted((left, right) =>
        idOf(left.titleZh) < idOf(right.titleZh) ? -1 : 1,
      ),
    });
  });

  it('tells four truths: of a day before and after, as known before and after a correction and a transfer under seizure', async () => {
    const [company, person] = ['外区公司', '王某'].map(idOf);
    const held = { kind: 'ENTERPRISE', name: '外区公司', uscc: null };
    const seizure = (servedOn: string, until: string) => [{ rank: 1, court: '甲法院', servedOn, until }];
    const byCompany = [{ party: { id: company, ...held }, share: '1/1' }];
    // A natural person shows its id and its kind.
    const byPerson = [{ party: { id: person, kind: 'NATURAL_PERSON', name: null, uscc: null }, share: '1/1' }];
    const truth = (times: Readonly<Record<string, string>>) => file(times, `{ ${holders} }`);
    expect(await truth({ asOf: '2024-02-15', knownAt: before })).toEqual({ rights: [{ holders: byCompany, seizures: [] }] });
    expect(await truth({ asOf: '2024-02-15' })).toEqual({
      rights: [{ holders: byCompany, seizures: seizure('2024-02-01', '2027-02-01') }],
    });
    expect(await truth({ asOf: '2024-03-20', knownAt: before })).toEqual({
      rights: [{ holders: byCompany, seizures: seizure('2024-03-01', '2027-03-01') }],
    });
    expect(await truth({ asOf: '2024-03-20' })).toEqual({
      rights: [{ holders: byPerson, seizures: seizure('2024-02-01', '2027-02-01') }],
    });
  });

  it('shows only what is still open of the findings', async () => {
    const titles = async (asOf: string) => {
      const found = (await file({ asOf }, '{ openFindings { titleZh } }')) as { openFindings: { titleZh: string }[] };
      return found.openFindings.map(({ titleZh }) => titleZh).toSorted();
    };
    expect(await titles('2024-04-14')).toEqual([]);
    expect(await titles('2024-04-15')).toEqual(['合同待核实', '权利待核实', '主体待核实'].toSorted());
    expect(await titles('2024-05-15')).toEqual(['合同待核实', '主体待核实'].toSorted());
  });

  it('says what is not recorded: no title, no answers, no grade, and nothing of it is zero', async () => {
    await enterParcel(within, '白板地块', caojing, null, '2024-01-01');
    await within.project();
    const selection = '{ titleRecorded rights { id } contracts { id } answers { department } grade gradeLabel openFindings { id } }';
    expect(await asked('preAuctionFile', { parcel: idOf('白板地块') }, selection)).toEqual({
      titleRecorded: false,
      rights: [],
      contracts: [],
      answers: [],
      grade: null,
      gradeLabel: '未评价',
      openFindings: [],
    });
  });

  it('of a title older than the entry of its parcel is there, without the parcel', async () => {
    await enterParcel(within, '旧权地块', caojing, null, '2024-01-01');
    await registerRight(within, '旧权地块', caojing, '外区公司', '2015-01-01');
    await within.project();
    const selection = '{ titleRecorded parcel { name } rights { holders { party { name } } } }';
    expect(await asked('preAuctionFile', { parcel: idOf('旧权地块'), asOf: '2016-01-01' }, selection)).toEqual({
      titleRecorded: true,
      parcel: null,
      rights: [{ holders: [{ party: { name: '外区公司' } }] }],
    });
  });
});

describe('whose file it is', () => {
  beforeAll(async () => {
    const listed = { partyId: idOf('外区公司'), parcelId: idOf(parcel), jurisdiction: caojing, nameAsPrinted: '外区公司' };
    await within.command(`party-${idOf('外区公司')}`, party, 'ListAsLandUser', listed, { on: '2023-01-01' });
    await within.project();
  });
  const query = `{ preAuctionFile(parcel: "${idOf(parcel)}", asOf: "2024-05-01") { rights { id } } }`;
  it.each([
    ['the town', officerOf(caojing), 1],
    ['its district', officerOf(jinshan), 1],
    ['the city', officerOf(shanghai), 1],
    ['the town where the holder is at home', officerOf(jiuting), 0],
    ['its district', officerOf(songjiang), 0],
    ['an enterprise, although it uses the parcel', enterprise(idOf('外区公司')), 0],
  ])('%s', async (_, actor, count) => {
    const { data, errors } = await ask(app, actor, query);
    expect(errors).toBeUndefined();
    const file = (data as unknown as { preAuctionFile: { rights: unknown[] } | null }).preAuctionFile;
    expect(file === null ? 0 : file.rights.length).toBe(count);
  });
  it('is nothing for an id that is none', async () => {
    expect(await asked('preAuctionFile', { parcel: 'no-such-id' }, '{ parcelId }')).toBeNull();
  });
});

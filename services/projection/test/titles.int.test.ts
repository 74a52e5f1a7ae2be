// Titles on both time axes: what stands on a date, as it was known at a moment.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, knownNow } from './support/asking.ts';
import { enterCompany, enterPerson } from './support/holders.ts';
import { onTitle, registerRight, seize, yuan } from './support/registry.ts';
import { caojing, enterParcel, jiuting, registerTree } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
let asked: ReturnType<typeof asking>;

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const name of ['甲公司', '乙公司', '丙银行']) await enterCompany(within, name, caojing, null, { on: '2020-01-01' });
  await enterPerson(within, '张某', caojing, { on: '2020-01-01' });
  app = await within.app();
  asked = asking(app);
});
afterAll(() => within.close());

interface Seizure {
  readonly court: string;
  readonly rank: number;
  readonly servedOn: string;
  readonly until: string | null;
}
interface Asked {
  readonly rights: readonly {
    readonly holders: readonly { readonly party: { readonly name: string | null } }[];
    readonly seizures: readonly Seizure[];
  }[];
}

/** A parcel whose use right 甲公司 holds from 2023 on. */
const parcelOf = async (name: string): Promise<void> => {
  await enterParcel(within, name, caojing, '10');
  await registerRight(within, name, caojing, '甲公司', '2023-01-01');
};

const seizuresOf = async (parcel: string, times: Readonly<Record<string, string>>) => {
  const selection = '{ rights { seizures { court rank servedOn until } } }';
  const title = await asked<Asked | null>('title', { parcel: idOf(parcel), ...times }, selection);
  return title?.rights.flatMap(({ seizures }) => seizures.map(({ court, servedOn, until }) => `${court} ${servedOn} ${until ?? '轮候'}`));
};

describe('a seizure whose day was corrected', () => {
  const parcel = '查封地块';
  let before = '';
  beforeAll(async () => {
    await parcelOf(parcel);
    await seize(within, parcel, '甲法院', '2024-04-15');
    await seize(within, parcel, '乙法院', '2024-05-01');
    const seizureId = idOf(`甲法院 seizes ${parcel}`);
    await onTitle(within, parcel, 'ReleaseSeizure', { seizureId }, '2024-05-10');
    await within.project();
    before = await knownNow(within);
    const { seizureId: corrected, ...notice } = {
      seizureId: idOf(`乙法院 seizes ${parcel}`),
      court: '乙法院',
      caseNumber: '（2024）乙法院执1号',
      months: 36,
      reason: '送达日录入有误',
    };
    await onTitle(within, parcel, 'CorrectSeizure', { seizureId: corrected, ...notice }, '2024-04-10');
    await within.project();
  });

  it.each([
    ['2024-04-20', 'before', ['甲法院 2024-04-15 2027-04-15']],
    ['2024-04-20', 'now', ['乙法院 2024-04-10 2027-04-10', '甲法院 2024-04-15 轮候']],
    ['2024-05-20', 'before', ['乙法院 2024-05-01 2027-05-10']],
    ['2024-05-20', 'now', ['乙法院 2024-04-10 2027-04-10']],
    ['2024-04-12', 'before', []],
    ['2024-04-12', 'now', ['乙法院 2024-04-10 2027-04-10']],
  ])('answers for %s as known %s', async (asOf, known, seizures) => {
    expect(await seizuresOf(parcel, { asOf, ...(known === 'before' ? { knownAt: before } : {}) })).toEqual(seizures);
  });

  it('to a later day stands no more on the days before', async () => {
    const late = '迟查封地块';
    await parcelOf(late);
    await seize(within, late, '甲法院', '2024-04-10');
    const notice = { court: '甲法院', caseNumber: '（2024）甲法院执1号', months: 36, reason: '录入有误' };
    await onTitle(within, late, 'CorrectSeizure', { seizureId: idOf(`甲法院 seizes ${late}`), ...notice }, '2024-06-01');
    await within.project();
    expect(await seizuresOf(late, { asOf: '2024-05-01' })).toEqual([]);
    expect(await seizuresOf(late, { asOf: '2024-06-01' })).toEqual(['甲法院 2024-06-01 2027-06-01']);
  });
});

describe('a transfer that is reported although the right was seized', () => {
  const parcel = '转让地块';
  let before = '';
  beforeAll(async () => {
    await parcelOf(parcel);
    await seize(within, parcel, '甲法院', '2024-05-01');
    await within.project();
    before = await knownNow(within);
    const transfer = { transferId: idOf('报送转让'), rightId: idOf(`${parcel}权利`), transferKind: 'transfer' };
    await onTitle(within, parcel, 'ReportRightTransfer', { ...transfer, holders: [{ partyId: idOf('乙公司') }] }, '2024-04-20');
    await within.project();
  });

  it.each([
    ['2024-04-25', 'before', '甲公司', 0, []],
    ['2024-04-25', 'now', '乙公司', 0, ['REGISTERED']],
    ['2024-05-20', 'before', '甲公司', 1, []],
    ['2024-05-20', 'now', '乙公司', 1, ['REGISTERED']],
    ['2024-04-19', 'now', '甲公司', 0, []],
  ])('on %s, as known %s, %s holds it, under %d seizures', async (asOf, known, holder, seizures, stages) => {
    const times = { asOf, ...(known === 'before' ? { knownAt: before } : {}) };
    const selection = '{ rights { holders { party { name } } seizures { court } } transfers { stage } }';
    const title = await asked<Asked & { readonly transfers: readonly { readonly stage: string }[] }>(
      'title',
      { parcel: idOf(parcel), ...times },
      selection,
    );
    expect(title.rights.flatMap(({ holders }) => holders.map(({ party }) => party.name))).toEqual([holder]);
    expect(title.rights.flatMap((right) => right.seizures)).toHaveLength(seizures);
    expect(title.transfers.map(({ stage }) => stage)).toEqual(stages);
  });
});

describe('what happens on a day on which nothing is recorded', () => {
  it('a seizure lapses after its last day, and the one that waits takes force with a term of its own', async () => {
    await parcelOf('失效地块');
    await seize(within, '失效地块', '甲法院', '2024-01-31', 1);
    await seize(within, '失效地块', '乙法院', '2024-02-10', 12);
    await within.project();
    const onDays = (...days: readonly string[]) => Promise.all(days.map((asOf) => seizuresOf('失效地块', { asOf })));
    expect(await onDays('2024-02-29', '2024-03-01', '2025-03-01', '2025-03-02')).toEqual([
      ['甲法院 2024-01-31 2024-02-29', '乙法院 2024-02-10 轮候'],
      ['乙法院 2024-02-10 2025-03-01'],
      ['乙法院 2024-02-10 2025-03-01'],
      [],
    ]);
  });

  it('a lease begins and ends with its term, a sublease with the lease it rests on, all with the right', async () => {
    const parcel = '租赁地块';
    await enterParcel(within, parcel, caojing, '10');
    const right = { rightId: idOf(`${parcel}权利`), jurisdiction: caojing, kind: 'state-land-use', until: '2027-12-31' };
    await onTitle(within, parcel, 'ReportRight', { ...right, holders: [{ partyId: idOf('甲公司') }] }, '2023-01-01');
    const [leaseId, subleaseId] = [idOf('整租'), idOf('分租')];
    const lessees = [idOf('乙公司')];
    const lease = { leaseId, rightId: right.rightId, lessees, from: '2024-04-01', until: '2029-03-31', rent: yuan(120_000) };
    await onTitle(within, parcel, 'ReportLease', lease, '2024-03-01');
    const sublease = { leaseId: subleaseId, parentLeaseId: leaseId, lessees, from: '2024-06-01', until: '2030-05-31', part: '8幢' };
    await onTitle(within, parcel, 'ReportSublease', sublease, '2024-06-01');
    await onTitle(within, parcel, 'EndLease', { leaseId, reason: 'agreement' }, '2026-07-01');
    await within.project();
    const onDay = async (asOf: string) => {
      const selection = '{ rights { leases { kind status from until rent { amount } lessees { name } } } }';
      const { rights } = await asked<{ rights: { leases: { kind: string; status: string }[] }[] }>(
        'title',
        { parcel: idOf(parcel), asOf },
        selection,
      );
      return rights.flatMap(({ leases }) => leases.map(({ kind, status }) => `${kind} ${status}`));
    };
    expect(await onDay('2024-02-29')).toEqual([]);
    expect(await onDay('2024-03-01')).toEqual(['LEASE AGREED']);
    expect(await onDay('2024-04-01')).toEqual(['LEASE RUNNING']);
    expect(await onDay('2026-06-30')).toEqual(['LEASE RUNNING', 'SUBLEASE RUNNING']);
    expect(await onDay('2026-07-01')).toEqual([]);
    expect(await asked('title', { parcel: idOf(parcel), asOf: '2028-01-01' }, '{ rights { id } }')).toEqual({ rights: [] });
    const selection = '{ rights { leases { from until rent { amount currency } lessees { name } part } } }';
    expect(await asked('title', { parcel: idOf(parcel), asOf: '2024-04-01' }, selection)).toEqual({
      rights: [
        {
          leases: [
            {
              from: '2024-04-01',
              until: '2029-03-31',
              rent: { amount: '12000000', currency: 'CNY' },
              lessees: [{ name: '乙公司' }],
              part: null,
            },
          ],
        },
      ],
    });
  });
});

describe('mortgages', () => {
  it('stand by rank, and move up when one before them is released', async () => {
    const parcel = '抵押地块';
    await parcelOf(parcel);
    const of = { rightId: idOf(`${parcel}权利`), mortgagees: [idOf('丙银行')], secured: yuan(5_000_000) };
    await onTitle(within, parcel, 'RegisterMortgage', { mortgageId: idOf('一押'), rank: 1, ...of }, '2024-03-01');
    await onTitle(within, parcel, 'RegisterMortgage', { mortgageId: idOf('二押'), rank: 2, ...of }, '2024-04-01');
    await onTitle(within, parcel, 'ReleaseMortgage', { mortgageId: idOf('一押'), reason: 'paid' }, '2025-01-01');
    await within.project();
    const onDay = (asOf: string) =>
      asked('title', { parcel: idOf(parcel), asOf }, '{ rights { mortgages { rank registeredRank registeredOn mortgagees { name } } } }');
    const mortgage = (rank: number, registeredRank: number, registeredOn: string) => {
      return { rank, registeredRank, registeredOn, mortgagees: [{ name: '丙银行' }] };
    };
    expect(await onDay('2024-12-31')).toEqual({ rights: [{ mortgages: [mortgage(1, 1, '2024-03-01'), mortgage(2, 2, '2024-04-01')] }] });
    expect(await onDay('2025-01-01')).toEqual({ rights: [{ mortgages: [mortgage(1, 2, '2024-04-01')] }] });
  });
});

describe('transfers', () => {
  const parcel = '联审地块';
  const [rightId, transferId] = [idOf(`${parcel}权利`), idOf('联审')];
  beforeAll(async () => {
    await parcelOf(parcel);
    const filing = { transferId, rightId, transferKind: 'transfer', holders: [{ partyId: idOf('乙公司') }], price: yuan(9_000_000) };
    await onTitle(within, parcel, 'FileRightTransfer', filing, '2024-03-01');
    for (const [i, department] of ['规划资源局', '经委', '市场监管局'].entries()) {
      const opinion = { transferId, department, opinion: 'agree', text: '无异议' };
      await onTitle(within, parcel, 'RecordRightTransferOpinion', opinion, `2024-03-0${i + 2}`);
    }
    await onTitle(within, parcel, 'DecideRightTransfer', { transferId, outcome: 'granted', reason: '同意' }, '2024-03-10');
    await onTitle(within, parcel, 'RegisterRightTransfer', { transferId }, '2024-04-01');
    await within.project();
  });

  it.each([
    ['2024-03-02', 'IN_REVIEW', ['经委', '市场监管局'], '甲公司'],
    ['2024-03-10', 'GRANTED', [], '甲公司'],
    ['2024-04-01', 'REGISTERED', [], '乙公司'],
  ])('stand on %s at %s', async (asOf, stage, awaited, holder) => {
    const selection = '{ rights { holders { party { name } } } transfers { stage awaited price { amount } holders { party { name } } } }';
    expect(await asked('title', { parcel: idOf(parcel), asOf }, selection)).toEqual({
      rights: [{ holders: [{ party: { name: holder } }] }],
      transfers: [{ stage, awaited, price: { amount: '900000000' }, holders: [{ party: { name: '乙公司' } }] }],
    });
  });

  it('by a ruling end the seizures served before it and the mortgages it does not keep', async () => {
    const land = '裁定地块';
    await parcelOf(land);
    const of = { rightId: idOf(`${land}权利`), mortgagees: [idOf('丙银行')], secured: yuan(5_000_000) };
    await onTitle(within, land, 'RegisterMortgage', { mortgageId: idOf('裁定押'), rank: 1, ...of }, '2024-03-01');
    await seize(within, land, '甲法院', '2024-04-01');
    await seize(within, land, '乙法院', '2024-04-02');
    const ruling = { rightId: of.rightId, to: [{ partyId: idOf('张某') }], auctionId: idOf('某拍卖'), caseNumber: '（2024）沪0116执9号' };
    await onTitle(within, land, 'TransferRightByRuling', ruling, '2024-06-01');
    await within.project();
    const selection = `{ rights { holders { party { id kind name uscc } } seizures { rank } mortgages { rank } }
      transfers { kind stage passedOn caseNumber } }`;
    const person = { id: idOf('张某'), kind: 'NATURAL_PERSON', name: null, uscc: null };
    expect(await asked('title', { parcel: idOf(land), asOf: '2024-06-01' }, selection)).toEqual({
      rights: [{ holders: [{ party: person }], seizures: [], mortgages: [] }],
      transfers: [{ kind: 'RULING', stage: 'PASSED', passedOn: '2024-06-01', caseNumber: '（2024）沪0116执9号' }],
    });
    expect(await asked('title', { parcel: idOf(land), asOf: '2024-05-31' }, '{ rights { seizures { rank } mortgages { rank } } }')).toEqual(
      {
        rights: [{ seizures: [{ rank: 1 }, { rank: 2 }], mortgages: [{ rank: 1 }] }],
      },
    );
  });
});

describe('a fact that was no fact', () => {
  it('never stood, as known from its annulment on', async () => {
    const parcel = '误录地块';
    await parcelOf(parcel);
    const [entry] = await seize(within, parcel, '甲法院', '2024-04-01');
    await within.project();
    const before = await knownNow(within);
    await onTitle(within, parcel, 'AnnulTitleFact', { entry, reason: '误录' }, '2025-01-01');
    await within.project();
    expect(await seizuresOf(parcel, { asOf: '2024-05-01' })).toEqual([]);
    expect(await seizuresOf(parcel, { asOf: '2024-05-01', knownAt: before })).toEqual(['甲法院 2024-04-01 2027-04-01']);
  });
});

describe('a parcel of which no title is recorded', () => {
  it('has none, which is not the same as a title without rights', async () => {
    await enterParcel(within, '无权利地块', caojing, '10');
    await within.project();
    expect(await asked('title', { parcel: idOf('无权利地块') }, '{ parcelId }')).toBeNull();
    expect(await asked('title', { parcel: 'no-such-id' }, '{ parcelId }')).toBeNull();
    expect(await asked('parcel', { id: idOf('无权利地块') }, '{ title { parcelId } contracts { id } }')).toEqual({
      title: null,
      contracts: [],
    });
  });
  it('of another town does not exist', async () => {
    await enterParcel(within, '九亭地块', jiuting, '10');
    await registerRight(within, '九亭地块', jiuting, '甲公司', '2024-03-11');
    await within.project();
    expect(await asked('title', { parcel: idOf('九亭地块') }, '{ parcelId }')).toBeNull();
  });
});

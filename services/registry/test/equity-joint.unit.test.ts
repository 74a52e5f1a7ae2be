// 共同共有: several couples may hold a company, each its part. A change names who holds jointly, the company's stream who with whom.
import { date, type EffectiveDate } from '@yimu/domain/kernel';
import { shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenEquitySharesChanged } from '../src/reactions/when-equity-shares-changed.ts';
import { giveOn, market, step } from './support/cases/equity-scene.ts';
import { town, townOfficer } from './support/officers.ts';
import { enteredParty, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const [wang, li, zhao, qian, seller, buyer, sun, zhou] = ['wang', 'li', 'zhao', 'qian', 'seller', 'buyer', 'sun', 'zhou'].map((who) =>
  testId(who),
) as [string, string, string, string, string, string, string, string];
type Held = { holderId: string; share: string | null; group: number | null };
const couple = (group: number, ...both: readonly string[]): Held[] => both.map((holderId) => ({ holderId, share: null, group }));
const alone = (holderId: string, share: string): Held => ({ holderId, share, group: null });
const row = (holderId: string, before: string | null, after: string | null) => ({ holderId, before, after });
const stay = (...who: readonly string[]) => who.map((holderId) => row(holderId, 'joint', 'joint'));

const structure = (companyId: string, groups: readonly { group: number; share: string | null }[], ...holdings: readonly Held[]) =>
  shareholdingCommands.RecordShareholdings.parse({ companyId, jurisdictions: [town], holdings, groups });

/** What the reaction records in the company's stream when a change took place that starts from a register. */
const structureLeft = async (
  groups: readonly { group: number; share: string | null }[],
  holdings: readonly Held[],
  changes: readonly ReturnType<typeof row>[],
  redatedTo: EffectiveDate | null = null,
) => {
  const companyId = await enteredParty(service);
  const stream = `shares-${companyId}`;
  const data = structure(companyId, groups, ...holdings);
  if (holdings.length > 0) await giveOn(date('2020-01-01'), service, stream, shareholding, 'RecordShareholdings', data);
  const equityId = await service.made(
    '/equity-transfers',
    { companyId, kind: 'transfer', changes, contractIds: [] },
    { as: townOfficer, key: 'f' },
  );
  await step(service, equityId, 'completion-reports', {}, market);
  const react = async (type: string) => {
    const event = (await service.eventsOf(`equity-${equityId}`)).findLast((each) => each.type === type);
    if (event === undefined) throw new Error(`there is no ${type}`);
    for (let i = 0; i < 2; i += 1) await whenEquitySharesChanged.react({ store: service.store, today }, event);
  };
  await react('EquityTransferCompleted');
  if (redatedTo !== null) {
    await step(service, equityId, 'date-corrections', { reason: '误录', effectiveOn: redatedTo }, market);
    await react('EquityDateCorrected');
  }
  return (await service.eventsOf(stream)).findLast(({ type }) => type === 'ShareholdingsRecorded')?.data;
};
const twoCouples = [
  { group: 1, share: '40%' },
  { group: 2, share: '30%' },
];
const theirs = [
  { group: 1, share: '2/5' },
  { group: 2, share: '3/10' },
];
const held = [...couple(1, wang, li), ...couple(2, zhao, qian), alone(seller, '30%')];

describe('two couples who hold a company', () => {
  const sells = [...stay(wang, li, zhao, qian), row(seller, '30%', null), row(buyer, null, '30%')];
  it('stay two when another holder sells', async () => {
    expect(await structureLeft(twoCouples, held, sells)).toMatchObject({
      holdings: [...couple(1, wang, li), ...couple(2, zhao, qian), alone(buyer, '30%')],
      groups: theirs,
    });
  });
  it('are three when he sells to a third', async () => {
    const changes = [...stay(wang, li, zhao, qian), row(seller, '30%', null), row(sun, null, 'joint'), row(zhou, null, 'joint')];
    expect(await structureLeft(twoCouples, held, changes)).toMatchObject({
      holdings: [...couple(1, wang, li), ...couple(2, zhao, qian), ...couple(3, sun, zhou)],
      groups: [...theirs, { group: 3, share: '3/10' }],
    });
  });
  it('have parts that nobody knows when their parts change between them', async () => {
    const changes = [...stay(wang, li, zhao, qian), row(seller, '30%', '20%'), row(buyer, null, '5%')];
    expect(await structureLeft(twoCouples, held, changes)).toMatchObject({
      holdings: [{ group: 1 }, { group: 1 }, { group: 2 }, { group: 2 }, { share: '20%' }, { share: '5%' }],
      groups: [
        { group: 1, share: null },
        { group: 2, share: null },
      ],
    });
  });
  it('stay two when the day of the change is corrected', async () => {
    expect(await structureLeft(twoCouples, held, sells, date('2024-03-01'))).toMatchObject({
      holdings: [...couple(1, wang, li), ...couple(2, zhao, qian), alone(buyer, '30%')],
      groups: theirs,
    });
  });
  it('are one when the other has sold', async () => {
    const changes = [...stay(wang, li), row(zhao, 'joint', null), row(qian, 'joint', null), row(seller, '30%', '60%')];
    expect(await structureLeft(twoCouples, held, changes)).toMatchObject({ groups: [{ group: 1, share: '2/5' }] });
  });
});

it('who joins a couple holds with it: nobody holds jointly alone', async () => {
  const changes = [...stay(wang, li), row(seller, '60%', null), row(sun, null, 'joint')];
  const before = [...couple(1, wang, li), alone(seller, '60%')];
  expect(await structureLeft([{ group: 1, share: '40%' }], before, changes)).toMatchObject({
    holdings: couple(1, wang, li, sun),
    groups: [{ group: 1, share: '1/1' }],
  });
});

// Contracts whose paper was misread, whose works came to an end, or whose decisions fell.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, knownNow } from './support/asking.ts';
import { enterCompany } from './support/holders.ts';
import { onContract } from './support/registry.ts';
import { caojing, enterParcel, jiuting, registerTree } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

let within: World;
let asked: ReturnType<typeof asking>;

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await enterCompany(within, '受让公司', jiuting, null, { on: '2020-01-01' });
  await enterParcel(within, '合同地块', caojing, '10', '2020-01-01');
  asked = asking(await within.app());
});
afterAll(() => within.close());

const sign = (name: string, content: object = {}) => {
  const signed = {
    jurisdictions: [caojing],
    kind: 'grant',
    number: `${name}号`,
    grantor: { kind: 'text', name: '金山区规划资源局' },
    granteeId: idOf('受让公司'),
    parcelIds: [idOf('合同地块')],
    signedOn: '2023-01-10',
    milestones: [
      { node: 'construction-start', dueOn: '2023-06-30' },
      { node: 'completion', dueOn: '2024-12-31' },
    ],
    ...content,
  };
  return onContract(within, name, 'SignContract', signed, '2023-01-10');
};

const contractOn = (name: string, selection: string, times: Readonly<Record<string, string>>) =>
  asked('contract', { id: idOf(name), ...times }, selection);

describe('what was misread, or set aside', () => {
  const start = 'construction-start';

  it('a corrected due day counts from the beginning, as known now; as known then the misread one', async () => {
    const [signed] = await sign('误读合同');
    const extension = { extensions: [{ node: start, until: '2024-03-31' }], approval: '金规资〔2023〕9号', cause: null };
    const [extended] = await onContract(within, '误读合同', 'ExtendMilestones', extension, '2023-06-01');
    await within.project();
    const before = await knownNow(within);
    const correct = { node: start, reason: '日期读错' };
    await onContract(within, '误读合同', 'CorrectMilestoneDue', { ...correct, entry: signed, dueOn: '2023-05-31' }, '2024-05-01');
    await onContract(within, '误读合同', 'CorrectMilestoneDue', { ...correct, entry: extended, dueOn: '2023-12-31' }, '2024-05-01');
    await within.project();
    const selection = '{ suspectedIdle { since } milestones { dueOn extendedTo daysLate extensions { until approval } } }';
    const on = async (times: Readonly<Record<string, string>>) => {
      const found = (await contractOn('误读合同', selection, times)) as { suspectedIdle: object | null; milestones: readonly object[] };
      return { suspectedIdle: found.suspectedIdle, start: found.milestones[0] };
    };
    const standing = {
      dueOn: '2023-05-31',
      extendedTo: '2023-12-31',
      extensions: [{ until: '2023-12-31', approval: '金规资〔2023〕9号' }],
    };
    expect(await on({ asOf: '2024-12-31' })).toEqual({ suspectedIdle: null, start: { ...standing, daysLate: 366 } });
    expect((await on({ asOf: '2025-01-01' })).suspectedIdle).toEqual({ since: '2023-12-31' });
    const misread = { dueOn: '2023-06-30', extendedTo: '2024-03-31', extensions: [{ until: '2024-03-31', approval: '金规资〔2023〕9号' }] };
    expect(await on({ asOf: '2025-01-01', knownAt: before })).toEqual({ suspectedIdle: null, start: { ...misread, daysLate: 276 } });
  });

  it('land is suspected to be idle no longer from the day of its completion on, nor after its term', async () => {
    await sign('竣工合同', { term: { years: null, from: null, until: '2030-01-31' } });
    await within.project();
    const suspectedOn = (asOf: string) => contractOn('竣工合同', '{ suspectedIdle { kind } }', { asOf });
    expect(await suspectedOn('2030-01-31')).toEqual({ suspectedIdle: { kind: 'NOT_STARTED' } });
    expect(await suspectedOn('2030-02-01')).toEqual({ suspectedIdle: null });
    await onContract(within, '竣工合同', 'ReportMilestone', { node: 'completion' }, '2025-09-01');
    await within.project();
    expect(await suspectedOn('2025-08-31')).toEqual({ suspectedIdle: { kind: 'NOT_STARTED' } });
    expect(await suspectedOn('2025-09-01')).toEqual({ suspectedIdle: null });
  });

  it('a determination of idleness that a court set aside never held', async () => {
    const idleId = idOf('撤销案件');
    await sign('撤销合同');
    await onContract(within, '撤销合同', 'OpenIdleInvestigation', { idleId, number: '闲调2号', suspected: 'not-started' }, '2024-07-10');
    const found = { idleId, number: '闲认2号', idleKind: 'not-started', cause: 'enterprise', since: '2023-06-30' };
    const [determined] = await onContract(within, '撤销合同', 'DetermineIdle', found, '2024-09-01');
    await within.project();
    const before = await knownNow(within);
    const ruling = { decision: determined, number: '（2025）沪03行终1号', reason: '事实不清' };
    await onContract(within, '撤销合同', 'ReportContractDecisionAnnulled', ruling, '2025-03-01');
    await within.project();
    const statusOn = (times: Readonly<Record<string, string>>) => contractOn('撤销合同', '{ idleCases { status determinedOn } }', times);
    expect(await statusOn({ asOf: '2024-09-01', knownAt: before })).toEqual({
      idleCases: [{ status: 'DETERMINED', determinedOn: '2024-09-01' }],
    });
    expect(await statusOn({ asOf: '2024-09-01' })).toEqual({ idleCases: [{ status: 'INVESTIGATING', determinedOn: null }] });
  });
});

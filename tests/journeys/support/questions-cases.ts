// What happens on the graded land afterwards: companies change hands, a court sells, plans are listed. Then it becomes known that two days were others.
import { randomUUID } from 'node:crypto';
import { yuan } from './auction-scene.ts';
import { district, town } from './cycle-offices.ts';
import type { CycleScene } from './cycle-scene.ts';
import { untilTold } from './trail.ts';

const court = { court: '上海市金山区人民法院' };
export const caseNumbers = { polluting: '（2024）沪0116执77号', onPaper: '（2025）沪0116执88号' } as const;
export const days = {
  changedInTime: '2024-03-01',
  changedTooEarly: '2024-01-20',
  changedInTruth: '2024-02-20',
  auction: '2025-03-20',
  /** When the shares of the debtor had passed on, as became known only later. */
  soldBeforeRuling: '2025-04-01',
  ruled: '2025-04-10',
  /** 24 months after 1 February 2024. */
  auctionOnPaper: '2026-02-01',
} as const;

/** Companies, titles and plans as they were before anything happened. */
const settled = async ({ offices, land }: CycleScene) => {
  const party = (name: string) => offices.done('town', '/parties', '2018-01-10', { jurisdiction: town, name });
  const named = async <K extends string>(names: Readonly<Record<K, string>>) =>
    Object.fromEntries(
      await Promise.all(Object.entries<string>(names).map(async ([key, name]) => [key, await party(name)] as const)),
    ) as Readonly<Record<K, string>>;
  const parties = await named({
    founder: '上海旅程创始有限公司',
    newcomer: '上海旅程新主有限公司',
    holding: '上海旅程集团有限公司',
    bidder: '上海旅程竞买有限公司',
  });
  const [polluter = '', papered = ''] = [...land.usersOf('polluting'), ...land.usersOf('onPaper')];
  const rights: Record<string, string> = {};
  for (const [name, holder] of [
    ['polluting', polluter],
    ['onPaper', papered],
  ] as const) {
    const right = { kind: 'state-land-use', holders: [{ partyId: holder, share: null }], until: '2058-05-31' };
    rights[name] = await offices.done('town', `/parcels/${land.ids[name]}/right-reports`, '2018-06-01', right);
    await untilTold(offices.journey, offices.tokens.taskForce, `interests-${holder}`, 'InterestRecorded');
  }
  for (const [company, holder] of [
    [polluter, parties.founder],
    [papered, parties.founder],
    [parties.bidder, parties.holding],
  ] as const)
    await offices.done('market', `/parties/${company}/shareholdings`, '2018-06-01', { holdings: [{ holderId: holder, share: '1/1' }] });
  const milestones = [
    { node: 'production-start', dueOn: '2020-06-30' },
    { node: 'full-production', dueOn: '2099-06-30' },
  ];
  for (const [number, granteeId, name] of [
    ['沪金规土（2018）出让合同第77号', polluter, 'polluting'],
    ['沪金规土（2018）出让合同第78号', papered, 'onPaper'],
  ] as const) {
    const grantor = { kind: 'text', name: '上海市金山区规划和自然资源局' };
    const signed = { kind: 'grant', number, grantor, granteeId, parcelIds: [land.ids[name]], signedOn: '2018-03-01', milestones };
    const contractId = await offices.done('land', '/contracts', '2018-03-01', signed);
    if (name === 'onPaper') await offices.done('land', `/contracts/${contractId}/milestones`, '2021-06-30', { node: 'production-start' });
  }
  for (const [name, row, entry] of [
    ['polluting', '1', { category: 'revitalise', mode: '收储', mappedRoute: 'reserve', area: { value: '9.5', unit: 'mu' } }],
    ['onPaper', '2', { category: 'revitalise', mode: '收储', mappedRoute: 'reserve', area: null }],
    ['siblings', '3', { category: 'revitalise', mode: '收储', mappedRoute: 'reserve', area: { value: '8', unit: 'mu' } }],
    ['own', '4', { category: 'upgrade', mode: '亩均税收提升', mappedRoute: 'upgrade', area: { value: '17.96', unit: 'mu' } }],
  ] as const) {
    const listed = { list: '附件', row, enterprise: `旅程${row}`, year: 2025, matchedBy: 'entered', ...entry };
    await offices.done(name === 'siblings' ? 'sibling' : 'town', `/plans/${land.ids[name]}/entries`, '2024-12-10', listed);
  }
  return { ...parties, polluter, papered, rights };
};
type Settled = Awaited<ReturnType<typeof settled>>;

/** Shares pass on without a filing; 市场监管局 finds it out and says whether the actual control changed with it. */
const changed = async (
  { offices }: CycleScene,
  companyId: string,
  [from, to]: readonly [string, string],
  on: string,
  control: 'yes' | 'no',
) => {
  const changes = [
    { holderId: from, before: '1/1', after: null },
    { holderId: to, before: null, after: '1/1' },
  ];
  const found = { companyId, kind: 'transfer', changes, foundOn: '2024-09-15', contractIds: [] };
  const id = await offices.done('market', '/undeclared-equity-transfers', on, found);
  const controllers =
    control === 'yes' ? { controllerBefore: from, controllerAfter: to } : { controllerBefore: null, controllerAfter: null };
  await offices.done('market', `/equity-transfers/${id}/control-determinations`, '2024-09-20', {
    changed: control,
    ...controllers,
    reason: '登记档案',
  });
  return id;
};

/** A court sells a parcel as far as the notice; what departments answer is known before it. */
const announced = async (
  { offices, land }: CycleScene,
  name: 'polluting' | 'onPaper',
  of: Settled,
  opened: string,
  notice: string,
  auctionOn: string,
) => {
  const lotId = randomUUID();
  const rightId = of.rights[name];
  const subject = { kind: 'land', parcelId: land.ids[name], rightIds: [rightId] };
  const lots = [{ lotId, name: `${name} 标的`, subject, appraisedValue: yuan(10_000_000) }];
  const debtor = name === 'polluting' ? of.polluter : of.papered;
  const letter = { ...court, caseNumber: caseNumbers[name], debtorIds: [debtor], reserveFloor: '50%', lots };
  await offices.done('clerk', `/parcels/${land.ids[name]}/seizures`, opened, {
    rightId,
    months: 36,
    ...court,
    caseNumber: caseNumbers[name],
  });
  const auctionId = await offices.done('clerk', '/auctions', opened, letter);
  const lot = (what: string) => `/auctions/${auctionId}/lots/${lotId}/${what}`;
  const asked = { department: '规划资源局', jurisdiction: district } as const;
  await offices.done('clerk', `/auctions/${auctionId}/consultations`, opened, { consulted: [asked], answerBy: notice });
  const duties = [{ text: '投产、税收承诺由受让人继续履行', passesToBuyer: true }];
  const arrears = [{ kind: '土地出让金滞纳金', amount: yuan(120_000) }];
  await offices.done('land', `/auctions/${auctionId}/answers`, opened, { ...asked, duties, arrears });
  const round = { round: 'first', platform: '公拍网', price: yuan(8_000_000), auctionOn, conditions: [] };
  await offices.done('clerk', lot('notices'), notice, round);
  return { auctionId, lot };
};

/** Everything that happens, and then what is corrected. `before` is the moment at which the corrections were not known. */
export const casesOn = async (scene: CycleScene) => {
  const { offices, land } = scene;
  const of = await settled(scene);
  const inTime = await changed(scene, of.polluter, [of.founder, of.newcomer], days.changedInTime, 'yes');
  const corrected = await changed(scene, of.papered, [of.founder, of.holding], days.changedTooEarly, 'yes');
  // The registers of the companies follow the cases a moment later.
  for (const company of [of.polluter, of.papered])
    await untilTold(offices.journey, offices.tokens.taskForce, `shares-${company}`, 'ShareholdingsRecorded', 2);
  const sameControl = await changed(scene, land.a, [of.founder, of.newcomer], '2024-05-01', 'no');
  const sale = await announced(scene, 'polluting', of, '2024-12-01', '2025-02-10', days.auction);
  const result = { kind: 'sold', to: [{ partyId: of.bidder, share: null }], price: yuan(8_100_000) };
  await offices.done('clerk', sale.lot('results'), '2025-03-21', { result });
  await offices.done('clerk', sale.lot('confirmations'), '2025-03-25', { confirmationNumber: '沪0116网拍77号' });
  await offices.done('clerk', sale.lot('rulings'), days.ruled, { rulingNumber: '（2024）沪0116执77号之一' });
  await announced(scene, 'onPaper', of, '2025-11-01', '2025-12-20', days.auctionOnPaper);
  const { knownFrom: before } = await untilTold(offices.journey, offices.tokens.taskForce, `title-${land.ids.onPaper}`, 'SeizureRecorded');
  const holdings = [{ holderId: of.holding, share: '1/1' }];
  await offices.done('market', `/parties/${of.polluter}/shareholdings`, days.soldBeforeRuling, { holdings });
  await offices.done('market', `/equity-transfers/${corrected}/date-corrections`, days.changedInTruth, { reason: '以登记档案为准' });
  return { ...of, inTime, corrected, sameControl, auctionId: sale.auctionId, before };
};

export type Cases = Awaited<ReturnType<typeof casesOn>>;

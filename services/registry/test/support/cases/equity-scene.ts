// A sale of shares of a company of 漕泾, as far as a test wants it to be.
import { contract, contractCommands } from '@yimu/domain/contract';
import { type Command, type Decider, date, type EffectiveDate, type Fact } from '@yimu/domain/kernel';
import { handle } from '@yimu/event-store';
import { testId } from '@yimu/testing';
import { department, town, townOfficer } from '../officers.ts';
import { enteredParty, envelope, type RegistryService, sources, today } from '../service.ts';

export const [land, economy, market] = ['规划资源局', '经委', '市场监管局'] as const;
export const [seller, other, buyer] = [testId('seller'), testId('other'), testId('buyer')] as const;

/** 60% are sold, 40% stay. */
export const changes = [
  { holderId: seller, before: '60%', after: null },
  { holderId: other, before: '40%', after: '40%' },
  { holderId: buyer, before: null, after: '60%' },
];

export const clause = { consentRequired: true, threshold: '30%', lockUntil: null };
/** As a case keeps the clause of `signedContract`. */
export const keptClause = (contractId: string, from = today, until: EffectiveDate | null = null) => ({
  contractId,
  from,
  until,
  ...clause,
  covers: ['shares', 'control'],
});

/** Puts a fact of some day into the store, past the routes. */
export const giveOn = async <C extends Command, E extends Fact, S>(
  effectiveOn: EffectiveDate,
  { store }: RegistryService,
  stream: string,
  decider: Decider<C, E, S>,
  type: C['type'],
  data: C['data'],
): Promise<void> => {
  const key = JSON.stringify([stream, type, effectiveOn, data]);
  const command = { type, data, effectiveOn, today, sources } as unknown as C;
  const intent = {
    eventId: (n: number) => testId(key, n),
    requestHash: testId(key),
    actor: townOfficer,
    correlationId: testId(key),
    causationId: testId(key),
  };
  const handled = await handle(store, stream, decider, command, intent);
  if (handled.outcome !== 'done') throw new Error(`${type}: ${JSON.stringify(handled)}`);
};

/** Signs a grant contract that asks for consent from 30% on and for every change of control; answers its id. */
export const signedContract = async (service: RegistryService, granteeId: string, key = 'contract', on = today): Promise<string> => {
  const contractId = testId(key);
  const data = contractCommands.SignContract.parse({
    contractId,
    jurisdictions: [town],
    kind: 'grant',
    number: '沪金规划资源（2015）出让合同第7号',
    grantor: { kind: 'text', name: '上海市金山区规划和自然资源局' },
    granteeId,
    parcelIds: [testId('parcel')],
    signedOn: date('2015-01-01'),
    clauses: [
      {
        no: '第十五条',
        terms: { kind: 'equity-change-consent', ...clause, covers: ['contribution-ratio', 'equity-structure', 'actual-controller'] },
      },
    ],
  });
  await giveOn(on, service, `contract-${contractId}`, contract, 'SignContract', data);
  return contractId;
};

export interface Filed {
  readonly equityId: string;
  readonly companyId: string;
  readonly contractIds: readonly string[];
}

/** Files the sale; answers the case. */
export const filed = async (service: RegistryService, { bound = false } = {}): Promise<Filed> => {
  const companyId = await enteredParty(service);
  const contractIds = bound ? [await signedContract(service, companyId)] : [];
  const body = { companyId, kind: 'transfer', changes, contractIds };
  return { equityId: await service.made('/equity-transfers', body, { as: townOfficer, key: 'filed' }), companyId, contractIds };
};

/** Does something in a case that must succeed. */
export const step = async (service: RegistryService, equityId: string, what: string, body: object, who: string): Promise<void> => {
  const as = who === town ? townOfficer : department(who);
  const answer = await service.post(`/equity-transfers/${equityId}/${what}`, { ...envelope, ...body }, { as, key: `${what} ${who}` });
  if (answer.statusCode !== 201) throw new Error(`${what} answered ${answer.body}`);
};

export const noChange = { changed: 'no', controllerBefore: null, controllerAfter: null, reason: '控股股东未变' };
export const opinion = { opinion: 'agree', reason: null };

/** Hears everybody; the case may then be decided. */
export const heard = async (service: RegistryService, equityId: string): Promise<void> => {
  await step(service, equityId, 'control-determinations', noChange, market);
  for (const who of [land, economy, market]) await step(service, equityId, 'opinions', opinion, who);
};

// A contract as far as a case needs it: signed, breached, noticed, terminated, investigated, determined, heard.
import type { Actor } from '@yimu/domain/kernel';
import { department } from '../officers.ts';
import { enteredParcel, enteredParty, envelope, nowhere, type RegistryService } from '../service.ts';
import { asDepartment, type Case, jurisdictions } from './case.ts';

export const land = '规划资源局';
const registrar = department(land);

export const wan = (amount: number) => ({ amount: `${amount}000000`, currency: 'CNY' });
export const intensity = (wanPerMu: string) => ({ wording: '投资强度', terms: { kind: 'investment-intensity', wanPerMu } });
const term = { years: 20, from: '2020-02-01', until: null };

/** What the paper of the contract says, but for its parties and its land. */
export const paper = {
  kind: 'grant',
  number: '沪金规土〔2020〕出让合同第3号',
  grantor: { kind: 'text', name: '金山区规划资源局' },
  signedOn: '2020-01-08',
  term,
  tenure: 'flexible',
  area: { value: '30', unit: 'mu' },
  price: wan(1_500),
  deposit: wan(300),
  contributions: [{ holder: { kind: 'text', name: '上海漕泾投资有限公司' }, share: '2/5' }],
  mainContractId: null,
};
export const clauses = [{ no: '第十二条', ...intensity('500') }];
export const milestones = [{ node: 'construction-start', dueOn: '2021-01-10' }];

/** Ids of what a scene has made. */
export interface Scene {
  readonly contractId: string;
  readonly granteeId: string;
  readonly parcelIds: readonly string[];
  readonly breachId: string;
  readonly idleId: string;
  readonly lead: string;
  /** The event that came last. */
  readonly last: string;
}

type Step = readonly [under: (scene: Scene) => string, body: object, makes?: 'breachId' | 'idleId' | 'lead'];

const declare: Step = [
  () => 'breaches',
  { effectiveOn: '2021-03-01', of: { kind: 'milestone', node: 'construction-start' }, reason: '逾期未开工' },
  'breachId',
];
const notice: Step = [
  ({ breachId }) => `breaches/${breachId}/notices`,
  { effectiveOn: '2021-03-10', number: '催告1号', manner: '直接送达', cureUntil: '2021-06-10' },
];
const terminate: Step = [
  ({ breachId }) => `breaches/${breachId}/terminations`,
  { effectiveOn: '2021-06-11', number: '解除1号', reason: '逾期未整改' },
];
const investigate: Step = [() => 'idle-investigations', { effectiveOn: '2022-02-01', number: '调1号', suspected: 'not-started' }, 'idleId'];
const determine = (cause: string): Step => [
  ({ idleId }) => `idle-investigations/${idleId}/determinations`,
  { effectiveOn: '2022-04-01', number: '认1号', idleKind: 'not-started', cause, since: '2021-01-10' },
];
const offer: Step = [({ idleId }) => `idle-investigations/${idleId}/hearing-offers`, { effectiveOn: '2022-05-01', number: '告1号' }];
const hear: Step = [({ idleId }) => `idle-investigations/${idleId}/hearings`, { effectiveOn: '2022-05-20', outcome: 'not-requested' }];
const record: Step = [() => 'breach-leads', { kind: 'transfer', detailZh: '擅自转让', detailEn: 'Transferred without consent' }, 'lead'];

export const scenes = {
  signed: [],
  reached: [[() => 'milestones', { effectiveOn: '2021-02-01', node: 'construction-start' }] as Step],
  suspected: [record],
  declared: [declare],
  noticed: [declare, notice],
  terminated: [declare, notice, terminate],
  investigated: [investigate],
  determined: [investigate, determine('enterprise')],
  excused: [investigate, determine('government')],
  offered: [investigate, determine('enterprise'), offer],
  heard: [investigate, determine('enterprise'), offer, hear],
} as const satisfies Readonly<Record<string, readonly Step[]>>;

/** Signs a contract over one parcel of 漕泾 and leads it to where the scene ends. */
export const staged = async (service: RegistryService, name: keyof typeof scenes): Promise<Scene> => {
  const [parcelIds, granteeId] = [[await enteredParcel(service)], await enteredParty(service)];
  const body = { effectiveOn: '2020-01-10', ...paper, granteeId, parcelIds, clauses, milestones };
  const contractId = await service.made('/contracts', body, { as: registrar, key: 'signed' });
  const scene = { contractId, granteeId, parcelIds, breachId: nowhere, idleId: nowhere, lead: nowhere };
  const lastId = async () => String((await service.eventsOf(`contract-${contractId}`)).at(-1)?.id);
  for (const [under, step, makes] of scenes[name] as readonly Step[]) {
    const url = `/contracts/${contractId}/${under({ ...scene, last: '' })}`;
    const answer = await service.post(url, { ...envelope, ...step }, { as: registrar, key: url });
    if (answer.statusCode !== 201) throw new Error(`${url} answered ${answer.body}`);
    if (makes !== undefined) scene[makes] = answer.json<{ id: string }>().id;
  }
  return { ...scene, last: await lastId() };
};

interface Told {
  readonly type: string;
  /** Beside contractId and what the request says. */
  readonly data?: object;
  readonly corrects?: string;
}

/** A route under a contract: from a scene, one request, and what it tells. `told` may name the id in the answer. */
export const contractCase = (
  path: string,
  scene: keyof typeof scenes,
  of: {
    readonly by?: { readonly by: Actor; readonly elsewhere: Actor; readonly powerless: Actor };
    readonly body: (scene: Scene) => Readonly<Record<string, unknown>>;
    readonly told: (scene: Scene, id: string) => Told;
    /** Fields of the request that the fact does not repeat. */
    readonly without?: readonly string[];
  },
): Case => ({
  path: `/contracts/:contractId/${path}`,
  ...(of.by ?? asDepartment(land)),
  request: async (service) => {
    const at = await staged(service, scene);
    const under = path.replace(':breachId', at.breachId).replace(':idleId', at.idleId).replace(':lead', at.lead);
    const { effectiveOn = envelope.effectiveOn, ...said } = of.body(at);
    const body = { ...envelope, ...said, effectiveOn };
    const repeated = Object.fromEntries(Object.entries(said).filter(([field]) => !(of.without ?? []).includes(field)));
    return {
      url: `/contracts/${at.contractId}/${under}`,
      body,
      events: (id) => {
        const { type, data, corrects } = of.told(at, id);
        const fact = { type, data: { contractId: at.contractId, ...repeated, ...data }, jurisdictions };
        return [corrects === undefined ? fact : { ...fact, corrects }];
      },
      missing: { url: `/contracts/${nowhere}/${under}`, body },
    };
  },
});

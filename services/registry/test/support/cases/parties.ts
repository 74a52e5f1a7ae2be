import { expect } from 'vitest';
import { town, townOfficer } from '../officers.ts';
import { enteredParcel, enteredParty, envelope, nowhere, type RegistryService } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions, noParcel } from './case.ts';

const byMarket = asDepartment('市场监管局');
export const uscc = '91350100M000100Y43';
const name = '上海古岛时装有限公司';
const reason = '依据登记档案';
export const person = { name: '张三', idKind: 'passport', idNumber: 'E12345678' };

/** Enters a natural person at home in 漕泾; answers its id. */
export const enteredPerson = (service: RegistryService): Promise<string> =>
  service.made('/natural-persons', { jurisdiction: town, person }, { as: townOfficer, key: 'person' });

type Others = readonly [string, string];
type Fields = Readonly<Record<string, unknown>>;

interface Plain {
  readonly path: string;
  readonly of: typeof asTown;
  readonly type: string;
  /** The body beside date and sources; the ids of two other parties are there to be named. */
  readonly body: (others: Others) => Fields;
  /** What is given before, by the same officer. */
  readonly after?: (others: Others) => readonly [path: string, body: Fields];
  /** The event's data beside the party's id; the body where absent. */
  readonly says?: (others: Others) => Fields;
  readonly concerns?: readonly string[];
}

/** A command on one party whose event says what its body says. */
const plain = ({ path, of, body, after, type, says = body, concerns = jurisdictions }: Plain): Case => ({
  path: `/parties/:partyId/${path}`,
  ...of,
  request: async (service) => {
    const partyId = await enteredParty(service);
    const others = [await enteredParty(service, '乙'), await enteredParty(service, '丙')] as const;
    const earlier = after?.(others);
    if (earlier !== undefined)
      await service.post(`/parties/${partyId}/${earlier[0]}`, { ...envelope, ...earlier[1] }, { as: of.by, key: 'earlier' });
    return {
      url: `/parties/${partyId}/${path}`,
      body: { ...envelope, ...body(others) },
      events: () => [{ type, data: { partyId, ...says(others) }, jurisdictions: concerns }],
      missing: { url: `/parties/${nowhere}/${path}`, body: { ...envelope, ...body(others) } },
    };
  },
});

const entries: readonly Case[] = [
  {
    path: '/parties',
    ...asTown,
    request: async () => ({
      url: '/parties',
      body: { ...envelope, jurisdiction: town, name, uscc },
      events: (partyId) => [
        { type: 'UsccReserved', data: { uscc, partyId }, jurisdictions },
        { type: 'EnterpriseEntered', data: { partyId, name, uscc, jurisdiction: town }, jurisdictions },
      ],
      missing: noParcel,
    }),
  },
  {
    path: '/organisations',
    ...asTown,
    request: async () => {
      const said = { jurisdiction: town, kind: 'collective', name: '东海村经济合作社', uscc };
      return {
        url: '/organisations',
        body: { ...envelope, ...said },
        events: (partyId) => [
          { type: 'UsccReserved', data: { uscc, partyId }, jurisdictions },
          { type: 'OrganisationEntered', data: { partyId, ...said, foreignRegister: null }, jurisdictions },
        ],
        missing: noParcel,
      };
    },
  },
  {
    path: '/natural-persons',
    ...asTown,
    request: async () => ({
      url: '/natural-persons',
      body: { ...envelope, jurisdiction: town, person },
      events: (partyId) => [{ type: 'NaturalPersonEntered', data: { partyId, vaultRecord: partyId, jurisdiction: town }, jurisdictions }],
      missing: noParcel,
    }),
  },
];

const persons: readonly Case[] = [
  {
    path: '/parties/:partyId/person-corrections',
    ...byMarket,
    request: async (service) => {
      const partyId = await enteredPerson(service);
      const [entry] = await service.eventsOf(`party-${partyId}`);
      const body = { ...envelope, person: { ...person, name: '张山' }, reason };
      return {
        url: `/parties/${partyId}/person-corrections`,
        body,
        events: () => [
          {
            type: 'NaturalPersonCorrected',
            data: { partyId, vaultRecord: expect.stringMatching(/^[0-9a-f-]{36}$/), reason },
            jurisdictions,
            corrects: entry?.id ?? '',
          },
        ],
        missing: { url: `/parties/${nowhere}/person-corrections`, body },
      };
    },
  },
  {
    path: '/parties/:partyId/erasures',
    ...byMarket,
    request: async (service) => {
      const partyId = await enteredPerson(service);
      return {
        url: `/parties/${partyId}/erasures`,
        body: { ...envelope, reason },
        events: () => [{ type: 'PersonErased', data: { partyId, reason }, jurisdictions }],
        missing: { url: `/parties/${nowhere}/erasures`, body: { ...envelope, reason } },
      };
    },
  },
];

const usccs: readonly Case[] = (['usccs', 'uscc-reports'] as const).map((path) => ({
  path: `/parties/:partyId/${path}`,
  ...(path === 'usccs' ? byMarket : asTown),
  request: async (service) => {
    const partyId = await enteredParty(service);
    const body = { ...envelope, uscc };
    return {
      url: `/parties/${partyId}/${path}`,
      body,
      events: () => [
        { type: 'UsccReserved', data: { uscc, partyId }, jurisdictions },
        { type: 'UsccAssigned', data: { partyId, uscc }, jurisdictions },
      ],
      missing: { url: `/parties/${nowhere}/${path}`, body },
    };
  },
}));

const named: Case = {
  path: '/parties/:partyId/name-corrections',
  ...byMarket,
  request: async (service) => {
    const partyId = await enteredParty(service);
    const entry = (await service.eventsOf(`party-${partyId}`))[0]?.id ?? '';
    const said = { name: '上海古岛服装有限公司', reason };
    return {
      url: `/parties/${partyId}/name-corrections`,
      body: { ...envelope, entry, ...said },
      events: () => [{ type: 'PartyNameCorrected', data: { partyId, ...said }, jurisdictions, corrects: entry }],
      missing: { url: `/parties/${nowhere}/name-corrections`, body: { ...envelope, entry, ...said } },
    };
  },
};

const listed: Case = {
  path: '/parties/:partyId/land-uses',
  ...asTown,
  request: async (service) => {
    const [partyId, parcelId] = [await enteredParty(service), await enteredParcel(service)];
    const data = { parcelId, nameAsPrinted: name };
    const said = { partyId, jurisdiction: town, ...data, role: 'land-user', confirmed: false };
    return {
      url: `/parties/${partyId}/land-uses`,
      body: { ...envelope, ...data },
      events: () => [{ type: 'LandUserListed', data: said, jurisdictions }],
      missing: { url: `/parties/${nowhere}/land-uses`, body: { ...envelope, ...data, parcelId: nowhere } },
    };
  },
};

const foreignRegister = { country: 'SG', register: 'ACRA', number: '201912345K' };
const neighbour = '310116113';
const deregistered = { manner: 'deregistered', reason };
const controlled = ([controllerId]: Others) => ({ controllerId });
const duplicate = ([sameAs]: Others) => ({ sameAs, reason });

export const partyCases: readonly Case[] = [
  ...entries,
  ...persons,
  ...usccs,
  named,
  listed,
  plain({ path: 'foreign-registers', of: asTown, body: () => ({ foreignRegister }), type: 'ForeignRegisterRecorded' }),
  plain({ path: 'names', of: byMarket, body: () => ({ name: '上海新岛时装有限公司' }), type: 'PartyRenamed' }),
  plain({ path: 'homes', of: byMarket, body: () => ({ jurisdiction: neighbour }), type: 'PartyMoved', concerns: [town, neighbour] }),
  plain({ path: 'actual-controllers', of: asTown, body: controlled, type: 'ActualControllerDeclared' }),
  plain({
    path: 'actual-controller-ends',
    of: asTown,
    body: controlled,
    after: (others) => ['actual-controllers', controlled(others)],
    type: 'ActualControllerEnded',
  }),
  plain({ path: 'dissolutions', of: byMarket, body: () => deregistered, type: 'PartyDissolved' }),
  plain({ path: 'mergers', of: byMarket, body: ([into]) => ({ into }), type: 'PartyMerged' }),
  plain({ path: 'divisions', of: byMarket, body: (into) => ({ into, continues: true }), type: 'PartyDivided' }),
  plain({
    path: 'restorations',
    of: byMarket,
    body: () => ({ reason }),
    after: () => ['dissolutions', deregistered],
    type: 'PartyRestored',
  }),
  plain({ path: 'duplicate-declarations', of: byMarket, body: duplicate, type: 'PartyDuplicateDeclared' }),
  plain({
    path: 'duplicate-revocations',
    of: byMarket,
    body: () => ({ reason }),
    after: (others) => ['duplicate-declarations', duplicate(others)],
    says: duplicate,
    type: 'PartyDuplicateRevoked',
  }),
];

import { officer, townOfficer } from '../officers.ts';
import { enteredParty, envelope, nowhere, type RegistryService } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';

const byMarket = asDepartment('市场监管局');
const byClerk = {
  by: officer('court-clerk', '310116', '规划资源局'),
  elsewhere: officer('court-clerk', '310117', '规划资源局'),
  powerless: townOfficer,
};
const caseNumber = '（2024）沪0116执100号';
const court = '上海市金山区人民法院';

/** A company with two holders of a half each, and a third party; `first` is the event that recorded the halves, if that is asked for. */
interface Company {
  readonly companyId: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly recorded: string;
  readonly passed: string;
  readonly frozen: string;
}
const holding = (holderId: string, share: string) => ({ holderId, share, group: null });
const halves = ({ a, b }: Pick<Company, 'a' | 'b'>) => ({ holdings: [holding(a, '1/2'), holding(b, '50%')], groups: [] });
const thirds = ({ a, b, c }: Company) => ({ holdings: [a, b, c].map((holderId) => holding(holderId, '1/3')), groups: [] });
const freeze = ({ a }: Pick<Company, 'a'>) => ({ holderId: a, share: '1/4', court, caseNumber, waiting: false, until: null });

interface Before {
  readonly isHeld?: boolean;
  readonly isPassed?: boolean;
  readonly isFrozen?: boolean;
}
const prepared = async (service: RegistryService, { isHeld = true, isPassed = false, isFrozen = false }: Before): Promise<Company> => {
  const [companyId, a, b, c] = [
    await enteredParty(service, '公司'),
    await enteredParty(service, '甲'),
    await enteredParty(service, '乙'),
    await enteredParty(service, '丙'),
  ];
  const give = async (path: string, body: object, as: typeof townOfficer): Promise<string> => {
    await service.post(`/parties/${companyId}/${path}`, { ...envelope, ...body }, { as, key: path });
    return (await service.eventsOf(`shares-${companyId}`)).at(-1)?.id ?? '';
  };
  const recorded = isHeld ? await give('shareholdings', halves({ a, b }), townOfficer) : '';
  const passed = isPassed ? await give('share-transfers', passes({ a, c }), byMarket.by) : '';
  const frozen = isFrozen ? await give('share-freezes', freeze({ a }), byClerk.by) : '';
  return { companyId, a, b, c, recorded, passed, frozen };
};

type Fields = Readonly<Record<string, unknown>>;
interface Plain extends Before {
  readonly path: string;
  readonly of: typeof asTown;
  readonly type: string;
  readonly body: (company: Company) => Fields;
  /** The event's data beside the company's id; the body where absent. */
  readonly says?: (company: Company) => Fields;
  readonly corrects?: (company: Company) => string;
}

const plain = ({ path, of, type, body, says = body, corrects, ...before }: Plain): Case => ({
  path: `/parties/:companyId/${path}`,
  ...of,
  request: async (service) => {
    const company = await prepared(service, before);
    const corrected = corrects === undefined ? {} : { corrects: corrects(company) };
    return {
      url: `/parties/${company.companyId}/${path}`,
      body: { ...envelope, ...body(company) },
      events: () => [{ type, data: { companyId: company.companyId, ...says(company) }, jurisdictions, ...corrected }],
      missing: { url: `/parties/${nowhere}/${path}`, body: { ...envelope, ...body(company) } },
    };
  },
});

const passes = ({ a, c }: Pick<Company, 'a' | 'c'>) => ({ fromId: a, toId: c, share: '1/4', equityId: null, caseNumber: null });
const changes = (company: Company) => ({ cause: 'capital-increase', before: halves(company), after: thirds(company), equityId: null });
const misread = (company: Company) => ({ ...thirds(company), reason: '录入有误' });

export const shareholdingCases: readonly Case[] = [
  plain({
    path: 'shareholdings',
    of: asTown,
    type: 'ShareholdingsRecorded',
    body: halves,
    says: (company) => ({ ...halves(company), basis: 'reported' }),
    isHeld: false,
  }),
  plain({
    path: 'shareholding-changes',
    of: byMarket,
    type: 'ShareholdingsChanged',
    body: changes,
    says: (company) => ({ ...changes(company), basis: 'decided' }),
  }),
  plain({
    path: 'share-transfers',
    of: byMarket,
    type: 'SharesTransferred',
    body: passes,
    says: (company) => ({ ...passes(company), basis: 'decided' }),
  }),
  plain({
    path: 'share-transfer-reports',
    of: asTown,
    type: 'SharesTransferred',
    body: passes,
    says: (company) => ({ ...passes(company), basis: 'reported' }),
  }),
  plain({
    path: 'shareholding-corrections',
    of: byMarket,
    type: 'ShareholdingsCorrected',
    body: (company) => ({ entry: company.recorded, ...misread(company) }),
    says: misread,
    corrects: ({ recorded }) => recorded,
  }),
  plain({
    path: 'share-transfer-annulments',
    of: byMarket,
    type: 'ShareTransferAnnulled',
    body: ({ passed }) => ({ entry: passed, reason: '误报' }),
    says: () => ({ reason: '误报' }),
    corrects: ({ passed }) => passed,
    isPassed: true,
  }),
  plain({ path: 'share-freezes', of: byClerk, type: 'SharesFrozen', body: freeze }),
  plain({
    path: 'share-freeze-renewals',
    of: byClerk,
    type: 'ShareFreezeRenewed',
    body: ({ frozen }) => ({ freeze: frozen, until: '2026-03-11' }),
    isFrozen: true,
  }),
  plain({
    path: 'share-freeze-liftings',
    of: byClerk,
    type: 'ShareFreezeLifted',
    body: ({ frozen }) => ({ freeze: frozen }),
    isFrozen: true,
  }),
];

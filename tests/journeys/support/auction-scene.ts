// A parcel whose grantee falls into debt, and everybody who then has something to say or to record about it, each with a token of its own.
import type { Answer, Journey } from './platform.ts';

const [town, district, city, neighbour] = ['310116112', '310116', '310000', '310117107'];
export const yuan = (amount: number) => ({ amount: `${amount}00`, currency: 'CNY' });

/** The days before the court comes. */
const days = {
  entered: '2018-01-10',
  signed: '2018-03-01',
  registered: '2018-06-01',
  leased: '2021-01-01',
  mortgaged: '2021-06-01',
  listed: '2022-01-10',
} as const;
/** When the shares of the grantee changed hands, and when that was found. */
export const [changedOn, foundOn] = ['2022-05-01', '2022-09-15'];

const offices = {
  officer: [town],
  neighbour: [neighbour],
  otherClerk: ['310117', 'court-clerk', '规划资源局'],
  land: [district, 'department', '规划资源局'],
  economy: [district, 'department', '经委'],
  market: [district, 'department', '市场监管局'],
  clerk: [district, 'court-clerk', '规划资源局'],
  auditor: [city, 'auditor'],
} as const;
export type Office = keyof typeof offices;

const source = (number: string, issuer: string, date: string) => ({ kind: 'document', number, issuer, date });

/** Whoever acts in the case, and how. */
export const sceneOf = async (journey: Journey) => {
  const signed = Object.entries(offices).map(async ([office, [code, ...role]]) => [office, await journey.token(code, ...role)] as const);
  const tokens = Object.fromEntries(await Promise.all(signed)) as Readonly<Record<Office, string>>;

  let last = '';

  /** Gives a command as of a day, citing a document of that day. */
  const give = async (office: Office, path: string, effectiveOn: string, body: object = {}): Promise<Answer> => {
    const sources = [
      source(`${effectiveOn} ${path.split('/').at(-1)}`, office === 'clerk' ? '上海市金山区人民法院' : '金山区', effectiveOn),
    ];
    const answer = await journey.post(path.startsWith('/plans/') ? 'assessment' : 'registry', path, tokens[office], {
      effectiveOn,
      sources,
      ...body,
    });
    if (answer.position !== null && answer.position > last) last = answer.position;
    return answer;
  };
  /** Gives a command that must be accepted; answers the id of what it made. */
  const done = async (office: Office, path: string, effectiveOn: string, body: object = {}): Promise<string> => {
    const answer = await give(office, path, effectiveOn, body);
    if (answer.status !== 201) throw new Error(`${office} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return String(answer.body.id);
  };
  const party = (name: string) => done('officer', '/parties', days.entered, { jurisdiction: town, name });
  const solely = (partyId: string) => [{ partyId, share: '1/1' }];

  /** The parcel, its contract and its right, leased and mortgaged, and then on a list. */
  const landOf = async () => {
    const grantee = await party('上海试验纺织有限公司');
    const [founder, newcomer] = [await party('上海试验控股有限公司'), await party('上海试验投资有限公司')];
    const [tenant, bank, buyer] = [await party('上海试验仓储有限公司'), await party('试验银行'), await party('上海试验新材料有限公司')];
    const area = { value: '30.62', unit: 'mu' };
    const parcelId = await done('officer', '/parcels', days.entered, { jurisdiction: town, name: '试验纺织地块', area });
    const contractId = await done('land', '/contracts', days.signed, {
      kind: 'grant',
      number: '沪金规土（2018）出让合同第7号',
      grantor: { kind: 'text', name: '上海市金山区规划和自然资源局' },
      granteeId: grantee,
      parcelIds: [parcelId],
      signedOn: days.signed,
      clauses: [
        {
          no: '第十五条',
          wording: '受让人出资比例、股权结构、实际控制人变更须经出让人同意',
          terms: {
            kind: 'equity-change-consent',
            consentRequired: true,
            threshold: '30%',
            lockUntil: null,
            covers: ['contribution-ratio', 'equity-structure', 'actual-controller'],
          },
        },
      ],
    });
    await done('market', `/parties/${grantee}/shareholdings`, days.signed, { holdings: [{ holderId: founder, share: '100%' }] });
    const rightId = await done('land', `/parcels/${parcelId}/rights`, days.registered, {
      kind: 'state-land-use-and-buildings',
      holders: solely(grantee),
      nature: 'granted',
      until: '2038-05-31',
      certificateNumber: '沪（2018）金字不动产权第000007号',
    });
    const leaseId = await done('land', `/parcels/${parcelId}/leases`, days.leased, {
      rightId,
      lessees: [tenant],
      part: '2幢',
      from: days.leased,
      until: '2026-12-31',
      rent: yuan(600_000),
    });
    const mortgageId = await done('land', `/parcels/${parcelId}/mortgages`, days.mortgaged, {
      rightId,
      mortgagees: [bank],
      rank: 1,
      secured: yuan(5_000_000),
    });
    await done('officer', `/plans/${parcelId}/entries`, days.listed, {
      list: '附件3 提升',
      row: '7',
      enterprise: '上海试验纺织有限公司',
      category: 'upgrade',
      mode: '亩均税收提升',
      year: 2024,
      matchedBy: 'entered',
    });
    return { parcelId, contractId, rightId, leaseId, mortgageId, grantee, founder, newcomer, tenant, bank, buyer };
  };

  /** All shares of the grantee pass on without a filing; the market regulator reports it when it is found. */
  const equityChanged = ({ grantee, founder, newcomer, contractId }: Awaited<ReturnType<typeof landOf>>): Promise<string> =>
    done('market', '/undeclared-equity-transfers', changedOn, {
      companyId: grantee,
      kind: 'transfer',
      changes: [
        { holderId: founder, before: '100%', after: null },
        { holderId: newcomer, before: null, after: '100%' },
      ],
      foundOn,
      contractIds: [contractId],
    });

  /** `position` is that of the last command that was done: a query that waits for it reads all of them. */
  return { tokens, give, done, landOf, equityChanged, solely, position: () => last };
};

export type Scene = Awaited<ReturnType<typeof sceneOf>>;
export type Land = Awaited<ReturnType<Scene['landOf']>>;

// Whoever takes part in the grading of a year, each with a token of its own.
import { createHash } from 'node:crypto';
import type { Answer, Journey } from './platform.ts';

export const [town, sibling, district] = ['310116112', '310116109', '310116'];
const city = '310000';

const offices = {
  town: [town],
  sibling: [sibling],
  tax: [district, 'department', '税务局'],
  statistics: [district, 'department', '统计局'],
  land: [district, 'department', '规划资源局'],
  environment: [district, 'department', '生态环境局'],
  economy: [district, 'department', '经委'],
  market: [district, 'department', '市场监管局'],
  clerk: [district, 'court-clerk', '规划资源局'],
  taskForce: [district, 'task-force'],
  cityDepartment: [city, 'city-department', '市经济信息化委'],
  recorder: [city, 'city-recorder'],
  admin: [city, 'admin'],
  auditor: [city, 'auditor'],
  // A town of another district.
  elsewhere: ['310117107'],
  // Who submitted the district's list, in a second office; and a recorder of the district's own level.
  submitterAsRecorder: [city, 'city-recorder', undefined, `dev:task-force@${district}`],
  districtRecorder: [district, 'city-recorder'],
} as const;
/** The departments that supply figures, and review their lines. */
export const suppliers = ['tax', 'statistics', 'land', 'environment'] as const;
type Office = keyof typeof offices;

/** A document of a day, cited as the first source. */
export const document = (number: string, date: string, evidenceId?: string) => ({
  sources: [{ kind: 'document', number, issuer: '金山区', date, ...(evidenceId === undefined ? {} : { evidenceId }) }],
});

/** Whoever acts and asks, and how. */
export const officesOf = async (journey: Journey) => {
  const signed = Object.entries(offices).map(async ([office, [code, ...role]]) => [office, await journey.token(code, ...role)] as const);
  const tokens = Object.fromEntries(await Promise.all(signed)) as Record<Office, string> & Record<string, string>;
  let last = '';
  /** Of the last command that was given: a query that waits for it reads all of them. */
  const position = () => (last === '' ? null : last);

  /** Gives a command as of a day, citing a document of that day. */
  const give = async (who: string, path: string, effectiveOn: string, body: object = {}): Promise<Answer> => {
    const service = /^\/(parcels|parties|findings|auctions|contracts|equity-transfers|undeclared-equity-transfers)(\/|$)/.test(path)
      ? 'registry'
      : 'assessment';
    const answer = await journey.post(service, path, tokens[who], {
      effectiveOn,
      ...document(`${effectiveOn} ${path.split('/').at(-1)}`, effectiveOn),
      ...body,
    });
    if (answer.position !== null && answer.position > last) last = answer.position;
    return answer;
  };
  /** Gives a command that must be accepted; answers the id of what it made. */
  const done = async (who: string, path: string, effectiveOn: string, body: object = {}): Promise<string> => {
    const answer = await give(who, path, effectiveOn, body);
    if (answer.status !== 201) throw new Error(`${who} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return String(answer.body.id);
  };
  /** Gives a command that must not be accepted; answers the status and the rule, or without a rule the code. */
  const refused = async (who: string, path: string, effectiveOn: string, body: object = {}): Promise<string> => {
    const answer = await give(who, path, effectiveOn, body);
    const { rule, code, detail, detailZh } = answer.body;
    if (answer.status < 400 || typeof detail !== 'string' || !/\p{Script=Han}/u.test(String(detailZh)))
      throw new Error(`${who} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return `${answer.status} ${String(rule ?? code)}`;
  };
  /** Stores a file; answers the id to cite it by. */
  const stored = async (who: string, text: string): Promise<string> => {
    const body = Buffer.from(`%PDF-1.7\n${text}`);
    const address = `${journey.platform.urls.registry}/evidence/sha256/${createHash('sha256').update(body).digest('hex')}`;
    const headers = { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/pdf' };
    const response = await fetch(address, { method: 'PUT', headers, body });
    const answer = (await response.json()) as Readonly<Record<string, unknown>>;
    if (response.status !== 201) throw new Error(`${who} stores ${text}: ${response.status} ${JSON.stringify(answer)}`);
    return String(answer.id);
  };
  /** What fetching a file is answered with. */
  const fetched = async (who: string, id: string): Promise<number> =>
    (await fetch(`${journey.platform.urls.registry}/evidence/${id}`, { headers: { authorization: `Bearer ${tokens[who]}` } })).status;
  /** Asks GraphQL, with everything that was commanded so far known. */
  const ask = <T>(who: string, query: string, variables: object = {}): Promise<T> =>
    journey.ask<T>(tokens[who] ?? '', query, variables, position());
  /** The answer to a question of somebody who may ask none at all. */
  const askRefused = async (who: string, query: string): Promise<{ readonly status: number; readonly code: unknown }> => {
    const response = await fetch(journey.platform.urls.graphql, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json', 'yimu-min-position': last },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, code: ((await response.json()) as Readonly<Record<string, unknown>>).code };
  };

  return {
    journey,
    tokens,
    give,
    done,
    refused,
    stored,
    fetched,
    ask,
    askRefused,
    position,
    /** Lets an enterprise act under a name. */
    admitEnterprise: async (who: string, partyId: string): Promise<void> => {
      tokens[who] = await journey.partyToken(partyId);
    },
    /** Lets a mandated technical unit act as `unit`. */
    admitUnit: async (mandateId: string): Promise<void> => {
      const sign = journey.platform.issuer.token;
      if (sign === undefined) throw new Error('the journey needs the development issuer');
      tokens.unit = await sign({ scope: { kind: 'mandate', value: mandateId }, roles: ['technical-unit'] });
    },
  };
};

export type Offices = Awaited<ReturnType<typeof officesOf>>;

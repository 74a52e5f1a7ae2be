// A platform of its own for each journey: fresh data, free ports, spoken to over HTTP only.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, startPlatform } from '@yimu/infra/local/platform';

export interface Journey {
  readonly platform: Platform;
  /** A development token of a subtree, for a role; `sub` tells two people of one office apart. */
  token(jurisdiction: string, role?: string, department?: string, sub?: string): Promise<string>;
  /** A development token of one enterprise. */
  partyToken(partyId: string): Promise<string>;
  /** Asks GraphQL, once the read models have reached a position that a command answered; throws on errors. */
  ask<T>(token: string, query: string, variables?: object, position?: string | null): Promise<T>;
  /** Gives a command. */
  post(service: 'registry' | 'assessment', path: string, token: string | undefined, body: unknown, key?: string): Promise<Answer>;
  end(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly position: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

let keys = 0;

/** Starts a platform over fresh data. */
export const startJourney = async (): Promise<Journey> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-journey-'));
  const platform = await startPlatform({ dataDirectory, durable: false });
  const sign = platform.issuer.token;
  if (sign === undefined) throw new Error('the journey needs the development issuer');
  const roles = (role: string) => [role] as Parameters<typeof sign>[0]['roles'];
  return {
    platform,
    token: (jurisdiction, role = 'town-officer', department, sub) =>
      sign({ scope: { kind: 'subtree', value: jurisdiction }, roles: roles(role), department, sub }),
    partyToken: (partyId) => sign({ scope: { kind: 'party', value: partyId }, roles: roles('enterprise') }),
    ask: async <T>(token: string, query: string, variables = {}, position: string | null = null) => {
      const response = await fetch(platform.urls.graphql, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(position === null ? {} : { 'yimu-min-position': position }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    post: async (service, path, token, body, key) => {
      keys += 1;
      const response = await fetch(`${platform.urls[service]}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key ?? `journey-${keys}`,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const answered = (await response.json()) as Record<string, unknown>;
      return { status: response.status, position: response.headers.get('yimu-position'), body: answered };
    },
    end: async () => {
      await platform.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
};

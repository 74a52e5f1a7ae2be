// The public interface of the platform as a client uses it: commands over HTTP, questions over GraphQL.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Sentence } from '../local/sentence.ts';

/** Addresses; `graphql` with its path. A client that never asks needs no GraphQL. */
export interface PlatformUrls {
  readonly registry?: string;
  readonly assessment?: string;
  readonly graphql?: string;
}

export interface CommandRequest {
  readonly service: 'registry' | 'assessment';
  readonly path: string;
  readonly body: object;
  /** Readable: percent-encoded on the way. */
  readonly key: string;
  readonly ifMatch?: string | undefined;
}

export interface CommandAnswer {
  /** False when it was so already. */
  readonly appended: boolean;
  /** Of what was created; empty for other commands. */
  readonly id: string;
  readonly revision: number;
}

export interface PlatformClient {
  /** Gives a command. Throws `Refused`, or a Sentence when the service cannot be reached. */
  post(request: CommandRequest): Promise<CommandAnswer>;
  /** Asks, after everything this client has written became visible; the answer is checked against `shape`. */
  query<T>(document: string, variables: Readonly<Record<string, unknown>>, shape: z.ZodType<T>): Promise<T>;
  /** The furthest position a command answered; empty before the first. */
  position(): string;
}

/** A problem document (RFC 9457) in one sentence. */
export class Refused extends Sentence {
  readonly status: number;
  /** Of docs/errors.md, for example `rule-conflict`. */
  readonly code: string;

  constructor(message: string, status: number, code: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const patience = 30_000;
/** A budget is full again after a minute. */
const patienceForBudget = 120_000;
const problem = z.object({ code: z.string(), detail: z.string(), detailZh: z.string() });
const answer = z.object({ id: z.string().default(''), revision: z.int() });
const graphqlAnswer = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ messageZh: z.string().optional() }).optional() })).optional(),
});

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
};

const refusedBy = (where: string, status: number, body: unknown): Refused => {
  const parsed = problem.safeParse(body);
  if (!parsed.success) return new Refused(`${where}：服务返回 ${status}，且没有说明原因。`, status, 'unknown');
  const { code, detail, detailZh } = parsed.data;
  return new Refused(`${where}：${detailZh}（${code}: ${detail}）`, status, code);
};

const send = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
  } catch {
    throw new Sentence(`无法连接 ${new URL(url).origin}，请确认平台已启动（npm start）。`);
  }
};

export interface ClientOptions {
  readonly urls: PlatformUrls;
  readonly token: string;
  /** A position that answers must have reached from the start. */
  readonly after?: string;
}

/** A client that reads its own writes: it remembers the furthest position a command answered. */
export const platformClient = ({ urls, token, after = '' }: ClientOptions): PlatformClient => {
  let position = after;
  const urlOf = (name: keyof PlatformUrls): string => {
    const url = urls[name];
    if (url === undefined) throw new Error(`this client has no address of ${name}`);
    return url;
  };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  return {
    position: () => position,

    post: async ({ service, path, body, key, ifMatch }) => {
      const response = await send(`${urlOf(service)}${path}`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': encodeURIComponent(key), ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
        body: JSON.stringify(body),
      });
      const said = await readJson(response);
      if (!response.ok) throw refusedBy(`POST ${path}`, response.status, said);
      const reached = response.headers.get('yimu-position') ?? '';
      if (reached > position) position = reached;
      return { appended: response.status === 201, ...answer.parse(said) };
    },

    query: async (query, variables, shape) => {
      const url = urlOf('graphql');
      const ask = () =>
        send(url, {
          method: 'POST',
          headers: { ...headers, ...(position === '' ? {} : { 'yimu-min-position': position }) },
          body: JSON.stringify({ query, variables }),
        });
      const begun = performance.now();
      // Not there yet, says 504, ask again: after a restart the read models may take a few seconds. And 429: the budget is spent.
      const waitsOn = ({ status }: Response): boolean => {
        const waited = performance.now() - begun;
        return (status === 504 && waited < patience) || (status === 429 && waited < patienceForBudget);
      };
      let response = await ask();
      while (waitsOn(response)) {
        await response.body?.cancel();
        await wait(1_000 * Number(response.headers.get('retry-after') ?? 1));
        response = await ask();
      }
      const said = await readJson(response);
      const parsed = graphqlAnswer.safeParse(said);
      if (!response.ok || !parsed.success) throw refusedBy('POST /graphql', response.status, said);
      const [error] = parsed.data.errors ?? [];
      if (error !== undefined) throw new Sentence(`GraphQL：${error.extensions?.messageZh ?? ''}（${error.message}）`);
      return shape.parse(parsed.data.data);
    },
  };
};

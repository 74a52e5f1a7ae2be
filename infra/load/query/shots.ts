// Requests against a server on this machine, many at a time, every answer looked at: an error fails what it was to measure.
import autocannon from 'autocannon';

/** One request. */
export interface Shot {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came of many. */
export interface Volley {
  readonly perSecond: number;
  /** How long each waited, in ms. */
  readonly waits: readonly number[];
}

/** A question of the holder of a token. */
export const shotOf = (token: string, question: { readonly query: string; readonly variables: object }): Shot => ({
  path: '/graphql',
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify(question),
});

const isRight = (status: number, body: string): boolean => status === 200 && !body.includes('"errors"');

/** Asks each once, one after the other; answers the size of each in bytes. Throws for the first that is not answered. */
export const sizesOf = async (url: string, shots: readonly Shot[]): Promise<readonly number[]> => {
  const sizes: number[] = [];
  for (const { path, method, headers, body } of shots) {
    const response = await fetch(new URL(path, url), { method, headers, body: body ?? null });
    const text = await response.text();
    if (!isRight(response.status, text)) throw new Error(`${response.status} ${text.slice(0, 400)}`);
    sizes.push(Buffer.byteLength(text));
  }
  return sizes;
};

/** Bytes of the smallest and the largest, for people. */
export const range = (sizes: readonly number[]): string => `${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`;

export interface Effort {
  readonly connections: number;
  readonly seconds: number;
}

/** Sends shots over so many connections as soon as each is answered, for so long; each connection begins elsewhere in the list. */
export const fire = async (url: string, shots: readonly Shot[], { connections, seconds }: Effort): Promise<Volley> => {
  const waits: number[] = [];
  const wrong: string[] = [];
  let opened = 0;
  const requests = shots.map((shot) => ({
    ...shot,
    onResponse: (status: number, body: string) => {
      if (!isRight(status, body) && wrong.length === 0) wrong.push(`${status} ${body.slice(0, 400)}`);
    },
  }));
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const running = autocannon(
    {
      url,
      connections,
      duration: seconds,
      requests,
      setupClient: (client) => {
        const from = Math.floor((opened * requests.length) / connections) % requests.length;
        opened += 1;
        client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
      },
    },
    (error: unknown, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    },
  );
  running.on('response', (_client, _status, _bytes, milliseconds) => {
    waits.push(milliseconds);
  });
  const begun = performance.now();
  const { errors, timeouts, non2xx } = await promise;
  const [first] = wrong;
  if (first !== undefined) throw new Error(first);
  if (errors + timeouts + non2xx > 0 || waits.length === 0)
    throw new Error(`${errors} errors, ${timeouts} timeouts, ${non2xx} other answers, ${waits.length} answers`);
  return { perSecond: waits.length / ((performance.now() - begun) / 1_000), waits };
};

/** As `fire`, after a warm-up. */
export const fireWarm = async (url: string, shots: readonly Shot[], effort: Effort): Promise<Volley> => {
  await fire(url, shots, { ...effort, seconds: Math.max(1, Math.round(effort.seconds / 3)) });
  return fire(url, shots, effort);
};

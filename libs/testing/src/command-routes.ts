// What holds for every command route of every service, proved for each: exact events, tenancy, roles, shape, idempotency.
// A service lists its routes as cases; its own tests then need to say only what is special about a command.
import { describe, expect, it } from 'vitest';

/** An answer, as fastify's inject gives it. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

interface StoredEvent {
  readonly type: string;
  readonly data: unknown;
  readonly jurisdictions: readonly string[];
  readonly corrects?: string;
}

/** A service in memory whose clock stands still; `Officer` is whoever asks. */
export interface RouteService<Officer> {
  /** Sends a command; `key` is the Idempotency-Key. Without `as` there is no token. */
  post(url: string, body: unknown, how: { as?: Officer; key?: string; headers?: Record<string, string> }): Promise<Answer>;
  /** The ledger from its beginning. */
  everything(): Promise<readonly (StoredEvent & { readonly stream: string })[]>;
}

type Body = Readonly<Record<string, unknown>>;

/** A request that is accepted, and what comes of it. */
export interface RouteRequest {
  readonly url: string;
  readonly body: Body;
  /** All events it appends, of whichever stream, in order; `id` is the one in the answer. */
  readonly events: (id: string) => readonly StoredEvent[];
  /** A request of the same officers that names what does not exist. */
  readonly missing: { readonly url: string; readonly body: Body };
}

export interface RouteCase<Service, Officer> {
  /** As the service's table of routes has it. */
  readonly path: string;
  /** May give the command here. */
  readonly by: Officer;
  /** May give the command, but in another place. */
  readonly elsewhere: Officer;
  /** Of this place, but may not give the command. */
  readonly powerless: Officer;
  /** Whether its effective date may lie ahead. */
  readonly mayLieAhead?: true;
  /** Brings about what the command needs, and answers the request. */
  readonly request: (service: Service) => Promise<RouteRequest>;
}

/** An answer without what names the request itself. */
export const bare = ({ statusCode, headers, body }: Answer): string => {
  const { date: _, ...others } = headers;
  return JSON.stringify([statusCode, others, body]).replaceAll(String(headers['x-request-id']), 'REQUEST');
};

const read = (answer: Answer) => JSON.parse(answer.body) as Readonly<Record<string, unknown>>;

/**
 * Describes every route of a table.
 * @param table all paths of the service: one without a case fails
 * @param tomorrow a date that lies ahead of the service's clock
 */
export const describeCommandRoutes = <Service extends RouteService<Officer>, Officer>(options: {
  readonly table: readonly { readonly path: string }[];
  readonly cases: readonly RouteCase<Service, Officer>[];
  readonly makeService: () => Promise<Service>;
  readonly tomorrow: string;
}): void => {
  const { table, cases, makeService, tomorrow } = options;

  it('every route of the table is described', () => {
    expect(cases.map(({ path }) => path).toSorted()).toEqual(table.map(({ path }) => path).toSorted());
  });

  describe.each(cases)('POST $path', ({ by, elsewhere, powerless, mayLieAhead = false, request }) => {
    const prepared = async () => {
      const service = await makeService();
      const asked = await request(service);
      const before = (await service.everything()).length;
      return { service, ...asked, appended: async () => (await service.everything()).slice(before) };
    };

    it('appends exactly its events and answers where the stream stands', async () => {
      const { service, url, body, events, appended } = await prepared();
      const answer = await service.post(url, body, { as: by });
      const said = read(answer);
      const now = (await appended()).map(({ type, data, jurisdictions, corrects }) => ({
        type,
        data,
        jurisdictions,
        ...(corrects === undefined ? {} : { corrects }),
      }));
      expect([answer.statusCode, now]).toEqual([201, events(String(said.id))]);
      const stream = (await service.everything()).filter((event) => event.stream === said.stream);
      expect(said.revision).toBe(stream.length - 1);
      expect(answer.headers).toMatchObject({ etag: `"${String(said.revision)}"`, 'yimu-position': said.position });
    });

    it('sent again answers the same with 200 and appends nothing; its key with another body is refused', async () => {
      const { service, url, body, appended } = await prepared();
      const first = await service.post(url, body, { as: by });
      const count = (await appended()).length;
      const again = await service.post(url, body, { as: by });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([200, first.body, first.headers.etag]);
      const [source] = body.sources as readonly object[];
      const other = await service.post(url, { ...body, sources: [{ ...source, clause: 'another' }] }, { as: by });
      expect([other.statusCode, read(other).code, (await appended()).length]).toEqual([422, 'idempotency-key-reused', count]);
    });

    it('does not go ahead when the stream stands elsewhere than the caller saw', async () => {
      const { service, url, body, appended } = await prepared();
      const answer = await service.post(url, body, { as: by, headers: { 'if-match': '"99"' } });
      expect([answer.statusCode, read(answer).code, await appended()]).toEqual([412, 'revision-mismatch', []]);
    });

    it('answers an officer of another place byte for byte as if there were nothing', async () => {
      const { service, url, body, missing, appended } = await prepared();
      const foreign = await service.post(url, body, { as: elsewhere });
      const nothing = await service.post(missing.url, missing.body, { as: elsewhere });
      expect([nothing.statusCode, await appended()]).toEqual([404, []]);
      expect(bare(foreign)).toBe(bare(nothing));
    });

    it('is refused to whoever may not give the command, and to nobody known', async () => {
      const { service, url, body, appended } = await prepared();
      const [forbidden, unknown] = [await service.post(url, body, { as: powerless }), await service.post(url, body, {})];
      expect([forbidden.statusCode, unknown.statusCode, await appended()]).toEqual([403, 401, []]);
    });

    it('says in one sentence which field is unknown or missing, and what was expected', async () => {
      const { service, url, body, appended } = await prepared();
      const refusals = async (changed: Body) => {
        const answer = await service.post(url, changed, { as: by });
        return [answer.statusCode, read(answer).errors];
      };
      const { sources, effectiveOn, ...rest } = body;
      expect(await refusals({ ...body, colour: 'red' })).toEqual([400, [{ field: 'colour', message: 'colour: expected no such field.' }]]);
      expect(await refusals({ ...rest, effectiveOn })).toEqual([
        400,
        [{ field: 'sources', message: 'sources: expected a list, but it is missing.' }],
      ]);
      expect(await refusals({ ...rest, effectiveOn, sources: [] })).toEqual([
        400,
        [{ field: 'sources', message: 'sources: expected at least one source.' }],
      ]);
      expect(await refusals({ ...rest, sources, effectiveOn: '2024-02-30' })).toEqual([
        400,
        [{ field: 'effectiveOn', message: 'effectiveOn: expected a calendar date as YYYY-MM-DD.' }],
      ]);
      expect(await appended()).toEqual([]);
    });

    it(`is ${mayLieAhead ? 'accepted' : 'refused'} for a day that lies ahead`, async () => {
      const { service, url, body, appended } = await prepared();
      const answer = await service.post(url, { ...body, effectiveOn: tomorrow }, { as: by });
      expect([answer.statusCode, read(answer).rule]).toEqual(mayLieAhead ? [201, undefined] : [422, 'effective-in-the-future']);
      expect((await appended()).length > 0).toBe(mayLieAhead);
    });

    it('refuses a body of 10 MB, and the service lives on', async () => {
      const { service, url, body } = await prepared();
      const large = await service.post(url, { ...body, colour: 'x'.repeat(10_000_000) }, { as: by });
      expect([large.statusCode, read(large).code]).toEqual([413, 'body-too-large']);
      expect((await service.post(url, body, { as: by })).statusCode).toBe(201);
    });
  });
};

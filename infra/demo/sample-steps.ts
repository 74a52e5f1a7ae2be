// How the demo plays the parts of a sample evaluation: every request by whoever may give it, with a source that says what it is, and with
// a key, so that a second demo changes nothing.
import type { Role } from '@yimu/domain/kernel';
import type { PlatformClient } from '../import/http.ts';

/** Who acts: a role in a place, of a department where it is one; of an enterprise the code is its id. */
export interface Acting {
  readonly code: string;
  readonly role: Role;
  readonly department?: string;
}

export type ClientFor = (acting: Acting) => Promise<PlatformClient>;
/** Clients that see what was written up to a position. */
export type ClientAfter = (after: string) => ClientFor;

export const cycle = { jurisdiction: '310116', year: 2024 };
export const place = { ...cycle, subject: 'parcel' };
/** The cycle in a path. */
export const address = `${cycle.jurisdiction}/${cycle.year}/parcel`;

export const taskForce: Acting = { code: cycle.jurisdiction, role: 'task-force' };
export const department = (name: string): Acting => ({ code: cycle.jurisdiction, role: 'department', department: name });
export const officerOf = (town: string): Acting => ({ code: town, role: 'town-officer' });

/** What every request of the sample cites. */
export const sampleSource = (date: string) => ({ kind: 'dataset', number: '演示样例数据（非真实）', issuer: 'Yimu 演示', date });

export interface Step {
  readonly by: Acting;
  readonly path: string;
  /** The day from which it holds. */
  readonly on: string;
  readonly body: object;
  /** Without it assessment. */
  readonly service?: 'registry' | 'assessment';
  /** Which of several requests to one address. */
  readonly of?: string;
}

export interface Taken {
  readonly id: string;
  /** False when an earlier demo did it. */
  readonly appended: boolean;
}

export interface Player {
  readonly take: (step: Step) => Promise<Taken>;
  /** The furthest that anything was written. */
  readonly position: () => string;
}

/** Plays steps, each with the client of whoever acts. */
export const playerWith = (clientFor: ClientFor): Player => {
  const clients = new Map<string, Promise<PlatformClient>>();
  const clientOf = (by: Acting): Promise<PlatformClient> => {
    const name = `${by.code} ${by.role} ${by.department ?? ''}`;
    const client = clients.get(name) ?? clientFor(by);
    clients.set(name, client);
    return client;
  };
  let furthest = '';
  return {
    take: async ({ by, path, on, body, of = '', service = 'assessment' }) => {
      const client = await clientOf(by);
      const cited = { effectiveOn: on, sources: [sampleSource(on)] };
      const { id, appended } = await client.post({ service, path, body: { ...cited, ...body }, key: `demo sample ${of}` });
      const reached = client.position();
      if (reached > furthest) furthest = reached;
      return { id, appended };
    },
    position: () => furthest,
  };
};

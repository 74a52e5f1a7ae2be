// The same questions put to the query side, in the words of the oracle.
import type { FastifyInstance } from 'fastify';
import { applyBatch } from '../../src/engine/apply-batch.ts';
import type { Folds } from '../../src/engine/changes.ts';
import { acquireLease, renewLease } from '../../src/engine/lease.ts';
import { checkpointName } from '../../src/engine/run-projections.ts';
import { projections } from '../../src/projections/index.ts';
import type { Known, Truth } from './oracle.ts';
import { companyId, parcelId, type Told, things, town } from './oracle-histories.ts';
import { shanghai } from './towns.ts';
import { ask, officerOf, source, type World } from './world.ts';

/** An instant with six decimals, of microseconds since 1970. */
export const instantOf = (microseconds: bigint): string => {
  const seconds = new Date(Number(microseconds / 1_000_000n) * 1_000).toISOString().slice(0, 19);
  return `${seconds}.${(microseconds % 1_000_000n).toString().padStart(6, '0')}Z`;
};

/** Records facts as they were told, one after the other, each at a moment of its own. */
export const record = async (world: World, facts: readonly Told[], momentOf: (fact: Told) => bigint): Promise<void> => {
  for (const fact of facts) {
    const { id, stream, type, on, data, corrects } = fact;
    const event = {
      id,
      type,
      version: 1,
      data,
      effectiveOn: on as never,
      jurisdictions: [town],
      sources: [source],
      recordedAt: instantOf(momentOf(fact)),
      actor: officerOf(town),
      correlationId: id,
      causationId: id,
      requestHash: 'x',
      ...(corrects === undefined ? {} : { corrects }),
    };
    const appended = await world.store.append(stream, [event], 'any');
    if (!appended.appended) throw new Error(JSON.stringify(appended));
  }
};

/**
 * Brings the read models to the end of the store, in batches of the sizes drawn; `forgets` says before each whether a new leader takes
 * over, who remembers no fold. Only then are they said to be complete: until that is said, facts may be known from earlier moments.
 */
export const projectBy = async (world: World, sizeOf: () => number, forgets: () => boolean): Promise<void> => {
  const lease = await acquireLease(world.writers, checkpointName, 'test', 60_000);
  if (lease === undefined) throw new Error('the lease is taken');
  const events = await Array.fromAsync(world.store.readAll({ after: lease.position }));
  const client = await world.writers.connect();
  let folds: Folds = new Map();
  try {
    for (let from = 0; from < events.length; ) {
      const batch = events.slice(from, from + sizeOf());
      if (forgets()) folds = new Map();
      await applyBatch(client, projections, { name: checkpointName, epoch: lease.epoch }, batch, batch.at(-1)?.position ?? '', folds);
      from += batch.length;
    }
  } finally {
    client.release();
  }
  await renewLease(world.writers, checkpointName, lease.epoch, 60_000, new Date().toISOString());
};

/** When each fact is known: no two at once, none before the one told before it. */
export const knownOf = (told: readonly Told[], momentOf: (fact: Told) => bigint): readonly Known[] => {
  let last = 0n;
  return told.map((fact) => {
    const own = momentOf(fact);
    last = own > last ? own : last + 1n;
    return { ...fact, since: last };
  });
};

const document = `query ($asOf: Date!, $knownAt: DateTime) {
  parcels(first: 50, asOf: $asOf, knownAt: $knownAt) { nodes { id name landUse areas { id value } landUsers { nameAsPrinted party { id } }
    assessments { grade computedGrade final run { id } } } }
  parties(first: 50, asOf: $asOf, knownAt: $knownAt) { nodes { id name status shareholdings { holders { party { id } share } } } }
  rights(first: 50, asOf: $asOf, knownAt: $knownAt) { nodes { id holders { party { id } } } }
}`;

interface Ref {
  readonly id: string;
}
interface Shown {
  readonly parcels: {
    readonly nodes: readonly (Ref & {
      readonly name: string;
      readonly landUse: string | null;
      readonly areas: readonly (Ref & { readonly value: string })[];
      readonly landUsers: readonly { readonly nameAsPrinted: string; readonly party: Ref | null }[];
      readonly assessments: readonly {
        readonly grade: string;
        readonly computedGrade: string;
        readonly final: boolean;
        readonly run: Ref;
      }[];
    })[];
  };
  readonly parties: {
    readonly nodes: readonly (Ref & {
      readonly name: string;
      readonly status: string;
      readonly shareholdings: { readonly holders: readonly { readonly party: Ref; readonly share: string }[] } | null;
    })[];
  };
  readonly rights: { readonly nodes: readonly (Ref & { readonly holders: readonly { readonly party: Ref }[] })[] };
}

const parcelOf = ({ name, landUse, areas, landUsers, assessments }: Shown['parcels']['nodes'][number]): unknown => {
  const [assessed] = assessments;
  return {
    name,
    landUse,
    areas: areas.map(({ id, value }) => `${id} ${value}`).toSorted(),
    users: landUsers.map((user) => `${user.party?.id ?? ''} ${user.nameAsPrinted}`).toSorted(),
    grade:
      assessed === undefined
        ? null
        : { run: assessed.run.id, computed: assessed.computedGrade, final: assessed.final, grade: assessed.grade },
  };
};

const companyOf = ({ name, status, shareholdings }: Shown['parties']['nodes'][number]): unknown => ({
  name,
  revoked: status === 'LICENCE_REVOKED',
  held: shareholdings?.holders.map(({ party, share }) => `${party.id} ${share}`).toSorted() ?? null,
});

/** What the query side says of a day as known at a moment, null for now; the city asks. */
export const shownAt = async (app: FastifyInstance, asOf: string, at: bigint | null): Promise<Truth> => {
  const { data, errors } = await ask(app, officerOf(shanghai), document, { asOf, knownAt: at === null ? null : instantOf(at) });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const { parcels, parties, rights } = data as unknown as Shown;
  const byId = <N extends Ref>(nodes: readonly N[], ids: readonly string[], of: (node: N) => unknown) =>
    Object.fromEntries(ids.map((id) => [id, nodes.filter((node) => node.id === id).map(of)[0] ?? null]));
  return {
    parcels: byId(parcels.nodes, things.map(parcelId), parcelOf),
    companies: byId(parties.nodes, things.map(companyId), companyOf),
    rights: Object.fromEntries(rights.nodes.map(({ id, holders }) => [id, holders.map(({ party }) => party.id).toSorted()])),
  };
};

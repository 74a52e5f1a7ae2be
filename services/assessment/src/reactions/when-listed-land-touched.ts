// A change of equity, a registration or transfer, or a judicial auction touches a parcel that stands on a list, or the enterprise that has
// it: the plan of the parcel keeps that, and the registry, which owns findings, asks the named departments to look.
import { plan } from '@yimu/domain/disposal';
import type { matterKinds } from '@yimu/domain/disposal/events';
import type { Department, RecordedEvent } from '@yimu/domain/kernel';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import { landOfEnterprise, parcelsOfContract } from './concerned-land.ts';
import { supervisedFacts, type Touching, touchingOf } from './supervised-matters.ts';

const name = 'supervised-matter';

/** Who is to look. */
const departments = {
  // 松规划资源〔2023〕123号: 股权转让联合监管机制.
  equity: ['规划资源局', '经委', '市场监管局'],
  // The registrar, and who keeps the lists.
  right: ['规划资源局', '经委'],
  // 规划资源局 answers the court, 市场监管局 for shares among the lots, 经委 states what an entrant has to meet.
  auction: ['规划资源局', '市场监管局', '经委'],
} as const satisfies Readonly<Record<(typeof matterKinds)[number], readonly Department[]>>;

/** The parcels that are touched, each once, with the enterprise through which they are; null where it is the land itself. */
const touchedParcels = async (
  { store }: ReactionContext,
  { on, parcelIds, contractIds, enterpriseIds }: Touching,
): Promise<ReadonlyMap<string, string | null>> => {
  const touched = new Map<string, string | null>();
  const contracted = await Promise.all(contractIds.map((contractId) => parcelsOfContract(store, contractId)));
  for (const parcelId of [...parcelIds, ...contracted.flat()]) touched.set(parcelId, null);
  for (const enterpriseId of new Set(enterpriseIds))
    for (const parcelId of await landOfEnterprise(store, enterpriseId, on)) if (!touched.has(parcelId)) touched.set(parcelId, enterpriseId);
  return touched;
};

/** Says it in the plan of the parcel, if there is one; the plan knows whether the parcel is listed on that day. */
const note = async (
  { store, today }: ReactionContext,
  event: RecordedEvent,
  { matter, on }: Touching,
  parcelId: string,
  enterpriseId: string | null,
): Promise<void> => {
  const stream = `plan-${parcelId}`;
  // A parcel that was never on a list. Grades C and D join here: they are asked for beside the plan once there are grades.
  if ((await Array.fromAsync(store.readStream(stream, { limit: 1 }))).length === 0) return;
  const handled = await runReactionCommand(store, {
    name,
    cause: event,
    type: 'NoteListedLandTouched',
    data: { parcelId, matter, fact: event.type, causedBy: event.id, enterpriseId, departments: [...departments[matter.kind]] },
    stream,
    decider: plan,
    today,
    effectiveOn: on < today ? on : today,
  });
  if (handled.outcome === 'done') return;
  const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
  throw new Error(`the plan of ${parcelId} does not know of event ${event.id}: ${why}`);
};

/** Tells the plan of every listed parcel once per matter, however often events are delivered. */
export const whenListedLandTouched: Reaction = {
  name,
  filter: { types: supervisedFacts },
  react: async (context, event) => {
    const touching = touchingOf(event);
    for (const [parcelId, enterpriseId] of await touchedParcels(context, touching))
      await note(context, event, touching, parcelId, enterpriseId);
  },
};

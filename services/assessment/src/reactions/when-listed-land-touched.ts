// A change of equity, a registration or transfer, or a judicial auction touches a parcel that stands on a list or whose final grade is C or D,
// or the enterprise that has it: plan and supervision of the parcel keep that, and the registry, which owns findings, asks the named
// departments to look.
import { plan } from '@yimu/domain/disposal';
import type { matterKinds } from '@yimu/domain/disposal/events';
import { type Plan, standing } from '@yimu/domain/disposal/state';
import {
  type Command,
  type Decider,
  type Department,
  type EffectiveDate,
  type Fact,
  foldRecorded,
  type RecordedEvent,
} from '@yimu/domain/kernel';
import { supervision } from '@yimu/domain/supervision';
import type { Handled } from '@yimu/event-store';
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

/** Folds a stream of this service; undefined where nothing was ever said of the parcel. */
const known = async <C extends Command, E extends Fact, S>(
  { store }: ReactionContext,
  stream: string,
  decider: Decider<C, E, S>,
): Promise<S | undefined> => {
  const history = await Array.fromAsync(store.readStream(stream));
  return history.length === 0 ? undefined : foldRecorded(decider, history);
};

const isListed = (planned: Plan | undefined, matterId: string, on: EffectiveDate): boolean =>
  planned !== undefined && (planned.touchedBy.includes(matterId) || standing(planned).some(({ listedOn }) => listedOn <= on));

/**
 * Says it where the parcel is known: with its supervision, which knows the final grade of that day, and in its plan, which knows whether
 * it is listed then. A person looks at a matter once: one finding names both reasons. So the grade is told first, and tells whether the
 * list, which comes second, opens the finding; what was settled at the first delivery stays.
 */
const note = async (
  context: ReactionContext,
  event: RecordedEvent,
  { matter, on }: Touching,
  parcelId: string,
  enterpriseId: string | null,
): Promise<void> => {
  const { store, today } = context;
  const [planStream, supervisionStream] = [`plan-${parcelId}`, `supervision-${parcelId}`];
  const [planned, supervised] = [await known(context, planStream, plan), await known(context, supervisionStream, supervision)];
  const effectiveOn = on < today ? on : today;
  const settled = supervised?.touches.find(({ matterId }) => matterId === matter.id);
  const alsoListed = settled?.alsoListed ?? isListed(planned, matter.id, effectiveOn);
  const data = { parcelId, matter, fact: event.type, causedBy: event.id, enterpriseId, departments: [...departments[matter.kind]] };
  const given = { name, cause: event, today, effectiveOn };
  const toBeDone = ({ outcome, ...handled }: Handled<unknown>, stream: string): void => {
    if (outcome === 'done') return;
    const why = 'rejection' in handled ? handled.rejection.en : outcome;
    throw new Error(`${stream} does not know of event ${event.id}: ${why}`);
  };

  if (supervised !== undefined) {
    const noted = { type: 'NoteGradedLandTouched' as const, data: { ...data, alsoListed } };
    toBeDone(await runReactionCommand(store, { ...given, ...noted, stream: supervisionStream, decider: supervision }), supervisionStream);
  }
  if (alsoListed)
    toBeDone(
      await runReactionCommand(store, { ...given, type: 'NoteListedLandTouched', data, stream: planStream, decider: plan }),
      planStream,
    );
};

/** Tells plan and supervision of every listed or graded parcel once per matter, however often events are delivered. */
export const whenListedLandTouched: Reaction = {
  name,
  filter: { types: supervisedFacts },
  react: async (context, event) => {
    const touching = touchingOf(event);
    for (const [parcelId, enterpriseId] of await touchedParcels(context, touching))
      await note(context, event, touching, parcelId, enterpriseId);
  },
};

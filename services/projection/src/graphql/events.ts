// The audit trail.
import { levelOf, type RecordedEvent } from '@yimu/domain/kernel';
import { type EventFilter, type EventOrder, type EventRow, readEvents, readStreamsBehind } from '../read-models/events.ts';
import type { View } from '../tenancy/view.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { badInput } from './errors.ts';
import { uuid } from './uuid.ts';

/** Under which word an event names the enterprises on a parcel; an enterprise is shown itself there, whoever else there is. */
const namesUnder: Readonly<Record<string, string>> = {
  GradeFinalised: 'partyIds',
  HealthCheckOpened: 'enterprises',
  EnterprisesRenamed: 'enterprises',
};

const toldTo = (only: string | undefined, { type, data }: RecordedEvent): unknown => {
  const word = namesUnder[type];
  return only === undefined || word === undefined ? data : { ...(data as object), [word]: [only] };
};

/** `named` = the caller is an office of the government and may see which person acted; `only` = the enterprise that asks. */
const event = (row: EventRow, named: boolean, only: string | undefined) => {
  const recorded = JSON.parse(row.body) as RecordedEvent;
  const { data: _, actor, ...envelope } = recorded;
  return {
    ...envelope,
    data: toldTo(only, recorded),
    masked: row.masked,
    knownFrom: row.known_from,
    recordedLateBy: row.days_late,
    afterFinalDecision: row.after_final,
    submitterIsApprover: named ? row.self_decided : null,
    corrects: envelope.corrects ?? null,
    actor: { sub: named ? actor.sub : null, role: actor.roles[0], department: actor.department ?? null },
  };
};

interface GivenFilter {
  readonly parcelWithControllers?: string | null;
  readonly types?: readonly string[] | null;
  readonly actor?: { readonly sub?: string | null; readonly role?: string | null; readonly department?: string | null } | null;
  readonly recordedFrom?: string | null;
  readonly recordedTo?: string | null;
  readonly effectiveFrom?: string | null;
  readonly effectiveTo?: string | null;
  readonly document?: string | null;
  readonly recordedLateBy?: number | null;
  readonly afterFinalDecision?: boolean | null;
  readonly submitterIsApprover?: boolean | null;
}

interface EventArguments extends PageArguments {
  readonly parcel?: string | null;
  readonly stream?: string | null;
  readonly filter?: GivenFilter | null;
  readonly orderBy: EventOrder;
}

const filterOf = async (view: View, { parcel, stream, filter }: EventArguments): Promise<EventFilter> => {
  const given = filter ?? {};
  if (parcel != null && given.parcelWithControllers != null)
    throw badInput(
      'filter.parcelWithControllers',
      'filter.parcelWithControllers: expected without the argument parcel.',
      'filter.parcelWithControllers：不得与参数parcel同时给出。',
    );
  const alone = parcel == null ? undefined : checked('parcel', uuid, parcel);
  const withAll =
    given.parcelWithControllers == null ? undefined : checked('filter.parcelWithControllers', uuid, given.parcelWithControllers);
  return {
    parcelId: alone ?? withAll,
    streams: withAll === undefined ? undefined : await readStreamsBehind(view, withAll),
    stream: stream ?? undefined,
    types: given.types ?? undefined,
    sub: given.actor?.sub ?? undefined,
    role: given.actor?.role ?? undefined,
    department: given.actor?.department ?? undefined,
    recordedFrom: given.recordedFrom ?? undefined,
    recordedTo: given.recordedTo ?? undefined,
    effectiveFrom: given.effectiveFrom ?? undefined,
    effectiveTo: given.effectiveTo ?? undefined,
    document: given.document ?? undefined,
    lateBy: given.recordedLateBy ?? undefined,
    afterFinal: given.afterFinalDecision ?? undefined,
    selfDecided: given.submitterIsApprover ?? undefined,
  };
};

/** Root field. */
export const eventQueries = {
  events: async (_: unknown, args: EventArguments, operation: Operation) => {
    const view = viewAt(operation, pointOf(operation, args));
    const { scope } = operation.actor;
    const named = scope.kind === 'subtree';
    const ofTown = named && levelOf(scope.value) === 'town';
    const filter = await filterOf(view, args);
    // Who is not told persons must not find out by asking for one either.
    const asksForPersons = filter.sub !== undefined || filter.selfDecided !== undefined;
    const { parcel, stream, orderBy, asOf, knownAt } = args;
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['events', scope, parcel, stream, args.filter, orderBy, asOf, knownAt]),
      (limit, after) => (asksForPersons && !named ? Promise.resolve([]) : readEvents(view, filter, orderBy, { limit, after, ofTown })),
      (row) => ({ sort: row.position, id: '' }),
      (row) => event(row, named, scope.kind === 'party' ? scope.value : undefined),
    );
  },
};

// What makes a service's route file a table: one entry per command, from the shape of its body to the stream it decides on.
import {
  type Command,
  commandEnvelope,
  type Decider,
  type EffectiveDate,
  type Fact,
  isRejection,
  type Rejection,
} from '@yimu/domain/kernel';
import type { EventStore, Handled } from '@yimu/event-store';
import { z } from 'zod';
import type { Caller } from './auth.ts';
import { commandLoop, type RequestIntent, type Reservation } from './command-loop.ts';
import type { CommandType } from './permissions.ts';
import { covers } from './scope.ts';

/** What a command's route may use beside the request. */
export interface CommandContext {
  readonly store: EventStore;
  /** The date of law in Asia/Shanghai. */
  readonly today: EffectiveDate;
}

type DataOf<C extends Command, T extends string> = Extract<C, { readonly type: T }>['data'];

/** The names of a path's parameters: 'parcelId' of '/parcels/:parcelId/area-corrections'. */
type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export interface CommandRouteDefinition<
  Path extends string,
  Body extends z.ZodObject,
  C extends Command,
  T extends C['type'] & CommandType,
  E extends Fact,
  S,
> {
  /** For example `/parcels/:parcelId/area-corrections`. */
  readonly path: Path;
  readonly command: T;
  /** One line for OpenAPI. */
  readonly summary: string;
  /** The command's data as the body carries it; effectiveOn and sources come beside it, anything else is refused. */
  readonly schema: Body;
  /** Bytes that the body may have when it comes alone; 1 MiB unless it is said. */
  readonly bodyLimit?: number;
  /** Shapes of the path's parameters that are no UUID. */
  readonly params?: Readonly<Partial<Record<ParamNames<Path>, z.ZodType<string, string>>>>;
  /** `entityId` is derived from the Idempotency-Key: the id of what a creating command creates. */
  readonly toData: (input: {
    readonly body: z.output<Body>;
    readonly params: Readonly<Record<ParamNames<Path>, string>>;
    readonly entityId: string;
  }) => DataOf<C, T>;
  readonly decider: Decider<C, E, S>;
  readonly stream: (data: DataOf<C, T>) => string;
  /** Present on commands that begin their stream: true if this caller may, usually `inScope(caller, data.jurisdiction)`. */
  readonly admitNew?: (data: DataOf<C, T>, caller: Caller) => boolean;
  /**
   * For a scope that is no subtree (an enterprise, a mandated unit): true if the command lies within it. Without this such a scope commands
   * nothing; what it may not touch does not exist for it.
   */
  readonly admitNamed?: (context: CommandContext, data: DataOf<C, T>, caller: Caller) => Promise<boolean>;
  /** The `id` in the answer, for commands that create something. */
  readonly id?: (data: DataOf<C, T>) => string;
  /** Completes the data from another context's stream, read by id (`readWithin` keeps to the scope), before deciding. */
  readonly context?: (context: CommandContext, data: DataOf<C, T>, caller: Caller) => Promise<DataOf<C, T> | 'not-found' | Rejection>;
  /** Streams to take before the command is decided. */
  readonly reservations?: (data: DataOf<C, T>, caller: Caller) => readonly Reservation[];
}

/** What a caller asks for, of the expected shape. */
export interface Asked {
  readonly body: unknown;
  readonly params: unknown;
  readonly entityId: string;
}

/** A request that passed authentication, permission, key and validation. */
export interface CommandRequest extends Asked {
  readonly caller: Caller;
  readonly intent: RequestIntent;
}

export interface CommandAnswer {
  readonly stream: string;
  readonly id: string | undefined;
  readonly handled: Handled<unknown>;
}

/** A definition without its types, ready to be registered. */
export interface CommandRoute {
  readonly path: string;
  readonly command: CommandType;
  readonly summary: string;
  readonly creates: boolean;
  readonly body: z.ZodObject;
  readonly bodyLimit?: number;
  readonly params: z.ZodObject;
  /** Where the command goes as far as the request alone tells: what keeps the commands of a batch to one stream in their order. */
  readonly stream: (asked: Asked) => string;
  readonly run: (context: CommandContext, request: CommandRequest) => Promise<CommandAnswer | 'not-found' | Rejection>;
}

/** True when the caller's scope covers the jurisdiction code. */
export const inScope = (caller: Caller, ...codes: readonly string[]): boolean => covers(caller.actor.scope, codes);

const uuid = z.uuid('expected an id (UUID)').toLowerCase();

/** The shapes of a path's parameters: those given, or a UUID. */
const paramsOf = (path: string, given: Readonly<Partial<Record<string, z.ZodType>>> | undefined): z.ZodObject =>
  z.strictObject(Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, given?.[name] ?? uuid])));

/** Describes the route of one command. */
export const commandRoute = <
  Path extends string,
  Body extends z.ZodObject,
  C extends Command,
  T extends C['type'] & CommandType,
  E extends Fact,
  S,
>(
  definition: CommandRouteDefinition<Path, Body, C, T, E, S>,
): CommandRoute => {
  const { path, command, summary, schema, toData, decider, stream, admitNew, admitNamed, id, context, reservations } = definition;
  const dataOf = ({ body, params, entityId }: Asked): DataOf<C, T> => {
    // Both were parsed by the schemas below.
    const { effectiveOn: _effectiveOn, sources: _sources, ...own } = body as z.output<typeof commandEnvelope>;
    return toData({ body: own as z.output<Body>, params: params as Record<ParamNames<Path>, string>, entityId });
  };
  return {
    path,
    command,
    summary,
    creates: admitNew !== undefined,
    ...(definition.bodyLimit === undefined ? {} : { bodyLimit: definition.bodyLimit }),
    body: schema.safeExtend(commandEnvelope.shape).strict(),
    params: paramsOf(path, definition.params),
    stream: (asked) => stream(dataOf(asked)),
    run: async (deps, request) => {
      const { caller, intent } = request;
      const { effectiveOn, sources } = request.body as z.output<typeof commandEnvelope>;
      const asked = dataOf(request);
      const data = context === undefined ? asked : await context(deps, asked, caller);
      if (data === 'not-found') return 'not-found';
      if (isRejection(data)) return data;
      const name = stream(data);
      const isNamed = caller.actor.scope.kind !== 'subtree' && (await admitNamed?.(deps, data, caller)) === true;
      const handled = await commandLoop(deps.store, {
        stream: name,
        decider,
        command: { type: command, data, effectiveOn, sources, today: deps.today } as unknown as C,
        intent,
        admit: (last) => isNamed || (last === undefined ? (admitNew?.(data, caller) ?? false) : inScope(caller, ...last.jurisdictions)),
        reservations: reservations?.(data, caller) ?? [],
      });
      return { stream: name, id: id?.(data), handled };
    },
  };
};

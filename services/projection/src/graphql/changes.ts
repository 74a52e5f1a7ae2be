// What differs between two points of both times.
import { isWithin, jurisdictionCode } from '@yimu/domain/kernel';
import type { Target } from '../read-models/belief-sets.ts';
import { type Between, readCodesWithin, readDiffering } from '../read-models/changes.ts';
import { readCauses } from '../read-models/history.ts';
import { topicOf } from '../read-models/topics/index.ts';
import { withinOf } from '../read-models/within.ts';
import type { View } from '../tenancy/view.ts';
import { checked } from './arguments.ts';
import { listed, planningOn, type ThingArguments, thingOf, topicsOn } from './belief-target.ts';
import { causesOf, differences, fieldsOf } from './beliefs.ts';
import { checkedFirst } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf, type Place } from './cursor.ts';
import { comparePlaces, countsOf, type Difference, differencesOf, endOf } from './differing.ts';

interface ChangeArguments extends ThingArguments {
  readonly jurisdiction?: string | null;
  readonly topics?: readonly string[] | null;
  readonly from: TimeArguments;
  readonly to?: TimeArguments | null;
  readonly first: number;
  readonly after?: string | null;
}

/** At how many places one page looks. */
const placesAPage = 8;

const betweenOf = (operation: Operation, { from, to }: ChangeArguments): Between => {
  const last = to ?? {};
  const first = { asOf: from.asOf ?? null, knownAt: from.knownAt ?? last.knownAt ?? null };
  return { from: viewAt(operation, pointOf(operation, first)), to: viewAt(operation, pointOf(operation, last)) };
};

/** By which event it came to be as it is; what ended because its days were cut ended by the event that cut them. */
const momentOf = ({ kind, row }: Difference, knownAt: string | null): string | null => {
  if (kind !== 'ENDED') return null;
  return row.known_to !== null && (knownAt === null || row.known_to <= knownAt) ? row.known_to : row.known_from;
};

const presenting = async (view: View, page: readonly Difference[]) => {
  const moments = page.flatMap((each) => momentOf(each, view.point.knownAt) ?? []);
  const streams = [...new Set(page.map(({ row }) => row.entity))];
  const ids = page.map(({ row }) => row.event_id);
  const causes = causesOf(page.length === 0 ? [] : await readCauses(view, streams, ids, moments));
  return (each: Difference) => {
    const { kind, row, before, jurisdiction } = each;
    return {
      topic: row.topic,
      label: topicOf(row.topic).zh,
      kind,
      jurisdiction,
      stream: row.entity,
      key: row.row_key,
      event: causes.ofMoment(row.entity, momentOf(each, view.point.knownAt)) ?? causes.ofId(row.event_id),
      changes: before === undefined || kind !== 'CHANGED' ? [] : differences(before, row),
      fields: fieldsOf(row),
    };
  };
};

interface Found {
  readonly found: readonly Difference[];
  /** From where a further page goes on beyond what was looked at; undefined where everything was. */
  readonly beyond?: Place | undefined;
}

/** Everything of one thing. */
const ofThing = async (between: Between, args: ChangeArguments, target: Target, { actor }: Operation): Promise<Found> => {
  const question = { topics: topicsOn(target, args.topics), target, kind: actor.scope.kind };
  return { found: differencesOf(await readDiffering(between, question, planningOn(args.topics)), null) };
};

/** Of a few places from where the last page ended, until a page is full. */
const ofPlaces = async (between: Between, args: ChangeArguments, codes: readonly string[], after: Place | undefined): Promise<Found> => {
  const ahead = codes.filter((code) => after === undefined || comparePlaces(endOf(code), after) > 0);
  let found: readonly Difference[] = [];
  for (const [n, code] of ahead.entries()) {
    const last = ahead[n - 1];
    if (last !== undefined && (n >= placesAPage || found.length > args.first)) return { found, beyond: endOf(last) };
    const target = { kind: 'place', code } as const;
    const question = { topics: topicsOn(target, args.topics), target, kind: 'subtree' } as const;
    const here = differencesOf(await readDiffering(between, question, planningOn(args.topics)), code);
    found = [...found, ...here.filter(({ place }) => after === undefined || comparePlaces(place, after) > 0)];
  }
  return { found };
};

/** Root field. */
export const changeQueries = {
  changes: async (_: unknown, args: ChangeArguments, operation: Operation) => {
    checkedFirst(args.first);
    const between = betweenOf(operation, args);
    const target = thingOf(args, args.jurisdiction);
    const { scope } = operation.actor;
    const cursors = cursorsOf(operation.cursorKey, ['changes', scope, listed(args)]);
    const after = cursors.read(args.after);
    const code = target === undefined ? checked('jurisdiction', jurisdictionCode, args.jurisdiction) : null;
    if (code !== null && (scope.kind !== 'subtree' || !isWithin(code, scope.value))) return null;
    const codes = code === null ? [] : await readCodesWithin(between, withinOf(code));
    const { found, beyond } =
      target === undefined ? await ofPlaces(between, args, codes, after) : await ofThing(between, args, target, operation);
    const rest = found.filter(({ place }) => after === undefined || comparePlaces(place, after) > 0);
    const page = rest.slice(0, args.first);
    const node = await presenting(between.to, page);
    const edges = page.map((each) => ({ cursor: cursors.write(each.place), node: node(each) }));
    const isCut = rest.length > page.length;
    const end = beyond !== undefined && !isCut ? cursors.write(beyond) : (edges.at(-1)?.cursor ?? null);
    const countedHere = async () => {
      const whole = after === undefined ? found : (await ofPlaces(between, args, codes, undefined)).found;
      return countsOf(whole);
    };
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: {
        hasNextPage: isCut || beyond !== undefined,
        hasPreviousPage: after !== undefined,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: end,
      },
      counted: () => {
        if (target !== undefined) return countsOf(found);
        return codes.length > 1 ? null : countedHere();
      },
    };
  },
};

/** Fields that are worked out only where they are asked for. */
export const changeFields = {
  ChangeConnection: { counts: ({ counted }: { readonly counted: () => unknown }) => counted() },
};

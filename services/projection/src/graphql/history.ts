// Everything that was ever believed of one thing.
import type { BeliefRow } from '../read-models/belief-rows.ts';
import { readCauses, readHistory } from '../read-models/history.ts';
import { topicOf } from '../read-models/topics/index.ts';
import type { View } from '../tenancy/view.ts';
import type { PageArguments } from './arguments.ts';
import { listed, planningOn, type ThingArguments, thingOf, topicsOn } from './belief-target.ts';
import { causesOf, differences, fieldsOf, rowNameOf } from './beliefs.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, viewAt } from './context.ts';
import { cursorsOf, type Place } from './cursor.ts';
import { grouped } from './together.ts';

type Order = 'KNOWN_NEWEST_FIRST' | 'KNOWN_OLDEST_FIRST' | 'VALID_NEWEST_FIRST' | 'VALID_OLDEST_FIRST';

interface HistoryArguments extends ThingArguments, PageArguments {
  readonly topics?: readonly string[] | null;
  readonly orderBy: Order;
}

/** A belief with its name, which no other belief of the answer has. */
interface Named {
  readonly row: BeliefRow;
  readonly rowName: string;
  readonly place: Place;
}

const placed = (row: BeliefRow, order: Order): Named => {
  const rowName = rowNameOf(row);
  const { valid_from: valid, known_from: known } = row;
  const sort = order.startsWith('KNOWN') ? `${known} ${valid}` : `${valid} ${known}`;
  return { row, rowName, place: { sort, id: `${rowName} ${valid} ${row.valid_to} ${known} ${row.known_to}` } };
};

const compare = (left: string, right: string): number => {
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

/** Beliefs in the order asked for; one that stands once for each of several towns is told once. */
const ordered = (rows: readonly BeliefRow[], order: Order) => {
  const upwards = order.endsWith('OLDEST_FIRST') ? 1 : -1;
  const by = (left: Place, right: Place): number => upwards * compare(left.sort, right.sort) || compare(left.id, right.id);
  const all = [...new Map(rows.map((row) => placed(row, order)).map((each) => [each.place.id, each])).values()];
  return { all: all.toSorted((left, right) => by(left.place, right.place)), by };
};

/** What was believed of the same days until a belief began: of its first day, or of the earliest of its days. */
const beforeIt = ({ row }: Named, siblings: readonly Named[]): BeliefRow | undefined =>
  siblings
    .map((each) => each.row)
    .filter(
      ({ known_to, valid_from, valid_to }) =>
        known_to === row.known_from &&
        (row.valid_to === null || valid_from < row.valid_to) &&
        (valid_to === null || valid_to > row.valid_from),
    )
    .reduce<BeliefRow | undefined>((first, each) => (first === undefined || each.valid_from < first.valid_from ? each : first), undefined);

const changeOf = (before: BeliefRow | undefined, changes: readonly unknown[]): string => {
  if (before === undefined) return 'APPEARED';
  return changes.length > 0 ? 'CHANGED' : 'REDATED';
};

/** The nodes of a page, with the events that made them. */
const presenting = async (view: View, page: readonly Named[], siblings: ReadonlyMap<string, readonly Named[]>) => {
  const rows = page.map(({ row }) => row);
  const streams = [...new Set(rows.map(({ entity }) => entity))];
  const moments = rows.flatMap(({ known_from, known_to }) => (known_to === null ? [known_from] : [known_from, known_to]));
  const ids = [...new Set(rows.map(({ event_id }) => event_id))];
  const causes = causesOf(rows.length === 0 ? [] : await readCauses(view, streams, ids, [...new Set(moments)]));
  return (named: Named) => {
    const { row } = named;
    const before = beforeIt(named, siblings.get(named.rowName) ?? []);
    const changes = before === undefined ? [] : differences(before, row);
    return {
      topic: row.topic,
      label: topicOf(row.topic).zh,
      stream: row.entity,
      key: row.row_key,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      knownFrom: row.known_from,
      knownTo: row.known_to,
      event: causes.ofId(row.event_id),
      knownBy: causes.ofMoment(row.entity, row.known_from),
      endedBy: causes.ofMoment(row.entity, row.known_to),
      fields: fieldsOf(row),
      change: changeOf(before, changes),
      changes,
    };
  };
};

/** Without what was not known yet at the point: that a belief would end. */
const asKnownAt = (rows: readonly BeliefRow[], knownAt: string | null): readonly BeliefRow[] =>
  knownAt === null ? rows : rows.map((row) => (row.known_to === null || row.known_to <= knownAt ? row : { ...row, known_to: null }));

/** Root field. */
export const historyQueries = {
  history: async (_: unknown, args: HistoryArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const target = thingOf(args);
    const { scope } = operation.actor;
    const question = target && { topics: topicsOn(target, args.topics), target, kind: scope.kind };
    const read = async (limit: number, after: Place | undefined) => {
      const viewOn = (asOf: string) => viewAt(operation, { ...point, asOf });
      const rows = question === undefined ? [] : await readHistory(view, viewOn, question, planningOn(args.topics));
      const { all, by } = ordered(asKnownAt(rows, point.knownAt), args.orderBy);
      const page = (after === undefined ? all : all.filter(({ place }) => by(place, after) > 0)).slice(0, limit);
      const node = await presenting(
        view,
        page.slice(0, args.first),
        grouped(all, ({ rowName }) => rowName),
      );
      return page.map((named) => ({ place: named.place, node: () => node(named) }));
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['history', scope, listed(args)]),
      read,
      ({ place }) => place,
      ({ node }) => node(),
    );
  },
};

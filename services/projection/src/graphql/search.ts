// Search over everything that has a name, an address, a code or a number.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { readSearch, type SearchRow } from '../read-models/search.ts';
import { withinOf } from '../read-models/within.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { searchedText } from './searched-text.ts';

interface SearchArguments extends PageArguments {
  readonly text: string;
  readonly kinds?: readonly string[] | null;
  readonly jurisdiction?: string | null;
}

const hit = ({ kind, id, name, field, text, former }: SearchRow) => ({ kind, id, name, field, text, former });

/** The root field. */
export const searchQueries = {
  search: async (_: unknown, args: SearchArguments, operation: Operation) => {
    const view = viewAt(operation, pointOf(operation, args));
    const { text, kinds, jurisdiction } = args;
    const filter = {
      word: searchedText('text', text),
      kinds: kinds ?? undefined,
      within: jurisdiction == null ? undefined : withinOf(checked('jurisdiction', jurisdictionCode, jurisdiction)),
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['search', operation.actor.scope, filter, args.asOf, args.knownAt]),
      (limit, after) => readSearch(view, filter, { limit, after }),
      ({ sort, id }) => ({ sort, id }),
      hit,
    );
  },
};

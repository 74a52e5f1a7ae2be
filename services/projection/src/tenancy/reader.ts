// One read-only transaction per operation, with the scope set before the first statement: lock two.
import { hash } from 'node:crypto';
import { codeRange, jurisdictionCode } from '@yimu/domain/kernel';
import type { Pool, QueryResultRow } from 'pg';
import { breaksConnection, connectionsOf, type Lent } from './connections.ts';
import { askGuarded, leading } from './guarded-query.ts';
import { type Planning, planningOf, planSettings } from './planning.ts';
import type { Caller } from './secrecy.ts';

/** The two times of a question: as of which date, and as known at which moment (null = as known now). */
export interface Point {
  readonly asOf: string;
  readonly knownAt: string | null;
}

/** Reads inside a scope. All statements of one operation see one snapshot. */
export interface Reader {
  query<R extends QueryResultRow>(point: Point, text: string, values: readonly unknown[], planning?: Planning): Promise<R[]>;
  /**
   * Ends the transaction and gives the connection back; a reader that was never used costs nothing. What is asked afterwards
   * is refused: the connection is somebody else's by then.
   */
  end(): Promise<void>;
}

type Settings = Readonly<Record<string, string>>;

/** Text as PostgreSQL reads it: without NUL and halves of characters. */
const readable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');

const settingsOf = ({ scope, roles, department = '' }: Caller): Settings => {
  const claims = {
    role: `yimu_scope_${scope.kind}`,
    'yimu.roles': roles.join(','),
    'yimu.department': readable(department),
  };
  if (scope.kind !== 'subtree') return { ...claims, 'yimu.scope': readable(scope.value) };
  // Tokens are checked at the door; what came past it without being a code would span more than one place.
  const { lo, hi } = jurisdictionCode.safeParse(scope.value).success ? codeRange(scope.value) : { lo: '', hi: '' };
  return { ...claims, 'yimu.lo': lo, 'yimu.hi': hi };
};

/** The name of a prepared statement says all of its text, so that no two texts share one. They are few: names are kept. */
const nameOf = (prepared: string, text: string): string => {
  const name = names.get(text) ?? `${prepared} ${hash('sha1', text, 'base64url')}`;
  names.set(text, name);
  return name;
};
const names = new Map<string, string>();

/**
 * Opens a reader for a verified caller; the connection is taken at the first query. The end of the transaction before, begin, scope,
 * point and the first statement leave in one message, and later ones without waiting for each other. Should the scope not be set,
 * what follows is skipped; the login itself may read nothing anyway.
 */
export const openReader = (pool: Pool, caller: Caller): Reader => {
  const connections = connectionsOf(pool);
  let taken: Promise<Lent> | undefined;
  let begun = false;
  let broken: Error | undefined;
  let current: Settings = planSettings({});
  let ended = false;

  /** Only what changes; nothing can come between it and the statement that it is for. */
  const changed = (wanted: Settings): Settings => {
    const different = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => current[name] !== value));
    current = { ...current, ...different };
    return different;
  };

  return {
    query: async <R extends QueryResultRow>(
      point: Point,
      text: string,
      values: readonly unknown[],
      planning: Planning = {},
    ): Promise<R[]> => {
      // An answer that failed does not wait for the fields that are still being read.
      if (ended) throw new Error('the operation has ended');
      taken ??= connections.take();
      const { client, open } = await taken;
      const { prepared, inOrder } = planningOf(planning, caller);
      const settings = changed({
        ...(begun ? {} : settingsOf(caller)),
        'yimu.as_of': point.asOf,
        'yimu.known_at': point.knownAt ?? 'infinity',
        ...planSettings({ prepared, inOrder }),
      });
      const opening = begun ? [] : [...(open ? [leading.rollback] : []), leading.begin];
      begun = true;
      const before = Object.keys(settings).length === 0 ? opening : [...opening, leading.settings(settings)];
      try {
        return await askGuarded<R>(client, before, {
          text,
          values: [...values],
          ...(prepared === undefined ? {} : { name: nameOf(prepared, text) }),
        });
      } catch (error) {
        if (breaksConnection(error)) broken = error instanceof Error ? error : new Error('the connection broke');
        throw error;
      }
    },
    end: async () => {
      ended = true;
      if (taken === undefined) return;
      const { client } = await taken;
      await connections.give(client, broken);
    },
  };
};

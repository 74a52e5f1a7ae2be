import type { Actor } from '@yimu/domain/kernel';
import type { Guard } from '../tenancy/guard.ts';
import type { Point, Reader } from '../tenancy/reader.ts';
import { type View, viewOf } from '../tenancy/view.ts';
import { badInput } from './errors.ts';
import { beforeFirstEvent, type Notice } from './notices.ts';

/** What every resolver gets: who asks, the transaction in their scope, and the means to read at a point. */
export interface Operation {
  readonly actor: Actor;
  readonly reader: Reader;
  readonly today: string;
  /** Up to when answers are complete; a later `knownAt` is refused. */
  readonly watermark: string | undefined;
  readonly cursorKey: string;
  /** Something of the caller's scope is parked, so that an answer may lack it. */
  readonly stale?: boolean;
  /** When the first event became known; undefined while there is none. */
  readonly firstKnown?: string | undefined;
  /** What root fields have to say beside the data. */
  readonly notices: Notice[];
  /** Lock one; an argument so that a test can take it away. */
  readonly guard?: Guard | undefined;
}

export interface TimeArguments {
  readonly asOf?: string | null;
  readonly knownAt?: string | null;
}

/** The point of a root field; says so where `knownAt` lies before all that is known. Throws a 4xx error for one that nobody can know yet. */
export const pointOf = ({ today, watermark, firstKnown, notices }: Operation, { asOf, knownAt }: TimeArguments): Point => {
  if (knownAt !== null && knownAt !== undefined && (watermark === undefined || knownAt > watermark))
    throw badInput(
      'knownAt',
      `knownAt: expected a moment up to ${watermark ?? 'the first event'}, to which the answers are complete.`,
      `knownAt：应不晚于数据完整时点${watermark ?? '（尚无数据）'}。`,
    );
  if (knownAt !== null && knownAt !== undefined && firstKnown !== undefined && knownAt < firstKnown)
    if (!notices.some(({ code }) => code === 'known-at-before-first-event')) notices.push(beforeFirstEvent(knownAt, firstKnown));
  return { asOf: asOf ?? today, knownAt: knownAt ?? null };
};

/** Reads in the caller's scope at a point. */
export const viewAt = (operation: Operation, point: Point): View =>
  viewOf(operation.reader, operation.actor, point, ...(operation.guard === undefined ? [] : [operation.guard]));

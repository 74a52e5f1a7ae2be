import type { Actor } from '@yimu/domain/kernel';
import type { Guard } from '../tenancy/guard.ts';
import type { Point, Reader } from '../tenancy/reader.ts';
import { type View, viewOf } from '../tenancy/view.ts';
import { badInput } from './errors.ts';

/** What every resolver gets: who asks, the transaction in their scope, and the means to read at a point. */
export interface Operation {
  readonly actor: Actor;
  readonly reader: Reader;
  readonly today: string;
  /** Up to when answers are complete; a later `knownAt` is refused. */
  readonly watermark: string | undefined;
  readonly cursorKey: string;
  /** Lock one; an argument so that a test can take it away. */
  readonly guard?: Guard | undefined;
}

export interface TimeArguments {
  readonly asOf?: string | null;
  readonly knownAt?: string | null;
}

/** The point of a root field. Throws a 4xx error for a `knownAt` that nobody can know yet. */
export const pointOf = ({ today, watermark }: Operation, { asOf, knownAt }: TimeArguments): Point => {
  if (knownAt !== null && knownAt !== undefined && (watermark === undefined || knownAt > watermark))
    throw badInput(
      'knownAt',
      `knownAt: expected a moment up to ${watermark ?? 'the first event'}, to which the answers are complete.`,
      `knownAt：应不晚于数据完整时点${watermark ?? '（尚无数据）'}。`,
    );
  return { asOf: asOf ?? today, knownAt: knownAt ?? null };
};

/** Reads in the caller's scope at a point. */
export const viewAt = (operation: Operation, point: Point): View =>
  viewOf(operation.reader, operation.actor, point, ...(operation.guard === undefined ? [] : [operation.guard]));

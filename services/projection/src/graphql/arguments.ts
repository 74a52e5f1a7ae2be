// Arguments of root fields: pages, and texts that have to be of a certain shape.
import type { z } from 'zod';
import type { TimeArguments } from './context.ts';
import { badInput } from './errors.ts';

/** Arguments of a list. */
export interface PageArguments extends TimeArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** A value as the schema reads it. Throws a 4xx error that names the field. */
export const checked = <T>(field: string, schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const expected = parsed.error.issues[0]?.message ?? 'expected another value';
  throw badInput(field, `${field}: ${expected}.`, `${field}：格式不正确。`);
};

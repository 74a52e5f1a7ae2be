// Parses what fastify hands over with the zod schema of the route.
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { Issue } from './field-errors.ts';

/** A part of a request is not of the shape its route expects. Fastify adds which part. */
export class InvalidShape extends Error {
  override readonly name = 'InvalidShape';
  readonly issues: readonly Issue[];
  readonly validationContext?: string;

  constructor(issues: readonly Issue[], validationContext?: string) {
    super('not of the expected shape');
    this.issues = issues;
    if (validationContext !== undefined) this.validationContext = validationContext;
  }
}

/** The value as the schema reads it. Throws InvalidShape; `part` is the part of the request it came in. */
export const shaped = <T extends z.ZodType>(schema: T, value: unknown, part: 'body' | 'params'): z.output<T> => {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new InvalidShape(parsed.error.issues, part);
  return parsed.data;
};

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (value) => {
    const parsed = schema.safeParse(value, { reportInput: true });
    return parsed.success ? { value: parsed.data } : { error: new InvalidShape(parsed.error.issues) };
  };

/** For routes that read address and body themselves, because the same is read in a batch: their schemas are documentation here. */
export const queryValidatorCompiler: FastifySchemaCompiler<z.ZodType> = (part) =>
  part.httpPart === 'querystring' ? validatorCompiler(part) : (value) => ({ value });

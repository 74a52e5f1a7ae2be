// Parses what fastify hands over with the zod schema of the route.
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { Issue } from './field-errors.ts';

/** A part of a request is not of the shape its route expects. Fastify adds which part. */
export class InvalidShape extends Error {
  override readonly name = 'InvalidShape';
  readonly issues: readonly Issue[];
  readonly validationContext?: string;

  constructor(issues: readonly Issue[]) {
    super('not of the expected shape');
    this.issues = issues;
  }
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (value) => {
    const parsed = schema.safeParse(value, { reportInput: true });
    return parsed.success ? { value: parsed.data } : { error: new InvalidShape(parsed.error.issues) };
  };

// An example of a shape, out of what its schema says: its own example, else the smallest thing that is not empty.
import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';

/** Texts that a format or a name in the field asks for; anything else is called 文字. */
const byFormat: Readonly<Record<string, string>> = {
  uuid: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
  date: '2024-03-11',
  'date-time': '2024-03-11T02:30:00.000Z',
  uri: 'https://example.org',
};

const notNull = (schema: JsonSchema): JsonSchema => (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null') ?? schema;

const ofText = ({ format, minLength = 0 }: JsonSchema): string => byFormat[format ?? ''] ?? '文字'.padEnd(minLength, '字');

const ofObject = ({ properties, additionalProperties, propertyNames }: JsonSchema): unknown => {
  if (properties !== undefined) return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, exampleOf(field)]));
  if (typeof additionalProperties !== 'object') return {};
  return { [String(exampleOf(propertyNames ?? {}))]: exampleOf(additionalProperties) };
};

const ofList = ({ items = {}, minItems = 1 }: JsonSchema): unknown => Array.from({ length: Math.max(1, minItems) }, () => exampleOf(items));

/** An example of one shape; what may be null is shown with a value. */
export const exampleOf = (schema: JsonSchema): unknown => {
  if (schema.example !== undefined) return schema.example;
  const only = notNull(schema);
  if (only !== schema) return exampleOf(only);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [type] = [schema.type].flat();
  if (type === 'object') return ofObject(schema);
  if (type === 'array') return ofList(schema);
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return true;
  return type === 'null' ? null : ofText(schema);
};

/** An example that the schema itself takes. Throws when what can be told from the schema is not enough: it then needs an example. */
export const checkedExample = (name: string, schema: z.ZodType): unknown => {
  const example = exampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  const parsed = schema.safeParse(example);
  if (!parsed.success) throw new Error(`${name} needs an example in its schema: ${z.prettifyError(parsed.error)}`);
  return example;
};

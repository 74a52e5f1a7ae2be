// Reads the JSON Schema of an event's data as a person would: one row per field.

/** The part of JSON Schema that zod writes. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly propertyNames?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly example?: unknown;
}

/** A field of an event: `observed.area.value`, `areas[]`. */
export interface Field {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [schema];
const isNull = (schema: JsonSchema): boolean => schema.type === 'null';

/** A type in words: `string (uuid)`, `"mu" or "m2"`, `integer or null`, `{ kind, code }`. */
export const typeText = (schema: JsonSchema): string => {
  const variants = variantsOf(schema);
  if (variants.length > 1) return variants.map(typeText).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.type === 'array') return `list of ${typeText(schema.items ?? {})}`;
  if (schema.type === 'object') return objectText(schema);
  const types = schema.type === undefined ? 'anything' : [schema.type].flat().join(' or ');
  return schema.format === undefined ? types : `${types} (${schema.format})`;
};

const objectText = ({ properties, additionalProperties }: JsonSchema): string => {
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(([name, { const: literal }]) =>
      literal === undefined ? name : `${name}: ${JSON.stringify(literal)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return typeof additionalProperties === 'object' ? `map of ${typeText(additionalProperties)}` : 'object';
};

/** The one object inside a field, if there is one to describe: itself, what it is when not null, or what it lists. */
const inner = (schema: JsonSchema): { readonly object: JsonSchema; readonly suffix: string } | undefined => {
  const [only, ...others] = variantsOf(schema).filter((variant) => !isNull(variant));
  if (only === undefined || others.length > 0) return undefined;
  if (only.type === 'array') return only.items === undefined ? undefined : withSuffix('[]', inner(only.items));
  return only.properties === undefined ? undefined : { object: only, suffix: '' };
};

const withSuffix = (suffix: string, found: ReturnType<typeof inner>): ReturnType<typeof inner> =>
  found === undefined ? undefined : { ...found, suffix: `${suffix}${found.suffix}` };

/** The fields of an object, those of the objects inside it after each. */
export const fieldsOf = ({ properties = {}, required = [] }: JsonSchema, prefix = ''): Field[] =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const described = schema.description ?? variantsOf(schema).find((variant) => variant.description !== undefined)?.description ?? '';
    const field: Field = { path, type: typeText(schema), required: required.includes(name), description: described };
    const nested = inner(schema);
    return nested === undefined ? [field] : [field, ...fieldsOf(nested.object, `${path}${nested.suffix}.`)];
  });

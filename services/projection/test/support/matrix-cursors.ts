// Pages of every list of the schema, and the same pages asked a little differently: each argument and each field of a filter in turn.
import {
  type GraphQLArgument,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  valueFromASTUntyped,
} from 'graphql';
import { rootsOf, schema } from './matrix.ts';
import { caojing, jinshan } from './towns.ts';
import { idOf } from './world.ts';

type Given = Readonly<Record<string, unknown>>;

/** A list: the root field that answers it or the field below one, with the arguments of its question. */
export interface List {
  readonly name: string;
  readonly root: string;
  /** The field of the root's type that is the list; undefined where the root field is. */
  readonly below: string | undefined;
  readonly given: Given;
}

const argumentsOf = (type: string, field: string): readonly GraphQLArgument[] => {
  const of = schema.getType(type);
  return of !== undefined && 'getFields' in of
    ? ((of.getFields()[field] as { readonly args?: readonly GraphQLArgument[] }).args ?? [])
    : [];
};

const typeOfRoot = (root: string): string => String(getNamedType(schema.getQueryType()?.getFields()[root]?.type));

/** The list of a coordinate such as `Query.parcels`, or one that is reached by way of a root field, with the first question about it. */
export const listOf = (coordinate: string, questions: Readonly<Record<string, string>>): List => {
  const [type = '', field = ''] = coordinate.split('.');
  const root = type === 'Query' ? field : Object.keys(questions).find((each) => typeOfRoot(each) === type);
  const asked = rootsOf(questions[root ?? ''] ?? '{ viewer { sub } }').find(({ name }) => name.value === root);
  if (root === undefined || asked === undefined) throw new Error(`${coordinate}: no question asks for it`);
  const all = (asked.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)] as const);
  const given = Object.fromEntries(all.filter(([name]) => name !== 'first'));
  return { name: coordinate, root, below: type === 'Query' ? undefined : field, given };
};

const page = '{ edges { cursor } pageInfo { startCursor endCursor hasNextPage } }';

/** A document with its variables that asks for a page of two. */
export const pageOf = ({ root, below, given }: List, after: string | null): { readonly query: string; readonly variables: Given } => {
  const args = argumentsOf('Query', root).filter(({ name }) => given[name] !== undefined);
  const types = args.map(({ name, type }) => `$${name}: ${String(type)}`);
  const own = args.map(({ name }) => `${name}: $${name}`);
  const cut = ['first: 2', 'after: $after'];
  const declared = ['$after: String', ...types].join(', ');
  const rooted = below === undefined ? [...own, ...cut] : own;
  const inner = below === undefined ? page : `{ ${below}(${cut.join(', ')}) ${page} }`;
  return {
    query: `query (${declared}) { list: ${root}${rooted.length === 0 ? '' : `(${rooted.join(', ')})`} ${inner} }`,
    variables: { ...given, after },
  };
};

const otherPlace = (given: unknown): string => (given === caojing ? jinshan : caojing);

/** Another value than the one given, of a type. */
const otherValue = (name: string, type: GraphQLArgument['type'], given: unknown): unknown => {
  const named = getNamedType(type);
  const wrapped = (value: unknown): unknown => (isListType(getNullableType(type)) ? [value] : value);
  if (isEnumType(named))
    return wrapped(named.getValues().findLast(({ value }) => value !== given && ![given].flat().includes(value))?.value);
  switch (named.name) {
    case 'Boolean':
      return wrapped(given !== true);
    case 'Int':
      return wrapped(given === 12 ? 13 : 12);
    case 'Date':
      return wrapped(given === '2024-09-09' ? '2024-10-10' : '2024-09-09');
    case 'DateTime':
      return wrapped('2020-01-01T00:00:00.000000Z');
    case 'ID':
      return wrapped(given === idOf('漕股东') ? idOf('漕企业') : idOf('漕股东'));
    default:
      return wrapped(name === 'jurisdiction' || name === 'within' ? otherPlace(given) : '另一');
  }
};

/** The arguments changed one by one, and in an argument of several fields each of those. */
export const variationsOf = (list: List): readonly List[] =>
  argumentsOf('Query', list.root)
    .filter(({ name }) => name !== 'first' && name !== 'after')
    .flatMap(({ name, type, defaultValue }) => {
      const of = getNamedType(type);
      const before = list.given[name] ?? defaultValue;
      const changed = (what: string, value: unknown): List => ({ ...list, name: what, given: { ...list.given, [name]: value } });
      if (!isInputObjectType(of)) return [changed(name, otherValue(name, type, before))];
      const fields = (before ?? {}) as Given;
      return Object.values(of.getFields())
        .filter((field) => !isInputObjectType(getNamedType(field.type)))
        .map((field) =>
          changed(`${name}.${field.name}`, { ...fields, [field.name]: otherValue(field.name, field.type, fields[field.name]) }),
        );
    });

/** Texts that are no cursor of a list, made of one that is. */
export const edited = (cursor: string): readonly string[] => {
  const [payload = '', signature = ''] = cursor.split('.');
  const place = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly sort: string; readonly id: string };
  const elsewhere = Buffer.from(JSON.stringify({ ...place, id: `${place.id}0` })).toString('base64url');
  return [
    `${elsewhere}.${signature}`,
    `${payload}.${'A'.repeat(signature.length)}`,
    `${payload}.${signature.slice(1)}`,
    payload,
    `${payload}.`,
    `.${signature}`,
    '',
    '.',
    '%',
    "' or 1=1 --",
    '\u0000',
  ];
};

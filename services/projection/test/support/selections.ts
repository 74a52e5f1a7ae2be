// Selections made from the schema: whatever a type has is asked for, so that a new field is asked without anybody writing a question.
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Values of arguments that fields below the root cannot do without, by the argument's name. */
export type ArgumentValues = Readonly<Record<string, string>>;

type AnyField = GraphQLField<unknown, unknown>;

const argumentsOf = (type: GraphQLObjectType, field: AnyField, values: ArgumentValues): string => {
  const given = field.args.filter((argument) => isRequiredArgument(argument) || values[argument.name] !== undefined);
  const texts = given.map(({ name }) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${type.name}.${field.name}: say with which ${name} it is asked`);
    return `${name}: ${value}`;
  });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
};

const objectOf = (field: AnyField): GraphQLObjectType | undefined => {
  const type = getNamedType(field.type);
  return isObjectType(type) ? type : undefined;
};

/** Pages are looked through: what counts as a level is what they are pages of. */
const isWrapping = ({ name }: GraphQLObjectType): boolean => name.endsWith('Connection') || name.endsWith('Edge') || name === 'PageInfo';

interface Below {
  readonly schema: GraphQLSchema;
  readonly values: ArgumentValues;
}

const leavesOf = (type: GraphQLObjectType, { values }: Below): string[] =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => `${field.name}${argumentsOf(type, field, values)}`);

/** One text for each field of a type that has fields itself, down to so many levels; of a type within itself only what is told at once. */
const branchesOf = (type: GraphQLObjectType, depth: number, path: readonly string[], below: Below): string[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const inner = objectOf(field);
    if (inner === undefined || (depth === 0 && !isWrapping(inner))) return [];
    const name = `${field.name}${argumentsOf(type, field, below.values)}`;
    // An edge is the node again, with its cursor.
    if (field.name === 'edges') return [`${name} { cursor node { ${leavesOf(nodeOf(inner), below).join(' ')} } }`];
    const here = [...path, type.name];
    const selected = here.includes(inner.name)
      ? leavesOf(inner, below).join(' ')
      : selectionOf(inner, isWrapping(inner) ? depth : depth - 1, here, below);
    return selected === '' ? [] : [`${name} { ${selected} }`];
  });

const nodeOf = (edge: GraphQLObjectType): GraphQLObjectType => {
  const node = edge.getFields().node;
  const type = node === undefined ? undefined : objectOf(node);
  if (type === undefined) throw new Error(`${edge.name} has no node`);
  return type;
};

const selectionOf = (type: GraphQLObjectType, depth: number, path: readonly string[], below: Below): string =>
  [...leavesOf(type, below), ...branchesOf(type, depth, path, below)].join(' ');

/** Roughly how many tokens a text is; names, braces and numbers are one each. */
export const tokensOf = (text: string): number => text.match(/\w+|"[^"]*"|[^\s\w]/g)?.length ?? 0;

/** Joins texts, in their order, into as few as hold so many tokens each. */
const joinedUpTo = (tokens: number, texts: readonly string[]): string[] => {
  const joined: string[] = [];
  for (const text of texts) {
    const last = joined.at(-1);
    if (last !== undefined && tokensOf(last) + tokensOf(text) <= tokens) joined[joined.length - 1] = `${last} ${text}`;
    else joined.push(text);
  }
  return joined;
};

/**
 * Everything that a root field answers, as selections of no more than so many tokens. Throws for a field that cannot be asked because
 * nobody said a value of an argument of it.
 */
export const selectionsOf = (
  schema: GraphQLSchema,
  root: FieldNode,
  values: ArgumentValues,
  { depth, tokens }: { readonly depth: number; readonly tokens: number },
): readonly string[] => {
  const field = schema.getQueryType()?.getFields()[root.name.value];
  const type = field === undefined ? undefined : objectOf(field);
  if (type === undefined) return [''];
  const below = { schema, values };
  const nodes = type.getFields().nodes;
  const shown = nodes === undefined ? type : objectOf(nodes);
  if (shown === undefined) return [''];
  const parts = joinedUpTo(tokens, [...leavesOf(shown, below), ...branchesOf(shown, depth, [type.name], below)]);
  if (nodes === undefined) return parts.map((part) => `{ ${part} }`);
  const around = branchesOf(type, 1, [], below).filter((text) => !text.startsWith('nodes'));
  return [`{ ${[...leavesOf(type, below), ...around].join(' ')} }`, ...parts.map((part) => `{ nodes { ${part} } }`)];
};

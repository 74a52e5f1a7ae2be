// The questions of the isolation matrix: what the support files ask, and beside it everything that the schema has to answer there.
import {
  buildSchema,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { schema as text } from '../../src/graphql/schema.ts';
import { type ArgumentValues, selectionsOf, tokensOf } from './selections.ts';

export const schema: GraphQLSchema = buildSchema(text);

/** What one document may hold is limited (`graphql/limits/static-rules.ts`). */
const tokensEach = 1_500;
const fieldsEach = 12;

/** The root fields of a document, as they stand there. */
export const rootsOf = (document: string): readonly FieldNode[] =>
  parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD)
      : [],
  );

const headOf = ({ name, arguments: given = [] }: FieldNode): string =>
  `${name.value}${given.length === 0 ? '' : `(${given.map((argument) => print(argument)).join(', ')})`}`;

/** A root field with its arguments and a selection. */
type Asked = string;

/** The root fields of the questions as the support files ask them. */
export const written = (questions: Readonly<Record<string, string>>): readonly Asked[] =>
  Object.values(questions).flatMap((document) =>
    rootsOf(document).map((root) => `${headOf(root)} ${root.selectionSet === undefined ? '' : print(root.selectionSet)}`),
  );

/** Everything that each root field answers, several levels down, with the arguments of its question. */
export const widened = (questions: Readonly<Record<string, string>>, values: ArgumentValues, depth = 3): readonly Asked[] =>
  Object.entries(questions).flatMap(([field, document]) => {
    const first = rootsOf(document).find(({ name }) => name.value === field);
    if (first === undefined) throw new Error(`the question of ${field} does not ask it`);
    return selectionsOf(schema, first, values, { depth, tokens: tokensEach - 100 }).map((part) => `${headOf(first)} ${part}`);
  });

/** Documents that ask all of it, each as much as one document may; the name of each answer begins with its root field and `_`. */
export const documentsOf = (asked: readonly Asked[]): readonly string[] => {
  const documents: { tokens: number; fields: string[] }[] = [];
  for (const [n, text] of asked.entries()) {
    const field = `${/^\w+/.exec(text)?.[0]}_${n}: ${text}`;
    const tokens = tokensOf(field);
    const last = documents.at(-1);
    if (last !== undefined && last.fields.length < fieldsEach && last.tokens + tokens <= tokensEach) {
      last.fields.push(field);
      last.tokens += tokens;
    } else documents.push({ tokens, fields: [field] });
  }
  return documents.map(({ fields }) => `{ ${fields.join('\n')} }`);
};

/** Every field of every type that an answer may reach. */
export const reachable = (): readonly string[] => {
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${name}.${field.name}`;
      if (seen.has(coordinate)) continue;
      seen.add(coordinate);
      walk(getNamedType(field.type).name);
    }
  };
  walk('Query');
  return [...seen];
};

/** Every field of every type that the documents ask for. */
export const coordinatesOf = (documents: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  for (const document of documents)
    visit(
      parse(document),
      visitWithTypeInfo(types, {
        Field: ({ name }) => {
          found.add(`${types.getParentType()?.name}.${name.value}`);
        },
      }),
    );
  return found;
};

/** The fields with fields of their own under which an answer shows something. */
export const shownIn = (document: string, data: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const here: unknown[][] = [[data]];
  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field: {
        enter: ({ name, alias, selectionSet }) => {
          const below = (here.at(-1) ?? []).flatMap((each) =>
            [(each as Record<string, unknown> | null)?.[alias?.value ?? name.value]].flat(3),
          );
          const present = below.filter((each) => each !== null && each !== undefined);
          here.push(present);
          if (selectionSet !== undefined && present.length > 0) found.add(`${types.getParentType()?.name}.${name.value}`);
        },
        leave: () => {
          here.pop();
        },
      },
    }),
  );
  return found;
};

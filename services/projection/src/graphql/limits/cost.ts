// What an operation costs with its variables, before it runs.
import { type DocumentNode, type FieldNode, type GraphQLError, type GraphQLSchema, getNullableType, isListType, Kind } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { assumedLength, assumedLengths, connectionWeights, freeTypes, weights } from './weights.ts';

const isConnection = (type: string): boolean => type.endsWith('Connection');

const weightOf = (type: string, field: string): number => {
  if (freeTypes.has(type)) return 0;
  return weights[`${type}.${field}`] ?? (isConnection(type) ? (connectionWeights[field] ?? 1) : 1);
};

/** What is read once for the whole page. Fields that a directive may leave out count with the rows, never too little. */
const oncePerPage = ({ selectionSet }: FieldNode): number => {
  let points = 0;
  for (const selection of selectionSet?.selections ?? [])
    if (selection.kind === Kind.FIELD && selection.directives?.length === 0) points += connectionWeights[selection.name.value] ?? 0;
  return points;
};

const estimate: ComplexityEstimator = ({ type, field, args, node, childComplexity }) => {
  const weight = weightOf(type.name, field.name);
  const first: unknown = args.first;
  if (typeof first === 'number') {
    const once = oncePerPage(node);
    return weight + once + Math.max(first, 0) * (childComplexity - once);
  }
  // The rows of a page were counted at its connection.
  if (!isListType(getNullableType(field.type)) || isConnection(type.name)) return weight + childComplexity;
  return weight + (assumedLengths[`${type.name}.${field.name}`] ?? assumedLength) * childComplexity;
};

export interface Asked {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** Fields a document may come to when its fragments are spread out. */
const mostFields = 5_000;

/** The cost of an operation in points; undefined when its fragments spread out to more fields than anybody counts. */
const computed = (schema: GraphQLSchema, { document, variables, operationName }: Asked): number | undefined => {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      estimators: [estimate],
      maxQueryNodes: mostFields,
      ...(operationName === undefined ? {} : { operationName }),
    });
  } catch (error) {
    if ((error as GraphQLError).message.startsWith('Query exceeds the maximum allowed number of nodes')) return undefined;
    throw error;
  }
};

/**
 * A meter of costs, in points; undefined when the fragments spread out beyond counting. It remembers what a document that comes again
 * costs with the same numbers and switches: other variables change no cost.
 * @param remembered how many costs are kept for each document
 */
export const costMeter = (remembered = 100): ((schema: GraphQLSchema, asked: Asked) => number | undefined) => {
  const known = new WeakMap<DocumentNode, Map<string, number | undefined>>();
  return (schema, asked) => {
    const costs = known.get(asked.document) ?? new Map<string, number | undefined>();
    known.set(asked.document, costs);
    const telling = Object.entries(asked.variables).filter(([, value]) => typeof value === 'number' || typeof value === 'boolean');
    const key = JSON.stringify([asked.operationName, ...telling.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    if (costs.has(key)) return costs.get(key);
    const cost = computed(schema, asked);
    if (costs.size >= remembered) costs.clear();
    costs.set(key, cost);
    return cost;
  };
};

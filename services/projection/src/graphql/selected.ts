// What a document asks for below one of its fields: where that is little, fewer columns are read.
import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Fields of every connection and its edges. */
const connectionFields = ['__typename', 'nodes', 'edges', 'node', 'cursor', 'totalCount', 'pageInfo'];
const pageFields = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'];

const namesOnly = (names: ReadonlySet<string>, fragments: Asked['fragments']): ((set: SelectionSetNode | undefined) => boolean) => {
  const seen = new Set<string>();
  const only = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).every((selection) => {
      if (selection.kind === Kind.FIELD) return names.has(selection.name.value) && only(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return only(selection.selectionSet);
      const { value: name } = selection.name;
      if (seen.has(name)) return true;
      seen.add(name);
      return only(fragments[name]?.selectionSet);
    });
  return only;
};

/**
 * Whether the nodes of a connection are asked for these fields alone. A field that a directive may leave out counts as asked for; any other
 * name, at any depth, is one too many. Remembered for each place in a document.
 * @param fields fields of the nodes that have none below them
 */
export const asksOnly = (fields: readonly string[]): ((asked: Asked) => boolean) => {
  const names = new Set([...connectionFields, ...pageFields, ...fields]);
  const known = new WeakMap<FieldNode, boolean>();
  return ({ fieldNodes, fragments }) =>
    fieldNodes.every((node) => {
      const answer = known.get(node) ?? namesOnly(names, fragments)(node.selectionSet);
      known.set(node, answer);
      return answer;
    });
};

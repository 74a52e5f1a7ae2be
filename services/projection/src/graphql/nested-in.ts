// How deep a field is asked for within itself, so that all of it can be read at once.
import { type GraphQLResolveInfo, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/** What a resolver is told of the document. */
export type Asking = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * 0 where the field that is being resolved does not ask for `field`, 1 where it does, 2 where that asks for it again, and so on. A field
 * that a directive may leave out counts as asked for.
 */
export const nestedIn = ({ fieldNodes, fragments }: Asking, field: string): number => {
  const inOne = (selection: SelectionNode): number => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value === field ? 1 + inAll(selection.selectionSet) : 0;
      case Kind.INLINE_FRAGMENT:
        return inAll(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return inAll(fragments[selection.name.value]?.selectionSet);
    }
  };
  const inAll = (set: SelectionSetNode | undefined): number => Math.max(0, ...(set?.selections ?? []).map(inOne));
  return Math.max(0, ...fieldNodes.map(({ selectionSet }) => inAll(selectionSet)));
};

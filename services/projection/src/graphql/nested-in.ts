// How deep a field is asked for within itself, so that all of it can be read at once.
import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** What a resolver is told of the document. */
export type Asking = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** As GraphQL counts: a field that a directive may leave out is asked for. */
const depthIn = (selected: SelectionSetNode | undefined, field: string, fragments: Readonly<Record<string, FragmentDefinitionNode>>): number =>
  (selected?.selections ?? []).reduce((deepest, selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value === field ? Math.max(deepest, 1 + depthIn(selection.selectionSet, field, fragments)) : deepest;
      case Kind.INLINE_FRAGMENT:
        return Math.max(deepest, depthIn(selection.selectionSet, field, fragments));
      case Kind.FRAGMENT_SPREAD:
        return Math.max(deepest, depthIn(fragments[selection.name.value]?.selectionSet, field, fragments));
    }
  }, 0);

/** 0 where the field that is being resolved does not ask for `field`, 1 where it does, 2 where that asks for it again, and so on. */
export const nestedIn = ({ fieldNodes, fragments }: Asking, field: string): number =>
  Math.max(0, ...fieldNodes.map(({ selectionSet }) => depthIn(selectionSet, field, fragments)));

import { type DocumentNode, type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { nestedIn } from '../src/graphql/nested-in.ts';

/** As a resolver of the root fields of a document is told. */
const depth = (text: string): number => {
  const { definitions }: DocumentNode = parse(text);
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  const [operation] = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  return nestedIn({ fieldNodes: selections.filter((each) => each.kind === Kind.FIELD), fragments }, 'children');
};

it.each([
  ['{ overview { label } }', 0],
  ['{ overview { label children { label } } }', 1],
  ['{ overview { children { label } children { children { label } } } }', 2],
  ['{ overview { below: children { ... on Overview { again: children { label } } } } }', 2],
  [
    '{ overview { ...a } } fragment a on Overview { label ...b } fragment b on Overview { children { ...c } } fragment c on Overview { label }',
    1,
  ],
  ['{ overview { label } overview { children { label } } }', 1],
  ['query ($no: Boolean!) { overview { children @include(if: $no) { label } } }', 1],
  ['{ overview { parcels { children } } }', 0],
])('%s asks for children %i deep', (text, expected) => expect(depth(text)).toBe(expected));

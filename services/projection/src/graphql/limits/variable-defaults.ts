// The compiler refuses `query ($n: Int! = 20)` without n: it looks at defaults of nullable variables only (graphql-jit, variables).
// So defaults are filled in before, as the caller would have written them.
import { type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** The variables with the defaults of those that are absent; the same object when none is. */
export const withDefaults = (
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const missing: Record<string, unknown> = {};
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || (operationName !== undefined && definition.name?.value !== operationName))
      continue;
    for (const { variable, defaultValue } of definition.variableDefinitions ?? [])
      if (defaultValue !== undefined && variables[variable.name.value] === undefined)
        missing[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return Object.keys(missing).length === 0 ? variables : { ...variables, ...missing };
};

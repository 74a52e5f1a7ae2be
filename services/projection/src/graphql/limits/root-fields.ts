import { type GraphQLError, Kind, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql';

/**
 * A rule of validation: fields at the root of one operation, repeated ones and those of fragments included.
 * @param limit how many are answered
 * @param error what is reported of an operation with more
 */
export const rootFieldsRule =
  (limit: number, error: GraphQLError): ValidationRule =>
  (context: ValidationContext) => {
    const counted = new Map<string, number>();
    const countFragment = (name: string): number => {
      const known = counted.get(name);
      if (known !== undefined) return known;
      // A fragment within itself counts once; another rule refuses it.
      counted.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment == null ? 0 : countFields(fragment.selectionSet);
      counted.set(name, count);
      return count;
    };
    const countFields = ({ selections }: SelectionSetNode): number => {
      let count = 0;
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) count += 1;
        else if (selection.kind === Kind.INLINE_FRAGMENT) count += countFields(selection.selectionSet);
        else count += countFragment(selection.name.value);
      }
      return count;
    };
    return {
      OperationDefinition: ({ selectionSet }) => {
        if (countFields(selectionSet) > limit) context.reportError(error);
      },
    };
  };

// Formulas and conditions of a standard: trees of a closed set of operators over supplied quantities. Data, never code.

export const arithmetic = ['add', 'subtract', 'multiply', 'divide', 'least', 'greatest'] as const;
export const comparisons = ['less', 'at-most', 'equal', 'at-least', 'more'] as const;
export const connectives = ['all', 'any', 'none'] as const;

/** A number. Subtraction and division go from left to right. */
export type Expression =
  | { readonly op: 'constant'; readonly value: string }
  | { readonly op: 'quantity'; readonly code: string }
  | { readonly op: (typeof arithmetic)[number]; readonly of: readonly Expression[] };

/** True, false, or not known because a quantity was not supplied. */
export type Condition =
  | { readonly op: 'is'; readonly quantity: string; readonly options: readonly string[] }
  | { readonly op: 'known'; readonly quantity: string }
  | { readonly op: (typeof comparisons)[number]; readonly of: readonly [Expression, Expression] }
  | { readonly op: (typeof connectives)[number]; readonly of: readonly Condition[] };

/** The expression itself and everything inside it. */
export const partsOf = (expression: Expression): readonly Expression[] =>
  'of' in expression ? [expression, ...expression.of.flatMap(partsOf)] : [expression];

/** The expressions that a condition compares, with everything inside them. */
export const expressionsIn = (condition: Condition): readonly Expression[] => {
  switch (condition.op) {
    case 'is':
    case 'known':
      return [];
    case 'less':
    case 'at-most':
    case 'equal':
    case 'at-least':
    case 'more':
      return condition.of.flatMap(partsOf);
    case 'all':
    case 'any':
    case 'none':
      return condition.of.flatMap(expressionsIn);
  }
};

/** What a condition asks of quantities directly: which one, and which options it names. */
export const asksIn = (condition: Condition): readonly Extract<Condition, { op: 'is' | 'known' }>[] => {
  switch (condition.op) {
    case 'is':
    case 'known':
      return [condition];
    case 'less':
    case 'at-most':
    case 'equal':
    case 'at-least':
    case 'more':
      return [];
    case 'all':
    case 'any':
    case 'none':
      return condition.of.flatMap(asksIn);
  }
};

const signs = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const;

/** A formula as people write it, each quantity by its name: 评价税收 ÷ 用地面积. */
export const written = (expression: Expression, nameOf: (code: string) => string): string => {
  switch (expression.op) {
    case 'constant':
      return expression.value;
    case 'quantity':
      return nameOf(expression.code);
    case 'least':
    case 'greatest': {
      const list = expression.of.map((part) => written(part, nameOf)).join(', ');
      return expression.op === 'least' ? `min(${list})` : `max(${list})`;
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return expression.of
        .map((part) => (part.op in signs ? `(${written(part, nameOf)})` : written(part, nameOf)))
        .join(` ${signs[expression.op]} `);
  }
};

// What JSON allows and the ledger does not: half characters, NUL, numbers that are not safe integers, and nesting
// that only an attack has.
import { fieldName } from './field-errors.ts';
import type { FieldError } from './problem.ts';

interface Node {
  readonly value: unknown;
  readonly key: PropertyKey;
  readonly parent: Node | undefined;
  readonly depth: number;
}

const deepest = 32;

const faultOf = ({ value, key, depth }: Node): string | undefined => {
  if (depth > deepest) return `expected at most ${deepest} levels of nesting`;
  for (const text of [value, key])
    if (typeof text === 'string' && (!text.isWellFormed() || text.includes('\u0000')))
      return 'expected text of whole Unicode characters without NUL';
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return 'expected a safe integer; decimals are written as text';
  return undefined;
};

const pathOf = ({ key, parent }: Node): readonly PropertyKey[] => (parent === undefined ? [] : [...pathOf(parent), key]);

const childrenOf = (node: Node): readonly Node[] => {
  if (typeof node.value !== 'object' || node.value === null) return [];
  const isList = Array.isArray(node.value);
  return Object.entries(node.value).map(([key, value]) => ({
    value,
    key: isList ? Number(key) : key,
    parent: node,
    depth: node.depth + 1,
  }));
};

/** The first value of a parsed JSON body that the ledger cannot keep. Linear in the size of the body. */
export const unstorable = (body: unknown): FieldError | undefined => {
  const open: Node[] = [{ value: body, key: '', parent: undefined, depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const fault = faultOf(node);
    if (fault !== undefined) {
      const field = fieldName(pathOf(node).slice(0, 4)).toWellFormed().replaceAll('\u0000', '');
      return { field, message: `${field}: ${fault}.` };
    }
    open.push(...childrenOf(node));
  }
  return undefined;
};

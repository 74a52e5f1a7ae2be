// What is known of one parcel or enterprise when it is scored.
import { decimalUnits, firstOf, formatDecimal, isDecimal } from '../kernel/index.ts';
import type { Supplied } from './evaluate.ts';
import type { Quantity, Standard } from './standard.ts';

/** One supplied quantity with the events that supplied it. A decimal as text, or the code of an option. */
export interface Input {
  readonly quantity: string;
  readonly value: string;
  readonly events: readonly string[];
}

export interface Subject {
  /** The parcel or the enterprise. */
  readonly id: string;
  /** What ranks equals in the end: 统一编码 or USCC, else the id. */
  readonly code: string;
  readonly inputs: readonly Input[];
}

/** What is wrong with an input: refused by name where it enters, a bug where a subject is scored. */
export interface InputProblem {
  readonly quantity: string;
  readonly kind: 'unknown' | 'twice' | 'not-a-decimal' | 'not-an-option';
}

/** What an input may not be: of no quantity of the standard, said twice, NaN, 1e400, an option that is not listed. */
export const inputProblems = ({ quantities }: Pick<Standard, 'quantities'>, inputs: readonly Input[]): readonly InputProblem[] =>
  inputs.flatMap(({ quantity: code, value }, n): InputProblem[] => {
    const quantity = quantities.find((each) => each.code === code);
    if (quantity === undefined) return [{ quantity: code, kind: 'unknown' }];
    if (inputs.findIndex((each) => each.quantity === code) < n) return [{ quantity: code, kind: 'twice' }];
    if (quantity.kind === 'option') return quantity.options.includes(value) ? [] : [{ quantity: code, kind: 'not-an-option' }];
    return isDecimal(value) ? [] : [{ quantity: code, kind: 'not-a-decimal' }];
  });

/** Puts inputs in the order of the standard's quantities. Throws on what `inputProblems` names. */
export const suppliedBy = (quantities: readonly Quantity[], placeOf: (code: string) => number, inputs: readonly Input[]): Supplied => {
  const supplied: (bigint | string | null)[] = quantities.map(() => null);
  for (const { quantity, value } of inputs) {
    const place = placeOf(quantity);
    supplied[place] = quantities[place]?.kind === 'decimal' ? decimalUnits(value) : value;
  }
  return supplied;
};

/** What one enterprise supplies for a parcel it uses, or the parcel itself (its area). */
export interface Share {
  readonly inputs: readonly Input[];
}

const larger = (left: string, right: string): string => (decimalUnits(left) >= decimalUnits(right) ? left : right);

/** A sum as text; null beyond the longest figure there is: one enterprise could keep a whole city from being scored with it. */
const sumOf = (values: readonly string[]): string | null => {
  const sum = formatDecimal(values.reduce((total, value) => total + decimalUnits(value), 0n));
  return isDecimal(sum) ? sum : null;
};

/** One value of several; null when they contradict each other. */
const mergedValue = ({ merge, options }: Quantity, values: readonly string[]): string | null => {
  switch (merge) {
    case 'sum':
      return sumOf(values);
    case 'largest':
      return values.reduce(larger);
    case 'foremost':
      return options.find((option) => values.includes(option)) ?? null;
    case 'same':
      return new Set(values).size === 1 ? firstOf(values) : null;
  }
};

/**
 * Several enterprises on one parcel: each quantity is merged as the standard says, and the result is the parcel's and shared by
 * all (遂昌 2022). A sum of which one part is missing is missing, and so is one too long for a figure; what contradicts itself is missing. Events of all parts are kept.
 */
export const merged = ({ quantities }: Pick<Standard, 'quantities'>, shares: readonly Share[]): readonly Input[] =>
  quantities.flatMap((quantity): Input[] => {
    const given = shares.flatMap(({ inputs }) => inputs.filter((input) => input.quantity === quantity.code));
    if (given.length === 0 || (quantity.merge === 'sum' && given.length < shares.length)) return [];
    const value = mergedValue(
      quantity,
      given.map((input) => input.value),
    );
    return value === null ? [] : [{ quantity: quantity.code, value, events: given.flatMap(({ events }) => events).sort() }];
  });

// A row as it is printed, and how its cells are named and their numbers written.
import type { Rejection } from '@yimu/domain/kernel';

export interface Row {
  /** As the spreadsheet shows it, from 1; of text the number of the record. */
  readonly number: number;
  /** Text by column; '' where nothing is. Numbers are decimals without exponent. */
  readonly cells: readonly string[];
  /** What is wrong with single cells of it. */
  readonly faults: readonly Rejection[];
}

/** 0 → A, 27 → AB. */
export const columnName = (column: number): string => {
  const rest = Math.floor(column / 26);
  const letter = String.fromCharCode(65 + (column % 26));
  return rest === 0 ? letter : columnName(rest - 1) + letter;
};

/** A1 of column and row; columns count from 0, rows from 1. */
export const addressOf = (column: number, row: number): string => `${columnName(column)}${row}`;

/** The column of an address such as AB12, from 0; undefined when it is none. */
export const columnOf = (address: string): number | undefined => {
  const letters = /^([A-Z]{1,3})\d+$/.exec(address)?.[1];
  if (letters === undefined) return undefined;
  return Array.from(letters, (letter) => letter.charCodeAt(0) - 64).reduce((sum, letter) => sum * 26 + letter, 0) - 1;
};

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** Writes 1.5e-3 as 0.0015. */
const plain = (sign: string, digits: string, exponent: number): string => {
  const point = exponent + 1;
  if (point <= 0) return withoutZeros(`${sign}0.${'0'.repeat(-point)}${digits}`);
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return withoutZeros(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`);
};

/** Beyond it a figure is none of this field; its text stays as it is and is refused where it is read. */
const farthestExponent = 30;

/**
 * The decimal that a spreadsheet shows for the number it stores. Numbers are stored in binary and written with 17 digits, 1.1 as
 * 1.1000000000000001; spreadsheets themselves count and show 15.
 */
export const decimalOf = (stored: string): string => {
  const text = stored.trim();
  if (/^-?\d{1,15}$/.test(text)) return text === '-0' ? '0' : text;
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return text;
  if (number === 0) return '0';
  const [, sign = '', first = '', rest = '', exponent = ''] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(number.toExponential(14)) ?? [];
  if (Math.abs(Number(exponent)) > farthestExponent) return text;
  return plain(sign, `${first}${rest}`, Number(exponent));
};

// What a file may take at most. Files come from outside: a few kilobytes can be made to unpack to gigabytes.

export interface Limits {
  /** Rows beside the heading. */
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cell: number;
  /** Characters of the table of strings that the cells of a workbook share; it is the one thing kept in memory. */
  readonly sharedText: number;
  /** Files in a workbook. */
  readonly parts: number;
  /** Bytes of all parts together once they are unpacked. */
  readonly unpacked: number;
  /** How many times its packed size a part may have; asked of those over a mebibyte. Deflate reaches 1,032. */
  readonly ratio: number;
}

export const mebibyte = 1024 * 1024;

/** 100,000 rows of 12 columns are 43 MiB unpacked, nine times the packed size. */
export const usualLimits: Limits = {
  rows: 200_000,
  columns: 200,
  cell: 2_000,
  sharedText: 16_000_000,
  parts: 500,
  unpacked: 256 * mebibyte,
  ratio: 200,
};

// Tables for the terminal, in which a Chinese character takes two columns.

/** Characters of two columns: CJK, kana, Hangul, full-width signs. Ambiguous ones (± ≥ ²) take one. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a terminal. */
export const widthOf = (text: string): number => Array.from(text).reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);

/** As much of a text as fits into so many columns. */
export const fitting = (text: string, columns: number): string => {
  let left = columns;
  let fits = '';
  for (const character of text) {
    left -= widthOf(character);
    if (left < 0) break;
    fits += character;
  }
  return fits;
};

/** A column: its heading, and where its cells stand; figures stand to the right. */
export type Column = string | { readonly heading: string; readonly align: 'right' };

const headingOf = (column: Column): string => (typeof column === 'string' ? column : column.heading);

/** A column of figures. */
export const figures = (heading: string): Column => ({ heading, align: 'right' });

/** A table as text: headings, a rule, one line per row. Line breaks in cells become spaces. */
export const table = (columns: readonly Column[], rows: readonly (readonly (string | number)[])[]): string => {
  const cells = rows.map((row) => columns.map((_, i) => String(row[i] ?? '').replace(/\s+/gu, ' ')));
  const widths = columns.map((column, i) => Math.max(widthOf(headingOf(column)), ...cells.map((row) => widthOf(row[i] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        const room = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
        return typeof columns[i] === 'object' ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [rule, line(columns.map(headingOf)), rule, ...cells.map(line), rule].join('\n');
};

// What a printed cell says, its print faults aside: spaces that a PDF left inside names and numbers, full-width signs, 年 after a year.
// The raw string is kept elsewhere; nothing here guesses.

/** Inner spaces of Chinese text: those beside a Han character or a full-width sign. A space between two Latin words stays. */
const spacesInChinese =
  /(?<=[\p{Script=Han}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef])\s+|\s+(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu;

/** A name without the spaces of the print; its brackets stay as they are: 上海长宁橡胶制品 厂有限公司 → 上海长宁橡胶制品厂有限公司. */
export const tidyName = (raw: string): string => raw.trim().replace(spacesInChinese, '');

/** The enterprise that a list names, where it prints the name of its land: 上海古岛时装有限公司地块 → 上海古岛时装有限公司. */
export const enterpriseOf = (raw: string): string => tidyName(raw).replace(/地块$/u, '');

/** An address or another text: NFKC, no spaces inside Chinese. 平业路 189 号 8 幢 → 平业路189号8幢. */
export const tidyText = (raw: string): string => raw.normalize('NFKC').trim().replace(spacesInChinese, '');

const compact = (raw: string): string => raw.normalize('NFKC').replace(/\s+/gu, '');

/** A decimal as text: `1 0` → 10, １，２００.５ → 1200.5. Undefined if it is none. */
export const decimalOf = (raw: string): string | undefined => {
  const text = compact(raw);
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/.test(plain) ? plain : undefined;
};

/** A year: `2025 年` → 2025. Undefined if it is none from 2000 to 2100. */
export const yearOf = (raw: string): number | undefined => {
  const year = Number(/^(\d{4})年?$/.exec(compact(raw))?.[1]);
  return year >= 2000 && year <= 2100 ? year : undefined;
};

/** A 序号: `1 2` → 12. Undefined if it is no whole number from 1. */
export const rowNumberOf = (raw: string): string | undefined => /^[1-9]\d{0,4}$/.exec(compact(raw))?.[0];

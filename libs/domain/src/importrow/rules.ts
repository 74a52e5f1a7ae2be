// The policy of the importrow context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { ImportRowCommand } from './commands.ts';
import type { Recorded } from './state.ts';

export const importRowRefusals = {
  'import-row-of-another-place': {
    kind: 'unacceptable',
    en: 'This row id belongs to row {row} of {list} in {document}.',
    zh: '该行编号属于{document}“{list}”第{row}行。',
  },
} as const satisfies RefusalCatalogue;

export const sameRowOfTheList: Rule<ImportRowCommand, Recorded> = ({ data }, { document, list, row }) =>
  data.document === document && data.list === list && data.row === row
    ? undefined
    : refuse(importRowRefusals, 'import-row-of-another-place', { document, list, row });

/** A second reading says the same when the raw cells and the match are the same. */
export const readsTheSame = ({ data }: ImportRowCommand, { contentHash, target }: Recorded): boolean =>
  data.contentHash === contentHash && data.target.kind === target.kind && data.target.id === target.id;

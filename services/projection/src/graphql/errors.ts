import mercurius from 'mercurius';

/** A refusal of a query: the field and what was expected, in one sentence each. Answers 400 in `extensions.code`. */
export const badInput = (field: string, en: string, zh: string): Error =>
  new mercurius.ErrorWithProps(en, { code: 'validation', field, messageZh: zh }, 200);

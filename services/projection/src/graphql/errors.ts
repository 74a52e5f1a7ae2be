import mercurius from 'mercurius';

/** A refusal of a query: the field and what was expected, in one sentence each. The answer is 200, its `extensions.code` validation. */
export const badInput = (field: string, en: string, zh: string): Error =>
  new mercurius.ErrorWithProps(en, { code: 'validation', field, messageZh: zh }, 200);

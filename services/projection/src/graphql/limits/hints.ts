// No "did you mean" in any answer: a schema must not be guessed word by word.

/** graphql-js leaves its own hints out of validation; those of variables that do not fit have no such option. */
export const hintless = { hideSuggestions: true };

/** A message of graphql-js without the hint at its end. */
export const withoutHint = (message: string): string => message.replace(/ Did you mean .*\?$/s, '');

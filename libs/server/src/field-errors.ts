// Turns what zod found into one sentence per field: where it is and what was expected. Values are never repeated.
import type { FieldError } from './problem.ts';

/** The part of a zod issue that is needed here. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
  readonly input?: unknown;
}

const most = 20;

/** A path as people write it: `sources[0].date`. Names that a caller made up are cut at 60 characters. */
export const fieldName = (path: readonly PropertyKey[], root = 'body'): string => {
  const name = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part).slice(0, 60)}`))
    .join('')
    .replace(/^\./, '');
  return name === '' ? root : name;
};

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const sentence = (field: string, expectation: string): FieldError => ({ field, message: `${field}: ${expectation.replace(/\.$/, '')}.` });

const expectationOf = (issue: Issue): string => {
  // A schema that words its own expectation knows better than its type.
  if (!/^(Invalid|Too|Unrecognized)\b/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return `expected ${nouns[String(issue.expected)] ?? String(issue.expected)}`;
  if (issue.code === 'invalid_value' && issue.values !== undefined) return `expected one of ${issue.values.map(String).join(', ')}`;
  return issue.message.replace(/^(Invalid input|Too big|Too small|Invalid string): /, '');
};

const flatten = (issue: Issue, root: string): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => sentence(fieldName([...issue.path, key], root), 'expected no such field'));
  }
  const closest = [...(issue.errors ?? [])].sort((left, right) => left.length - right.length)[0];
  if (issue.code === 'invalid_union' && closest !== undefined && closest.length > 0)
    return closest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }, root));
  const own = expectationOf(issue);
  const missing = issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
  return [sentence(fieldName(issue.path, root), missing ? `${own}, but it is missing` : own)];
};

/**
 * Sentences for what is wrong, at most 20.
 * @param root what to call the whole when it is wrong itself: body, path, query or headers
 */
export const fieldErrors = (issues: readonly Issue[], root = 'body'): readonly FieldError[] =>
  issues.flatMap((issue) => flatten(issue, root)).slice(0, most);

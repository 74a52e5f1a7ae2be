import { z } from 'zod';
import { staticLimits } from './limits/static-rules.ts';

const parameters = z
  .object(
    {
      query: z
        .string({ message: 'query: expected the document as text' })
        .max(staticLimits.characters, `query: expected at most ${staticLimits.characters} characters`)
        .nullish(),
      documentId: z
        .string({ message: 'documentId: expected text' })
        .regex(/^sha256:[0-9a-f]{64}$/, 'documentId: expected sha256: and the SHA-256 of the document in 64 lower-case hexadecimal digits')
        .nullish(),
      operationName: z.string({ message: 'operationName: expected text' }).nullish(),
      variables: z.record(z.string(), z.unknown(), { message: 'variables: expected an object' }).nullish(),
      extensions: z.record(z.string(), z.unknown(), { message: 'extensions: expected an object' }).nullish(),
    },
    { message: 'The body: expected one request as a JSON object; several in an array are not answered' },
  )
  .refine(({ query, documentId }) => query != null || documentId != null, 'query: expected the document as text')
  .refine(({ query }) => query == null || !isJsonText(query), 'query: expected a document in the language of GraphQL, not JSON');

/** Mercurius takes JSON for a parsed document, past the parser and its limit. No document is JSON, and few texts get past the pattern. */
const isJsonText = (text: string): boolean => {
  if (!/^\s*(?:\{\s*["}]|["[\d-]|(?:true|false|null)\s*$)/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

export type RequestParameters = z.output<typeof parameters>;

/** Reads the body of a request; the sentences of what is wrong with it otherwise. */
export const readParameters = (body: unknown): RequestParameters | { readonly wrong: readonly string[] } => {
  const parsed = parameters.safeParse(body);
  return parsed.success ? parsed.data : { wrong: [...new Set(parsed.error.issues.map(({ message }) => `${message}.`))] };
};

// The schema, one file a topic, as one text.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./schema/', import.meta.url);

/** The schema as text, one file a topic; docs/reference/schema.graphql is its published copy. */
export const schema = readdirSync(folder)
  .sort()
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

import { decider } from '../kernel/index.ts';
import type { FormSchemaCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { FormSchemaFact } from './events.ts';
import { evolve, type FormSchemaState, noForms } from './state.ts';

export { formSchemaCommands } from './commands.ts';
export { sampleForms } from './samples/index.ts';
export { type FormField, type FormSchemaState, type FormSchemaVersion, formsOn } from './state.ts';

/** Streams `formschema-<code>-<year>`. Forms are published ahead of the day from which they hold. */
export const formSchema = decider<FormSchemaCommand, FormSchemaFact, FormSchemaState>({ initial: noForms, evolve, decide }, [
  'PublishFormSchema',
]);

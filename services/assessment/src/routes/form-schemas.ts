import { formSchema, formSchemaCommands } from '@yimu/domain/formschema';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { formSchemaStream } from '../terms/forms.ts';

export const formSchemaRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/form-schemas',
    command: 'PublishFormSchema',
    summary: 'Publish the fields of the three forms of a jurisdiction and year; a new version replaces all of them from effectiveOn on',
    schema: formSchemaCommands.PublishFormSchema,
    toData: ({ body }) => body,
    decider: formSchema,
    stream: formSchemaStream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
];

import { departments, jurisdictionCode } from '@yimu/domain/kernel';
import { policy, policyCommands } from '@yimu/domain/policy';
import { policyCode } from '@yimu/domain/policy/events';
import { type Caller, type CommandContext, type CommandRoute, commandRoute, inScope } from '@yimu/server';

type By = (typeof departments)[number] | null;

const stream = ({ jurisdiction, code }: { readonly jurisdiction: string; readonly code: string }): string =>
  `policy-${jurisdiction}-${code}`;

/** In the path: whose policy, which code. */
const params = { jurisdiction: jurisdictionCode, code: policyCode };
const given = { jurisdiction: true, code: true, by: true } as const;

/** For whom the caller speaks: for its department, or as the task force for all of them. */
const spokenFor = async <D extends { readonly by: By }>(
  _: CommandContext,
  data: D,
  { actor: { roles, department } }: Caller,
): Promise<D | 'not-found'> => {
  const by: By | undefined = roles.includes('task-force') ? null : departments.find((name) => name === department);
  return by === undefined ? 'not-found' : { ...data, by };
};

export const policyRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/policies',
    command: 'SetGradePolicy',
    summary: 'Set what a department does with parcels of some grades; the first source is the document it rests on',
    schema: policyCommands.SetGradePolicy.omit({ by: true }),
    toData: ({ body }) => ({ ...body, by: null }),
    decider: policy,
    stream,
    context: spokenFor,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/policies/:jurisdiction/:code/replacements',
    command: 'ReplaceGradePolicy',
    summary: 'Replace what a policy says as of effectiveOn; the first source is the document it rests on from then on',
    schema: policyCommands.ReplaceGradePolicy.omit(given),
    params,
    toData: ({ body, params: { jurisdiction, code } }) => ({ ...body, jurisdiction, code, by: null }),
    decider: policy,
    stream,
    context: spokenFor,
  }),
  commandRoute({
    path: '/policies/:jurisdiction/:code/endings',
    command: 'EndGradePolicy',
    summary: 'End a policy as of effectiveOn, with a reason',
    schema: policyCommands.EndGradePolicy.omit(given),
    params,
    toData: ({ body, params: { jurisdiction, code } }) => ({ ...body, jurisdiction, code, by: null }),
    decider: policy,
    stream,
    context: spokenFor,
  }),
];

import { submission, submissionCommands } from '@yimu/domain/submission';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { submissionStream } from '../scoring/streams.ts';
import { cycleTerms, termsFor } from '../terms/cycle-terms.ts';
import { formsInForce, schemaOf } from '../terms/forms.ts';
import { enterpriseMay, unitMay } from '../terms/named-callers.ts';
import { fillerOf, reviewerOf, supplierOf } from '../terms/who.ts';
import { type CyclePlace, placeParams as params, placeOf } from './cycle-place.ts';
import { areKnown, knownSubject, lastSubmission, newcomers } from './submission-context.ts';

interface OfSubject {
  readonly subjectId: string;
  readonly subject: CyclePlace['subject'];
  readonly cycle: { readonly jurisdiction: string; readonly year: number };
}

const placeOfCycle = ({ cycle, subject }: OfSubject): CyclePlace => ({ ...cycle, subject });
const stream = (of: OfSubject): string => submissionStream(placeOfCycle(of), of.subjectId);

const inPath = { subjectId: true, subject: true, cycle: true } as const;
const named = (of: Readonly<Record<'subjectId' | 'code' | 'year' | 'subject', string>>): OfSubject => {
  const { jurisdiction, year, subject } = placeOf(of);
  return { subjectId: of.subjectId, subject, cycle: { jurisdiction, year } };
};

/** Left to `context`, which knows the caller: nobody says in a body as whom they speak. */
const unsaid = {
  figure: { supplier: '用地主体', terms: null },
  form: { filledBy: 'enterprise', mandateId: null, schema: null, terms: null },
  review: { reviewer: 'town' },
  confirmation: { reviewer: 'town', by: '', submitted: null },
} as const;

export const submissionRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/health-checks',
    command: 'OpenHealthCheck',
    summary: 'Open the 体检表 of a parcel or an enterprise that came late to the cycle; its town and code are those of its own stream',
    schema: submissionCommands.OpenHealthCheck.omit({ town: true, code: true, cycleState: true }),
    toData: ({ body }) => ({ ...body, town: '', code: '', cycleState: null }),
    decider: submission,
    stream,
    context: async ({ store }, data, { actor: { scope } }) => {
      const known = await knownSubject(store, data, scope);
      if (known === undefined || !(await areKnown(store, data.enterprises, scope))) return 'not-found';
      return { ...data, ...known, cycleState: (await cycleTerms(store, placeOfCycle(data)))?.state ?? null };
    },
    admitNew: ({ town }, caller) => inScope(caller, town),
  }),
  commandRoute({
    path: '/health-checks/:subjectId/:code/:year/:subject/enterprises',
    command: 'RenameEnterprises',
    summary: 'Name the enterprises that use the parcel, with a reason; all of them',
    schema: submissionCommands.RenameEnterprises.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...named(of) }),
    decider: submission,
    stream,
    context: async ({ store }, data, { actor: { scope } }) => {
      const others = await newcomers(store, stream(data), data.enterprises, scope);
      return (await areKnown(store, others, scope)) ? data : 'not-found';
    },
  }),
  commandRoute({
    path: '/health-checks/:subjectId/:code/:year/:subject/figures',
    command: 'SupplyFigures',
    summary: 'Supply figures of your own quantities: those of your department, of the town or park, or of your enterprise',
    schema: submissionCommands.SupplyFigures.omit({ ...inPath, supplier: true, terms: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...named(of), ...unsaid.figure }),
    decider: submission,
    stream,
    context: async ({ store }, data, caller) => {
      const supplier = supplierOf(caller);
      if (supplier === undefined) return 'not-found';
      const codes = data.figures.map(({ quantity }) => quantity);
      return { ...data, supplier, terms: termsFor(await cycleTerms(store, placeOfCycle(data)), codes) };
    },
    admitNamed: enterpriseMay,
  }),
  commandRoute({
    path: '/health-checks/:subjectId/:code/:year/:subject/figure-corrections',
    command: 'CorrectFigure',
    summary: 'Correct or withdraw one of your figures, with a reason; after the freeze the only way',
    schema: submissionCommands.CorrectFigure.omit({ ...inPath, supplier: true, terms: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...named(of), ...unsaid.figure }),
    decider: submission,
    stream,
    context: async ({ store }, data, caller) => {
      const supplier = supplierOf(caller);
      if (supplier === undefined) return 'not-found';
      return { ...data, supplier, terms: termsFor(await cycleTerms(store, placeOfCycle(data)), [data.quantity]) };
    },
    admitNamed: enterpriseMay,
  }),
  commandRoute({
    path: '/health-checks/:subjectId/:code/:year/:subject/forms',
    command: 'SubmitForm',
    summary: 'Submit a form with its answers; a town that fills it for an enterprise names the stamped paper in the sources',
    schema: submissionCommands.SubmitForm.omit({ ...inPath, filledBy: true, mandateId: true, schema: true, terms: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...named(of), ...unsaid.form }),
    decider: submission,
    stream,
    context: async ({ store, today }, data, caller) => {
      const filledBy = fillerOf(caller, data.form);
      if (filledBy === undefined) return 'not-found';
      const schema = schemaOf(await formsInForce(store, data.cycle, today), data.form);
      const codes = schema?.fields.flatMap(({ quantity }) => (quantity === null ? [] : [quantity])) ?? [];
      const terms = termsFor(await cycleTerms(store, placeOfCycle(data)), codes);
      return { ...data, filledBy, mandateId: filledBy === 'mandated-unit' ? caller.actor.scope.value : null, schema, terms };
    },
    admitNamed: async (context, data, caller) => (await enterpriseMay(context, data, caller)) || (await unitMay(context, data, caller)),
  }),
  commandRoute({
    path: '/health-checks/:subjectId/:code/:year/:subject/form-returns',
    command: 'ReturnForm',
    summary: 'Return a form with a reason and the fields to look at again',
    schema: submissionCommands.ReturnForm.omit({ ...inPath, reviewer: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...named(of), ...unsaid.review }),
    decider: submission,
    stream,
    context: async (_, data, caller) => ({ ...data, reviewer: reviewerOf(caller) }),
  }),
  commandRoute({
    path: '/health-checks/:subjectId/:code/:year/:subject/form-confirmations',
    command: 'ConfirmForm',
    summary: 'Confirm a form: the town what enterprises submitted, the task force of the district everything else',
    schema: submissionCommands.ConfirmForm.omit({ ...inPath, reviewer: true, by: true, submitted: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...named(of), ...unsaid.confirmation }),
    decider: submission,
    stream,
    context: async ({ store }, data, caller) => {
      const submitted = await lastSubmission(store, stream(data), data, caller.actor.scope);
      return submitted === undefined ? 'not-found' : { ...data, reviewer: reviewerOf(caller), by: caller.actor.sub, submitted };
    },
  }),
];

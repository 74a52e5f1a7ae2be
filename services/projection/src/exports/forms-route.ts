// GET /exports/forms: 一地一表 as a workbook of one parcel, or as an archive of one per parcel of a town or district.
import type { Actor } from '@yimu/domain/kernel';
import { jurisdictionCode, levelOf } from '@yimu/domain/kernel';
import { callerOf, invalidFields, notFound, overloaded, ProblemError, problemResponse } from '@yimu/server';
import { zipOf } from '@yimu/spreadsheet';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { readFormSchema } from '../read-models/form-schemas.ts';
import { type HealthCheckRow, readHealthChecks } from '../read-models/submissions.ts';
import { withinOf } from '../read-models/within.ts';
import type { View } from '../tenancy/view.ts';
import { attachment, fileWord, uniqueNames } from './file-names.ts';
import { type ReadOnce, workbooksOf } from './form-files.ts';
import { namesOf } from './subject-names.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const query = z.strictObject({
  jurisdiction: jurisdictionCode.optional().meta({ description: 'A town, park or district: one workbook per parcel, as a ZIP' }),
  cycle: z
    .string()
    .regex(/^\d{6}(\d{3})?-\d{4}(-enterprise)?$/, 'expected the code and the year of a cycle, such as 310116-2024')
    .meta({ example: '310116-2024' }),
  subjectId: z.uuid().toLowerCase().optional().meta({ description: 'One parcel, or in a cycle of enterprises one party: a workbook' }),
});
type Query = z.output<typeof query>;

const schema = {
  operationId: 'ExportForms',
  summary: 'Download the forms of 一地一表, prefilled with what is known',
  description: [
    'One workbook for `subjectId`, else a ZIP of one workbook per health check of `jurisdiction`, made while it is sent; the header',
    'Yimu-Export-Files tells how many. Filled workbooks go to POST /form-uploads of assessment.',
  ].join(' '),
  tags: ['exports'],
  security: [{ bearer: [] }],
  querystring: query,
  response: {
    200: {
      description: 'The workbook, or the archive',
      content: Object.fromEntries(
        [xlsx, 'application/zip'].map((type) => [type, { schema: z.any().meta({ type: 'string', format: 'binary' }) }]),
      ),
    },
    400: problemResponse('validation'),
    401: problemResponse('unauthenticated'),
    403: problemResponse('forbidden: the mandate does not hold today'),
    404: problemResponse('not-found: nothing was opened there within the scope, or no forms are published'),
    503: problemResponse('overloaded: too many archives are being made'),
  },
};

const parametersWrong = (given: Query): ProblemError | undefined => {
  const wrong = (field: string, message: string): ProblemError => new ProblemError(invalidFields([{ field, message }]));
  if (given.jurisdiction === undefined && given.subjectId === undefined)
    return wrong('jurisdiction', 'jurisdiction: expected a jurisdiction, or a subjectId.');
  return given.subjectId === undefined && given.jurisdiction !== undefined && levelOf(given.jurisdiction) === 'city'
    ? wrong('jurisdiction', 'jurisdiction: expected a town, park or district; a city is downloaded district by district.')
    : undefined;
};

const pageSize = 2_000;

/** All health checks that are asked for, in the order of their codes. */
const checksAsked = async (readOnce: ReadOnce, { jurisdiction, cycle, subjectId }: Query): Promise<readonly HealthCheckRow[]> => {
  const filter = {
    cycle,
    within: jurisdiction === undefined ? undefined : withinOf(jurisdiction),
    subjectIds: subjectId === undefined ? undefined : [subjectId],
  };
  const found: HealthCheckRow[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last === undefined ? undefined : { sort: last.code, id: last.subject_id };
    const page = await readOnce((view) => readHealthChecks(view, filter, { limit: pageSize, after }));
    found.push(...page);
    if (page.length < pageSize) return found;
  }
};

/** Each archive keeps a core busy. */
const mostArchives = 2;

export interface ExportDependencies {
  /** Opens a view for a caller, today, and closes it again. */
  readonly read: <A>(actor: Actor, read: (view: View) => Promise<A>) => Promise<A>;
}

/** Adds the route; the instance authenticates. */
export const exportForms = (app: FastifyInstance, { read }: ExportDependencies): void => {
  let archives = 0;

  const sendArchive = (reply: FastifyReply, given: Query, names: readonly string[], workbook: (n: number) => Promise<Uint8Array>) => {
    if (archives >= mostArchives) throw new ProblemError(overloaded);
    const { cycle, jurisdiction = '' } = given;
    const files = uniqueNames(names, '.xlsx').map((name, n) => ({ name, bytes: () => workbook(n) }));
    const stream = zipOf(files);
    archives += 1;
    stream.once('close', () => {
      archives -= 1;
    });
    return reply
      .type('application/zip')
      .header('yimu-export-files', files.length)
      .header('content-disposition', attachment(`一地一表-${jurisdiction}-${cycle}.zip`, `forms-${jurisdiction}-${cycle}.zip`))
      .send(stream);
  };

  app.get('/exports/forms', { schema }, async (request, reply) => {
    const given = request.query as Query;
    const refused = parametersWrong(given);
    if (refused !== undefined) throw refused;
    const { actor } = callerOf(request);
    const readOnce: ReadOnce = (task) => read(actor, task);
    const checks = await checksAsked(readOnce, given);
    const [first] = checks;
    if (first === undefined) throw new ProblemError(notFound);
    const forms = await readOnce((view) => readFormSchema(view, first.cycle_jurisdiction, first.cycle_year));
    if (forms === undefined) throw new ProblemError(notFound);
    const workbook = workbooksOf(readOnce, forms, checks, actor.scope.kind === 'subtree' ? undefined : actor.scope.value);
    const names = (await namesOf(readOnce, checks)).map((name, n) => fileWord(`${name ?? ''} ${checks[n]?.code ?? ''}`));
    if (given.subjectId === undefined) return sendArchive(reply, given, names, workbook);
    const plain = `forms-${first.subject_id}-${given.cycle}.xlsx`;
    return reply
      .type(xlsx)
      .header('yimu-export-files', 1)
      .header('content-disposition', attachment(`一地一表-${names[0] ?? ''}-${given.cycle}.xlsx`, plain))
      .send(Buffer.from(await workbook(0)));
  });
};

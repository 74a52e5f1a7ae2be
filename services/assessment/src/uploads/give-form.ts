// A filled form as the command that submits it.
import { jurisdictionCode, type Rejection } from '@yimu/domain/kernel';
import { subjects } from '@yimu/domain/scoring';
import {
  type Caller,
  type CommandDependencies,
  type CommandRoute,
  dateInShanghai,
  giveCommand,
  loggedProblemOf,
  type Problem,
  ProblemError,
  readCommand,
  refusedBy,
  requestHash,
  systemClock,
} from '@yimu/server';
import { answersOf, type FilledForm } from '@yimu/spreadsheet';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formsInForce } from '../terms/forms.ts';
import { sheetFields } from './form-fields.ts';
import { refusal } from './refusals.ts';
import { type FormVerdict, shownProblem, statusOf } from './verdicts.ts';

export interface FormUpload {
  /** The one that submits a form. */
  readonly route: CommandRoute;
  readonly caller: Caller;
  readonly request: FastifyRequest;
  readonly key: string;
  readonly sha256: string;
  /** The number of the paper, and its scan as evidence, where a town fills the form for an enterprise. */
  readonly document: string | null;
  readonly evidenceId: string | null;
}

const about = z.object({ subject: z.enum(subjects), subjectId: z.uuid(), partyId: z.uuid().nullable(), jurisdiction: jurisdictionCode });

/** The sentences of wrong cells, in one refusal and one by one. */
const cellsWrong = (faults: readonly Rejection[]): Problem => {
  const errors = faults.slice(0, 50).map(({ rule, en }) => ({ field: rule, message: en }));
  const { en, zh, ...rest } = refusal('upload-form-cells-wrong', { cells: '' });
  const first = faults.slice(0, 5);
  const texts = { en: en + first.map((fault) => fault.en).join(' '), zh: zh + first.map((fault) => fault.zh).join('') };
  return { ...refusedBy({ ...rest, ...texts }), errors };
};

type Answers = readonly { readonly field: string; readonly value: string }[];

/** The answers of a form under the fields in force. Throws ProblemError for one that cannot be taken. */
const answersFor = async ({ store, clock = systemClock }: CommandDependencies, form: FilledForm): Promise<Answers> => {
  const { jurisdiction, year, version, form: kind } = form.about;
  const inForce = await formsInForce(store, { jurisdiction, year }, dateInShanghai(clock()));
  const fields = inForce === undefined ? [] : sheetFields(inForce, kind);
  if (inForce === undefined || fields.length === 0) throw new ProblemError(refusedBy(refusal('upload-form-kind-unknown', { form: kind })));
  if (inForce.version !== version)
    throw new ProblemError(refusedBy(refusal('upload-form-outdated', { found: String(version), current: String(inForce.version) })));
  const { answers, faults } = answersOf(form, fields);
  if (faults.length > 0) throw new ProblemError(cellsWrong(faults));
  if (answers.length === 0) throw new ProblemError(refusedBy(refusal('upload-form-empty')));
  return answers;
};

/** The workbook by its hash, as the number of a declaration; the stamped paper beside it, which the workbook does not replace. */
const sourcesOf = ({ caller, sha256, document, evidenceId }: FormUpload, date: string): readonly object[] => {
  const issuer = (caller.actor.department ?? caller.actor.sub).slice(0, 100);
  const workbook = { kind: 'declaration', number: sha256, issuer, date };
  const paper = { kind: 'document', number: document ?? sha256, issuer, date };
  if (evidenceId !== null) return [workbook, { ...paper, evidenceId }];
  return document === null ? [workbook] : [workbook, paper];
};

const submit = async (deps: CommandDependencies, upload: FormUpload, form: FilledForm) => {
  const { route, caller, request, key } = upload;
  const whose = about.safeParse(form.about);
  if (!whose.success) throw new ProblemError(refusedBy(refusal('upload-form-kind-unknown', { form: form.about.form })));
  const { subject, subjectId, partyId, jurisdiction } = whose.data;
  const says = { partyId, form: form.about.form, answers: await answersFor(deps, form) };
  const today = dateInShanghai((deps.clock ?? systemClock)());
  const body = { ...says, effectiveOn: today, sources: sourcesOf(upload, today) };
  const params = { code: jurisdiction, year: String(form.about.year), subject, subjectId };
  const own = `${key}/${form.about.form}/${subjectId}/${partyId ?? 'parcel'}`;
  const read = readCommand({ route, caller, requestId: request.id, key: own, ifRevision: undefined, params, body });
  const intent = { ...read.request.intent, requestHash: requestHash({ method: 'UPLOAD', path: read.stream, body: says }) };
  return giveCommand(deps, { ...read, request: { ...read.request, intent } });
};

/** Submits a form; what became of it. */
export const giveForm = async (deps: CommandDependencies, upload: FormUpload, form: FilledForm): Promise<FormVerdict> => {
  const of = { form: form.about.form, subjectId: form.about.subjectId, partyId: form.about.partyId };
  try {
    const { status, answer } = await submit(deps, upload, form);
    return { ...of, status, stream: answer.stream, revision: answer.revision, position: answer.position };
  } catch (error) {
    const problem = loggedProblemOf(error, upload.request);
    return { ...of, status: statusOf(problem), problem: shownProblem(problem) };
  }
};

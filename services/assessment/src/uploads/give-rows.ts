// The rows of an upload as commands: each is decided by itself, as if it had come alone under the upload's key and its number.
import { isRejection } from '@yimu/domain/kernel';
import {
  type Caller,
  type CommandDependencies,
  type CommandRoute,
  dateInShanghai,
  giveCommand,
  loggedProblemOf,
  overloaded,
  type Problem,
  ProblemError,
  type ReadCommand,
  readCommand,
  refusedBy,
  requestHash,
  systemClock,
} from '@yimu/server';
import type { FastifyRequest } from 'fastify';
import type { CyclePlace } from '../routes/cycle-place.ts';
import type { Asked, AskedRow, Code } from './asked-row.ts';
import { idOf } from './codes.ts';
import { inOrder } from './in-order.ts';
import { refusal } from './refusals.ts';
import { sightings } from './sightings.ts';
import { countedAs, type Summary, shownProblem, statusOf, type Verdict } from './verdicts.ts';

/** What every row of an upload has in common. */
export interface Upload {
  /** The one that supplies figures. */
  readonly route: CommandRoute;
  readonly caller: Caller;
  /** For the log. */
  readonly request: FastifyRequest;
  readonly place: CyclePlace;
  readonly key: string;
  readonly isDry: boolean;
  /** The document (文号) that the figures came with, if it has a number. */
  readonly document: string | null;
  readonly sha256: string;
}

/** Rows worked on at once: as many as a batch has streams, and as many again that wait their turn to be reported. */
const atOnce = 64;

const found = async (deps: CommandDependencies, code: Code, { place }: Upload, rule: Parameters<typeof refusal>[0]): Promise<string> => {
  const id = await idOf(deps.store, code, place.jurisdiction);
  if (id === undefined) throw new ProblemError(refusedBy(refusal(rule, { code: code.text })));
  return id;
};

/**
 * The command of a row. Its hash is taken over what the row says, not over the day or the file it came in: the upload may be sent again
 * under its key on another day, and with other rows corrected.
 */
const commandOf = async (deps: CommandDependencies, upload: Upload, row: number, asked: Asked): Promise<ReadCommand> => {
  const { route, caller, request, place, key, document, sha256 } = upload;
  const { jurisdiction, year, subject } = place;
  const subjectId = await found(deps, asked.subject, upload, 'upload-subject-not-found');
  const partyId = asked.enterprise === null ? null : await found(deps, asked.enterprise, upload, 'upload-enterprise-not-found');
  const says = { partyId, period: asked.period, figures: asked.figures };
  const today = dateInShanghai((deps.clock ?? systemClock)());
  const issuer = (caller.actor.department ?? caller.actor.sub).slice(0, 100);
  const of = { kind: document === null ? 'declaration' : 'document', number: document ?? sha256 };
  const sources = [{ ...of, issuer, date: today, row: String(row), fileSha256: sha256 }];
  const params = { code: jurisdiction, year: String(year), subject, subjectId };
  const body = { ...says, effectiveOn: today, sources };
  const read = readCommand({ route, caller, requestId: request.id, key: `${key}/${row}`, ifRevision: undefined, params, body });
  const intent = { ...read.request.intent, requestHash: requestHash({ method: 'UPLOAD', path: read.stream, body: says }) };
  return { ...read, request: { ...read.request, intent } };
};

const refused = (row: number, problem: Problem): Verdict => ({ row, status: statusOf(problem), problem: shownProblem(problem) });

/** Decides the rows and answers a verdict for each, in their order, and a summary in the end. */
export const giveRows = async function* (
  deps: CommandDependencies,
  upload: Upload,
  rows: AsyncIterable<AskedRow>,
): AsyncGenerator<Verdict | Summary> {
  const seen = sightings();
  // After an outage nothing more is begun: trying would wait once for each row.
  let isOut = false;
  let position = '';

  const problemOf = (error: unknown, asked: Asked): Problem => {
    const problem = loggedProblemOf(error, upload.request);
    isOut ||= problem.code === overloaded.code;
    return problem.code === 'not-found' ? refusedBy(refusal('upload-subject-not-found', { code: asked.subject.text })) : problem;
  };
  const give = async ({ row, asked }: AskedRow): Promise<Verdict> => {
    if (isRejection(asked)) return refused(row, refusedBy(asked));
    if (isOut) return refused(row, overloaded);
    const before = seen(row, asked);
    try {
      const { status, answer } = await giveCommand(deps, await commandOf(deps, upload, row, asked));
      if (answer.position > position) position = answer.position;
      return { row, status, stream: answer.stream, revision: answer.revision, ...(before === undefined ? {} : { repeats: before }) };
    } catch (error) {
      return refused(row, problemOf(error, asked));
    }
  };

  const summary = { rows: 0, accepted: 0, unchanged: 0, refused: 0, failed: 0 };
  const laneOf = ({ asked }: AskedRow): string => (isRejection(asked) ? '' : asked.subject.text);
  for await (const verdict of inOrder(rows, atOnce, laneOf, give)) {
    summary.rows += 1;
    summary[countedAs(verdict.status)] += 1;
    yield verdict;
  }
  yield { ...summary, dryRun: upload.isDry, sha256: upload.sha256, ...(position === '' ? {} : { position }) };
};

// POST /what-ifs: a question and no command. Nothing is written. The answer is made of the figures of 税务局 and 统计局: of those who may start a
// run only the task force itself may see them.
import { type EffectiveDate, fold, type Identified, isRejection, isWithin, jurisdictionCode } from '@yimu/domain/kernel';
import { type Standard, subjects } from '@yimu/domain/scoring';
import { standardCommands, standard as standardDecider } from '@yimu/domain/standard';
import { type StandardEvent, standardVersionRef, standardYear } from '@yimu/domain/standard/events';
import { type EventStore, ForeignPosition } from '@yimu/event-store';
import {
  authenticate,
  type Caller,
  type Clock,
  callerOf,
  dateInShanghai,
  inScope,
  invalidFields,
  notFound,
  type Problem,
  ProblemError,
  problemResponse,
  refusedBy,
  type TokenVerifier,
} from '@yimu/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { readCycle, readVersion } from './cycle.ts';
import { pacing } from './pace.ts';
import { mostResults, tryStandard } from './what-if.ts';

const body = z.strictObject({
  jurisdiction: jurisdictionCode,
  year: standardYear,
  subject: z.enum(subjects),
  standard: z
    .union([z.strictObject({ ref: standardVersionRef }), z.strictObject({ content: standardCommands.DraftStandard.shape.content })])
    .meta({ description: 'A published version, or the content of one that nobody has published' }),
  position: z.string().max(200).optional().meta({ description: 'Figures as known at this position of the ledger; default now' }),
  subjects: z
    .array(z.uuid().toLowerCase())
    .max(mostResults)
    .optional()
    .meta({ description: `The subjects whose results are wanted; default the first ${mostResults} whose class would be another` }),
});
type Question = z.output<typeof body>;

const answer = z
  .looseObject({ label: z.object({ zh: z.string(), en: z.string() }), position: z.string() })
  .meta({ description: 'Unofficial: totals, moves from class to class, and results' });

const schema = {
  operationId: 'TryStandard',
  summary: 'Try a cycle under another standard (试算): unofficial, nothing is recorded; one at a time',
  description: 'May be asked by: task-force.',
  tags: ['what-ifs'],
  security: [{ bearer: [] }],
  body,
  response: {
    200: { description: 'Computed', content: { 'application/json': { schema: answer } } },
    400: problemResponse('validation, malformed-json'),
    401: problemResponse('unauthenticated'),
    403: problemResponse('forbidden'),
    404: problemResponse('not-found: no such cycle, standard or position within the scope'),
    422: problemResponse('rule-unacceptable: the content is no standard that could be published'),
    503: problemResponse('overloaded: another what-if is under way; try again later'),
  },
};

const forbidden: Problem = {
  code: 'forbidden',
  detail: 'A what-if shows figures of tax and statistics: expected the role task-force.',
  detailZh: '试算结果涉及税务、统计数据，仅限区工作专班使用。',
};

const busy: Problem = {
  code: 'overloaded',
  detail: 'Another what-if is under way: expected one at a time; try again later.',
  detailZh: '另一项试算正在进行，每次只能进行一项，请稍后重试。',
  headers: { 'retry-after': '10' },
};

/** A content that could be published as it is. Throws the problem of the first rule it breaks. */
const soundContent = (place: CyclePlace, content: Standard, today: EffectiveDate): Standard => {
  const given = { effectiveOn: today, today, sources: [] };
  const draft = standardCommands.DraftStandard.parse({ ...place, parentPublished: null, content });
  const drafted = standardDecider.decide({ ...given, type: 'DraftStandard', data: draft }, standardDecider.initial);
  if (isRejection(drafted)) throw new ProblemError(refusedBy(drafted));
  const state = fold(standardDecider, drafted.map((fact) => ({ ...fact, id: '' })) as readonly Identified<StandardEvent>[]);
  const validated = standardDecider.decide({ ...given, type: 'ValidateStandard', data: { ...place, version: 1 } }, state);
  if (isRejection(validated)) throw new ProblemError(refusedBy(validated));
  return content;
};

/** What a level above publishes may be read by all below it; drafts are not told apart from what does not exist. */
const standardOf = async (store: EventStore, place: CyclePlace, { standard }: Question, today: EffectiveDate, caller: Caller) => {
  if ('content' in standard) return soundContent(place, standard.content, today);
  const { ref } = standard;
  const isReadable = isWithin(place.jurisdiction, ref.jurisdiction) || inScope(caller, ref.jurisdiction);
  const version = isReadable ? await readVersion(store, place, ref) : undefined;
  if (version === undefined || version.validFrom === null) throw new ProblemError(notFound);
  return version.content;
};

/** A position of this ledger, or its end. Throws the problem of any other text. */
const positionOf = async (store: EventStore, asked: string | undefined): Promise<string> => {
  if (asked === undefined) return (await store.head()) ?? '';
  try {
    await Array.fromAsync(store.readAll({ after: asked, limit: 1 }));
    return asked;
  } catch (error) {
    if (!(error instanceof ForeignPosition)) throw error;
    throw new ProblemError(invalidFields([{ field: 'position', message: 'position: expected a position of this ledger.' }]));
  }
};

export interface WhatIfDependencies {
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock: Clock;
}

/** Adds the route. */
export const addWhatIf = (app: FastifyInstance, { store, verify, clock }: WhatIfDependencies): void => {
  let isBusy = false;
  app.post('/what-ifs', {
    schema,
    onRequest: [
      authenticate(verify),
      async (request) => {
        if (!callerOf(request).actor.roles.includes('task-force')) throw new ProblemError(forbidden);
      },
    ],
    handler: async (request, reply) => {
      const asked = request.body as Question;
      const { jurisdiction, year, subject } = asked;
      const place = { jurisdiction, year, subject };
      const caller = callerOf(request);
      const cycle = inScope(caller, jurisdiction) ? await readCycle(store, place) : undefined;
      if (cycle === undefined) throw new ProblemError(notFound);
      const standard = await standardOf(store, place, asked, dateInShanghai(clock()), caller);
      const position = await positionOf(store, asked.position);
      if (isBusy) throw new ProblemError(busy);
      isBusy = true;
      // Nobody reads the answer to a closed connection.
      const gone = new AbortController();
      reply.raw.on('close', () => gone.abort());
      try {
        return await tryStandard(store, place, cycle, { standard, position, named: asked.subjects }, pacing(gone.signal));
      } finally {
        isBusy = false;
      }
    },
  });
};

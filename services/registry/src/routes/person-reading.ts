// The one way to see personal data: by id, within the scope, for a purpose, and recorded before anything is shown.
import { randomUUID } from 'node:crypto';
import { personalDataAccess } from '@yimu/domain/party';
import { concernedFrom, type Entered } from '@yimu/domain/party/state';
import { type EventStore, handle } from '@yimu/event-store';
import {
  authenticate,
  type Caller,
  type Clock,
  callerOf,
  dateInShanghai,
  eventIdFor,
  mayCommand,
  notFound,
  ProblemError,
  requestHash,
  type TokenVerifier,
} from '@yimu/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type PersonalData, type PersonVault, personalData } from '../vault/person-vault.ts';
import { partyWithin } from './parties-context.ts';

export interface PersonReadingDependencies {
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock: Clock;
  readonly vault: PersonVault;
}

const path = '/parties/:partyId/person';
const params = z.strictObject({ partyId: z.uuid('expected an id (UUID)').toLowerCase() });
const query = z.strictObject({
  purpose: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'expected text without control characters')
    .meta({
      description: 'What the data are needed for, without personal data; kept with the reading',
      example: '司法协助 （2024）沪0116执100号',
    }),
});
const answer = z.object({
  partyId: z.string(),
  erased: z.boolean(),
  person: personalData.nullable(),
  label: z.string().nullable().meta({ description: '已删除自然人 when the data were erased, 保管库无此记录 when the vault has lost them' }),
});
type Answer = z.output<typeof answer>;

const gone = (partyId: string): Answer => ({ partyId, erased: true, person: null, label: '已删除自然人' });
const lost = (partyId: string): Answer => ({ partyId, erased: false, person: null, label: '保管库无此记录' });
const shown = (partyId: string, person: PersonalData): Answer => ({ partyId, erased: false, person, label: null });

const permit = async (request: FastifyRequest): Promise<void> => {
  if (mayCommand(callerOf(request).actor, 'RecordPersonalDataRead')) return;
  throw new ProblemError({
    code: 'forbidden',
    detail: 'No role of the token may read personal data.',
    detailZh: '令牌的角色无权查阅个人信息。',
  });
};

/** Appends who is about to be shown what, and why. */
const record = async (
  { store, clock }: PersonReadingDependencies,
  {
    caller,
    requestId,
    party,
    vaultRecord,
    purpose,
  }: {
    readonly caller: Caller;
    readonly requestId: string;
    readonly party: Entered;
    readonly vaultRecord: string;
    readonly purpose: string;
  },
): Promise<void> => {
  const today = dateInShanghai(clock());
  const { partyId } = party;
  const eventId = eventIdFor({
    issuer: caller.issuer,
    sub: caller.actor.sub,
    method: 'GET',
    path: `/parties/${partyId}/person`,
    key: requestId,
  });
  const issuer = caller.actor.department ?? caller.actor.sub;
  const handled = await handle(
    store,
    `access-${partyId}`,
    personalDataAccess,
    {
      type: 'RecordPersonalDataRead',
      data: { partyId, readingId: randomUUID(), vaultRecord, purpose, jurisdictions: [...concernedFrom(party, today)] },
      effectiveOn: today,
      today,
      sources: [{ kind: 'declaration', number: purpose, issuer, date: today }],
    },
    {
      eventId,
      requestHash: requestHash({ method: 'GET', path: `/parties/${partyId}/person`, body: { purpose } }),
      actor: caller.actor,
      correlationId: requestId,
      causationId: eventId('request'),
    },
  );
  if (handled.outcome !== 'done') throw new Error(`a reading of ${partyId} was not recorded: ${handled.outcome}`);
};

/** Adds GET /parties/:partyId/person. */
export const addPersonReading = (app: FastifyInstance, dependencies: PersonReadingDependencies): void => {
  const { store, verify, vault } = dependencies;
  app.route({
    method: 'GET',
    url: path,
    schema: {
      operationId: 'ReadPerson',
      summary: 'What the vault keeps of a natural person; every reading is recorded',
      tags: ['parties'],
      security: [{ bearer: [] }],
      params,
      querystring: query,
      response: { 200: answer },
    },
    onRequest: [authenticate(verify), permit],
    handler: async (request): Promise<Answer> => {
      const caller = callerOf(request);
      const { partyId } = request.params as z.output<typeof params>;
      const { purpose } = request.query as z.output<typeof query>;
      const party = await partyWithin(store, partyId, caller);
      if (party.kind === 'absent' || party.person === null) throw new ProblemError(notFound);
      if (party.erased) return gone(partyId);
      const { vaultRecord } = party.person;
      await record(dependencies, { caller, requestId: request.id, party, vaultRecord, purpose });
      const person = await vault.read(partyId, vaultRecord);
      if (person === undefined) {
        request.log.error({ partyId, vaultRecord }, 'an event names a record that the vault does not have');
        return lost(partyId);
      }
      return person === 'erased' ? gone(partyId) : shown(partyId, person);
    },
  });
};

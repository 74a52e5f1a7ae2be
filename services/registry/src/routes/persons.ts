// Natural persons: what makes them persons goes to the vault and nowhere else. No command, event, hash or log holds it.
import { type Rejection, refuse } from '@yimu/domain/kernel';
import { party, partyCommands, partyRefusals } from '@yimu/domain/party';
import { type CommandRoute, commandRoute, inScope, type Reservation, requestHash } from '@yimu/server';
import { type PersonalData, type PersonVault, personalData, samePerson } from '../vault/person-vault.ts';
import { partyStream as stream } from './parties-context.ts';

const done = { outcome: 'done', revision: 0, position: '', state: undefined, appended: 0 } as const;
const erased = (): Rejection => refuse(partyRefusals, 'party-person-erased');

/** Keeps the data when nothing speaks against the command any more, and before its event is appended. */
const keeping = (vault: PersonVault, partyId: string, recordId: string, data: PersonalData): Reservation => ({
  take: async () => {
    const kept = await vault.keep(partyId, recordId, data);
    if (kept === 'kept') return done;
    return kept === 'other' ? { outcome: 'key-reused' } : { outcome: 'rejected', rejection: erased() };
  },
});

/**
 * A route whose body carries a person beside the command. The hash of the request, which the event keeps, is taken without the
 * person: a hash over a name and an id number could be guessed. Whether a key is used again for another person is seen by the vault.
 */
const withPerson = (vault: PersonVault, define: (keep: readonly Reservation[]) => CommandRoute): CommandRoute => {
  const plain = define([]);
  return {
    ...plain,
    body: plain.body.safeExtend({ person: personalData }).strict(),
    run: async (context, request) => {
      const { person, ...body } = request.body as { readonly person: PersonalData };
      const { partyId = request.entityId } = request.params as { readonly partyId?: string };
      const known = await vault.read(partyId, request.entityId);
      if (known !== undefined && known !== 'erased' && !samePerson(known, person))
        return { stream: stream({ partyId }), id: undefined, handled: { outcome: 'key-reused' } };
      const intent = { ...request.intent, requestHash: requestHash({ method: 'POST', path: plain.path, body: [request.params, body] }) };
      const route = define([keeping(vault, partyId, request.entityId, person)]);
      return route.run(context, { ...request, body, intent });
    },
  };
};

/** The routes that need the vault. */
export const personRoutes = (vault: PersonVault): readonly CommandRoute[] => [
  withPerson(vault, (keep) =>
    commandRoute({
      path: '/natural-persons',
      command: 'EnterNaturalPerson',
      summary: 'Enter a natural person; who it is goes to the vault',
      schema: partyCommands.EnterNaturalPerson.omit({ partyId: true, vaultRecord: true }),
      toData: ({ body, entityId }) => ({ ...body, partyId: entityId, vaultRecord: entityId }),
      decider: party,
      stream,
      admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
      id: ({ partyId }) => partyId,
      reservations: () => keep,
    }),
  ),
  withPerson(vault, (keep) =>
    commandRoute({
      path: '/parties/:partyId/person-corrections',
      command: 'CorrectNaturalPerson',
      summary: 'Put other data of a natural person in the place of those kept',
      schema: partyCommands.CorrectNaturalPerson.omit({ partyId: true, vaultRecord: true }),
      toData: ({ body, params, entityId }) => ({ ...body, partyId: params.partyId, vaultRecord: entityId }),
      decider: party,
      stream,
      reservations: () => keep,
    }),
  ),
  commandRoute({
    path: '/parties/:partyId/erasures',
    command: 'ErasePerson',
    summary: 'Destroy the key of the personal data of a natural person, for ever',
    schema: partyCommands.ErasePerson.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    // First the key, then the event: what an event says to be erased is. A retry completes what died in between.
    reservations: ({ partyId }) => [
      {
        take: async () => {
          await vault.erase(partyId);
          return done;
        },
      },
    ],
  }),
];

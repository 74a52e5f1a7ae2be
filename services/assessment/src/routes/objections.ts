import { objection, objectionCommands } from '@yimu/domain/objection';
import { type Caller, type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { enterpriseMay } from '../terms/named-callers.ts';
import { lodgingOf, notToDecide, objectionIdOf, standingDecision } from './objection-context.ts';

const stream = ({ objectionId }: { readonly objectionId: string }): string => `objection-${objectionId}`;

const byEnterprise = 'enterprise' as const;
/** The enterprise itself, or the town for it. */
const speakerOf = ({ actor: { scope } }: Caller) => (scope.kind === 'party' ? byEnterprise : ('on-behalf' as const));

export const objectionRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/objections',
    command: 'LodgeObjection',
    summary:
      'Object to the final grade of a parcel, as its enterprise or for it from stamped paper; a source names the file of the evidence',
    schema: objectionCommands.LodgeObjection.omit({ objectionId: true, lodgedBy: true, jurisdictions: true, final: true }),
    // Who speaks, what was decided and where the parcel lies is left to `context`.
    toData: ({ body }) => ({ ...body, objectionId: objectionIdOf(body), lodgedBy: byEnterprise, jurisdictions: [], final: null }),
    decider: objection,
    stream,
    context: async ({ store }, data, caller) => {
      const decision = await standingDecision(store, data);
      return decision === undefined ? 'not-found' : { ...data, ...decision, lodgedBy: speakerOf(caller) };
    },
    admitNew: ({ jurisdictions }, caller) => inScope(caller, ...jurisdictions),
    // As the parcel was decided, or while it is not, as its form names the enterprises.
    admitNamed: async (context, { parcelId, cycle, partyId, final }, caller) => {
      const { kind, value } = caller.actor.scope;
      if (kind !== 'party' || value !== partyId) return false;
      return (
        final?.partyIds.includes(partyId) === true ||
        enterpriseMay(context, { subjectId: parcelId, subject: 'parcel', cycle, partyId }, caller)
      );
    },
    id: ({ objectionId }) => objectionId,
  }),
  commandRoute({
    path: '/objections/:objectionId/withdrawals',
    command: 'WithdrawObjection',
    summary: 'Withdraw an objection that is not decided yet, with a reason',
    schema: objectionCommands.WithdrawObjection.omit({ objectionId: true, withdrawnBy: true }),
    toData: ({ body, params: { objectionId } }) => ({ ...body, objectionId, withdrawnBy: byEnterprise }),
    decider: objection,
    stream,
    context: async (_, data, caller) => ({ ...data, withdrawnBy: speakerOf(caller) }),
    admitNamed: async ({ store }, { objectionId }, { actor: { scope } }) =>
      scope.kind === 'party' && scope.value === (await lodgingOf(store, objectionId))?.partyId,
  }),
  commandRoute({
    path: '/objections/:objectionId/decisions',
    command: 'DecideObjection',
    summary: 'Uphold or reject an objection, with a reason; figures are corrected by their suppliers before it is upheld',
    schema: objectionCommands.DecideObjection.omit({ objectionId: true, isLodger: true }),
    toData: ({ body, params: { objectionId } }) => ({ ...body, objectionId, isLodger: false }),
    decider: objection,
    stream,
    context: async ({ store }, data, caller) =>
      (await notToDecide(store, data, caller)) ?? {
        ...data,
        isLodger: (await lodgingOf(store, data.objectionId))?.by === caller.actor.sub,
      },
  }),
];

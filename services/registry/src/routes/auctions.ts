import { auction, auctionCommands, auctionRefusals, openAuctionRequest } from '@yimu/domain/auction';
import { foldRecorded, refuse, valueOn } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import { party } from '@yimu/domain/party';
import { type Caller, type CommandContext, type CommandRoute, commandRoute, inScope, readWithin } from '@yimu/server';
import { auctionLotRoutes } from './auctions-lots.ts';

const stream = ({ auctionId }: { readonly auctionId: string }): string => `auction-${auctionId}`;

/** The town of a parcel that the caller may see. */
const townOf = async ({ store }: CommandContext, parcelId: string, caller: Caller): Promise<string | undefined> => {
  const history = await readWithin(store, `parcel-${parcelId}`, caller.actor.scope);
  const state = foldRecorded(parcel, history);
  return state.kind === 'absent' ? undefined : state.jurisdiction;
};

/** Where a company that the caller may see is at home today. */
const homeOf = async ({ store, today }: CommandContext, companyId: string, caller: Caller): Promise<string | undefined> => {
  const history = await readWithin(store, `party-${companyId}`, caller.actor.scope);
  const state = foldRecorded(party, history);
  return state.kind === 'absent' ? undefined : (valueOn(state.homes, today) ?? state.jurisdiction);
};

export const auctionRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/auctions',
    command: 'OpenAuction',
    summary: "Open a case with the court's letter (来函): which lots of which debtors it is going to sell",
    schema: openAuctionRequest,
    // Where the lots lie is left to `context`.
    toData: ({ body, entityId }) => ({ ...body, auctionId: entityId, lots: body.lots.map((lot) => ({ ...lot, jurisdiction: '' })) }),
    decider: auction,
    stream,
    admitNew: ({ lots }, caller) => inScope(caller, ...lots.map(({ jurisdiction }) => jurisdiction)),
    id: ({ auctionId }) => auctionId,
    // A lot concerns the town of its parcel, or the home of its company. What lies outside the scope does not exist for this caller.
    context: async (context, data, caller) => {
      const lots: (typeof data.lots)[number][] = [];
      for (const lot of data.lots) {
        const { subject } = lot;
        const lies = subject.kind === 'land' ? townOf(context, subject.parcelId, caller) : homeOf(context, subject.companyId, caller);
        const jurisdiction = await lies;
        if (jurisdiction === undefined) return 'not-found';
        lots.push({ ...lot, jurisdiction });
      }
      return { ...data, lots };
    },
  }),
  commandRoute({
    path: '/auctions/:auctionId/consultations',
    command: 'RequestAuctionConsultation',
    summary: 'Ask departments for their answers to the court (征询), or give them more time',
    schema: auctionCommands.RequestAuctionConsultation.omit({ auctionId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: auction,
    stream,
  }),
  commandRoute({
    path: '/auctions/:auctionId/answers',
    command: 'RecordAuctionAnswer',
    summary: "Answer the court's consultation, each department for itself: duties, arrears, restrictions, opinion",
    schema: auctionCommands.RecordAuctionAnswer.omit({ auctionId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: auction,
    stream,
    context: async ({ store }, data, caller) => {
      const { scope, department } = caller.actor;
      if ((await readWithin(store, stream(data), scope)) === undefined) return 'not-found';
      const { jurisdiction } = data;
      if (data.department === department && jurisdiction === scope.value) return data;
      return refuse(auctionRefusals, 'auction-answer-of-another-department', { department: data.department, jurisdiction });
    },
  }),
  ...auctionLotRoutes,
];

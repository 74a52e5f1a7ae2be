import { type Rejection, refuse } from '@yimu/domain/kernel';
import { concernedFrom, partyRefusals } from '@yimu/domain/party';
import { shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import { type Caller, type CommandContext, type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { partyWithin, wereEntered } from './parties-context.ts';

interface OfCompany {
  readonly companyId: string;
  readonly jurisdictions?: string[] | undefined;
}

const stream = ({ companyId }: OfCompany): string => `shares-${companyId}`;
const admitNew = ({ jurisdictions = [] }: OfCompany, caller: Caller): boolean => inScope(caller, ...jurisdictions);
const id = ({ companyId }: OfCompany): string => companyId;

/**
 * The company lies within the scope, is no natural person, and tells which places are concerned; everybody else who is named was entered
 * somewhere.
 */
const ofKnown =
  <D extends OfCompany>(named: (data: D) => readonly string[]) =>
  async ({ store, today }: CommandContext, data: D, caller: Caller): Promise<D | 'not-found' | Rejection> => {
    const company = await partyWithin(store, data.companyId, caller);
    if (company.kind === 'absent' || !(await wereEntered(store, named(data)))) return 'not-found';
    if (company.person !== null) return refuse(partyRefusals, 'party-is-a-natural-person');
    return { ...data, jurisdictions: [...concernedFrom(company, today)] };
  };

interface Structure {
  readonly holdings: readonly { readonly holderId: string }[];
}
const holders = (...structures: readonly Structure[]): readonly string[] =>
  structures.flatMap(({ holdings }) => holdings.map(({ holderId }) => holderId));

const { RecordShareholdings, ChangeShareholdings, TransferShares, ReportShareTransfer, CorrectShareholdings } = shareholdingCommands;
const { AnnulShareTransfer, FreezeShares, RenewShareFreeze, LiftShareFreeze } = shareholdingCommands;

export const shareholdingRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parties/:companyId/shareholdings',
    command: 'RecordShareholdings',
    summary: 'Record who holds a company as of a day, as a whole, as its register tells it',
    schema: RecordShareholdings.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    admitNew,
    id,
    context: ofKnown((data) => holders(data)),
  }),
  commandRoute({
    path: '/parties/:companyId/shareholding-changes',
    command: 'ChangeShareholdings',
    summary: 'Decide on a change of the whole structure: capital, merger, division, inheritance, judicial disposal',
    schema: ChangeShareholdings.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    admitNew,
    id,
    context: ofKnown(({ before, after }) => holders(before, after)),
  }),
  commandRoute({
    path: '/parties/:companyId/share-transfers',
    command: 'TransferShares',
    summary: 'Decide on a transfer of a share of a company; refused while the share is frozen or not held',
    schema: TransferShares.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    context: ofKnown(({ fromId, toId }) => [fromId, toId]),
  }),
  commandRoute({
    path: '/parties/:companyId/share-transfer-reports',
    command: 'ReportShareTransfer',
    summary: 'Record a transfer of a share that took place; what it breaks becomes a finding',
    schema: ReportShareTransfer.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    admitNew,
    id,
    context: ofKnown(({ fromId, toId }) => [fromId, toId]),
  }),
  commandRoute({
    path: '/parties/:companyId/shareholding-corrections',
    command: 'CorrectShareholdings',
    summary: 'Correct a structure that was misread',
    schema: CorrectShareholdings.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    context: ofKnown((data) => holders(data)),
  }),
  commandRoute({
    path: '/parties/:companyId/share-transfer-annulments',
    command: 'AnnulShareTransfer',
    summary: 'Annul a transfer that was recorded and never took place',
    schema: AnnulShareTransfer.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    context: ofKnown(() => []),
  }),
  commandRoute({
    path: '/parties/:companyId/share-freezes',
    command: 'FreezeShares',
    summary: 'Record that a court froze a share (股权冻结), first or waiting',
    schema: FreezeShares.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    admitNew,
    id,
    context: ofKnown(({ holderId }) => [holderId]),
  }),
  commandRoute({
    path: '/parties/:companyId/share-freeze-renewals',
    command: 'RenewShareFreeze',
    summary: 'Record that a court renewed a freeze (续行冻结)',
    schema: RenewShareFreeze.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    context: ofKnown(() => []),
  }),
  commandRoute({
    path: '/parties/:companyId/share-freeze-liftings',
    command: 'LiftShareFreeze',
    summary: 'Record that a court lifted a freeze',
    schema: LiftShareFreeze.omit({ companyId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, companyId: params.companyId }),
    decider: shareholding,
    stream,
    context: ofKnown(() => []),
  }),
];

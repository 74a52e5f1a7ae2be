import { date, foldRecorded, jurisdictionCode, parentOf } from '@yimu/domain/kernel';
import { lineage, lineageCommands, lineageRequests, lineageTolerance } from '@yimu/domain/lineage';
import { areaConflict, countedArea, type Entered, lifeOf } from '@yimu/domain/parcel/state';
import { type Caller, type CommandContext, type CommandRoute, commandRoute, entityIdFor, inScope } from '@yimu/server';
import type { z } from 'zod';
import { parcelWithin } from './parcels.ts';

const stream = ({ lineageId }: { readonly lineageId: string }): string => `lineage-${lineageId}`;

/** The id of the n-th parcel that comes of a lineage, the same whenever the request is sent. */
const childId = (lineageId: string, n: number): string =>
  entityIdFor({ issuer: 'yimu', sub: 'lineage', method: 'CHILD', path: lineageId, key: String(n) });

/** A parcel of which only the id is known yet; `context` reads the rest. */
const unread = (parcelId: string) => ({
  parcelId,
  jurisdiction: '',
  area: null,
  areaInConflict: false,
  codes: [],
  hasEnded: false,
  latestOn: date('1900-01-01'),
});

const present = (state: Entered) => ({
  parcelId: state.parcelId,
  jurisdiction: state.jurisdiction,
  area: countedArea(state.observations, state.chosen)?.counted.area ?? null,
  areaInConflict: areaConflict(state) === 'open',
  codes: state.codes.map(({ code }) => code),
  hasEnded: lifeOf(state) !== 'entered',
  latestOn: state.latestOn,
});

type Store = CommandContext['store'];

/** What is set for a jurisdiction and for those above it, the nearest first. A tolerance is no secret: it is read whatever the scope. */
const tolerancesFor = async (store: Store, jurisdiction: string) => {
  const [district, city] = [parentOf(jurisdiction), parentOf(parentOf(jurisdiction) ?? '')];
  const codes = [jurisdiction, district, city].filter((code) => code !== undefined);
  const histories = await Promise.all(codes.map((code) => Array.fromAsync(store.readStream(`lineagerule-${code}`))));
  return histories.map((history) => [...foldRecorded(lineageTolerance, history)]);
};

type Split = z.output<typeof lineageCommands.StartSplit>;
type Merger = z.output<typeof lineageCommands.StartMerger>;

const splitOf = ({ body, entityId }: { body: z.output<typeof lineageRequests.split>; entityId: string }): Split => ({
  lineageId: entityId,
  purpose: body.purpose,
  project: body.project,
  parent: unread(body.parcelId),
  children: body.children.map((child, n) => ({ ...child, parcelId: childId(entityId, n), jurisdiction: '' })),
  tolerances: [],
});

/** The parts of a parcel lie where it lies. */
const splitInPlace = async (context: CommandContext, data: Split, caller: Caller): Promise<Split | 'not-found'> => {
  const parent = await parcelWithin(context, data.parent.parcelId, caller);
  if (parent === undefined) return 'not-found';
  const { jurisdiction } = parent;
  const children = data.children.map((child) => ({ ...child, jurisdiction }));
  return { ...data, parent: present(parent), children, tolerances: await tolerancesFor(context.store, jurisdiction) };
};

const mergerOf = ({ body, entityId }: { body: z.output<typeof lineageRequests.merger>; entityId: string }): Merger => ({
  lineageId: entityId,
  parents: body.parcelIds.map(unread),
  child: { ...body.child, parcelId: childId(entityId, 0), jurisdiction: body.child.jurisdiction ?? '' },
  tolerances: [],
});

/** The new parcel lies in the town it is said to lie in, else in that of the first former one. */
const mergerInPlace = async (context: CommandContext, data: Merger, caller: Caller): Promise<Merger | 'not-found'> => {
  const found = await Promise.all(data.parents.map(({ parcelId }) => parcelWithin(context, parcelId, caller)));
  const parents = found.filter((parent) => parent !== undefined).map(present);
  const [first] = parents;
  if (first === undefined || parents.length < found.length) return 'not-found';
  const jurisdiction = data.child.jurisdiction === '' ? first.jurisdiction : data.child.jurisdiction;
  return { ...data, parents, child: { ...data.child, jurisdiction }, tolerances: await tolerancesFor(context.store, jurisdiction) };
};

const splitIsHere = ({ parent }: Split, caller: Caller): boolean => inScope(caller, parent.jurisdiction);
const mergerIsHere = ({ parents, child }: Merger, caller: Caller): boolean =>
  [...parents, child].every(({ jurisdiction }) => inScope(caller, jurisdiction));
const idOf = ({ lineageId }: { readonly lineageId: string }): string => lineageId;

export const lineageRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/splits',
    command: 'StartSplit',
    summary: 'Split a parcel (分割): it is retired and its parts are entered; the answer names the lineage that does it',
    schema: lineageRequests.split,
    toData: splitOf,
    decider: lineage,
    stream,
    admitNew: splitIsHere,
    context: splitInPlace,
    id: idOf,
  }),
  commandRoute({
    path: '/reported-splits',
    command: 'ReportSplit',
    summary: 'Record a split that was registered elsewhere, whatever rule it breaks',
    schema: lineageRequests.split,
    toData: splitOf,
    decider: lineage,
    stream,
    admitNew: splitIsHere,
    context: splitInPlace,
    id: idOf,
  }),
  commandRoute({
    path: '/mergers',
    command: 'StartMerger',
    summary: 'Merge parcels (合并): they are retired and the whole is entered; the answer names the lineage that does it',
    schema: lineageRequests.merger,
    toData: mergerOf,
    decider: lineage,
    stream,
    admitNew: mergerIsHere,
    context: mergerInPlace,
    id: idOf,
  }),
  commandRoute({
    path: '/reported-mergers',
    command: 'ReportMerger',
    summary: 'Record a merger that was registered elsewhere, whatever rule it breaks',
    schema: lineageRequests.merger,
    toData: mergerOf,
    decider: lineage,
    stream,
    admitNew: mergerIsHere,
    context: mergerInPlace,
    id: idOf,
  }),
  commandRoute({
    path: '/lineages/:lineageId/resumptions',
    command: 'ResumeLineage',
    summary: 'Let a split or merger that a parcel refused go on, once the cause is gone',
    schema: lineageCommands.ResumeLineage.omit({ lineageId: true }),
    toData: ({ params }) => ({ lineageId: params.lineageId }),
    decider: lineage,
    stream,
  }),
  commandRoute({
    path: '/lineages/:lineageId/abandonments',
    command: 'AbandonLineage',
    summary: 'Abandon a split or merger that is not complete: what was done is undone',
    schema: lineageCommands.AbandonLineage.omit({ lineageId: true }),
    toData: ({ body, params }) => ({ ...body, lineageId: params.lineageId }),
    decider: lineage,
    stream,
  }),
  commandRoute({
    path: '/lineage-tolerances/:code',
    command: 'SetLineageTolerance',
    summary: 'Set by how much areas may differ when parcels are split or merged, in a jurisdiction and below it',
    params: { code: jurisdictionCode },
    schema: lineageCommands.SetLineageTolerance.omit({ code: true }),
    toData: ({ body, params }) => ({ ...body, code: params.code }),
    decider: lineageTolerance,
    stream: ({ code }) => `lineagerule-${code}`,
    admitNew: ({ code }, caller) => inScope(caller, code),
  }),
];

// The holders of a company changed: every company below it that has land changes indirectly (间接变更), and is a case of its own.
import { equity } from '@yimu/domain/equity';
import { equityEvents } from '@yimu/domain/equity/events';
import { interestsOn } from '@yimu/domain/interest';
import { discrepancyOf, type EffectiveDate, type RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import { indirectCaseId, interestsOf, whereaboutsOf } from '../routes/equity-context.ts';

const name = 'equity-parent-changed';
/** More than the companies below one: from here on the numbers of the commands that record what was refused. */
const most = 1_000_000;
/** Chains of holdings are shorter; what lies deeper is not walked. */
const deepest = 10;

const changed = equityEvents.EquityTransferCompleted.data.pick({ equityId: true, companyId: true, kind: true }).loose();

const dateCorrected = equityEvents.EquityDateCorrected.data;

/** The companies below a company that had land on a day, each once, whatever circles the holdings run in. */
const landholdersBelow = async (store: EventStore, companyId: string, on: EffectiveDate): Promise<readonly string[]> => {
  const visited = new Set([companyId]);
  const landholders: string[] = [];
  let level: readonly string[] = [companyId];
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const holder of level) {
      const has = interestsOn(await interestsOf(store, holder), on);
      if (holder !== companyId && has.some(({ kind }) => kind === 'land')) landholders.push(holder);
      for (const { kind, targetId } of has) {
        if (kind !== 'company' || visited.has(targetId)) continue;
        visited.add(targetId);
        below.push(targetId);
      }
    }
    level = below;
  }
  return landholders;
};

/** Files the case of one subsidiary, unless it has been filed ahead, and reports that it took place with its parent's. */
const touch = async ({ store, today }: ReactionContext, event: RecordedEvent, causedBy: string, companyId: string): Promise<void> => {
  const equityId = indirectCaseId(causedBy, companyId);
  const whereabouts = await whereaboutsOf(store, companyId);
  if (whereabouts === undefined) throw new Error(`subsidiary ${companyId} was never entered as a party`);
  const common = { name, cause: event, stream: `equity-${equityId}`, decider: equity, today };
  const filing = { equityId, companyId, causedBy, opinionsDueOn: null, contractIds: [], clauses: [], ...whereabouts };
  const report = { equityId, changes: null, registered: [] };
  const outcomes = [
    await runReactionCommand(store, { ...common, n: 0, type: 'FileIndirectEquityTransfer', data: filing }),
    await runReactionCommand(store, { ...common, n: 1, type: 'ReportEquityTransferCompleted', data: report }),
  ];
  for (const handled of outcomes) {
    if (handled.outcome === 'done') continue;
    const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
    throw new Error(`no indirect change of ${companyId} for event ${event.id}: ${why}`);
  }
};

/** The cases of the companies below changed with their parent: on its corrected day. */
const redate = async ({ store, today }: ReactionContext, event: RecordedEvent): Promise<void> => {
  const { equityId, companyId, kind, was, reason } = dateCorrected.parse(event.data);
  if (kind === 'indirect') return;
  for (const [n, below] of (await landholdersBelow(store, companyId, was)).entries()) {
    const child = indirectCaseId(equityId, below);
    const common = { name, cause: event, stream: `equity-${child}`, decider: equity, today };
    const moving = { equityId: child, reason };
    const handled = await runReactionCommand(store, { ...common, n, type: 'CorrectEquityDate', data: moving });
    // Land that came to the company later: it was not touched.
    if (handled.outcome === 'rejected' && handled.rejection.rule === 'equity-not-filed') continue;
    if (handled.outcome === 'done') continue;
    if (handled.outcome !== 'rejected')
      throw new Error(`the day of ${common.stream} was not corrected for event ${event.id}: ${handled.outcome}`);
    const data = { equityId: child, refusal: discrepancyOf(handled.rejection), about: event.type };
    const noted = await runReactionCommand(store, { ...common, n: most + n, type: 'RecordEquityRefusal', data });
    if (noted.outcome !== 'done') throw new Error(`nothing was recorded in ${common.stream} for event ${event.id}: ${noted.outcome}`);
  }
};

/** Opens one case per land-holding company below, however often the event is delivered. */
export const whenEquityParentChanged: Reaction = {
  name,
  filter: { types: ['EquityTransferCompleted', 'UndeclaredEquityTransferReported', 'EquityDateCorrected'] },
  react: async (context, event) => {
    if (event.type === 'EquityDateCorrected') return redate(context, event);
    const { equityId, companyId, kind } = changed.parse(event.data);
    // An indirect change is itself such a case: the walk from its root has been all the way down.
    if (kind === 'indirect') return;
    for (const below of await landholdersBelow(context.store, companyId, event.effectiveOn)) await touch(context, event, equityId, below);
  },
};

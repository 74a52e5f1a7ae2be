// The holders of a company changed: every company below it that has land changes indirectly (间接变更), and is a case of its own.
import { equity } from '@yimu/domain/equity';
import { equityEvents } from '@yimu/domain/equity/events';
import { interestsOn } from '@yimu/domain/interest';
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { runReactionCommand } from '@yimu/server';
import { indirectCaseId, interestsOf, whereaboutsOf } from '../routes/equity-context.ts';
import type { Reaction, ReactionContext } from './run-reactions.ts';

const name = 'equity-parent-changed';
/** Chains of holdings are shorter; what lies deeper is not walked. */
const deepest = 10;

const changed = equityEvents.EquityTransferCompleted.data.pick({ equityId: true, companyId: true, kind: true }).loose();

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

/** Opens one case per land-holding company below, however often the event is delivered. */
export const whenEquityParentChanged: Reaction = {
  name,
  filter: { types: ['EquityTransferCompleted', 'UndeclaredEquityTransferReported'] },
  react: async (context, event) => {
    const { equityId, companyId, kind } = changed.parse(event.data);
    // An indirect change is itself such a case: the walk from its root has been all the way down.
    if (kind === 'indirect') return;
    for (const below of await landholdersBelow(context.store, companyId, event.effectiveOn)) await touch(context, event, equityId, below);
  },
};

// 履约节点: when each is due, by agreement and by every extension since, and when it was reached.
import { daysBetween, type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import { type ContractEvent, type ContractFact, contractNodes } from './events.ts';

export type ContractNode = (typeof contractNodes)[number];

/** For both languages, so that a refusal names the node as officials write it. */
export const nodeNames: Readonly<Record<ContractNode, string>> = {
  'construction-start': '开工 (construction-start)',
  completion: '竣工 (completion)',
  'production-start': '投产 (production-start)',
  'full-production': '达产 (full-production)',
};

/** A due day, and the id of the event that brought it; a correction changes the day, not the id. */
export interface Due {
  readonly entry: string;
  readonly on: EffectiveDate;
}

export interface Milestone {
  readonly node: ContractNode;
  /** The first entry is the agreed day, every later one an extension; none is ever taken away. */
  readonly dues: Timeline<Due>;
  /** The id is that of the report; a correction changes the day, not the id. */
  readonly achieved: { readonly id: string; readonly on: EffectiveDate } | null;
}

/** The four nodes, in their order. */
export type Milestones = Readonly<Record<ContractNode, Milestone>>;

const none = (node: ContractNode): Milestone => ({ node, dues: [], achieved: null });

/** Those of a contract that agrees on none of them. */
export const noMilestones: Milestones = {
  'construction-start': none('construction-start'),
  completion: none('completion'),
  'production-start': none('production-start'),
  'full-production': none('full-production'),
};

/** An extension as told, by the id of its event; its days as corrected since are those of the nodes. */
export type Extension = Extract<ContractFact, { type: 'MilestonesExtended' }>['data'] & { readonly on: EffectiveDate; readonly id: string };

/** How a node stands on a day. */
export interface MilestoneStanding {
  readonly node: ContractNode;
  /** As first agreed. */
  readonly dueOn: EffectiveDate;
  /** As extended by that day, null if never. */
  readonly extendedTo: EffectiveDate | null;
  readonly achievedOn: EffectiveDate | null;
  /** Days after the (extended) due day on which it was reached, or that have passed without it; 0 while in time. */
  readonly daysLate: number;
}

const standingOn = ({ node, dues, achieved }: Milestone, on: EffectiveDate): readonly MilestoneStanding[] => {
  const due = valueOn(dues, on)?.on;
  const agreed = dues[0]?.value.on;
  if (due === undefined || agreed === undefined) return [];
  const achievedOn = achieved !== null && achieved.on <= on ? achieved.on : null;
  const late = daysBetween(due, achievedOn ?? on);
  return [{ node, dueOn: agreed, extendedTo: due === agreed ? null : due, achievedOn, daysLate: late > 0 ? late : 0 }];
};

/** How the agreed nodes stand on a day, in their order; a missed one is one with days late and no day of achievement. */
export const standingsOn = (milestones: Milestones, on: EffectiveDate): readonly MilestoneStanding[] =>
  contractNodes.flatMap((node) => standingOn(milestones[node], on));

/** When a node is due as of a day, extensions included; undefined when none is agreed by then. */
export const dueOf = (milestones: Milestones, node: ContractNode, on: EffectiveDate): EffectiveDate | undefined =>
  valueOn(milestones[node].dues, on)?.on;

/** The nodes that cannot be reached without works. 投产 and 达产 can: in a building that stood before. */
export const nodesOfWorks: readonly ContractNode[] = ['construction-start', 'completion'];

/** Whether a node was reached by a day. */
export const isReached = (milestones: Milestones, node: ContractNode, on: EffectiveDate): boolean => {
  const { achieved } = milestones[node];
  return achieved !== null && achieved.on <= on;
};

/** Lets a node be due on another day from some day on. */
export const withDue = (milestones: Milestones, node: ContractNode, from: EffectiveDate, due: Due): Milestones => ({
  ...milestones,
  [node]: { ...milestones[node], dues: holdingFrom(milestones[node].dues, from, due) },
});

/** Lets the due day that an event brought for a node be another, over its whole time. */
export const withDueCorrected = (milestones: Milestones, node: ContractNode, { entry, on }: Due): Milestones => {
  const dues = milestones[node].dues.map(({ from, value }) => ({ from, value: value.entry === entry ? { entry, on } : value }));
  return { ...milestones, [node]: { ...milestones[node], dues } };
};

/** Lets a node be reached on a day, or not at all. */
export const withAchieved = (milestones: Milestones, node: ContractNode, achieved: Milestone['achieved']): Milestones => ({
  ...milestones,
  [node]: { ...milestones[node], achieved },
});

/** Two nodes of which the earlier is due after the later. */
export interface OutOfOrder {
  readonly earlier: ContractNode;
  readonly earlierOn: EffectiveDate;
  readonly later: ContractNode;
  readonly laterOn: EffectiveDate;
}

/** The first pair of days, in the order of the nodes, that breaks 开工 ≤ 竣工 ≤ 投产 ≤ 达产; nodes without a day are passed over. */
export const outOfOrder = (days: readonly { readonly node: ContractNode; readonly on: EffectiveDate }[]): OutOfOrder | undefined => {
  for (const [i, { node: later, on: laterOn }] of days.entries()) {
    const before = days.slice(0, i).find(({ on }) => on > laterOn);
    if (before !== undefined) return { earlier: before.node, earlierOn: before.on, later, laterOn };
  }
  return undefined;
};

/** The first pair of due days out of order on any day from `from` on. */
export const duesOutOfOrder = (milestones: Milestones, from: EffectiveDate): OutOfOrder | undefined => {
  const later = contractNodes.flatMap((node) => milestones[node].dues.map((due) => due.from).filter((on) => on > from));
  return [from, ...later]
    .map((on) => outOfOrder(standingsOn(milestones, on).map(({ node, dueOn, extendedTo }) => ({ node, on: extendedTo ?? dueOn }))))
    .find((found) => found !== undefined);
};

/** The first pair of nodes that were reached in the wrong order. */
export const achievedOutOfOrder = (milestones: Milestones): OutOfOrder | undefined =>
  outOfOrder(
    contractNodes.flatMap((node) => {
      const { achieved } = milestones[node];
      return achieved === null ? [] : [{ node, on: achieved.on }];
    }),
  );

/** Folds what an event does to the nodes. */
export const evolveMilestones = (milestones: Milestones, event: ContractEvent): Milestones => {
  const from = event.effectiveOn;
  switch (event.type) {
    case 'ContractSigned':
    case 'SupplementaryAgreementSigned':
      return event.data.milestones.reduce(
        (known, { node, dueOn }) => withDue(known, node, from, { entry: event.id, on: dueOn }),
        milestones,
      );
    case 'MilestonesExtended':
      return event.data.extensions.reduce(
        (known, { node, until }) => withDue(known, node, from, { entry: event.id, on: until }),
        milestones,
      );
    case 'MilestoneDueCorrected': {
      const { node, dueOn } = event.data;
      return withDueCorrected(milestones, node, { entry: String(event.corrects), on: dueOn });
    }
    case 'MilestoneAchieved':
      return withAchieved(milestones, event.data.node, { id: event.id, on: from });
    case 'MilestoneCorrected': {
      const { node } = event.data;
      const { achieved } = milestones[node];
      return withAchieved(milestones, node, achieved && { ...achieved, on: from });
    }
    case 'MilestoneAnnulled':
      return withAchieved(milestones, event.data.node, null);
    default:
      return milestones;
  }
};

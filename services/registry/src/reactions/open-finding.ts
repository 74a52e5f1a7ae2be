// How a reaction opens a finding (待核实): one per rule, subject and causing event, however often the event is delivered.
import { finding, type findingCommands } from '@yimu/domain/finding';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { entityIdFor, type ReactionContext, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';

type Opening = z.output<typeof findingCommands.OpenFinding>;

/** What a finding says; where it belongs and what caused it, the event tells. */
export type Found = Omit<Opening, 'findingId' | 'jurisdictions' | 'causedBy'>;

const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;

/** Opens the finding of the reaction `name` for an event. Throws when it cannot be opened, which parks the event. */
export const openFinding = async ({ store, today }: ReactionContext, name: string, event: RecordedEvent, found: Found): Promise<void> => {
  const { subject, rule } = found;
  const findingId = entityIdFor({
    issuer: 'yimu',
    sub: name,
    method: 'FINDING',
    path: `${subject.kind}/${subject.id}/${rule}`,
    key: event.id,
  });
  const handled = await runReactionCommand(store, {
    name,
    cause: event,
    type: 'OpenFinding',
    data: {
      ...found,
      findingId,
      titleZh: shortened(found.titleZh, 200),
      titleEn: shortened(found.titleEn, 200),
      detail: found.detail.map((line) => ({ ...line, value: shortened(line.value, 1_000) })),
      jurisdictions: [...event.jurisdictions],
      causedBy: event.id,
    },
    stream: `finding-${findingId}`,
    decider: finding,
    today,
  });
  if (handled.outcome === 'done') return;
  const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
  throw new Error(`no finding for event ${event.id}: ${why}`);
};

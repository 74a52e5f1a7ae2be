import type { FindingEvent, FindingFact } from '@yimu/domain/finding/events';
import { upcast } from '@yimu/domain/finding/state';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection } from '../engine/projection.ts';
import { atEach } from './concerned.ts';

type Opened = Extract<FindingFact, { type: 'FindingOpened' }>;

interface Card {
  readonly opened: Opened['data'];
  readonly openedOn: string;
  readonly jurisdictions: readonly string[];
  readonly closed: { readonly outcome: string; readonly reason: string } | null;
}

/** The departments as one more line of the details: they need no column while nobody searches by them. */
const detailOf = ({ detail, departments }: Opened['data']): Opened['data']['detail'] =>
  departments.length === 0 ? detail : [...detail, { labelZh: '承办部门', labelEn: 'Departments', value: departments.join('、') }];

/** What a rule found and a person has to look at (待核实), seen by every jurisdiction it concerns. */
export const findings: Projection<Card | null> = {
  name: 'findings',
  version: 2,
  category: 'finding',
  tables: ['finding', 'finding_place', 'scope_row'],
  initial: null,
  evolve: (card, recorded: RecordedEvent) => {
    const event = upcast(recorded as unknown as FindingEvent);
    switch (event.type) {
      case 'FindingOpened':
        return { opened: event.data, openedOn: event.effectiveOn, jurisdictions: event.jurisdictions, closed: null };
      case 'FindingClosed':
        return card && { ...card, closed: { outcome: event.data.outcome, reason: event.data.reason } };
      default:
        return event satisfies never;
    }
  },
  rows: (card) => {
    if (card === null) return [];
    const { findingId, rule, subject, titleZh, titleEn } = card.opened;
    return [
      {
        table: 'finding',
        key: 'finding',
        columns: {
          finding_id: findingId,
          rule,
          subject_kind: subject.kind,
          subject_id: subject.id,
          status: card.closed === null ? 'open' : 'closed',
          title_zh: titleZh,
          title_en: titleEn,
          detail: JSON.stringify(detailOf(card.opened)),
          opened_on: card.openedOn,
          outcome: card.closed?.outcome ?? null,
          reason: card.closed?.reason ?? null,
          places: JSON.stringify(card.jurisdictions),
        },
      },
      ...atEach(card.jurisdictions, {
        table: 'finding_place',
        key: 'place',
        columns: { finding_id: findingId, opened_on: card.openedOn, status: card.closed === null ? 'open' : 'closed', rule },
      }),
      ...card.jurisdictions.map((code) => ({
        table: 'scope_row',
        key: `subtree ${code}`,
        columns: { kind: 'subtree', value: code, subject: `finding-${findingId}`, ...levelCodes(code) },
      })),
    ];
  },
};

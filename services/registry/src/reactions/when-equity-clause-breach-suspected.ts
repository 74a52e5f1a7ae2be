// A change of equity that took place may have broken clauses: a breach lead (违约线索) stands on each contract until a person closes it.
import { contract } from '@yimu/domain/contract';
import { equityEvents } from '@yimu/domain/equity/events';
import { entityIdFor, type Reaction, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';

const { data: suspected } = equityEvents.EquityClauseBreachSuspected;
type Suspected = z.output<typeof suspected>;
type Breach = Suspected['breaches'][number]['breach'];

const name = 'equity-clause-breach-suspected';

const wordings = {
  'consent-missing': {
    kind: 'equity-consent-missing',
    zh: '受让人股权或实际控制人于{day}变更，未见合同所要求的出让人同意。',
    en: 'Shares or control of the grantee changed on {day} without the consent of the grantor that the contract asks for.',
  },
  locked: {
    kind: 'equity-changed-while-locked',
    zh: '受让人股权或实际控制人于{day}变更，时在合同约定的锁定期内。',
    en: 'Shares or control of the grantee changed on {day}, while the contract allowed no change.',
  },
} as const satisfies Record<Breach, { readonly kind: string; readonly zh: string; readonly en: string }>;

/** Records one lead per contract and kind of breach, however often the event is delivered. */
export const whenEquityClauseBreachSuspected: Reaction = {
  name,
  filter: { types: ['EquityClauseBreachSuspected'] },
  react: async ({ store, today }, event) => {
    const { changedOn, breaches } = suspected.parse(event.data);
    for (const [n, { contractId, breach }] of breaches.entries()) {
      const { kind, zh, en } = wordings[breach];
      const lead = entityIdFor({ issuer: 'yimu', sub: name, method: 'LEAD', path: contractId, key: `${event.id}/${breach}` });
      const handled = await runReactionCommand(store, {
        name,
        cause: event,
        n,
        type: 'RecordBreachLead',
        data: {
          contractId,
          lead,
          kind,
          detailZh: zh.replace('{day}', changedOn),
          detailEn: en.replace('{day}', changedOn),
          causedBy: event.id,
        },
        stream: `contract-${contractId}`,
        decider: contract,
        today,
      });
      if (handled.outcome !== 'done') {
        const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
        throw new Error(`no breach lead on contract ${contractId} for event ${event.id}: ${why}`);
      }
    }
  },
};

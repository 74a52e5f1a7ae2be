// A fact was recorded although it breaks a rule: a person of the competent department has to look at it.
import { auctionEvents } from '@yimu/domain/auction/events';
import { contractEvents } from '@yimu/domain/contract/events';
import { equityEvents } from '@yimu/domain/equity/events';
import type { Department } from '@yimu/domain/kernel';
import { lineageEvents } from '@yimu/domain/lineage/events';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { partyEvents } from '@yimu/domain/party/events';
import { rightEvents } from '@yimu/domain/right/events';
import { shareholdingEvents } from '@yimu/domain/shareholding/events';
import type { Reaction } from '@yimu/server';
import { z } from 'zod';
import { type Found, openFinding } from './open-finding.ts';

interface Competence {
  /** What the finding is about, and in which field of the data its id stands. */
  readonly kind: Found['subject']['kind'];
  readonly id: string;
  readonly departments: readonly Department[];
}

/** Whose each discrepancy is. */
const competences = {
  // 规划资源局 keeps parcels and their splits and mergers, and is the registrar of rights.
  ParcelDiscrepancyFound: { kind: 'parcel', id: 'parcelId', departments: ['规划资源局'] },
  LineageDiscrepancyFound: { kind: 'lineage', id: 'lineageId', departments: ['规划资源局'] },
  TitleDiscrepancyFound: { kind: 'right', id: 'parcelId', departments: ['规划资源局'] },
  // 市场监管局 keeps the register of companies.
  PartyDiscrepancyFound: { kind: 'party', id: 'partyId', departments: ['市场监管局'] },
  ShareholdingDiscrepancyFound: { kind: 'shareholding', id: 'companyId', departments: ['市场监管局'] },
  // 规划资源局 grants the land, 经委 answers for what was promised with it: investment, output, tax.
  ContractDiscrepancyFound: { kind: 'contract', id: 'contractId', departments: ['规划资源局', '经委'] },
  // 松规划资源〔2023〕123号: the three departments supervise changes of equity together.
  EquityDiscrepancyFound: { kind: 'equity', id: 'equityId', departments: ['规划资源局', '经委', '市场监管局'] },
  // 规划资源局 answers the court and registers the land, 经委 states what an entrant has to meet.
  AuctionDiscrepancyFound: { kind: 'auction', id: 'auctionId', departments: ['规划资源局', '经委'] },
} as const satisfies Readonly<Record<string, Competence>>;
type DiscrepancyType = keyof typeof competences;

const shapes = {
  ...auctionEvents,
  ...contractEvents,
  ...equityEvents,
  ...lineageEvents,
  ...parcelEvents,
  ...partyEvents,
  ...rightEvents,
  ...shareholdingEvents,
} satisfies Readonly<Record<DiscrepancyType, unknown>>;

const name = 'discrepancy-found';
/** A finding names an id whatever the context calls it. */
const ids = z.record(z.string(), z.unknown());

/** Opens one finding per discrepancy, in the words of the rule that was broken. */
export const whenDiscrepancyFound: Reaction = {
  name,
  filter: { types: Object.keys(competences) },
  react: async (context, event) => {
    const type = event.type as DiscrepancyType;
    const { discrepancy, about } = shapes[type].data.parse(event.data);
    const { kind, id, departments }: Competence = competences[type];
    await openFinding(context, name, event, {
      rule: discrepancy.rule,
      subject: { kind, id: z.uuid().parse(ids.parse(event.data)[id]) },
      titleZh: discrepancy.zh,
      titleEn: discrepancy.en,
      detail: [
        { labelZh: '所记载的事项', labelEn: 'What was recorded', value: about },
        { labelZh: '不符之处', labelEn: 'Discrepancy, in Chinese', value: discrepancy.zh },
        { labelZh: '不符之处（英文）', labelEn: 'Discrepancy', value: discrepancy.en },
      ],
      departments: [...departments],
    });
  },
};

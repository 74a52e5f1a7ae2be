// Whoever held shares or land and is no more (注销, 合并, 解散分立) still stands as their holder: rights and shares pass by a succession
// that somebody registers, never by themselves. A finding says so for each of them, to the place where it lies.
import type { Interests } from '@yimu/domain/interest';
import { interestEvents } from '@yimu/domain/interest/events';
import { type RecordedEvent, valueOn } from '@yimu/domain/kernel';
import { type Entered, isEnded, type Standing, standingOn } from '@yimu/domain/party/state';
import type { Reaction, ReactionContext } from '@yimu/server';
import { z } from 'zod';
import { interestsOf } from '../routes/equity-context.ts';
import { partyOf } from '../routes/parties-context.ts';
import { openFinding } from './open-finding.ts';

type Interest = Pick<Interests['list'][number], 'kind' | 'targetId' | 'jurisdictions'>;

const name = 'holder-ended';
const ofParty = z.looseObject({ partyId: z.uuid() });
const { data: recorded } = interestEvents.InterestRecorded;

const statuses: Readonly<Record<Standing['status'], string>> = {
  existing: '存续',
  'licence-revoked': '吊销',
  deregistered: '注销',
  merged: '合并',
  divided: '分立',
};
const competences = {
  land: { subject: 'right', zh: '土地权利', en: 'rights to land', departments: ['规划资源局'] },
  company: { subject: 'shareholding', zh: '股权', en: 'shares', departments: ['市场监管局'] },
} as const;

const tell = (context: ReactionContext, event: RecordedEvent, party: Entered, { kind, targetId, jurisdictions }: Interest) => {
  const { status, into } = standingOn(party, event.effectiveOn);
  const { subject, zh, en, departments } = competences[kind];
  return openFinding(
    context,
    name,
    { ...event, jurisdictions: [...jurisdictions] },
    {
      rule: name,
      subject: { kind: subject, id: targetId },
      titleZh: `权利人已终止（${statuses[status]}），其${zh}待办理承继登记`,
      titleEn: `A holder is no more (${status}); its ${en} are to be registered for whoever succeeds it`,
      detail: [
        { labelZh: '已终止的主体', labelEn: 'Party that is no more', value: party.partyId },
        { labelZh: '承继主体', labelEn: 'Successors', value: into.join(', ') || '—' },
      ],
      departments: [...departments],
    },
  );
};

/** Opens a finding for everything that a party holds from the day of its end on, and for what it is recorded to hold afterwards. */
export const whenHolderEnded: Reaction = {
  name,
  filter: { types: ['PartyDissolved', 'PartyMerged', 'PartyDivided', 'InterestRecorded'] },
  react: async (context, event) => {
    const { partyId } = ofParty.parse(event.data);
    const party = await partyOf(context.store, partyId);
    const on = event.effectiveOn;
    if (party.kind === 'absent' || !isEnded(standingOn(party, on))) return;
    if (event.type === 'InterestRecorded')
      return tell(context, event, party, { ...recorded.parse(event.data), jurisdictions: event.jurisdictions });
    const { list } = await interestsOf(context.store, partyId);
    for (const interest of list.filter(({ has }) => valueOn(has, on) === true || has.some(({ from, value }) => from > on && value)))
      await tell(context, event, party, interest);
  },
};

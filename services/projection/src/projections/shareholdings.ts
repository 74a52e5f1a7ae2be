import { date, type EffectiveDate, formatFraction, fractionOf, type RecordedEvent, sumOfShares } from '@yimu/domain/kernel';
import type { ShareholdingEvent } from '@yimu/domain/shareholding/events';
import { openEnd, type Structure } from '@yimu/domain/shareholding/read';
import { evolve, holdingsOn, nothingRecorded, type Shareholdings } from '@yimu/domain/shareholding/state';
import type { Projection, ReadModelRow } from '../engine/projection.ts';

/** Who holds a company and what courts have frozen of it, seen by whoever sees the company. */
export const shareholdings: Projection<Shareholdings> = {
  name: 'shareholdings',
  category: 'shares',
  tables: ['shareholding', 'holding', 'share_freeze'],
  initial: nothingRecorded,
  voiding: ['ShareTransferAnnulled'],
  evolve: (state, recorded: RecordedEvent) => evolve(state, recorded as unknown as ShareholdingEvent),
  rows: (state, on) => {
    const { companyId } = state;
    if (companyId === null) return [];
    const structure = holdingsOn(state, date(on));
    return [...(structure === undefined ? [] : structureRows(companyId, structure)), ...freezeRows(companyId, state, date(on))];
  },
};

const ofCompany = (companyId: string) => ({ company_id: companyId, subject: `party-${companyId}` });

/** A share in lowest terms, so that a transfer and a register that say the same are one row. */
const exact = (share: string | null | undefined): string | null => (share == null ? null : formatFraction(fractionOf(share)));

const structureRows = (companyId: string, { holdings, groups }: Structure): readonly ReadModelRow[] => {
  const known = [...holdings, ...groups].flatMap(({ share }) => (share === null ? [] : [share]));
  return [
    { table: 'shareholding', key: 'company', columns: { ...ofCompany(companyId), total: formatFraction(sumOfShares(known)) } },
    ...holdings.map(({ holderId, share, group }, place) => ({
      table: 'holding',
      key: holderId,
      columns: {
        ...ofCompany(companyId),
        holder_id: holderId,
        share: exact(share),
        joint_group: group,
        joint_share: exact(groups.find((each) => group !== null && each.group === group)?.share),
        place,
      },
    })),
  ];
};

/** Freezes that were not lifted, each with the last day of its terms; on later days it binds nothing, and the question says so. */
const freezeRows = (companyId: string, { freezes }: Shareholdings, on: EffectiveDate): readonly ReadModelRow[] =>
  freezes
    .filter(({ from, liftedOn }) => from <= on && (liftedOn === null || liftedOn > on))
    .map(({ id, holderId, share, court, caseNumber, waiting, from, terms }) => {
      const until = terms.map((term) => term.until).reduce((latest, end) => (end > latest ? end : latest));
      return {
        table: 'share_freeze',
        key: id,
        columns: {
          ...ofCompany(companyId),
          freeze_id: id,
          holder_id: holderId,
          share,
          court,
          case_number: caseNumber,
          waiting,
          since: from,
          until: until === openEnd ? null : until,
        },
      };
    });

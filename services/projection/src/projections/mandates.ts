// Mandates of third-party technical units: for the government of the place, and the unit itself.
import { addDays, type EffectiveDate, type RecordedEvent } from '@yimu/domain/kernel';
import type { MandateEvent } from '@yimu/domain/taskforce/events';
import { evolveMandate, holdsOn, type Mandate, type MandateState, noMandate } from '@yimu/domain/taskforce/state';
import { piecewise } from '../engine/dated.ts';
import { levelCodes } from '../engine/level-codes.ts';
import type { DatedProjection, ReadModelRow } from '../engine/projection.ts';

const statusOn = ({ content, revoked }: Mandate, day: EffectiveDate, holds: boolean): 'coming' | 'holding' | 'over' | 'revoked' => {
  if (holds) return 'holding';
  if (revoked !== null && revoked.on <= day) return 'revoked';
  return day < content.from ? 'coming' : 'over';
};

const rowsOn = (mandate: Mandate, day: EffectiveDate): readonly ReadModelRow[] => {
  const { content, revoked } = mandate;
  const { mandateId, unit, uscc, jurisdiction, tasks, from, until } = content;
  const holds: boolean = holdsOn(mandate, day);
  const columns = {
    mandate_id: mandateId,
    unit,
    uscc,
    jurisdiction,
    tasks: JSON.stringify(tasks),
    audits: tasks.includes('audit'),
    mandate_from: from,
    mandate_until: until,
    revoked_on: revoked?.on ?? null,
    revoke_reason: revoked?.reason ?? null,
    status: statusOn(mandate, day, holds),
    holds,
    ...levelCodes(jurisdiction),
  };
  const subject = `mandate-${mandateId}`;
  const noLevels = { city_code: null, district_code: null, town_code: null };
  return [
    { table: 'mandate', key: 'mandate', columns },
    { table: 'scope_row', key: 'mandate', columns: { kind: 'mandate', value: mandateId, subject, ...noLevels } },
  ];
};

/** What each mandate is worth on each day; the unit sees its own from the grant on. */
export const mandates: DatedProjection<MandateState> = {
  name: 'mandates',
  category: 'mandate',
  tables: ['mandate', 'scope_row'],
  initial: noMandate,
  evolve: (state, recorded: RecordedEvent) => evolveMandate(state, recorded as unknown as MandateEvent),
  datedRows: (state) => {
    if (state.kind === 'absent') return [];
    const { from, until } = state.content;
    return piecewise([state.grantedOn, from, addDays(until, 1), state.revoked?.on], (day) => rowsOn(state, day));
  },
};

// The rows of a title say on every day what the domain answers for that day, in whatever order the facts were recorded.
import { addDays, date, type EffectiveDate } from '@yimu/domain/kernel';
import { leasesOn, mortgagesOn, rightsOn, seizuresOn } from '@yimu/domain/right';
import type { RightEvent } from '@yimu/domain/right/events';
import { evolve, type Title, untitled } from '@yimu/domain/right/state';
import { expect, it } from 'vitest';
import type { DatedRow } from '../src/engine/projection.ts';
import { titles } from '../src/projections/titles.ts';
import { idOf } from './support/world.ts';

/** A repeatable choice of numbers below a limit (mulberry32). */
const chooser = (start: number) => {
  let seed = start;
  return (limit: number): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

const firstDay = date('2024-01-01');
const span = 120;
const dayOf = (n: number): EffectiveDate => addDays(firstDay, n);

/** Facts of one right, one kind after another, on days in any order; some are taken back or corrected. */
const historyOf = (start: number): readonly RightEvent[] => {
  const choose = chooser(start);
  const anyDay = () => dayOf(choose(span));
  const of = { parcelId: idOf('parcel'), rightId: idOf('right') };
  let count = 0;
  const told = (type: string, data: object, corrects?: string): RightEvent => {
    count += 1;
    const envelope = { version: 1, jurisdictions: ['310116112'], sources: [], effectiveOn: anyDay(), id: `event-${count}` };
    return { ...envelope, type, data: { ...of, ...data }, ...(corrects === undefined ? {} : { corrects }) } as unknown as RightEvent;
  };
  const holder = () => [{ partyId: idOf(`party ${choose(3)}`), share: null }];
  const money = { amount: '1', currency: 'CNY' };
  const entered = {
    kind: 'state-land-use',
    part: null,
    nature: null,
    until: dayOf(60 + choose(span)),
    certificateNumber: null,
    basis: 'reported',
  };
  const tenancy = () => {
    const from = choose(span);
    const [first, until] = [dayOf(from), dayOf(from + choose(60))];
    return { lessees: [idOf('lessee')], part: null, from: first, until, rent: null, contractNumber: null, basis: 'reported' };
  };
  const mortgage = (n: number) => ({
    mortgagees: [idOf('bank')],
    rank: n,
    secured: money,
    maximum: false,
    transferRestricted: false,
    basis: 'reported',
  });
  const notice = () => ({ court: `court ${choose(9)}`, caseNumber: 'a case', sequence: null, months: 1 + choose(2), until: null });
  const seizures = [1, 2, 3].map((n) => told('SeizureRecorded', { seizureId: idOf(`seizure ${n}`), ...notice() }));
  return [
    told('RightRegistered', { ...entered, holders: holder() }),
    ...[1, 2].map((n) => told('LeaseRegistered', { leaseId: idOf(`lease ${n}`), ...tenancy() })),
    ...[1, 2].map((n) => told('SubleaseRegistered', { leaseId: idOf(`sublease ${n}`), parentLeaseId: idOf(`lease ${n}`), ...tenancy() })),
    told('SubleaseRegistered', { leaseId: idOf('sublease 3'), parentLeaseId: idOf('sublease 1'), ...tenancy() }),
    told('LeaseEnded', { leaseId: idOf(`lease ${1 + choose(2)}`), reason: 'agreement' }),
    ...[1, 2, 3].map((n) => told('MortgageRegistered', { mortgageId: idOf(`mortgage ${n}`), ...mortgage(n) })),
    told('MortgageReleased', { mortgageId: idOf(`mortgage ${1 + choose(3)}`), reason: 'paid' }),
    ...seizures,
    told('SeizureRenewed', { seizureId: idOf('seizure 1'), renewalId: idOf('renewal'), months: 1, until: null }),
    told('SeizureReleased', { seizureId: idOf(`seizure ${1 + choose(3)}`) }),
    told('SeizureCorrected', { seizureId: idOf('seizure 2'), ...notice(), reason: 'x' }, seizures[1]?.id),
    told('RightTransferred', {
      kind: 'state-land-use',
      holders: holder(),
      transferId: idOf('transfer'),
      transferKind: 'transfer',
      basis: 'reported',
    }),
    told('CertificateRegistered', { kind: 'state-land-use', certificateNumber: '1号' }),
    ...(choose(2) === 0 ? [told('RightEnded', { kind: 'state-land-use', reason: 'recovery', basis: 'reported' })] : []),
    ...(choose(2) === 0 ? [told('TitleFactAnnulled', { reason: 'x' }, seizures[0]?.id)] : []),
  ];
};

const isOn = ({ from, to }: DatedRow, day: string): boolean => from <= day && (to === null || day < to);

const inOrder = (values: readonly unknown[]): readonly string[] => values.map((value) => JSON.stringify(value)).toSorted();

const saidOn = (rows: readonly DatedRow[], day: string) => {
  const of = (table: string) => rows.filter((row) => row.table === table && isOn(row, day)).map(({ columns }) => columns);
  const running = of('title_lease').filter(({ status }) => status === 'running');
  return {
    rights: inOrder(of('title_right').map((row) => [row.right_id, row.holders, row.certificate_number])),
    leases: inOrder(running.map((row) => row.lease_id)),
    mortgages: inOrder(of('title_mortgage').map((row) => [row.place, row.mortgage_id])),
    seizures: inOrder(of('title_seizure').map((row) => [row.rank, row.seizure_id, row.served_on, row.until])),
  };
};

const answeredOn = (title: Title, day: EffectiveDate) => {
  const rightId = idOf('right');
  return {
    rights: inOrder(rightsOn(title, day).map(({ holders, certificateNumber }) => [rightId, JSON.stringify(holders), certificateNumber])),
    leases: inOrder(leasesOn(title, day).map(({ leaseId }) => leaseId)),
    mortgages: inOrder(mortgagesOn(title, rightId, day).map(({ position, mortgageId }) => [position, mortgageId])),
    seizures: inOrder(seizuresOn(title, rightId, day).map(({ rank, seizureId, servedOn, until }) => [rank, seizureId, servedOn, until])),
  };
};

it('rows answer for every day as the domain does', () => {
  for (let start = 0; start < 40; start += 1) {
    let title = untitled;
    for (const event of historyOf(start)) {
      title = evolve(title, event);
      const rows = titles.datedRows(title);
      for (let n = -1; n < span + 120; n += 7) {
        const day = dayOf(n);
        expect({ start, day, ...saidOn(rows, day) }).toEqual({ start, day, ...answeredOn(title, day) });
      }
    }
  }
});

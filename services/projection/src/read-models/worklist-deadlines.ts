// 待办 that a day brings about: notices that run, answers and opinions that are due, anniversaries, and terms that end.
import { opinionDepartments } from '@yimu/domain/equity/events';
import { usualRule } from '@yimu/domain/supervision/read';
import { yearsOf } from './supervision.ts';
import type { WorkWriting } from './work-writing.ts';

const until = ({ bind, filter }: WorkWriting): string => `${bind(filter.until)}::date`;

/** Kinds of work, each one select of the day, an id, what it is about, and what the sentence is made of. */
export const deadlines = {
  // 公告期: from the day of the notice until the auction is held.
  'auction-notice': (w: WorkWriting) => `select r.auction_on as due_on, r.lot_id || ' ' || r.place as id, r.auction_id::text as subject,
      jsonb_build_object('lot', l.name, 'platform', r.platform, 'publishedOn', r.published_on, 'round', r.round) as said
    from auction_round r join auction_lot l on l.auction_id = r.auction_id and l.lot_id = r.lot_id
    where r.result is null and r.published_on <= ${w.today()} and r.auction_on >= ${w.today()}
      and ${w.inPlace('r')} and ${w.at('r')} and ${w.within('auction_round', 'r')} and ${w.at('l')} and ${w.within('auction_lot', 'l')}`,

  'court-answer': (
    w: WorkWriting,
  ) => `select o.answer_by as due_on, o.auction_id || ' ' || o.department || ' ' || o.jurisdiction as id, o.auction_id::text as subject,
      jsonb_build_object('department', o.department, 'court', a.court, 'caseNumber', a.case_number) as said
    from auction a join auction_answer o on o.auction_id = a.auction_id
    where not a.closed and o.answered_on is null and o.answer_by <= ${until(w)}
      and ${w.inPlace('a')} and ${w.at('a')} and ${w.within('auction', 'a')} and ${w.at('o')} and ${w.within('auction_answer', 'o')}`,

  'equity-opinion': (w: WorkWriting) => `select e.opinions_due_on as due_on, e.equity_id || ' ' || d.department as id,
      e.equity_id::text as subject, jsonb_build_object('department', d.department, 'filedOn', e.filed_on) as said
    from equity_transfer e cross join unnest(${w.bind(opinionDepartments)}::text[]) as d (department)
    where e.status = 'open' and (e.opinions_due_on is null or e.opinions_due_on <= ${until(w)})
      and not exists (select from jsonb_array_elements(e.opinions::jsonb) g where g.value ->> 'department' = d.department)
      and ${w.inPlace('e')} and ${w.at('e')} and ${w.within('equity_transfer', 'e')}`,

  // 租赁满三年、拿地满五年. The bounds on the first day are what an index is followed for.
  'supervision-starting': (w: WorkWriting) => {
    const years = w.rules.flatMap(({ lease_years: lease, holding_years: holding }) => [lease, holding]);
    const all = [...years, usualRule.leaseYears, usualRule.holdingYears];
    const back = (day: string, count: number): string => `(${day} - make_interval(years => ${w.bind(count)}::int))::date`;
    return `select u.supervised_from as due_on, t.tenure_id::text as id, t.parcel_id::text as subject,
        jsonb_build_object('tenure', t.kind, 'countedFrom', t.counted_from, 'years', u.years, 'parcel', p.name) as said
      from supervised_tenure t
      cross join lateral (select y.years, (t.counted_from + make_interval(years => y.years))::date as supervised_from
        from (select ${yearsOf(w.rules, w)} as years) y) u
      join parcel p on p.parcel_id = t.parcel_id
      where t.counted_from >= ${back(w.today(), Math.max(...all))} - 1 and t.counted_from <= ${back(until(w), Math.min(...all))} + 1
        and u.supervised_from between ${w.today()} and ${until(w)} and t.valid @> u.supervised_from and ${w.known('t')}
        and ${w.inPlace('t')} and ${w.within('supervised_tenure', 't')} and ${w.at('p')} and ${w.within('parcel', 'p')}`;
  },

  'lease-ending': (w: WorkWriting) => `select s.term_until as due_on, s.lease_id::text as id, s.parcel_id::text as subject,
      jsonb_build_object('parcel', p.name, 'part', s.part, 'lease', s.kind) as said
    from title_lease s join parcel p on p.parcel_id = s.parcel_id
    where s.status = 'running' and s.term_until >= ${w.today()} and s.term_until <= ${until(w)}
      and ${w.inPlace('p')} and ${w.at('p')} and ${w.within('parcel', 'p')} and ${w.at('s')} and ${w.within('title_lease', 's')}`,

  'land-term-ending': (w: WorkWriting) => `select s.until as due_on, s.right_id::text as id, s.parcel_id::text as subject,
      jsonb_build_object('parcel', p.name) as said
    from right_place s join parcel p on p.parcel_id = s.parcel_id
    where s.until <= ${until(w)} and ${w.inPlace('s')} and ${w.at('s')} and ${w.within('right_place', 's')}
      and ${w.at('p')} and ${w.within('parcel', 'p')}`,

  'freeze-expiring': (w: WorkWriting) => `select f.until as due_on, f.freeze_id::text as id, f.company_id::text as subject,
      jsonb_build_object('company', q.name, 'court', f.court, 'caseNumber', f.case_number, 'share', f.share) as said
    from share_freeze f join party q on q.party_id = f.company_id join party_place l on l.party_id = f.company_id
    where not f.waiting and f.until >= ${w.today()} and f.until <= ${until(w)}
      and ${w.inPlace('l')} and ${w.at('l')} and ${w.within('party_place', 'l')}
      and ${w.at('f')} and ${w.within('share_freeze', 'f')} and ${w.at('q')} and ${w.within('party', 'q')}`,
} as const;

// A health check is folded event by event, and comes to what folding all its events anew comes to: the same days, rows and changes.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import type { Belief } from '../src/engine/belief.ts';
import { dailyFoldOf } from '../src/engine/daily.ts';
import { datedFoldOf, piecewise } from '../src/engine/dated.ts';
import type { DatedProjection } from '../src/engine/projection.ts';
import { noDays, tellDay } from '../src/projections/submission-days.ts';
import { submissions } from '../src/projections/submissions.ts';
import { fullFold } from './support/full-fold.ts';
import { randomOf } from './support/random.ts';
import { idOf } from './support/world.ts';

/** The same rows, all reckoned anew at every event. */
const anew: DatedProjection<readonly RecordedEvent[]> = {
  name: 'submissions',
  category: 'submission',
  tables: submissions.tables,
  initial: [],
  evolve: (events, event) => [...events, event],
  datedRows: (events) => {
    const days = new Map(fullFold(events).map((day) => [day.on, day]));
    return piecewise([...days.keys()], (on) => {
      const day = days.get(on);
      return day === undefined ? [] : submissions.rowsOn(structuredClone(day));
    });
  },
};

const [owner, lessee] = ['甲企业', '乙企业'].map(idOf) as [string, string];
const of = { subjectId: idOf('甲'), subject: 'parcel', cycle: { jurisdiction: '310116', year: 2024 } };

/** A history of a health check, in any order of days: the same for the same seed. */
const history = (seed: number): readonly RecordedEvent[] => {
  const { pick, chance, below } = randomOf(seed);
  const day = () => `2024-0${3 + below(3)}-0${1 + below(3)}`;
  const events: RecordedEvent[] = [];
  const tell = (type: string, on: string, data: object, corrects?: string) => {
    const id = idOf(`${seed} ${events.length}`);
    const event = { id, type, effectiveOn: on, data: { ...of, ...data }, ...(corrects === undefined ? {} : { corrects }) };
    events.push(event as unknown as RecordedEvent);
  };
  const figure = () => ({ quantity: pick(['tax', 'land', 'vacant']), value: pick(['1', '2', '3']), unit: '' });
  const supplied = () => ({ partyId: pick([null, owner, lessee]), supplier: pick(['税务局', '街镇']), period: 2023 });
  const opening = below(3);
  for (let n = 0; n < 3 + below(12); n += 1) {
    if (n === opening)
      tell('HealthCheckOpened', day(), { code: '甲', town: '310116112', enterprises: pick([[], [owner], [owner, lessee]]) });
    const earlier = events.filter(({ type }) => type === 'FiguresSupplied' || type === 'FigureCorrected');
    const form = { form: pick(['survey', 'self-assessment'] as const), partyId: pick([null, owner]) };
    if (earlier.length > 0 && chance(0.25)) tell('FigureCorrected', day(), { ...supplied(), ...figure(), reason: '' }, pick(earlier).id);
    else if (earlier.length > 0 && chance(0.15))
      tell('FigureContradicted', day(), { ...supplied(), ...figure(), said: '9', standing: { event: pick(earlier).id, value: '1' } });
    else if (chance(0.15)) tell('EnterprisesRenamed', day(), { enterprises: pick([[owner], [lessee], [owner, lessee]]), reason: '' });
    else if (chance(0.2)) tell('FormSubmitted', day(), { ...form, schema: {}, answers: [], filledBy: 'town', mandateId: null });
    else if (chance(0.1)) tell('FormReturned', day(), { ...form, reason: '不明', fields: [] });
    else tell('FiguresSupplied', day(), { ...supplied(), form: chance(0.2) ? form.form : null, figures: [figure()] });
  }
  return events;
};
const histories = Array.from({ length: 400 }, (_, seed) => history(seed));

const inOrder = (beliefs: readonly Belief[]): readonly string[] => beliefs.map((belief) => JSON.stringify(belief)).toSorted();
const told = ({ on, check, contradictions, soleAt }: ReturnType<typeof fullFold>[number]) => [
  on,
  check,
  contradictions,
  [...check.figures, ...check.forms].map(({ event }) => soleAt.get(event)),
];

describe('a health check told event by event', () => {
  it('stands on every day as if all were folded anew', () => {
    let earlier = 0;
    for (const events of histories) {
      let days = noDays;
      for (const [n, event] of events.entries()) {
        const before = days.days;
        days = tellDay(days, event);
        if (before.length > 0 && days.days.at(-1) !== before.at(-1) && days.days.at(-1)?.on === before.at(-1)?.on) earlier += 1;
        expect(days.days.map(told)).toEqual(fullFold(events.slice(0, n + 1)).map(told));
      }
    }
    expect(earlier).toBeGreaterThan(0);
  });
  it('changes the same rows as if all were reckoned anew', () => {
    const seen = { ended: 0, corrected: 0, kept: 0 };
    for (const events of histories) {
      const [daily, dated] = [dailyFoldOf(submissions, []), datedFoldOf(anew, [])];
      for (const event of events) {
        const [step, wanted] = [daily.take(event), dated.take(event)];
        expect(inOrder(step?.ended ?? [])).toEqual(inOrder(wanted?.ended ?? []));
        expect(inOrder(step?.begun ?? [])).toEqual(inOrder(wanted?.begun ?? []));
        expect(inOrder(daily.beliefs())).toEqual(inOrder(dated.beliefs()));
        seen.ended += step?.ended.length ?? 0;
        if (event.type === 'FigureCorrected' && (step?.ended.length ?? 0) > 0) seen.corrected += 1;
        if (daily.beliefs().some(({ eventId, from }) => eventId !== event.id && from === event.effectiveOn)) seen.kept += 1;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
  it('days before the one that an event changes stay the same objects, and nothing is reckoned for them', () => {
    const events = histories.find((each) => fullFold(each).length > 3) ?? [];
    const before = events.slice(0, -1).reduce(tellDay, noDays);
    const last = {
      ...events.at(-1),
      id: idOf('last'),
      type: 'EnterprisesRenamed',
      effectiveOn: '2024-12-01',
      data: { ...of, enterprises: [] },
    };
    const after = tellDay(before, last as unknown as RecordedEvent);
    expect(after.days.length).toBe(before.days.length + 1);
    for (const [n, day] of before.days.entries()) expect(after.days[n]).toBe(day);
  });
});

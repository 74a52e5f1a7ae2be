// The generated city speaks as the contexts do: a sample of each type against the schema under which it would be stored.
import { assessmentEvents } from '@yimu/domain/assessment/events';
import { auctionEvents } from '@yimu/domain/auction/events';
import { classListEvents } from '@yimu/domain/classlist/events';
import { contractEvents } from '@yimu/domain/contract/events';
import { cycleEvents } from '@yimu/domain/cycle/events';
import { disposalEvents } from '@yimu/domain/disposal/events';
import { equityEvents } from '@yimu/domain/equity/events';
import { findingEvents } from '@yimu/domain/finding/events';
import { interestEvents } from '@yimu/domain/interest/events';
import { jurisdictionEvents } from '@yimu/domain/jurisdiction/events';
import { actor, type EventCatalogue, type RecordedEvent, sources } from '@yimu/domain/kernel';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { partyEvents } from '@yimu/domain/party/events';
import { rightEvents } from '@yimu/domain/right/events';
import { shareholdingEvents } from '@yimu/domain/shareholding/events';
import { standardEvents } from '@yimu/domain/standard/events';
import { submissionEvents } from '@yimu/domain/submission/events';
import { targetEvents } from '@yimu/domain/target/events';
import { describe, expect, it } from 'vitest';
import { cityDrafts } from '../city/city.ts';
import { correctionsAlone } from '../city/corrections.ts';
import { companyName, parcelName } from '../city/names.ts';
import { recorder } from '../city/record.ts';
import { shapeOf } from '../city/shape.ts';

const catalogue: EventCatalogue = {
  ...assessmentEvents,
  ...auctionEvents,
  ...classListEvents,
  ...contractEvents,
  ...cycleEvents,
  ...disposalEvents,
  ...equityEvents,
  ...findingEvents,
  ...interestEvents,
  ...jurisdictionEvents,
  ...parcelEvents,
  ...partyEvents,
  ...rightEvents,
  ...shareholdingEvents,
  ...standardEvents,
  ...submissionEvents,
  ...targetEvents,
};

const identity = { id: '0123abcd', epoch: 1 };
const shape = await shapeOf(0.004);
const record = recorder(identity);
const events: readonly RecordedEvent[] = [...cityDrafts(shape), ...correctionsAlone(shape, 5_000)].map(record);
const byType = Map.groupBy(events, ({ type }) => type);
const byStream = Map.groupBy(events, ({ stream }) => stream);
const samples = [...byType].flatMap(([type, all]) => {
  const places = [0, Math.floor(all.length / 3), Math.floor(all.length / 2), all.length - 1];
  return places.flatMap((place) => all.slice(place, place + 25)).map((event) => [type, event] as const);
});

describe('the generated city', () => {
  it('says nothing that a context could not have stored', () => {
    const wrong = samples.flatMap(([type, { data, version, actor: by, sources: cited }]) => {
      const known = catalogue[type];
      if (known === undefined) return [`${type}: no context has it`];
      const issue = [known.data.safeParse(data), actor.safeParse(by), sources.safeParse(cited)].find(({ success }) => !success)?.error
        ?.issues[0];
      const said = issue === undefined ? [] : [`${type} ${issue.path.join('.')}: ${issue.message}`];
      return version === known.version ? said : [...said, `${type}: version ${version}`];
    });
    expect([...new Set(wrong)]).toEqual([]);
    expect(byType.size).toBeGreaterThan(50);
  });

  it('numbers each stream from 0, in the order of position', () => {
    const torn = [...byStream].filter(([, all]) => all.some(({ revision }, n) => revision !== n));
    expect(torn.map(([stream, all]) => `${stream} ${all.map(({ revision }) => revision).join(' ')}`)).toEqual([]);
    expect(byStream.size).toBeGreaterThan(0);
  });

  it('is recorded nearly in the order of time, over five years', () => {
    const back = events.slice(1).map(({ recordedAt }, n) => Date.parse(events[n]?.recordedAt ?? '') - Date.parse(recordedAt));
    expect(Math.max(...back)).toBeLessThan(3 * 86_400_000);
    expect(events[0]?.recordedAt.slice(0, 4)).toBe('2020');
    expect(events.at(-1)?.recordedAt.slice(0, 4)).toBe('2026');
  });

  it('corrects only what stands before it in the same stream', () => {
    const correcting = events.filter(({ corrects }) => corrects !== undefined);
    const lost = correcting.filter(
      ({ stream, corrects, revision }) => !byStream.get(stream)?.some((each) => each.id === corrects && each.revision < revision),
    );
    expect(lost.map(({ type }) => type)).toEqual([]);
    expect(correcting.length).toBeGreaterThan(0);
  });

  it('has different ids, names that collide now and then, and a town without a parcel', () => {
    const names = Array.from({ length: 3_000 }, (_, n) => [companyName(n), parcelName(n)]).flat();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(names).size).toBeLessThan(names.length);
    expect(new Set(names).size).toBeGreaterThan(names.length / 2);
    expect(shape.empty.count).toBe(0);
    expect((byType.get('ParcelEntered') ?? []).length).toBe(shape.parcels);
  });

  it('is the same every time', () => {
    const again = recorder(identity);
    const first = cityDrafts(shape).take(2_000).map(again).toArray();
    expect(first).toEqual(events.slice(0, 2_000));
  });
});

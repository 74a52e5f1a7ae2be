import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { submissionEvents } from '@yimu/domain/submission/events';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { whenFigureContradicted } from '../src/reactions/when-figure-contradicted.ts';
import { town, townOfficer } from './support/officers.ts';
import { sources, today } from './support/service.ts';

const [parcelId, partyId, first] = [testId('parcel'), testId('party'), testId('first')];
const values = { stands: '4711.25', said: '815.5' };

/** What the assessment recorded, and the findings that come of delivering it twice. */
const found = async (changes: object) => {
  const store = memoryEventStore();
  const stream = `submission-${parcelId}-310116-2024`;
  const data = submissionEvents.FigureContradicted.data.parse({
    subjectId: parcelId,
    subject: 'parcel',
    cycle: { jurisdiction: '310116', year: 2024 },
    partyId,
    supplier: '经委',
    period: 2023,
    quantity: 'subsidy',
    standing: { event: first, value: values.stands },
    said: values.said,
    ...changes,
  });
  const ids = { id: testId('contradiction'), correlationId: testId('c'), causationId: testId('c'), requestHash: testId('h') };
  const event = {
    ...ids,
    type: 'FigureContradicted',
    version: 1,
    data,
    effectiveOn: date('2024-03-11'),
    jurisdictions: [town],
    sources,
    actor: townOfficer,
  };
  await store.append(stream, [event], 'none');
  const [cause] = (await Array.fromAsync(store.readStream(stream))) as [RecordedEvent];
  for (const _ of ['once', 'again']) await whenFigureContradicted.react({ store, today }, cause);
  return Array.fromAsync(store.readAll({ filter: { categories: ['finding'] } }));
};

it('a figure that is supplied twice with different values opens one finding with both, for the department', async () => {
  const findings = await found({});
  expect(findings).toMatchObject([
    {
      type: 'FindingOpened',
      jurisdictions: [town],
      data: {
        rule: 'figure-contradicted',
        subject: { kind: 'parcel', id: parcelId },
        causedBy: testId('contradiction'),
        titleZh: '经委两次填报的数据项“subsidy”不一致，待核实',
        departments: ['经委'],
        detail: [
          { value: '310116 2024' },
          { value: '2023' },
          { value: partyId },
          { value: `${values.stands} (${first})` },
          { value: `${values.said} (${testId('contradiction')})` },
        ],
      },
    },
  ]);
});

it.each(['税务局', '统计局'])('figures of %s are not told by the finding, only the events that hold them', async (supplier) => {
  const [finding] = await found({ supplier });
  const told = JSON.stringify(finding);
  expect([told.includes(values.stands), told.includes(values.said), told.includes(first)]).toEqual([false, false, true]);
});

it('of an enterprise it is about the enterprise, and of the land as a whole it names none', async () => {
  expect(await found({ subject: 'enterprise' })).toMatchObject([{ data: { subject: { kind: 'party', id: parcelId } } }]);
  const [finding] = await found({ partyId: null, supplier: '街镇' });
  expect(finding?.data).toMatchObject({ departments: [], detail: [{}, {}, {}, {}] });
});

it('is one of the reactions of the service', () => expect(reactions).toContain(whenFigureContradicted));

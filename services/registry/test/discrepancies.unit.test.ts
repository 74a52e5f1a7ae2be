import { globSync } from 'node:fs';
import { plan } from '@yimu/domain/disposal';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import type { Reaction } from '@yimu/server';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { whenDiscrepancyFound } from '../src/reactions/when-discrepancy-found.ts';
import { whenListedLandTouched } from '../src/reactions/when-listed-land-touched.ts';
import { otherTown, town, townOfficer } from './support/officers.ts';
import { give, sources, today } from './support/service.ts';

const id = testId('subject');
const discrepancy = { rule: 'share-total-not-one', en: 'The shares total 4/3.', zh: '持股合计为4/3，不等于1。' };
const about = 'ShareholdingsRecorded';

let store: EventStore;
beforeEach(() => {
  store = memoryEventStore();
});

/** A fact as a context would have recorded it. */
const recorded = async (stream: string, type: string, data: object, jurisdictions = [town]): Promise<RecordedEvent> => {
  const event = {
    id: testId(stream, type),
    type,
    version: 1,
    data,
    effectiveOn: today,
    jurisdictions,
    sources,
    actor: townOfficer,
    correlationId: testId('correlation'),
    causationId: testId('cause'),
    requestHash: testId('hash'),
  };
  await store.append(stream, [event], 'any');
  const [stored] = await Array.fromAsync(store.readStream(stream, { direction: 'backwards', limit: 1 }));
  if (stored === undefined) throw new Error(`${type} was not appended`);
  return stored;
};
const deliver = async (reaction: Reaction, event: RecordedEvent, times = 2): Promise<RecordedEvent[]> => {
  for (let n = 0; n < times; n += 1) await reaction.react({ store, today }, event);
  return Array.fromAsync(store.readAll({ filter: { categories: ['finding'] } }));
};

describe('a recorded fact that breaks a rule', () => {
  it.each([
    ['ParcelDiscrepancyFound', 'parcel', { parcelId: id }, ['规划资源局']],
    ['LineageDiscrepancyFound', 'lineage', { lineageId: id }, ['规划资源局']],
    ['TitleDiscrepancyFound', 'right', { parcelId: id, rightId: testId('right') }, ['规划资源局']],
    ['PartyDiscrepancyFound', 'party', { partyId: id }, ['市场监管局']],
    ['ShareholdingDiscrepancyFound', 'shareholding', { companyId: id }, ['市场监管局']],
    ['ContractDiscrepancyFound', 'contract', { contractId: id }, ['规划资源局', '经委']],
    ['EquityDiscrepancyFound', 'equity', { equityId: id }, ['规划资源局', '经委', '市场监管局']],
    ['AuctionDiscrepancyFound', 'auction', { auctionId: id, lotId: testId('lot') }, ['规划资源局', '经委']],
  ])('%s opens one finding about the %s, in the words of the rule, for whom it concerns', async (type, kind, ids, departments) => {
    const event = await recorded(`some-${id}`, type, { ...ids, discrepancy, about }, [town, otherTown]);
    const [opened, ...more] = await deliver(whenDiscrepancyFound, event);
    expect(more).toEqual([]);
    expect(opened).toMatchObject({
      type: 'FindingOpened',
      version: 2,
      jurisdictions: [town, otherTown],
      causationId: event.id,
      actor: { sub: 'reaction:discrepancy-found' },
    });
    expect(opened?.data).toEqual({
      findingId: opened?.stream.slice('finding-'.length),
      rule: 'share-total-not-one',
      subject: { kind, id },
      causedBy: event.id,
      titleZh: discrepancy.zh,
      titleEn: discrepancy.en,
      detail: [
        { labelZh: '所记载的事项', labelEn: 'What was recorded', value: about },
        { labelZh: '不符之处', labelEn: 'Discrepancy, in Chinese', value: discrepancy.zh },
        { labelZh: '不符之处（英文）', labelEn: 'Discrepancy', value: discrepancy.en },
      ],
      departments,
    });
  });

  it('is told in full beside a title that is cut where it is longer than a title may be', async () => {
    const long = { ...discrepancy, zh: '不'.repeat(300), en: 'x'.repeat(1_500) };
    const [opened] = await deliver(
      whenDiscrepancyFound,
      await recorded(`some-${id}`, 'ParcelDiscrepancyFound', { parcelId: id, discrepancy: long, about }),
    );
    const data = opened?.data as { titleZh: string; titleEn: string; detail: readonly { value: string }[] };
    expect([data.titleZh, data.detail[1]?.value]).toEqual([`${'不'.repeat(199)}…`, long.zh]);
    expect([data.titleEn.length, data.detail[2]?.value.length]).toEqual([200, 1_000]);
  });

  it('of any context is heard', async () => {
    const events = globSync('../../../libs/domain/src/*/events.ts', { cwd: import.meta.dirname }).map((path) => path.split(/[\\/]/).at(-2));
    const types: string[] = [];
    for (const context of events) {
      const module = (await import(`../../../libs/domain/src/${context}/events.ts`)) as Readonly<Record<string, unknown>>;
      const catalogues = Object.values(module).filter((value) => typeof value === 'object' && value !== null);
      types.push(...catalogues.flatMap((catalogue) => Object.keys(catalogue)).filter((type) => type.endsWith('DiscrepancyFound')));
    }
    const { filter } = whenDiscrepancyFound;
    expect('types' in filter ? filter.types.toSorted() : []).toEqual(types.toSorted());
    expect(reactions).toContain(whenDiscrepancyFound);
  });

  it('is tried again when no finding can be opened', async () => {
    const event = await recorded(`some-${id}`, 'ParcelDiscrepancyFound', { parcelId: id, discrepancy, about });
    const later = { ...event, effectiveOn: '2024-03-12' } as RecordedEvent;
    await expect(whenDiscrepancyFound.react({ store, today }, later)).rejects.toThrow(/no finding for event .*: effectiveOn 2024-03-12/);
    const other = { ...event, id: testId('another event') };
    const [first] = await deliver(whenDiscrepancyFound, event, 1);
    const renamed: EventStore = { ...store, readStream: (_, options) => store.readStream(first?.stream ?? '', options) };
    await expect(whenDiscrepancyFound.react({ store: renamed, today }, other)).rejects.toThrow('no finding for event');
  });
});

describe('listed land that is touched', () => {
  const parcelId = testId('古岛');
  const list = (row: string) =>
    give(store, {
      stream: `plan-${parcelId}`,
      decider: plan,
      type: 'ListPlanEntry',
      data: {
        parcelId,
        jurisdiction: town,
        enterprise: '上海古岛时装有限公司',
        mappedRoute: null,
        area: null,
        matchedBy: 'entered',
        list: '附件3 盘活',
        row,
        category: 'revitalise',
        mode: '收储',
        year: 2025,
      },
      key: `row ${row}`,
    });
  const touched = async (kind: 'equity' | 'right' | 'auction', enterpriseId: string | null): Promise<RecordedEvent> => {
    await give(store, {
      stream: `plan-${parcelId}`,
      decider: plan,
      type: 'NoteListedLandTouched',
      data: {
        parcelId,
        matter: { kind, id: testId('matter') },
        fact: 'EquityTransferFiled',
        causedBy: testId('cause'),
        enterpriseId,
        departments: ['规划资源局', '经委'],
      },
      key: 'touched',
    });
    const event = (await Array.fromAsync(store.readStream(`plan-${parcelId}`))).at(-1);
    if (event === undefined) throw new Error('the parcel has no plan');
    return event;
  };

  it('opens one finding for the named departments, with what the lists plan for it', async () => {
    await list('1');
    const [opened, ...more] = await deliver(whenListedLandTouched, await touched('equity', null));
    expect(more).toEqual([]);
    expect(opened).toMatchObject({
      type: 'FindingOpened',
      jurisdictions: [town],
      data: {
        rule: 'listed-land-touched',
        subject: { kind: 'parcel', id: parcelId },
        titleZh: '股权变更涉及清单内地块，请核实',
        titleEn: 'A change of equity touches a listed parcel, to be checked',
        detail: [
          { labelZh: '股权变更', labelEn: 'EquityTransferFiled', value: testId('matter') },
          { labelZh: '漕府〔2024〕11号 附件3 盘活 第1行', value: '上海古岛时装有限公司：盘活·收储 2025' },
        ],
        departments: ['规划资源局', '经委'],
      },
    });
  });
  it('through its enterprise names that one', async () => {
    await list('1');
    const [opened] = await deliver(whenListedLandTouched, await touched('auction', testId('enterprise')));
    expect(opened?.data).toMatchObject({
      titleZh: '司法拍卖涉及清单内地块的企业，请核实',
      titleEn: 'A judicial auction touches the enterprise of a listed parcel, to be checked',
      detail: [{}, { labelEn: 'Through the enterprise', value: testId('enterprise') }, {}],
    });
  });
  it('on more lists than a finding can hold keeps the first of them', async () => {
    for (let row = 1; row <= 23; row += 1) await list(String(row));
    const [opened] = await deliver(whenListedLandTouched, await touched('right', null));
    expect(opened?.data).toHaveProperty('detail.length', 21);
  });
});

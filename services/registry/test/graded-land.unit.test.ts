// A matter that touches land of grade C or D is looked at once: where the land is listed too, one finding names both reasons.
import { plan } from '@yimu/domain/disposal';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { supervision } from '@yimu/domain/supervision';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenListedLandTouched } from '../src/reactions/when-listed-land-touched.ts';
import { town } from './support/officers.ts';
import { give, today } from './support/service.ts';

const parcelId = testId('古岛');
let store: EventStore;
beforeEach(() => {
  store = memoryEventStore();
});

const graded = (grade: 'C' | 'D') =>
  give(store, {
    stream: `supervision-${parcelId}`,
    decider: supervision,
    type: 'NoteGrade',
    data: {
      parcelId,
      cycle: { jurisdiction: '310116', year: 2023 },
      run: testId('run'),
      grade,
      document: '金府办发〔2024〕5号',
      partyIds: [],
      causedBy: testId('decision'),
      jurisdictions: [town],
    },
    key: 'graded',
  });
const touching = (name: string, enterpriseId: string | null) => ({
  parcelId,
  matter: { kind: 'auction' as const, id: testId(name) },
  fact: 'AuctionOpened',
  causedBy: testId('cause'),
  enterpriseId,
  departments: ['规划资源局' as const, '经委' as const],
});
const last = async (stream: string): Promise<RecordedEvent> => {
  const event = (await Array.fromAsync(store.readStream(stream))).at(-1);
  if (event === undefined) throw new Error(`${stream} is empty`);
  return event;
};
const gradedTouched = async (alsoListed: boolean, enterpriseId: string | null = null, name = 'a case'): Promise<RecordedEvent> => {
  await give(store, {
    stream: `supervision-${parcelId}`,
    decider: supervision,
    type: 'NoteGradedLandTouched',
    data: { ...touching(name, enterpriseId), alsoListed },
    key: `graded land touched by ${name}`,
  });
  return last(`supervision-${parcelId}`);
};
const listedTouched = async (): Promise<RecordedEvent> => {
  const stream = `plan-${parcelId}`;
  const row = {
    enterprise: '上海古岛时装有限公司',
    mappedRoute: null,
    area: null,
    matchedBy: 'entered' as const,
    list: '附件3 盘活',
    row: '1',
  };
  const data = { parcelId, jurisdiction: town, ...row, category: 'revitalise' as const, mode: '收储', year: 2025 };
  await give(store, { stream, decider: plan, type: 'ListPlanEntry', data, key: 'row' });
  await give(store, { stream, decider: plan, type: 'NoteListedLandTouched', data: touching('a case', null), key: 'listed land touched' });
  return last(stream);
};
const deliver = async (event: RecordedEvent): Promise<readonly RecordedEvent[]> => {
  for (let n = 0; n < 2; n += 1) await whenListedLandTouched.react({ store, today }, event);
  return Array.fromAsync(store.readAll({ filter: { categories: ['finding'] } }));
};

describe('land of grade C or D that is touched', () => {
  it('opens one finding for the named departments, with the grade and the document that decided it', async () => {
    await graded('C');
    const [opened, ...more] = await deliver(await gradedTouched(false));
    expect(more).toEqual([]);
    expect(opened).toMatchObject({
      jurisdictions: [town],
      data: {
        rule: 'graded-land-touched',
        subject: { kind: 'parcel', id: parcelId },
        titleZh: '司法拍卖涉及评估等级为C类的地块，请核实',
        titleEn: 'A judicial auction touches a parcel of grade C, to be checked',
        detail: [
          { labelZh: '司法拍卖', labelEn: 'AuctionOpened', value: testId('a case') },
          { labelZh: '金府办发〔2024〕5号 2023年度评估等级', labelEn: '金府办发〔2024〕5号, grade of 2023', value: 'C' },
        ],
        departments: ['规划资源局', '经委'],
      },
    });
  });
  it('through its enterprise names that one', async () => {
    await graded('D');
    const [opened] = await deliver(await gradedTouched(false, testId('enterprise')));
    expect(opened?.data).toMatchObject({
      titleZh: '司法拍卖涉及评估等级为D类的地块的企业，请核实',
      titleEn: 'A judicial auction touches the enterprise of a parcel of grade D, to be checked',
      detail: [{}, { value: testId('enterprise') }, { value: 'D' }],
    });
  });
  it('and is listed too opens one finding, of the list, which names the grade', async () => {
    await graded('D');
    await gradedTouched(true, null, 'another case');
    expect(await deliver(await gradedTouched(true))).toEqual([]);
    const [opened, ...more] = await deliver(await listedTouched());
    expect(more).toEqual([]);
    expect(opened?.data).toMatchObject({
      rule: 'listed-land-touched',
      titleZh: '司法拍卖涉及清单内地块，请核实',
      detail: [
        { value: testId('a case') },
        { labelZh: '漕府〔2024〕11号 附件3 盘活 第1行' },
        { labelZh: '金府办发〔2024〕5号 2023年度评估等级', value: 'D' },
      ],
    });
  });
});

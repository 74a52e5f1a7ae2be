// What only the service does for shareholdings: who may be named, and the interests that follow on the side of the holders.
import { interest, interestsOn } from '@yimu/domain/interest';
import { date, foldRecorded } from '@yimu/domain/kernel';
import { memoryCheckpointStore } from '@yimu/event-store/memory';
import { runReactions } from '@yimu/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenShareholdingsChange } from '../src/reactions/when-shareholdings-change.ts';
import { enteredPerson } from './support/cases/parties.ts';
import { department, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { clock, enteredParty, envelope, nowhere, type RegistryService, registryService, today } from './support/service.ts';

const market = department('市场监管局');
const holding = (holderId: string, share: string | null = null, group: number | null = null) => ({ holderId, share, group });

let service: RegistryService;
let ended: (() => Promise<unknown>)[];
beforeEach(async () => {
  service = await registryService();
  ended = [];
});
afterEach(async () => {
  for (const end of ended) await end();
});

const send = (companyId: string, path: string, body: object, effectiveOn: string = today, as = townOfficer) =>
  service.post(`/parties/${companyId}/${path}`, { ...envelope, ...body, effectiveOn }, { as, key: `${path} ${effectiveOn}` });
const say = async (...said: Parameters<typeof send>): Promise<void> => {
  const answer = await send(...said);
  if (answer.statusCode !== 201) throw new Error(answer.body);
};
const record = (companyId: string, effectiveOn: string, ...holdings: readonly ReturnType<typeof holding>[]) =>
  send(companyId, 'shareholdings', { holdings }, effectiveOn);

describe('who is named in a structure', () => {
  it('may be at home anywhere; the company lies within the scope', async () => {
    const [companyId, holder] = [
      await enteredParty(service),
      await service.made('/parties', { jurisdiction: otherTown, name: '乙' }, { as: otherTownOfficer, key: '乙' }),
    ];
    expect((await record(companyId, today, holding(holder, '1/1'))).statusCode).toBe(201);
    expect((await record(holder, today, holding(companyId, '1/1'))).statusCode).toBe(404);
  });
  it('must have been entered', async () => {
    const answer = await record(await enteredParty(service), today, holding(nowhere, '1/1'));
    expect(answer.statusCode).toBe(404);
  });
  it('may be a natural person as a holder, and not as the company', async () => {
    const [companyId, person] = [await enteredParty(service), await enteredPerson(service)];
    expect((await record(companyId, today, holding(person, '1/1'))).statusCode).toBe(201);
    const answer = await record(person, today, holding(companyId, '1/1'));
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { rule: 'party-is-a-natural-person' }]);
  });
});

describe('the companies of a holder', () => {
  const days = ['2019-12-31', '2020-01-01', '2021-06-01', '2022-06-01', '2024-03-11'];
  const companiesOf = async (partyId: string) => {
    const history = await service.eventsOf(`interests-${partyId}`);
    const state = foldRecorded(interest, history);
    return days.map((day) => interestsOn(state, date(day)).map(({ kind, targetId }) => `${kind} ${targetId}`));
  };

  /** Runs the reaction as the service does, from the beginning, until it has heard so many events. */
  const run = async (events: number) => {
    const controller = new AbortController();
    const started = runReactions([whenShareholdingsChange], {
      store: service.store,
      checkpoints: memoryCheckpointStore(),
      owner: 'test',
      signal: controller.signal,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock,
    });
    ended.push(() => {
      controller.abort();
      return started.ended;
    });
    await vi.waitUntil(async () => (await started.progress())[0]?.handled === events);
  };

  /** A company that passed from a to b, jointly with c at last; the transfer in between is told after what followed it. */
  const scene = async () => {
    const companyId = await enteredParty(service, '公司');
    const [a, b, c] = [await enteredParty(service, '甲'), await enteredParty(service, '乙'), await enteredPerson(service)];
    await record(companyId, '2020-01-01', holding(a, '1/1'));
    const groups = [{ group: 1, share: '1/1' }];
    await say(companyId, 'shareholdings', { holdings: [holding(b, null, 1), holding(c, null, 1)], groups }, '2022-01-01');
    await say(companyId, 'share-transfer-reports', { fromId: a, toId: b, share: '1/1' }, '2021-01-01');
    return { companyId, a, b, c };
  };

  it('are entered by the reaction, and end on the day the last share has gone', async () => {
    const { companyId, a, b, c } = await scene();
    await run(3);
    const has = [`company ${companyId}`];
    expect([await companiesOf(a), await companiesOf(b), await companiesOf(c)]).toEqual([
      [[], has, [], [], []],
      [[], [], has, has, has],
      [[], [], [], has, has],
    ]);
    const [recorded] = await service.eventsOf(`interests-${a}`);
    expect(recorded).toMatchObject({
      type: 'InterestRecorded',
      effectiveOn: '2020-01-01',
      jurisdictions: [town],
      actor: { sub: 'reaction:shareholdings-change' },
    });
  });

  it('are entered once, however often and in whichever order the events are delivered', async () => {
    const { companyId, a, b, c } = await scene();
    await run(3);
    const before = await service.store.head();
    await run(3);
    const [first, ...later] = await service.eventsOf(`shares-${companyId}`);
    expect(await service.store.head()).toBe(before);
    // A correction that none of the earlier deliveries knew: b never held the company.
    const correction = { entry: later[0]?.id, holdings: [holding(c, '1/1')], reason: '录入有误' };
    await say(companyId, 'shareholding-corrections', correction, today, market);
    await run(4);
    const has = [`company ${companyId}`];
    const corrected = [
      [[], has, [], [], []],
      [[], [], has, [], []],
      [[], [], [], has, has],
    ];
    expect([await companiesOf(a), await companiesOf(b), await companiesOf(c)]).toEqual(corrected);
    for (const late of [first, ...later].filter((event) => event !== undefined))
      await whenShareholdingsChange.react({ store: service.store, today }, late);
    expect([await companiesOf(a), await companiesOf(b), await companiesOf(c)]).toEqual(corrected);
  });

  it('are none of those to whom a transfer never took place', async () => {
    const [companyId, a, b] = [await enteredParty(service, '公司'), await enteredParty(service, '甲'), await enteredParty(service, '乙')];
    await record(companyId, '2020-01-01', holding(a, '1/1'));
    await say(companyId, 'share-transfer-reports', { fromId: a, toId: b, share: '1/1' }, '2021-01-01');
    await run(2);
    const entry = (await service.eventsOf(`shares-${companyId}`)).at(-1)?.id;
    await say(companyId, 'share-transfer-annulments', { entry, reason: '误报' }, today, market);
    await run(3);
    const has = [`company ${companyId}`];
    expect([await companiesOf(a), await companiesOf(b)]).toEqual([
      [[], has, has, has, has],
      [[], [], [], [], []],
    ]);
  });

  it('stay when only a part of the shares goes', async () => {
    const [companyId, a, b] = [await enteredParty(service, '公司'), await enteredParty(service, '甲'), await enteredParty(service, '乙')];
    await record(companyId, '2020-01-01', holding(a, '1/1'));
    await say(companyId, 'share-transfer-reports', { fromId: a, toId: b, share: '1/3' }, '2021-01-01');
    await run(2);
    const has = [`company ${companyId}`];
    expect([await companiesOf(a), await companiesOf(b)]).toEqual([
      [[], has, has, has, has],
      [[], [], has, has, has],
    ]);
  });
});

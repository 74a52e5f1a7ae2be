// What only the service does for a title: it reads the parcel and the parties by id, and enters holders under their parties.
import { interest, interestsOn } from '@yimu/domain/interest';
import { date, foldRecorded } from '@yimu/domain/kernel';
import { title } from '@yimu/domain/right';
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenRightHoldersChange } from '../src/reactions/when-right-holders-change.ts';
import { asked, clerk, granted, kind, land, notice, only, particulars, titled } from './support/cases/rights-title.ts';
import { department, officer, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, give, nowhere, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const partyElsewhere = () =>
  service.made('/parties', { jurisdiction: otherTown, name: '松江企业' }, { as: otherTownOfficer, key: 'elsewhere' });

describe('a party named in a title', () => {
  const register = async (parcelId: string, partyId: string, as = land) => {
    const body = { kind, holders: only(partyId), ...particulars };
    return service.post(`/parcels/${parcelId}/rights`, { ...envelope, ...body }, { as });
  };
  it('may be at home anywhere: existence is all that is asked', async () => {
    const [parcelId, partyId] = [await enteredParcel(service), await partyElsewhere()];
    expect((await register(parcelId, partyId)).statusCode).toBe(201);
    expect((await service.eventsOf(`title-${parcelId}`)).map(({ jurisdictions }) => jurisdictions)).toEqual([[town]]);
  });
  it('must exist, as holder, lessee, operator and mortgagee', async () => {
    const { parcelId, rightId } = await titled(service);
    const { part, from, until } = { part: null, from: '2024-04-01', until: '2025-03-31' };
    const requests = [
      ['/rights', { kind, holders: only(nowhere), ...particulars }],
      ['/right-successions', { rightId, transferKind: 'merger', holders: only(nowhere) }],
      ['/leases', { rightId, lessees: [nowhere], part, from, until }],
      ['/operators', { rightId, operatorId: nowhere, part, from, until }],
      ['/mortgages', { rightId, mortgagees: [nowhere], rank: 1, secured: { amount: '1' } }],
    ] as const;
    for (const [path, body] of requests) {
      const answer = await service.post(`/parcels/${parcelId}${path}`, { ...envelope, ...body }, { as: land, key: path });
      expect([path, answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([path, 422, 'right-party-unknown']);
    }
  });
  it('is not told to whoever may not see the parcel', async () => {
    const [parcelId, partyId] = [await enteredParcel(service), await partyElsewhere()];
    const foreign = department('规划资源局', '310117');
    const answers = [
      await register(parcelId, partyId, foreign),
      await register(parcelId, nowhere, foreign),
      await register(nowhere, nowhere, foreign),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(bare(answers[0] ?? { statusCode: 0, headers: {}, body: '' })).toBe(bare(answers[2] ?? { statusCode: 1, headers: {}, body: '' }));
  });
});

describe('an opinion on a transfer', () => {
  it('is that of the department the caller speaks for; another one cannot be named', async () => {
    const { parcelId, rightId, other } = await titled(service);
    const filing = { rightId, transferKind: 'transfer', holders: only(other) };
    const transferId = await service.made(`/parcels/${parcelId}/right-transfers`, filing, { as: townOfficer, key: 'filed' });
    const { url, body } = asked(parcelId, `/right-transfers/${transferId}/opinions`, { opinion: 'agree', text: '同意' });
    expect((await service.post(url, body, { as: department('市场监管局') })).statusCode).toBe(201);
    expect((await service.eventsOf(`title-${parcelId}`)).at(-1)?.data).toMatchObject({ department: '市场监管局' });
    expect((await service.post(url, { ...body, department: '经委' }, { as: department('市场监管局'), key: 'b' })).statusCode).toBe(400);
  });
});

describe('a seized right', () => {
  it('is not transferred by decision, and the answer names court, 案号 and last day', async () => {
    const before = await titled(service);
    const { parcelId, rightId } = before;
    const transferId = await granted(service, before);
    await service.made(`/parcels/${parcelId}/seizures`, { rightId, ...notice }, { as: clerk, key: 'seized' });
    const { url, body } = asked(parcelId, `/right-transfers/${transferId}/registrations`, {});
    const answer = await service.post(url, body, { as: land });
    expect([answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([409, 'right-seized']);
    for (const word of [notice.court, notice.caseNumber, '2027-03-11']) expect(answer.body).toContain(word);
  });
  it('that a register shows as passed is recorded as passed, with a discrepancy', async () => {
    const { parcelId, rightId, other } = await titled(service);
    await service.made(`/parcels/${parcelId}/seizures`, { rightId, ...notice }, { as: clerk, key: 'seized' });
    const report = { rightId, transferKind: 'judgment', holders: only(other) };
    await service.made(`/parcels/${parcelId}/right-transfer-reports`, report, { as: townOfficer, key: 'reported' });
    const last = (await service.eventsOf(`title-${parcelId}`)).slice(-2);
    expect(last.map(({ type }) => type)).toEqual(['RightTransferred', 'TitleDiscrepancyFound']);
    expect(last[1]?.data).toMatchObject({ rightId, discrepancy: { rule: 'right-seized' }, about: 'RightTransferred' });
  });
});

describe('the holders of a right', () => {
  const react = async (parcelId: string, times = 1) => {
    for (const event of await service.eventsOf(`title-${parcelId}`))
      for (let n = 0; n < times; n += 1) await whenRightHoldersChange.react({ store: service.store, today }, event);
  };
  const landOf = async (partyId: string, on: string) => {
    const history = await service.eventsOf(`interests-${partyId}`);
    const state = foldRecorded(interest, history);
    return interestsOn(state, date(on)).map(({ targetId }) => targetId);
  };
  const says = (parcelId: string, type: 'ReportRight' | 'ReportRightTransfer', data: object, effectiveOn: string) =>
    service.post(
      `/parcels/${parcelId}/${type === 'ReportRight' ? 'right-reports' : 'right-transfer-reports'}`,
      { ...envelope, ...data, effectiveOn },
      { as: townOfficer, key: effectiveOn },
    );

  it('are entered under their parties, however often the events are delivered and in whichever order the facts arrive', async () => {
    const [parcelId, first, second, third] = [
      await enteredParcel(service),
      await partyElsewhere(),
      await service.made('/parties', { jurisdiction: town, name: '乙' }, { as: townOfficer, key: '乙' }),
      await service.made('/parties', { jurisdiction: town, name: '丙' }, { as: townOfficer, key: '丙' }),
    ];
    const registered = await says(parcelId, 'ReportRight', { kind, holders: only(first), until: '2030-12-31' }, '2010-01-01');
    const rightId = registered.json<{ id: string }>().id;
    await says(parcelId, 'ReportRightTransfer', { rightId, transferKind: 'merger', holders: only(third) }, '2022-01-01');
    await says(parcelId, 'ReportRightTransfer', { rightId, transferKind: 'merger', holders: only(second) }, '2020-01-01');
    await react(parcelId, 2);
    const dates = ['2009-12-31', '2010-01-01', '2020-01-01', '2022-01-01', '2024-03-11'];
    const held = async (partyId: string) => Promise.all(dates.map(async (on) => (await landOf(partyId, on)).length));
    expect([await held(first), await held(second), await held(third)]).toEqual([
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 1, 1],
    ]);
    const [entered] = await service.eventsOf(`interests-${first}`);
    expect(entered).toMatchObject({
      type: 'InterestRecorded',
      data: { partyId: first, kind: 'land', targetId: parcelId },
      jurisdictions: [town],
      actor: { sub: 'reaction:right-holders-change' },
    });
    const count = (await service.everything()).length;
    await react(parcelId);
    expect((await service.everything()).length).toBe(count);
  });

  it('of a ruling are entered on the day of its service, and those before it end', async () => {
    const { parcelId, holder, other, rightId } = await titled(service);
    const ruling = { parcelId, rightId, to: only(other), auctionId: nowhere, caseNumber: notice.caseNumber };
    await give(service.store, { stream: `title-${parcelId}`, decider: title, type: 'TransferRightByRuling', data: ruling });
    await react(parcelId);
    expect([await landOf(holder, today), await landOf(other, today)]).toEqual([[], [parcelId]]);
  });

  it('are entered whole by the next event, should one have been missed', async () => {
    const { parcelId, rightId, holder, other } = await titled(service);
    const merger = { rightId, transferKind: 'merger', holders: only(other) };
    await service.made(`/parcels/${parcelId}/right-successions`, merger, { as: land, key: 'merger' });
    const passed = (await service.eventsOf(`title-${parcelId}`)).at(-1);
    if (passed === undefined) throw new Error('the right did not pass');
    // The event before it was never delivered.
    await whenRightHoldersChange.react({ store: service.store, today }, passed);
    expect([await landOf(holder, today), await landOf(other, today)]).toEqual([[], [parcelId]]);
  });

  it('are not said to end on a day that has not come', async () => {
    const { parcelId, holder } = await titled(service);
    await react(parcelId);
    expect((await service.eventsOf(`interests-${holder}`)).map(({ type }) => type)).toEqual(['InterestRecorded']);
  });
});

it('a town officer of the parcel may report and file, and decide nothing', async () => {
  const { parcelId, rightId } = await titled(service);
  const answer = await service.post(
    `/parcels/${parcelId}/rights/${rightId}/endings`,
    { ...envelope, reason: 'recovery' },
    { as: officer('town-officer', town) },
  );
  expect(answer.statusCode).toBe(403);
});

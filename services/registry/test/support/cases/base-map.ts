import { department, district, officer, otherDistrict, town, townOfficer } from '../officers.ts';
import { enteredParcel, envelope, nowhere, type RegistryService } from '../service.ts';
import { area, asDepartment, asTown, type Case, jurisdictions } from './case.ts';

const land = '规划资源局';
const unitCode = '310116112001GB00001';
const number = '沪(2019)金字001234';
export const landOfficer = department(land);
/** Another person of the same bureau. */
export const colleague = { ...landOfficer, sub: 'colleague' };

const nothing = { area: null, landUse: null, ownership: null, legality: null, address: null, holder: null, soe: null, geometry: null };
const said = { unitCode, jurisdiction: town, recordNumber: number, values: { area: area('30.62') } };

/** Reads a record of 登记 of the unit; answers the unit's id. */
export const readUnit = (service: RegistryService, changed: object = {}, key = 'read'): Promise<string> =>
  service.made('/base-map-records', { origin: 'registration', ...said, ...changed }, { as: landOfficer, key });

const claim = (attribute: string, value: unknown, origin: string, recordNumber = number) => ({ attribute, value, origin, recordNumber });
const won = (entryId: string, ...claims: readonly { readonly attribute: string }[]) => ({
  type: 'BaseMapReconciled',
  data: { entryId, winners: claims.map((each) => ({ attribute: each.attribute, claim: each })) },
  jurisdictions,
});
const informed = (entryId: string, parcelId: string, origin = 'registration') => ({
  type: 'BaseMapParcelInformed',
  data: {
    entryId,
    parcelId,
    unifiedCode: null,
    values: [
      { claim: claim('area', area('30.62'), origin), sources: envelope.sources },
      { claim: claim('parcelCode', unitCode, origin), sources: envelope.sources },
      { claim: claim('town', town, origin), sources: envelope.sources },
    ],
  },
  jurisdictions,
});
const reserved = (entryId: string, parcelId: string) => ({ type: 'BaseMapParcelReserved', data: { parcelId, entryId }, jurisdictions });

/** A record of each origin, by the route that takes it. */
const reading = (path: string, origin: string, who: Pick<Case, 'by' | 'elsewhere' | 'powerless'>, named: object): Case => ({
  path,
  ...who,
  request: async () => ({
    url: path,
    body: { ...envelope, ...said, ...named },
    events: (entryId) => [
      {
        type: 'BaseMapRecordRead',
        data: {
          entryId,
          district,
          origin,
          recordNumber: number,
          reading: 'first',
          unitCode,
          jurisdiction: town,
          batchId: null,
          values: { ...nothing, area: area('30.62') },
        },
        jurisdictions,
      },
      won(entryId, claim('area', area('30.62'), origin), claim('parcelCode', unitCode, origin), claim('town', town, origin)),
    ],
    missing: { url: path, body: { ...envelope, ...said, ...named, batchId: nowhere } },
  }),
});

/** A command on a unit that stands as `prepare` leaves it. */
const onUnit = (
  tail: string,
  who: Pick<Case, 'by' | 'elsewhere' | 'powerless'>,
  prepare: (
    service: RegistryService,
    entryId: string,
  ) => Promise<{ readonly body: object; readonly events: (id: string) => readonly object[] }>,
): Case => ({
  path: `/base-map-entries/:entryId/${tail}`,
  ...who,
  request: async (service) => {
    const entryId = await readUnit(service);
    const { body, events } = await prepare(service, entryId);
    return {
      url: `/base-map-entries/${entryId}/${tail}`,
      body: { ...envelope, ...body },
      events: (id) => events(id) as ReturnType<Awaited<ReturnType<Case['request']>>['events']>,
      missing: { url: `/base-map-entries/${nowhere}/${tail}`, body: { ...envelope, ...body } },
    };
  },
});

const proposed = async (service: RegistryService, entryId: string): Promise<string> => {
  const parcelId = await enteredParcel(service);
  const body = { ...envelope, parcelId, grounds: ['name'] };
  await service.post(`/base-map-entries/${entryId}/matches`, body, { as: townOfficer, key: 'proposed' });
  return parcelId;
};

const units: readonly Case[] = [
  onUnit('record-withdrawals', asDepartment(land), async (_, entryId) => {
    const data = { origin: 'registration', recordNumber: number, reason: '登记已注销' };
    const gone = ['area', 'parcelCode', 'town'].map((attribute) => ({ attribute, claim: null }));
    return {
      body: data,
      events: () => [
        { type: 'BaseMapRecordWithdrawn', data: { entryId, ...data }, jurisdictions },
        { type: 'BaseMapReconciled', data: { entryId, winners: gone }, jurisdictions },
      ],
    };
  }),
  onUnit('conflict-resolutions', asDepartment(land), async (service, entryId) => {
    await readUnit(service, { origin: 'survey', recordNumber: 'TB-1', values: { area: area('30.59') } }, 'survey');
    const chosen = claim('area', area('30.59'), 'survey', 'TB-1');
    return {
      body: { attribute: 'area', origin: 'survey', recordNumber: 'TB-1', reason: '以实测为准' },
      events: () => [
        { type: 'BaseMapConflictResolved', data: { entryId, claim: chosen, reason: '以实测为准' }, jurisdictions },
        won(entryId, chosen),
      ],
    };
  }),
  onUnit('matches', asTown, async (service, entryId) => {
    const parcelId = await enteredParcel(service);
    const data = { parcelId, grounds: ['name', 'area'], score: '0.92' };
    return {
      body: data,
      events: () => [{ type: 'BaseMapMatchProposed', data: { entryId, ...data, proposedBy: townOfficer.sub }, jurisdictions }],
    };
  }),
  onUnit('match-confirmations', asDepartment(land), async (service, entryId) => {
    const parcelId = await proposed(service, entryId);
    return {
      body: { parcelId },
      events: () => [
        reserved(entryId, parcelId),
        { type: 'BaseMapMatchConfirmed', data: { entryId, parcelId, confirmedBy: landOfficer.sub }, jurisdictions },
        informed(entryId, parcelId),
      ],
    };
  }),
  onUnit('match-rejections', asDepartment(land), async (service, entryId) => {
    const data = { parcelId: await proposed(service, entryId), reason: '不是同一地块' };
    return { body: data, events: () => [{ type: 'BaseMapMatchRejected', data: { entryId, ...data }, jurisdictions }] };
  }),
  onUnit('match-annulments', asDepartment(land), async (service, entryId) => {
    const data = { parcelId: await proposed(service, entryId), reason: '匹配有误' };
    const confirmation = { ...envelope, parcelId: data.parcelId };
    await service.post(`/base-map-entries/${entryId}/match-confirmations`, confirmation, { as: landOfficer, key: 'confirmed' });
    return { body: data, events: () => [{ type: 'BaseMapMatchAnnulled', data: { entryId, ...data }, jurisdictions }] };
  }),
  onUnit('parcels', asDepartment(land), async (_, entryId) => ({
    body: { name: '古岛地块' },
    events: (parcelId) => [
      reserved(entryId, parcelId),
      { type: 'BaseMapUnitEntered', data: { entryId, parcelId, jurisdiction: town, name: '古岛地块' }, jurisdictions },
      informed(entryId, parcelId),
    ],
  })),
  onUnit('unified-codes', asDepartment(land), async (_, entryId) => ({
    body: { code: 'JS-CJ-0001' },
    events: () => [
      { type: 'BaseMapCodeReserved', data: { code: 'JS-CJ-0001', entryId }, jurisdictions },
      { type: 'BaseMapUnifiedCodeAssigned', data: { entryId, code: 'JS-CJ-0001', former: null }, jurisdictions },
    ],
  })),
  onUnit('joinings', asDepartment(land), async (service, entryId) => {
    const intoId = await readUnit(service, { unitCode: null, recordNumber: '2' }, 'other');
    const read = { unitCode, jurisdiction: town, batchId: null, values: { ...nothing, area: area('30.62') } };
    const record = { origin: 'registration', recordNumber: number, read, reason: null };
    return {
      body: { intoId, reason: '同一宗地' },
      events: () => [
        { type: 'BaseMapEntryJoined', data: { entryId, intoId, reason: '同一宗地' }, jurisdictions },
        { type: 'BaseMapRecordForwarded', data: { entryId, intoId, ...record }, jurisdictions },
      ],
    };
  }),
];

const start = { jurisdiction: town, origin: 'survey', expectedRecords: 3, fileSha256: 'ab'.repeat(32) };
const figures = { recorded: 2, unchanged: 0, refused: 1, conflicting: null };
const noBatch = { url: `/base-map-imports/${nowhere}/closings`, body: { ...envelope, ...figures } };

export const baseMapCases: readonly Case[] = [
  reading('/base-map-records', 'approval', asDepartment(land), { origin: 'approval' }),
  reading('/base-map-survey-reports', 'survey', asTown, {}),
  reading(
    '/soe-stock-records',
    'soe-list',
    { by: department('国资委'), elsewhere: officer('department', otherDistrict, '国资委'), powerless: townOfficer },
    {},
  ),
  ...units,
  {
    path: '/base-map-imports',
    ...asTown,
    request: async () => ({
      url: '/base-map-imports',
      body: { ...envelope, ...start },
      events: (batchId) => [{ type: 'BaseMapImportStarted', data: { batchId, ...start }, jurisdictions }],
      missing: noBatch,
    }),
  },
  {
    path: '/base-map-imports/:batchId/closings',
    ...asTown,
    request: async (service) => {
      const batchId = await service.made('/base-map-imports', start, { as: townOfficer, key: 'started' });
      return {
        url: `/base-map-imports/${batchId}/closings`,
        body: { ...envelope, ...figures },
        events: () => [{ type: 'BaseMapImportClosed', data: { batchId, ...figures }, jurisdictions }],
        missing: noBatch,
      };
    },
  },
];

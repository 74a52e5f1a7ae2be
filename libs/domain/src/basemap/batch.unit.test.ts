import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId } from '../testing/given.ts';
import { evolveBatch, noBatch } from './batch.ts';
import type { BaseMapImportCommand } from './commands.ts';
import { baseMapCodeReservation, baseMapImport, baseMapParcelReservation } from './index.ts';
import { batchId, entryId, given, otherEntry, parcelId, town } from './test/said.ts';

type Of<T extends BaseMapImportCommand['type']> = Extract<BaseMapImportCommand, { type: T }>['data'];

const started: Of<'StartBaseMapImport'> = {
  batchId,
  jurisdiction: '310116',
  origin: 'registration',
  expectedRecords: 3000,
  fileSha256: 'ab'.repeat(32),
};
const start = (changed: Partial<Of<'StartBaseMapImport'>> = {}) => command('StartBaseMapImport', { ...started, ...changed });
const figures = { recorded: 2960, unchanged: 30, refused: 10, conflicting: 12 };
const close = (changed: Partial<Of<'CloseBaseMapImport'>> = {}) => command('CloseBaseMapImport', { batchId, ...figures, ...changed });

describe('an import of the base map', () => {
  it('is started with what its file should bring', () =>
    given(baseMapImport).when(start()).then({ type: 'BaseMapImportStarted', data: started }));
  it('started again is nothing new, started otherwise is refused', () => {
    given(baseMapImport, start()).when(start()).thenNothing();
    given(baseMapImport, start(), close()).when(start()).thenNothing();
    for (const changed of [
      { expectedRecords: 2999 },
      { origin: 'survey' as const },
      { jurisdiction: town },
      { fileSha256: 'cd'.repeat(32) },
    ])
      given(baseMapImport, start()).when(start(changed)).thenRefused('basemap-import-started-otherwise');
  });
  it('is closed with what became of every record', () =>
    given(baseMapImport, start())
      .when(close())
      .then({ type: 'BaseMapImportClosed', data: { batchId, ...figures } }));
  it('need not know how many conflicts it left open', () =>
    given(baseMapImport, start())
      .when(close({ conflicting: null }))
      .then({ type: 'BaseMapImportClosed', data: { batchId, ...figures, conflicting: null } }));
  it('closed again with the same figures is nothing new, with others it is refused', () => {
    given(baseMapImport, start(), close()).when(close()).thenNothing();
    given(baseMapImport, start(), close())
      .when(close({ conflicting: 13 }))
      .thenRefused('basemap-import-closed-otherwise');
  });
  it('must add up to the records of its file', () =>
    given(baseMapImport, start())
      .when(close({ refused: 9 }))
      .thenRefused('basemap-import-incomplete', '2999', '3000'));
  it('leaves no more conflicts than it brought news', () =>
    given(baseMapImport, start())
      .when(close({ conflicting: 2961 }))
      .thenRefused('basemap-import-conflicts-exceed-news', '2961', '2960'));
  it('is closed after it was started', () => {
    given(baseMapImport).when(close()).thenRefused('basemap-import-not-started');
    given(baseMapImport, start())
      .when({ ...close(), effectiveOn: date('2024-03-10') })
      .thenRefused('basemap-import-before-start', '2024-03-10', '2024-03-11');
  });
  it('has no history that begins with its end', () => {
    const [closing] = [baseMapImport.decide(close(), given(baseMapImport, start()).state)].flatMap((decision) =>
      'rejected' in decision ? [] : decision,
    );
    if (closing === undefined) throw new Error('not closed');
    expect(evolveBatch(noBatch, { ...closing, id: specId(0) })).toEqual(noBatch);
  });
});

describe('a unified code', () => {
  const reserve = (holder: string) => command('ReserveBaseMapCode', { code: 'JS-CJ-0001', entryId: holder, jurisdictions: ['310116'] });
  it('belongs to the first unit that asks for it, and to no other', () => {
    given(baseMapCodeReservation)
      .when(reserve(entryId))
      .then({ type: 'BaseMapCodeReserved', data: { code: 'JS-CJ-0001', entryId } });
    given(baseMapCodeReservation, reserve(entryId)).when(reserve(entryId)).thenNothing();
    given(baseMapCodeReservation, reserve(entryId)).when(reserve(otherEntry)).thenRefused('code-already-held', 'JS-CJ-0001');
  });
});

describe('a parcel', () => {
  const data = (holder: string) => ({ parcelId, entryId: holder, jurisdictions: [town] });
  const reserve = (holder: string) => command('ReserveBaseMapParcel', data(holder));
  const release = (holder: string) => command('ReleaseBaseMapParcel', data(holder));
  it('is matched with one unit', () => {
    given(baseMapParcelReservation).when(reserve(entryId)).then({ type: 'BaseMapParcelReserved', data: { parcelId, entryId } });
    given(baseMapParcelReservation, reserve(entryId)).when(reserve(entryId)).thenNothing();
    given(baseMapParcelReservation, reserve(entryId)).when(reserve(otherEntry)).thenRefused('basemap-parcel-taken', entryId);
  });
  it('is free again once its unit lets it go, and only then', () => {
    given(baseMapParcelReservation, reserve(entryId))
      .when(release(entryId))
      .then({ type: 'BaseMapParcelReleased', data: { parcelId, entryId } });
    given(baseMapParcelReservation, reserve(entryId)).when(release(otherEntry)).thenNothing();
    given(baseMapParcelReservation, reserve(entryId), release(entryId))
      .when(reserve(otherEntry))
      .then({ type: 'BaseMapParcelReserved', data: { parcelId, entryId: otherEntry } });
  });
});

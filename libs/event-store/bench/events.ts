// What the bench appends: an event as a command of Yimu makes it, on as many streams as the city has parcels.
import { randomUUID } from 'node:crypto';
import { date } from '@yimu/domain/kernel';
import type { NewEvent } from '../src/event-store.ts';

/** The parcels of the city. */
export const streamCount = 48_501;

export const streams: readonly string[] = Array.from({ length: streamCount }, () => `parcel-${randomUUID()}`);

const correlationId = randomUUID();

/** An event of some 600 bytes of data and metadata, with an id of its own. */
export const newEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'ParcelEntered',
  version: 1,
  data: { name: '古岛工业区三期', area: { value: '30.62', unit: 'mu' }, address: '漕泾镇东海村一组', number: 7 },
  effectiveOn: date('2024-03-11'),
  jurisdictions: ['310000', '310116', '310116112'],
  sources: [{ kind: 'document', number: '文〔2024〕1号', issuer: 'office', date: date('2024-03-11'), row: '1' }],
  actor: { sub: 'officer', scope: { kind: 'subtree', value: '310116112' }, roles: ['town-officer'] },
  correlationId,
  causationId: correlationId,
  requestHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
});

export const newEvents = (count: number): readonly NewEvent[] => Array.from({ length: count }, newEvent);

/** The same event as two texts, as somebody who inserts it by hand would write it. */
export const plainText = (event: NewEvent): { readonly data: string; readonly metadata: string } => {
  const { id: _id, type: _type, version: _version, data, ...metadata } = event;
  return { data: JSON.stringify(data), metadata: JSON.stringify({ ...metadata, recordedAt: new Date().toISOString() }) };
};

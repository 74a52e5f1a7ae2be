import type { RecordedEvent } from '@yimu/domain/kernel';
import { serialise } from '../serialise.ts';

/** An event as one line of text that is the same in every store: everything but its position, data and metadata as RFC 8785. */
export const lineOf = (event: RecordedEvent): string => {
  const { id, type, version, data, metadata } = serialise(event, event.recordedAt);
  return [event.stream, event.revision, id, type, version, data, metadata].join('\t');
};

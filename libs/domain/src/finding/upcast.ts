// What earlier versions of the events said, in the words of the present one.
import type { FindingEvent } from './events.ts';

type Opened = Extract<FindingEvent, { type: 'FindingOpened' }>;
type OpenedBefore = Omit<Opened, 'data'> & { readonly data: Omit<Opened['data'], 'departments'> };

/** A finding of version 1 was for no department in particular. */
export const upcast = (event: Exclude<FindingEvent, Opened> | Opened | OpenedBefore): FindingEvent => {
  if (event.type !== 'FindingOpened' || 'departments' in event.data) return event as FindingEvent;
  return { ...event, version: 2, data: { ...event.data, departments: [] } };
};

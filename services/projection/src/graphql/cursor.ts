// Opaque, signed cursors. The signature covers who asks, the field, its filter, order and times, so a cursor is worth nothing
// in another scope or another list, and an edited one is refused.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { badInput } from './errors.ts';

const place = z.strictObject({ sort: z.string(), id: z.string() });

/** Where a page ends: the value of the sort column and the row's id. */
export type Place = z.infer<typeof place>;

export interface Cursors {
  write(at: Place): string;
  /** Throws a 4xx error for a cursor that was not written for exactly this list. */
  read(cursor: string | null | undefined): Place | undefined;
}

/** Cursors of one list: `list` names everything that the order of its rows depends on. */
export const cursorsOf = (key: string, list: readonly unknown[]): Cursors => {
  const bound = JSON.stringify(list);
  const sign = (payload: string): Buffer => createHmac('sha256', key).update(bound).update('\n').update(payload).digest().subarray(0, 16);
  return {
    write: (at) => {
      const payload = Buffer.from(JSON.stringify(at)).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    read: (cursor) => {
      if (cursor === null || cursor === undefined) return undefined;
      const [payload = '', signature = ''] = cursor.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = sign(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw badInput(
          'cursor',
          'after: expected a cursor of this same list, filter, order and date.',
          'after：游标须取自同一清单、同一筛选、排序和日期。',
        );
      return place.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    },
  };
};

// How far a subscription has come. A checkpoint of the server is no place to begin again from when it arrives:
// – Up to version 23.10 a subscription that begins at a position skips the first event at or after it, even if nothing stands
//   exactly there.
// – Up to 23.6 the checkpoint of a subscription that goes live is (end of log, 0), where the next event will stand, or the place
//   of an event that has yet to come. It is repeated for ever after.
// So it counts once a later one has come on the same call: it then was one of those on the way, behind which an event was seen.
import type { LogPosition } from './client.ts';
import { compare, isPlace, later, origin } from './log-position.ts';

export const progressFrom = (after: LogPosition = origin) => {
  let reached = after;
  let claimed: LogPosition | undefined;
  const moveTo = (position: LogPosition): void => {
    reached = later(reached, position);
  };
  return {
    /** Everything wanted at or before it has been delivered, and whoever begins there misses nothing, on any server. */
    reached: (): LogPosition => reached,
    /** To be said when the server is asked anew: what it claimed before is not comparable. */
    begun: (): void => {
      claimed = undefined;
    },
    /** Takes a record; false when it was delivered before. */
    record: (position: LogPosition): boolean => {
      if (compare(position, reached) <= 0) return false;
      reached = position;
      return true;
    },
    /** Takes a checkpoint of the server; true when a place to begin again from has become known by it. */
    checkpoint: (position: LogPosition): boolean => {
      if (!isPlace(position) || (claimed !== undefined && compare(position, claimed) <= 0)) return false;
      const moved = claimed !== undefined && compare(claimed, reached) > 0;
      if (claimed !== undefined) moveTo(claimed);
      claimed = position;
      return moved;
    },
    /** Goes to the place of a record of which is known otherwise that nothing wanted lies before it. */
    moveTo,
    /** True when everything wanted at or before a position has been delivered. What stands at a checkpoint itself may be missing. */
    isPast: (position: LogPosition): boolean =>
      compare(reached, position) >= 0 || (claimed !== undefined && compare(claimed, position) > 0),
  };
};

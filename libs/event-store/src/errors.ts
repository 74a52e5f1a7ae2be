// Misuse of the store. Conflicts are answers (see AppendConflict); these are bugs or configuration faults, so they throw.

/** The append is beyond the limits that every adapter shares. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/** An append that no store could keep: no event, an id twice, a name or number out of shape. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** A stream name is not of the form `<category>-<id>`. */
export class InvalidStreamName extends Error {
  override readonly name = 'InvalidStreamName';
}

/** A position that is no position, lies beyond the end, or belongs to another store or to this one before it was restored. */
export class ForeignPosition extends Error {
  override readonly name = 'ForeignPosition';
}

/** The database user lacks a right without which the feed would silently be empty or incomplete. */
export class MissingGrant extends Error {
  override readonly name = 'MissingGrant';
}

/** A store cannot be copied into the other; the message is a sentence that says why. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}

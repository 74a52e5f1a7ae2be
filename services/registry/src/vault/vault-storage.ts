/** What a vault is kept in: sealed bytes only, by ids only. */
export interface VaultStorage {
  /** Keeps this mark unless there is one already; answers the one that is kept. */
  markOnce(mark: Buffer): Promise<Buffer>;
  /** The wrapped key of a subject. */
  wrappedKey(subjectId: string): Promise<Buffer | 'destroyed' | undefined>;
  /** The wrapped key of a subject; this one from now on, if it had none. */
  wrappedKeyOr(subjectId: string, wrapped: Buffer): Promise<Buffer | 'destroyed'>;
  /** Destroys the key of a subject, so that it never has one again. */
  destroyKey(subjectId: string): Promise<void>;
  /** Keeps a record unless there is one already. */
  addRecord(subjectId: string, recordId: string, bytes: Buffer): Promise<void>;
  record(subjectId: string, recordId: string): Promise<Buffer | undefined>;
}

// The vault's database (migrations/): its connections are opened by main.ts, this file only asks.
import type { VaultStorage } from './vault-storage.ts';

/** What is needed of a pool of connections. */
export interface Queries {
  readonly query: <Row extends object>(sql: string, values: readonly unknown[]) => Promise<{ readonly rows: readonly Row[] }>;
}

interface Subject {
  readonly wrapped_key: Buffer | null;
}

/** A storage in PostgreSQL, for the login of the registry (group yimu_vault_keeper). */
export const postgresVaultStorage = ({ query }: Queries): VaultStorage => {
  const wrappedKey = async (subjectId: string): Promise<Buffer | 'destroyed' | undefined> => {
    const { rows } = await query<Subject>('select wrapped_key from vault_subject where subject_id = $1', [subjectId]);
    const [subject] = rows;
    return subject && (subject.wrapped_key ?? 'destroyed');
  };
  return {
    wrappedKey,
    markOnce: async (mark) => {
      await query('insert into vault_mark (mark) values ($1) on conflict do nothing', [mark]);
      const { rows } = await query<{ mark: Buffer }>('select mark from vault_mark', []);
      return rows[0]?.mark ?? mark;
    },
    wrappedKeyOr: async (subjectId, wrapped) => {
      await query('insert into vault_subject (subject_id, wrapped_key) values ($1, $2) on conflict do nothing', [subjectId, wrapped]);
      return (await wrappedKey(subjectId)) ?? wrapped;
    },
    destroyKey: async (subjectId) => {
      await query(
        'insert into vault_subject (subject_id, wrapped_key) values ($1, null) on conflict (subject_id) do update set wrapped_key = null',
        [subjectId],
      );
    },
    addRecord: async (subjectId, recordId, bytes) => {
      await query('insert into vault_record (subject_id, record_id, sealed) values ($1, $2, $3) on conflict do nothing', [
        subjectId,
        recordId,
        bytes,
      ]);
    },
    record: async (subjectId, recordId) => {
      const { rows } = await query<{ sealed: Buffer }>('select sealed from vault_record where subject_id = $1 and record_id = $2', [
        subjectId,
        recordId,
      ]);
      return rows[0]?.sealed;
    },
  };
};

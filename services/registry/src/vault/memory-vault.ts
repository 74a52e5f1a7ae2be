// For tests and for the generated reference; nothing outlives the process.
import { openVault, type PersonVault } from './person-vault.ts';
import { randomKey } from './seal.ts';
import type { VaultStorage } from './vault-storage.ts';

/** A storage in memory. `rows` shows every byte it holds. */
export const memoryVaultStorage = (): VaultStorage & { readonly rows: () => readonly Buffer[] } => {
  const marks: Buffer[] = [];
  const keys = new Map<string, Buffer | 'destroyed'>();
  const records = new Map<string, Buffer>();
  return {
    markOnce: async (mark) => {
      const [kept = mark] = marks;
      if (marks.length === 0) marks.push(mark);
      return kept;
    },
    wrappedKey: async (subjectId) => keys.get(subjectId),
    wrappedKeyOr: async (subjectId, wrapped) => {
      const kept = keys.get(subjectId) ?? wrapped;
      keys.set(subjectId, kept);
      return kept;
    },
    destroyKey: async (subjectId) => void keys.set(subjectId, 'destroyed'),
    addRecord: async (subjectId, recordId, bytes) => {
      const key = `${subjectId}/${recordId}`;
      if (!records.has(key)) records.set(key, bytes);
    },
    record: async (subjectId, recordId) => records.get(`${subjectId}/${recordId}`),
    rows: () => [...marks, ...keys.values(), ...records.values()].filter((each) => each !== 'destroyed'),
  };
};

/** A vault in memory with a key of its own. */
export const memoryVault = (): Promise<PersonVault> => openVault(memoryVaultStorage(), randomKey());

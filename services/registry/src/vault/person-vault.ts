// The vault of personal data: what makes a natural person a person lies here and nowhere else. Events hold a party id and
// the id of a record; destroying the key of a person makes every record of it unreadable, wherever its bytes have been copied to.
import { z } from 'zod';
import { openSealed, randomKey, sealed } from './seal.ts';
import type { VaultStorage } from './vault-storage.ts';

/** The weights of the first 17 digits of a resident identity number, and the check characters by remainder (GB 11643-1999). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const isResidentNumber = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) && '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0) % 11] === text[17];

const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((value) => !/\p{Cc}/u.test(value), 'expected text without control characters');

/** What the vault keeps of a natural person. Its messages never repeat what was sent. */
export const personalData = z
  .strictObject({
    name: text(100),
    idKind: z.enum(['resident-id', 'passport', 'hk-macao-permit', 'taiwan-permit', 'other']),
    idNumber: text(50).nullable().default(null),
  })
  .refine(({ idKind, idNumber }) => idKind !== 'resident-id' || idNumber === null || isResidentNumber(idNumber), {
    path: ['idNumber'],
    message: 'expected a resident identity number of 18 characters whose check character fits (GB 11643)',
  })
  .meta({ description: 'Kept in the vault only; no event, log or query holds it', example: { name: '张三', idKind: 'resident-id' } });
export type PersonalData = z.output<typeof personalData>;

export interface PersonVault {
  /**
   * Keeps data of a subject as a record. Once kept they stay as they are: `other` when the record holds other data already, `erased`
   * when the key of the subject was destroyed.
   */
  keep(subjectId: string, recordId: string, data: PersonalData): Promise<'kept' | 'other' | 'erased'>;
  /** The data of a record; none when there is no such record, `erased` when the key of the subject was destroyed. */
  read(subjectId: string, recordId: string): Promise<PersonalData | 'erased' | undefined>;
  /** Destroys the key of a subject, for ever. */
  erase(subjectId: string): Promise<void>;
}

export const samePerson = (left: PersonalData, right: PersonalData): boolean =>
  left.name === right.name && left.idKind === right.idKind && left.idNumber === right.idNumber;

const begun = 'yimu vault';

/**
 * Opens a vault. Throws when its storage was begun with another key, before anything is kept under two.
 * @param masterKey 32 bytes; wraps the keys of the subjects, each of which is random and seals the records of its subject
 */
export const openVault = async (storage: VaultStorage, masterKey: Buffer): Promise<PersonVault> => {
  const mark = await storage.markOnce(sealed(masterKey, begun, begun));
  if (openSealed(masterKey, mark, begun) === undefined) throw new Error('the vault was begun with another key');

  const keyOf = (wrapped: Buffer, subjectId: string): Buffer => {
    const key = openSealed(masterKey, wrapped, `key ${subjectId}`);
    if (key === undefined) throw new Error(`the key of subject ${subjectId} cannot be opened`);
    return Buffer.from(key, 'base64');
  };
  const read = async (subjectId: string, recordId: string): Promise<PersonalData | 'erased' | undefined> => {
    const wrapped = await storage.wrappedKey(subjectId);
    if (wrapped === undefined || wrapped === 'destroyed') return wrapped && 'erased';
    const record = await storage.record(subjectId, recordId);
    if (record === undefined) return undefined;
    const plain = openSealed(keyOf(wrapped, subjectId), record, `${subjectId} ${recordId}`);
    if (plain === undefined) throw new Error(`record ${recordId} of subject ${subjectId} cannot be opened`);
    // Sealed as it was parsed then, and opened unchanged: what is asked of a person today is not asked of those kept before.
    return JSON.parse(plain) as PersonalData;
  };
  return {
    read,
    keep: async (subjectId, recordId, data) => {
      const made = sealed(masterKey, randomKey().toString('base64'), `key ${subjectId}`);
      // Who comes first makes the key; whoever comes at the same time takes that one.
      const wrapped = await storage.wrappedKeyOr(subjectId, made);
      if (wrapped === 'destroyed') return 'erased';
      await storage.addRecord(subjectId, recordId, sealed(keyOf(wrapped, subjectId), JSON.stringify(data), `${subjectId} ${recordId}`));
      const kept = await read(subjectId, recordId);
      if (kept === undefined) throw new Error(`record ${recordId} of subject ${subjectId} was kept and is not there`);
      if (kept === 'erased') return kept;
      return samePerson(kept, data) ? 'kept' : 'other';
    },
    erase: (subjectId) => storage.destroyKey(subjectId),
  };
};

import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryVaultStorage } from '../src/vault/memory-vault.ts';
import { openVault, type PersonVault, personalData } from '../src/vault/person-vault.ts';
import { openSealed, randomKey, sealed } from '../src/vault/seal.ts';

const [zhang, li] = [testId('张'), testId('李')];
const [first, second] = [testId('record 1'), testId('record 2')];
const person = { name: '欧阳建国', idKind: 'resident-id', idNumber: '11010519491231002X' } as const;
const other = { name: '李四', idKind: 'passport', idNumber: null } as const;

let storage: ReturnType<typeof memoryVaultStorage>;
let masterKey: Buffer;
let vault: PersonVault;
beforeEach(async () => {
  storage = memoryVaultStorage();
  masterKey = randomKey();
  vault = await openVault(storage, masterKey);
});

/** What a storage is asked to keep stands there, whatever was there before. */
const recordOf = async (subjectId: string, recordId: string): Promise<Buffer> => {
  const bytes = await storage.record(subjectId, recordId);
  if (bytes === undefined) throw new Error('nothing is kept');
  return bytes;
};
const keyOf = async (subjectId: string): Promise<Buffer> => {
  const wrapped = await storage.wrappedKey(subjectId);
  if (wrapped === undefined || wrapped === 'destroyed') throw new Error('there is no key');
  return wrapped;
};

describe('a sealed text', () => {
  it('is opened with its key, for what it belongs to, and not otherwise', () => {
    const key = randomKey();
    const bytes = sealed(key, '张三', 'a');
    expect(openSealed(key, bytes, 'a')).toBe('张三');
    expect([openSealed(randomKey(), bytes, 'a'), openSealed(key, bytes, 'b')]).toEqual([undefined, undefined]);
  });
  it('is not opened when a single bit of it has changed, or when it is cut short', () => {
    const key = randomKey();
    const bytes = sealed(key, '张三', 'a');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSealed(key, changed, 'a')).toBeUndefined();
    }
    expect(openSealed(key, bytes.subarray(0, 20), 'a')).toBeUndefined();
  });
  it('is never sealed twice in the same way', () => {
    const key = randomKey();
    expect(sealed(key, '张三', 'a')).not.toEqual(sealed(key, '张三', 'a'));
  });
});

describe('what the vault keeps', () => {
  it('is read again, and is nowhere in clear', async () => {
    expect(await vault.keep(zhang, first, person)).toBe('kept');
    expect(await vault.read(zhang, first)).toEqual(person);
    const everything = Buffer.concat([...storage.rows()]);
    for (const secret of ['欧阳建国', person.idNumber, 'resident-id']) expect(everything.includes(Buffer.from(secret))).toBe(false);
  });
  it('stays as it is: the same again is kept, other data are not', async () => {
    await vault.keep(zhang, first, person);
    expect(await vault.keep(zhang, first, { ...person })).toBe('kept');
    for (const different of [{ name: '欧阳' }, { idNumber: null }, { idKind: 'other' as const }])
      expect(await vault.keep(zhang, first, { ...person, ...different })).toBe('other');
    expect(await vault.read(zhang, first)).toEqual(person);
  });
  it('is there after the service has started again, with the same master key', async () => {
    await vault.keep(zhang, first, person);
    expect(await (await openVault(storage, masterKey)).read(zhang, first)).toEqual(person);
  });
  it('is nothing of whom it does not know, and no record that was not kept', async () => {
    expect(await vault.read(zhang, first)).toBeUndefined();
    await vault.keep(zhang, first, person);
    expect([await vault.read(zhang, second), await vault.read(li, first)]).toEqual([undefined, undefined]);
  });
  it('lies under one key for each person', async () => {
    await vault.keep(zhang, first, person);
    const before = await keyOf(zhang);
    await vault.keep(zhang, second, other);
    await vault.keep(li, first, person);
    expect(await keyOf(zhang)).toEqual(before);
    const keys = [await keyOf(zhang), await keyOf(li)].map((wrapped, i) => openSealed(masterKey, wrapped, `key ${i === 0 ? zhang : li}`));
    expect(new Set(keys).size).toBe(2);
  });
  it('is kept under the key that came first, when two come at the same time', async () => {
    const kept = await Promise.all([vault.keep(zhang, first, person), vault.keep(zhang, second, other)]);
    expect(kept).toEqual(['kept', 'kept']);
    expect([await vault.read(zhang, first), await vault.read(zhang, second)]).toEqual([person, other]);
  });
});

describe('who changes the rows of the vault', () => {
  it('puts no record in the place of another, of the same person or of somebody else', async () => {
    await vault.keep(zhang, first, person);
    await vault.keep(li, testId('another'), other);
    await storage.addRecord(li, first, await recordOf(zhang, first));
    await storage.addRecord(zhang, second, await recordOf(zhang, first));
    await expect(vault.read(li, first)).rejects.toThrow('cannot be opened');
    await expect(vault.read(zhang, second)).rejects.toThrow('cannot be opened');
  });
  it('gives nobody the key of somebody else', async () => {
    await vault.keep(zhang, first, person);
    await storage.wrappedKeyOr(li, await keyOf(zhang));
    await storage.addRecord(li, first, await recordOf(zhang, first));
    await expect(vault.read(li, first)).rejects.toThrow(`the key of subject ${li} cannot be opened`);
  });
});

it('a vault is opened with the master key that it was begun with, and with no other', async () => {
  await expect(openVault(storage, randomKey())).rejects.toThrow('the vault was begun with another key');
});

describe('erasure', () => {
  it('makes every record of the person unreadable, and nobody else’s', async () => {
    await vault.keep(zhang, first, person);
    await vault.keep(zhang, second, other);
    await vault.keep(li, first, other);
    await vault.erase(zhang);
    expect([await vault.read(zhang, first), await vault.read(zhang, second)]).toEqual(['erased', 'erased']);
    expect(await vault.read(li, first)).toEqual(other);
    // The sealed record is still there, and neither the master key nor any other that is left opens it.
    const bytes = await recordOf(zhang, first);
    expect(openSealed(masterKey, bytes, `${zhang} ${first}`)).toBeUndefined();
  });
  it('is for ever: nothing is kept of that person afterwards', async () => {
    await vault.keep(zhang, first, person);
    await vault.erase(zhang);
    await vault.erase(zhang);
    expect([await vault.keep(zhang, first, person), await vault.keep(zhang, second, other)]).toEqual(['erased', 'erased']);
    expect(await vault.read(zhang, second)).toBe('erased');
  });
  it('of somebody of whom nothing was kept yet holds for what would be kept later', async () => {
    await vault.erase(zhang);
    expect(await vault.keep(zhang, first, person)).toBe('erased');
  });
});

describe('what is said of a person', () => {
  const read = (said: object) => personalData.safeParse(said);
  it('is a name, the kind of document, and its number where there is one', () => {
    expect(read({ name: ' 张三 ', idKind: 'passport' }).data).toEqual({ name: '张三', idKind: 'passport', idNumber: null });
    expect(read(person).data).toEqual(person);
  });
  it('names a resident identity number whose check character fits (GB 11643)', () => {
    for (const idNumber of ['110105194912310021', '11010519491231002x', '1101051949123100', 'A1010519491231002X'])
      expect(read({ ...person, idNumber }).success).toBe(false);
    expect(read({ ...person, idKind: 'passport', idNumber: 'E12345678' }).success).toBe(true);
  });
  it('is refused without repeating it', () => {
    const wrong = [
      { ...person, idNumber: '110105194912310021' },
      { ...person, name: `欧阳建国${'国'.repeat(200)}` },
      { ...person, name: '欧阳\u0007建国' },
      { ...person, idKind: '欧阳建国' },
      { ...person, name: { 欧阳: '建国' } },
    ];
    for (const said of wrong) {
      const { error } = read(said);
      expect(JSON.stringify(error?.issues.map(({ message, path }) => [message, path]))).not.toMatch(/欧阳|建国|1101051949/);
    }
  });
});

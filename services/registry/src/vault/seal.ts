// AES-256-GCM: a random nonce of 12 bytes, the tag of 16 bytes, then the ciphertext. What a sealed text belongs to is authenticated
// with it, so that a row cannot be put in the place of another.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const [nonceLength, tagLength] = [12, 16];

export const randomKey = (): Buffer => randomBytes(32);

/** Seals a text for what it belongs to. */
export const sealed = (key: Buffer, text: string, belongsTo: string): Buffer => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongsTo));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

/** The sealed text; undefined when key, text or what it belongs to are others. */
export const openSealed = (key: Buffer, bytes: Buffer, belongsTo: string): string | undefined => {
  const [nonce, tag, body] = [
    bytes.subarray(0, nonceLength),
    bytes.subarray(nonceLength, nonceLength + tagLength),
    bytes.subarray(nonceLength + tagLength),
  ];
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
      .setAAD(Buffer.from(belongsTo))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
};

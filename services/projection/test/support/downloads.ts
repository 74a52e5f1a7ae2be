// Downloads of forms, and what is in them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { type Actor, isRejection } from '@yimu/domain/kernel';
import { readForms, usualLimits } from '@yimu/spreadsheet';
import type { FastifyInstance } from 'fastify';

/** Asks for forms as an actor. */
export const download = (app: FastifyInstance, actor: Actor, parameters: Readonly<Record<string, string>>) =>
  app.inject({
    method: 'GET',
    url: `/exports/forms?${new URLSearchParams(parameters).toString()}`,
    headers: {
      authorization: JSON.stringify(actor).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    },
  });

/** The forms of a workbook, as an upload reads them. */
export const formsIn = async (workbook: Uint8Array) => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-form-'));
  try {
    await writeFile(join(folder, 'form.xlsx'), workbook);
    const forms = await readForms(join(folder, 'form.xlsx'), usualLimits);
    if (isRejection(forms)) throw new Error(forms.en);
    return forms;
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Whose forms a workbook holds, and what each answers. */
export const shownIn = async (workbook: Uint8Array) =>
  (await formsIn(workbook)).map(
    ({ about, lines }) => [about.form, about.partyId, lines.map(({ field, value }) => `${field}=${value}`)] as const,
  );

/** The files of an archive by name, as its directory lists them. */
export const filesIn = (archive: Buffer): ReadonlyMap<string, Buffer> => {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [size, name, extra, note] = [archive.readUInt32LE(at + 20), ...[28, 30, 32].map((field) => archive.readUInt16LE(at + field))];
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(from, from + (size ?? 0));
    const isStored = archive.readUInt16LE(at + 10) === 0;
    files.set(archive.toString('utf8', at + 46, at + 46 + (name ?? 0)), isStored ? bytes : inflateRawSync(bytes));
    at += 46 + (name ?? 0) + (extra ?? 0) + (note ?? 0);
  }
  return files;
};

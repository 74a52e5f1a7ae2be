// The commands of one row, each with the row as its source and with a key of its own.
import type { CommandAnswer, PlatformClient } from './http.ts';
import { keyOf } from './identity.ts';
import type { Ledger } from './ledger.ts';
import type { Manifest } from './manifest.ts';
import type { ListRow } from './read-lists.ts';

/** What applying a row needs. */
export interface Work {
  readonly client: PlatformClient;
  readonly ledger: Ledger;
  readonly manifest: Manifest;
}

/** Gives a command: `step` tells the commands of one row apart. */
export type Give = (step: string, service: 'registry' | 'assessment', path: string, data: object) => Promise<CommandAnswer>;

/**
 * @param reading how often the row was recorded before
 */
export const commandsOf = ({ client, manifest }: Work, row: ListRow, reading: number): Give => {
  const { document, issuer, date, effectiveOn } = manifest;
  const sources = [{ kind: 'document', number: document, issuer, date, annex: row.list, row: row.row, fileSha256: row.fileSha256 }];
  return (step, service, path, data) =>
    client.post({ service, path, key: keyOf(row, reading, step), body: { effectiveOn, sources, ...data } });
};

/** Records what the row read and became: the last command of every row, so that only a finished row counts as known. */
export const recordRow = (
  give: Give,
  { manifest }: Work,
  row: ListRow,
  target: { readonly kind: 'parcel' | 'target'; readonly id: string },
) => {
  const { document, list, name, contentHash, cells } = row;
  return give('import-row', 'registry', '/import-rows', {
    document,
    list,
    row: row.row,
    name,
    contentHash,
    cells,
    target,
    jurisdiction: manifest.jurisdiction,
  });
};

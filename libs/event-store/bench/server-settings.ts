/** Server settings for a database of events; docs of PostgreSQL in a word each, reasons in the README. */
export const serverSettings = {
  max_connections: '300',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
};

/** What a reader of the figures has to know of the server. */
export const printedSettings: readonly string[] = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'shared_buffers',
  'max_wal_size',
  'checkpoint_timeout',
  'wal_compression',
  'wal_level',
  'data_checksums',
  'max_connections',
  'autovacuum',
  'jit',
];

// A process in the middle of an upload: what it receives never ends. Its argument is the folder.
import { setTimeout } from 'node:timers/promises';
import { folderContentStore } from '../../src/evidence/folder-content-store.ts';

const endless = async function* () {
  for (;;) {
    yield Buffer.alloc(1_000, 'x');
    await setTimeout(5);
  }
};

const [, , directory = ''] = process.argv;
const store = await folderContentStore(directory);
process.send?.('receiving');
await store.receive(endless());

// A finding is opened by a reaction, a moment after the lists: the import is done before it is.
import { setTimeout as wait } from 'node:timers/promises';
import type { PlatformClient } from '../import/http.ts';
import { Sentence } from '../local/sentence.ts';
import { ask } from './questions.ts';

const patience = 20_000;

/** Waits until every parcel that stands on several lists has its finding. Throws a Sentence after 20 s. */
export const untilFindingsOpened = async (client: PlatformClient, jurisdiction: string): Promise<void> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const { parcels } = await ask(client, jurisdiction, jurisdiction);
    const waiting = parcels.nodes.filter(({ planEntries, findings }) => planEntries.length > 1 && findings.length === 0);
    if (waiting.length === 0) return;
    if (performance.now() > deadline)
      throw new Sentence(`${waiting.map(({ name }) => name).join('、')}列入多份清单，但待核实事项迟迟未立项。`);
    await wait(50);
  }
};

// A source may name the file that a command rests on (`evidenceId`): it must lie within the scope, and events then name its hash.
import type { Source } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { z } from 'zod';
import type { Caller } from './auth.ts';
import { invalidFields, notFound, ProblemError } from './problem.ts';
import { readWithin } from './scope.ts';

/** What is known here of the first event of an `evidence-<id>` stream. */
const stored = z.object({ sha256: z.string() });

const hashOf = async (store: EventStore, evidenceId: string, { actor }: Caller): Promise<string> => {
  const history = await readWithin(store, `evidence-${evidenceId}`, actor.scope);
  const [first] = history ?? [];
  if (first === undefined || history?.at(-1)?.type === 'EvidenceWithdrawn') throw new ProblemError(notFound);
  return stored.parse(first.data).sha256;
};

/**
 * The sources with the hashes of the evidence they name. Throws ProblemError: not-found for evidence that is withdrawn, lies outside the
 * scope or does not exist, validation for a hash that is not its own.
 */
export const withCitedEvidence = async (store: EventStore, sources: readonly Source[], caller: Caller): Promise<readonly Source[]> => {
  if (sources.every(({ evidenceId }) => evidenceId === undefined)) return sources;
  const cited: Source[] = [];
  for (const [n, source] of sources.entries()) {
    const { evidenceId, fileSha256: claimed } = source;
    const fileSha256 = evidenceId === undefined ? claimed : await hashOf(store, evidenceId, caller);
    if (claimed !== undefined && claimed !== fileSha256) {
      const field = `sources[${n}].fileSha256`;
      throw new ProblemError(invalidFields([{ field, message: `${field}: expected the hash of the evidence that the source names.` }]));
    }
    cited.push(fileSha256 === undefined ? source : { ...source, fileSha256 });
  }
  return cited;
};

// The names of what is exported: of parcels as printed first, of enterprises by the register.
import { readParcels } from '../read-models/parcels.ts';
import type { HealthCheckRow } from '../read-models/submissions.ts';
import type { View } from '../tenancy/view.ts';
import type { ReadOnce } from './form-files.ts';
import { partyFacts } from './registry-facts.ts';

const batchSize = 5_000;

const namesIn = async (view: View, checks: readonly HealthCheckRow[]): Promise<readonly (string | undefined)[]> => {
  const ids = checks.map(({ subject_id }) => subject_id);
  if (checks[0]?.subject === 'enterprise') {
    const parties = await partyFacts(view, ids);
    return ids.map((id) => parties.get(id)?.name ?? undefined);
  }
  const rows = await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
  const names = new Map(rows.map(({ parcel_id, name }) => [parcel_id, name]));
  return ids.map((id) => names.get(id));
};

/** Names in the order of the health checks; undefined where the caller may not know one. */
export const namesOf = async (readOnce: ReadOnce, checks: readonly HealthCheckRow[]): Promise<readonly (string | undefined)[]> => {
  const names: (string | undefined)[] = [];
  for (let from = 0; from < checks.length; from += batchSize)
    names.push(...(await readOnce((view) => namesIn(view, checks.slice(from, from + batchSize)))));
  return names;
};

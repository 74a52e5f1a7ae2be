// A row of 盘活, 腾退 or 提升 → parcel, area, address, enterprise, plan entry. Every step looks first whether it is done, so that a
// row interrupted anywhere is completed by whoever comes next.
import { nameKey } from '@yimu/domain/kernel';
import { type Give, recordRow, type Work } from './commands.ts';
import type { Change } from './compare.ts';
import { factsOf, type PlanFacts } from './facts.ts';
import type { Citation, KnownParcel } from './ledger.ts';
import type { ListRow } from './read-lists.ts';
import { Undecided } from './undecided.ts';

interface Matched {
  readonly parcel: Omit<KnownParcel, 'name'>;
  readonly matchedBy: 'entered' | 'name';
}

const nothingYet = { address: null, areas: [], landUsers: [], planEntries: [] };

const isAt =
  ({ document, list, row }: Citation) =>
  (
    place: { readonly document: string | null; readonly row: string | null } & (
      | { readonly annex: string | null }
      | { readonly list: string }
    ),
  ): boolean =>
    place.document === document && ('annex' in place ? place.annex : place.list) === list && place.row === row;

const entryOf = ({ name, category, mode, mappedRoute, year, area }: PlanFacts) => ({
  enterprise: name,
  category,
  mode,
  mappedRoute,
  year,
  area,
});

const matchParcel = async (work: Work, give: Give, row: ListRow, facts: PlanFacts, parcels: readonly KnownParcel[]): Promise<Matched> => {
  const { name, address, area } = facts;
  const { jurisdiction } = work.manifest;
  const [found, second] = parcels;
  if (second !== undefined) throw new Undecided(`辖区内有多宗地块名为“${name}”，仅凭名称无法确定，请人工核实`);
  if (found === undefined) {
    const { id } = await give('parcel', 'registry', '/parcels', { jurisdiction, name, address, area, rank: row.rank });
    return {
      parcel: { ...nothingYet, id, address, areas: [{ id, document: row.document, annex: row.list, row: row.row }] },
      matchedBy: 'entered',
    };
  }
  return { parcel: found, matchedBy: (await work.ledger.enteredFrom(found.id, row)) ? 'entered' : 'name' };
};

const observe = async (give: Give, row: ListRow, { area, address }: PlanFacts, parcel: Matched['parcel']): Promise<void> => {
  const path = `/parcels/${parcel.id}`;
  if (!parcel.areas.some(isAt(row))) await give('area', 'registry', `${path}/area-observations`, { area, rank: row.rank });
  if (address !== null && address !== parcel.address) await give('address', 'registry', `${path}/address-observations`, { address });
};

const linkEnterprise = async (
  work: Work,
  give: Give,
  { enterprise, name }: PlanFacts,
  { id: parcelId, landUsers }: Matched['parcel'],
  parties: readonly { readonly id: string }[],
): Promise<readonly string[]> => {
  const [found, second] = parties;
  if (second !== undefined) return [`有多个主体名为“${enterprise}”，未关联用地主体`];
  const partyId =
    found?.id ?? (await give('party', 'registry', '/parties', { name: enterprise, jurisdiction: work.manifest.jurisdiction })).id;
  const known = landUsers.some(({ party }) => party?.id === partyId);
  if (!known) await give('land-use', 'registry', `/parties/${partyId}/land-uses`, { parcelId, nameAsPrinted: name });
  return [];
};

const enter = async (work: Work, give: Give, row: ListRow, facts: PlanFacts): Promise<readonly string[]> => {
  const { parcels, parties } = await work.ledger.named(work.manifest.jurisdiction, facts.name, facts.enterprise);
  const { parcel, matchedBy } = await matchParcel(work, give, row, facts, parcels);
  await observe(give, row, facts, parcel);
  const remarks = await linkEnterprise(work, give, facts, parcel, parties);
  if (!parcel.planEntries.some(isAt(row)))
    await give('entry', 'assessment', `/plans/${parcel.id}/entries`, { list: row.list, row: row.row, ...entryOf(facts), matchedBy });
  await recordRow(give, work, row, { kind: 'parcel', id: parcel.id });
  return [matchedBy === 'entered' ? '地块入库' : '按名称对应已入库地块，待核实', ...remarks];
};

const rename = async (
  work: Work,
  give: Give,
  row: ListRow,
  facts: PlanFacts,
  former: KnownParcel,
  reason: string,
): Promise<readonly string[]> => {
  const entry = former.planEntries.find(isAt(row));
  if (entry !== undefined) await give('entry-annulment', 'assessment', `/plans/${former.id}/entry-annulments`, { entry: entry.id, reason });
  return [`撤销原条目，原地块“${former.name}”保留在册`, ...(await enter(work, give, row, facts))];
};

const correct = async (
  work: Work,
  give: Give,
  row: ListRow,
  facts: PlanFacts,
  before: PlanFacts,
  parcel: KnownParcel,
  reason: string,
): Promise<readonly string[]> => {
  const remarks: string[] = [];
  const { area, address } = facts;
  const observation = parcel.areas.find(isAt(row));
  if (observation !== undefined && area.value !== before.area.value)
    await give('area-correction', 'registry', `/parcels/${parcel.id}/area-corrections`, { observation: observation.id, area, reason });
  if (address !== null && address !== before.address)
    await give('address', 'registry', `/parcels/${parcel.id}/address-observations`, { address });
  if (address === null && before.address !== null) remarks.push('地址不删除，原地址保留');
  const entry = parcel.planEntries.find(isAt(row));
  if (entry === undefined) remarks.push('原清单条目已被撤销，不再列入');
  else if (JSON.stringify(entryOf(facts)) !== JSON.stringify(entryOf(before)))
    await give('entry-correction', 'assessment', `/plans/${parcel.id}/entry-corrections`, {
      entry: entry.id,
      ...entryOf(facts),
      matchedBy: entry.matchedBy,
      reason,
    });
  await recordRow(give, work, row, { kind: 'parcel', id: parcel.id });
  return remarks;
};

/** Enters a new row, or corrects what a changed one said; remarks for the report. Throws `Undecided` when a person has to decide. */
export const applyPlanRow = async (
  work: Work,
  give: Give,
  row: ListRow,
  facts: PlanFacts,
  change: Extract<Change, { kind: 'new' | 'changed' }>,
  reason: string,
): Promise<readonly string[]> => {
  if (change.kind === 'new') return enter(work, give, row, facts);
  const former = await work.ledger.parcel(change.recorded.targetId);
  if (former === undefined) throw new Undecided('上次导入对应的地块不在可见范围内，请人工核实');
  if (nameKey(change.recorded.name) !== nameKey(row.name)) return rename(work, give, row, facts, former, reason);
  const before = factsOf(row.definition, change.recorded.cells);
  if ('faults' in before || before.facts.kind !== 'plan') throw new Undecided('上次导入的内容与现行栏目对应不上，无法比较，请人工核实');
  return correct(work, give, row, facts, before.facts, former, reason);
};

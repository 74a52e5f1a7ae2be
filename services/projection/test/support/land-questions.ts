// What the isolation suite asks of rights, plans and groups as lists; the answers show themselves by what the other fills left.
import { caojing } from './towns.ts';
import { idOf } from './world.ts';

const party = '{ id kind name uscc }';
const right = `{ id parcelId parcel { name } certificateNumber holders { party ${party} } seizures { court } mortgages { id } leases { part } }`;
const entry = '{ id parcelId enterprise list document area { mu } parcel { name } grade { grade document } }';
const of = `parcel: "${idOf('漕地块')}"`;

/** One question per root field, asking about the other town by every name it has. */
export const landQuestions: Readonly<Record<string, string>> = {
  right: `{ right(id: "${idOf('漕地块权利')}") ${right} }`,
  rights: `{ rights { nodes ${right} } of: rights(filter: { ${of} }) { nodes ${right} }
    by: rights(filter: { holder: "${idOf('漕企业')}" }) { nodes ${right} } seized: rights(filter: { seized: true }) { nodes ${right} }
    inTown: rights(filter: { jurisdiction: "${caojing}" }) { nodes ${right} } }`,
  planEntries: `{ planEntries { nodes ${entry} } of: planEntries(filter: { ${of} }) { nodes ${entry} }
    inTown: planEntries(filter: { jurisdiction: "${caojing}", year: 2025 }) { nodes ${entry} } }`,
  planSums: `{ planSums(jurisdiction: "${caojing}", by: TOWN) { jurisdiction { name } parcels area { mu } } }`,
  partyGroup: `{ partyGroup(party: "${idOf('漕企业')}") { party ${party} controllers ${party} members ${party}
    land { holder ${party} parcelId parcel { name } rightId grade { grade document } } }
    behind: partyGroup(party: "${idOf('漕某人')}") { members ${party} land { parcelId } } }`,
};

// What is true of a day as known at a moment, told from plain facts by the rules of the record alone (docs/decisions/0004, 0010): take
// what was known; a correction speaks in the place of what it corrects, and moves its day only where the day itself is what it
// corrects; what was annulled never was; of the facts up to the day the last one counts, by day and then in the order they were told.
import { companyId, parcelId, type Told, things, year } from './oracle-histories.ts';

/** A fact with the moment since which it is known, in microseconds. */
export interface Known extends Told {
  readonly since: bigint;
}

/** Everything that is asked of one day and moment, by id. */
export interface Truth {
  readonly parcels: Readonly<Record<string, unknown>>;
  readonly companies: Readonly<Record<string, unknown>>;
  readonly rights: Readonly<Record<string, unknown>>;
}

const annulling = new Set(['ParcelParticularAnnulled', 'ParcelRetirementAnnulled', 'TitleFactAnnulled']);
/** Corrections whose own day is the right one. */
const redating = new Set(['RightCorrected', 'RightTransferCorrected']);

/** Of the facts of one stream those that stand, in the order of their days, each as it was last put right. */
const standing = (mine: readonly Known[]): readonly Told[] => {
  const facts = mine.flatMap((fact) => {
    if (fact.corrects !== undefined) return [];
    const about = mine.filter(({ corrects }) => corrects === fact.id);
    if (about.some(({ type }) => annulling.has(type))) return [];
    const last = about.at(-1);
    if (last === undefined) return [fact];
    return [{ ...fact, on: redating.has(last.type) ? last.on : fact.on, data: { ...fact.data, ...putRight(last) } }];
  });
  // toSorted keeps the order of what is equal: the order in which it was told.
  return facts.toSorted((left, right) => Number(left.on > right.on) - Number(left.on < right.on));
};

const putRight = ({ type, data }: Told): Readonly<Record<string, unknown>> => {
  if (type === 'ParcelAreaCorrected') return { observed: { area: data['area'] } };
  if (type === 'ParcelParticularCorrected') return { landUse: (data['particular'] as { readonly value: unknown }).value };
  return data;
};

interface Area {
  readonly area: { readonly value: string };
}
interface Holding {
  readonly holderId: string;
  readonly share: string;
}
interface Holder {
  readonly partyId: string;
}

const lastOf = (facts: readonly Told[], ...types: readonly string[]): Told | undefined =>
  facts.findLast(({ type }) => types.includes(type));

/** What the facts known at a moment say of a day. `all` are the facts by stream, each in the order in which they were told. */
export const truthOf = (all: Readonly<Record<string, readonly Known[]>>, on: string, at: bigint): Truth => {
  const upTo = (stream: string): readonly Told[] =>
    standing((all[stream] ?? []).filter(({ since }) => since <= at)).filter((fact) => fact.on <= on);

  const users = things.flatMap((n) =>
    upTo(`party-${companyId(n)}`)
      .filter(({ type }) => type === 'LandUserListed')
      .map(({ data }) => ({ parcel: data['parcelId'], printed: data['nameAsPrinted'], company: companyId(n) })),
  );
  const grade = (n: number): unknown => {
    const facts = upTo(`assessment-${parcelId(n)}-310000-${year}`);
    const [found, decided] = [lastOf(facts, 'ParcelGraded'), lastOf(facts, 'GradeFinalised')];
    if (found === undefined) return null;
    const isFinal = decided !== undefined && decided.data['run'] === found.data['run'];
    return { run: found.data['run'], computed: found.data['grade'], final: isFinal, grade: (isFinal ? decided : found).data['grade'] };
  };
  const parcel = (n: number): unknown => {
    const facts = upTo(`parcel-${parcelId(n)}`);
    const [entry] = facts;
    if (entry === undefined || lastOf(facts, 'ParcelRetired') !== undefined) return null;
    const used = facts.filter(({ data }) => data['landUse'] != null).at(-1);
    const areas = facts.flatMap(({ id, data }) => (data['observed'] == null ? [] : [`${id} ${(data['observed'] as Area).area.value}`]));
    const mine = users.filter((user) => user.parcel === parcelId(n)).map(({ printed, company }) => `${company} ${String(printed)}`);
    return {
      name: entry.data['name'],
      landUse: used?.data['landUse'] ?? null,
      areas: areas.toSorted(),
      users: mine.toSorted(),
      grade: grade(n),
    };
  };
  const company = (n: number): unknown => {
    const facts = upTo(`party-${companyId(n)}`);
    if (facts.length === 0) return null;
    const name = lastOf(facts, 'EnterpriseEntered', 'PartyRenamed')?.data['name'];
    const revoked = lastOf(facts, 'PartyDissolved', 'PartyRestored')?.type === 'PartyDissolved';
    const held = lastOf(upTo(`shares-${companyId(n)}`), 'ShareholdingsRecorded')?.data['holdings'] as readonly Holding[] | undefined;
    return { name, revoked, held: held?.map(({ holderId, share }) => `${holderId} ${share}`).toSorted() ?? null };
  };
  const rightsOf = (n: number): readonly (readonly [string, unknown])[] => {
    const facts = upTo(`title-${parcelId(n)}`);
    return facts
      .filter(({ type }) => type === 'RightRegistered')
      .flatMap(({ data }) => {
        const own = facts.filter((fact) => fact.data['rightId'] === data['rightId']);
        if (lastOf(own, 'RightEnded') !== undefined) return [];
        const { holders } = (lastOf(own, 'RightTransferred') ?? { data }).data;
        return [[String(data['rightId']), (holders as readonly Holder[]).map(({ partyId }) => partyId).toSorted()] as const];
      });
  };
  return {
    parcels: Object.fromEntries(things.map((n) => [parcelId(n), parcel(n)])),
    companies: Object.fromEntries(things.map((n) => [companyId(n), company(n)])),
    rights: Object.fromEntries(things.flatMap(rightsOf)),
  };
};

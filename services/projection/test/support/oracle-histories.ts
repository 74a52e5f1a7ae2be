// Random histories of parcels, companies, shares, titles and grades: facts of any day in any order, some corrected, some annulled.
import type { Random } from './random.ts';
import { idOf } from './world.ts';

/** A fact as it was told: of which thing, on which day it holds, and which earlier one it puts right. */
export interface Told {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly on: string;
  readonly corrects?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const town = '310116112';
export const things = Array.from({ length: 12 }, (_, n) => n);
export const parcelId = (n: number): string => idOf(`parcel ${n}`);
export const companyId = (n: number): string => idOf(`company ${n}`);
export const year = 2023;

/** Few days, so that many facts share one. */
export const days = Array.from({ length: 70 }, (_, n) => new Date(Date.UTC(2015, 0, 1 + n * 37)).toISOString().slice(0, 10));

const uses = ['industrial', 'storage', 'research'];
const grades = ['A', 'B', 'C', 'D'];

/** Tells one more fact at each call; `told` is everything so far, in the order in which it was told. */
export const storyteller = ({ below, chance, pick }: Random): { readonly told: readonly Told[]; readonly next: () => readonly Told[] } => {
  const told: Told[] = [];
  const area = () => ({ area: { value: `${1 + below(90)}.${10 + below(90)}`, unit: 'mu' }, rank: 1 });
  const day = (): string => pick(days);
  const share = () => {
    const [holder, other] = [below(12), below(12)];
    const joint = holder === other ? [] : [{ holderId: companyId(other), share: '1/3', group: null }];
    return { holdings: [{ holderId: companyId(holder), share: '2/3', group: null }, ...joint], groups: [] };
  };
  const holders = () => [{ partyId: companyId(below(12)), share: null }];
  const of = (stream: string, ...types: readonly string[]): readonly Told[] =>
    told.filter((fact) => fact.stream === stream && types.includes(fact.type));
  const isAnnulled = ({ id }: Told): boolean => told.some((fact) => fact.corrects === id && fact.type.endsWith('Annulled'));
  const tell = (stream: string, type: string, on: string, data: Told['data'], corrects?: string): readonly Told[] => {
    const fact = { id: idOf(`fact ${told.length}`), stream, type, on, data, ...(corrects === undefined ? {} : { corrects }) };
    told.push(fact);
    return [fact];
  };
  /** A fact of the stream that may still be put right. */
  const standing = (stream: string, ...types: readonly string[]): Told | undefined => {
    const all = of(stream, ...types).filter((fact) => !isAnnulled(fact));
    return all.length === 0 ? undefined : pick(all);
  };

  const ofParcel = (n: number): readonly Told[] => {
    const [id, stream] = [parcelId(n), `parcel-${parcelId(n)}`];
    const [entry] = of(stream, 'ParcelEntered');
    const later = (): string => pick(days.filter((each) => entry === undefined || each >= entry.on));
    if (entry === undefined) {
      const landUse = chance(0.5) ? pick(uses) : null;
      const nothing = { address: null, ownership: null, legality: null };
      const data = { parcelId: id, jurisdiction: town, name: `地块${n}`, landUse, observed: chance(0.8) ? area() : null, ...nothing };
      return tell(stream, 'ParcelEntered', days[below(15)] ?? '', data);
    }
    const observation = standing(stream, 'ParcelEntered', 'ParcelAreaObserved');
    const use = standing(stream, 'ParcelLandUseChanged');
    const [retired] = of(stream, 'ParcelRetired');
    const what = below(9);
    if (what < 2) return tell(stream, 'ParcelAreaObserved', later(), { parcelId: id, observed: area() });
    if (what < 4 && observation !== undefined && observation.data['observed'] !== null)
      return tell(stream, 'ParcelAreaCorrected', day(), { parcelId: id, area: area().area, reason: '误读' }, observation.id);
    if (what === 4 && use !== undefined) {
      const particular = { kind: 'land-use', value: pick(uses) };
      return tell(stream, 'ParcelParticularCorrected', day(), { parcelId: id, particular, reason: '误读' }, use.id);
    }
    if (what === 5 && use !== undefined)
      return tell(stream, 'ParcelParticularAnnulled', day(), { parcelId: id, particular: 'land-use', reason: '误录' }, use.id);
    if (what === 6 && retired === undefined && chance(0.3)) {
      const ending = { reason: '灭失', successors: [], lineageId: null, codes: [], basis: 'reported' };
      return tell(stream, 'ParcelRetired', later(), { parcelId: id, ...ending });
    }
    if (what === 6 && retired !== undefined && !isAnnulled(retired))
      return tell(stream, 'ParcelRetirementAnnulled', day(), { parcelId: id, reason: '误录' }, retired.id);
    return tell(stream, 'ParcelLandUseChanged', later(), { parcelId: id, landUse: pick(uses) });
  };

  const ofCompany = (n: number): readonly Told[] => {
    const [id, stream] = [companyId(n), `party-${companyId(n)}`];
    const [entry] = of(stream, 'EnterpriseEntered');
    if (entry === undefined)
      return tell(stream, 'EnterpriseEntered', days[below(15)] ?? '', { partyId: id, name: `企业${n}`, uscc: null, jurisdiction: town });
    const later = (): string => pick(days.filter((each) => each >= entry.on));
    const named = standing(stream, 'EnterpriseEntered', 'PartyRenamed');
    const used = new Set(of(stream, 'LandUserListed').map(({ data }) => data['parcelId']));
    const land = pick(things);
    const what = below(6);
    if (what < 2 && named !== undefined)
      return tell(stream, 'PartyNameCorrected', day(), { partyId: id, name: `更正${told.length}`, reason: '误读' }, named.id);
    if (what === 2 && !used.has(parcelId(land))) {
      const user = { parcelId: parcelId(land), jurisdiction: town, nameAsPrinted: `印${told.length}`, role: 'land-user', confirmed: false };
      return tell(stream, 'LandUserListed', later(), { partyId: id, ...user });
    }
    if (what === 3) return tell(stream, 'PartyDissolved', later(), { partyId: id, manner: 'licence-revoked', reason: '吊销' });
    if (what === 4) return tell(stream, 'PartyRestored', later(), { partyId: id, reason: '撤销' });
    return tell(stream, 'PartyRenamed', later(), { partyId: id, name: `改名${told.length}` });
  };

  const ofShares = (n: number): readonly Told[] => {
    const [company, stream] = [companyId(n), `shares-${companyId(n)}`];
    const recorded = standing(stream, 'ShareholdingsRecorded');
    if (recorded !== undefined && chance(0.4))
      return tell(stream, 'ShareholdingsCorrected', day(), { companyId: company, ...share(), reason: '误读' }, recorded.id);
    return tell(stream, 'ShareholdingsRecorded', day(), { companyId: company, ...share(), basis: 'reported' });
  };

  const ofTitle = (n: number): readonly Told[] => {
    const stream = `title-${parcelId(n)}`;
    const rightId = idOf(`right ${n} ${below(2)}`);
    const on = { parcelId: parcelId(n), rightId };
    const kind = { ...on, kind: 'state-land-use' };
    const mine = (facts: readonly Told[]): readonly Told[] => facts.filter(({ data }) => data['rightId'] === rightId);
    const [registered] = mine(of(stream, 'RightRegistered')).filter((fact) => !isAnnulled(fact));
    if (registered === undefined) {
      const rest = { part: null, nature: null, until: null, certificateNumber: null, basis: 'reported' };
      return tell(stream, 'RightRegistered', day(), { ...kind, holders: holders(), ...rest });
    }
    const moves = mine(of(stream, 'RightTransferred')).filter((fact) => !isAnnulled(fact));
    const what = below(8);
    if (what < 2)
      return tell(stream, 'RightCorrected', day(), { ...kind, holders: holders(), part: null, until: null, reason: '误读' }, registered.id);
    if (what === 2 && moves.length > 0) {
      const move = pick(moves);
      const data = { ...kind, holders: holders(), transferId: move.data['transferId'], reason: '误读' };
      return tell(stream, 'RightTransferCorrected', day(), data, move.id);
    }
    if (what === 3) return tell(stream, 'TitleFactAnnulled', day(), { ...on, reason: '误录' }, pick([registered, ...moves]).id);
    if (what === 4 && mine(of(stream, 'RightEnded')).length === 0)
      return tell(stream, 'RightEnded', day(), { ...kind, reason: 'surrender', basis: 'reported' });
    const moved = { transferId: idOf(`transfer ${told.length}`), transferKind: 'transfer', price: null, basis: 'reported' };
    return tell(stream, 'RightTransferred', day(), { ...kind, holders: holders(), ...moved });
  };

  const ofGrade = (n: number): readonly Told[] => {
    const stream = `assessment-${parcelId(n)}-310000-${year}`;
    const cycle = { jurisdiction: '310000', year };
    const about = { parcelId: parcelId(n), partyIds: [], cycle };
    const found = of(stream, 'ParcelGraded');
    if (found.length > 0 && chance(0.4)) {
      const list = { jurisdiction: '310116', edition: 1 };
      const decided = { run: pick(found).data['run'], grade: pick(grades), list, document: '府〔2024〕8号' };
      return tell(stream, 'GradeFinalised', day(), { ...about, ...decided });
    }
    const empty = {
      cohort: null,
      rule: null,
      lacking: [],
      score: null,
      rank: null,
      of: null,
      place: null,
      items: [],
      extras: [],
      inputs: [],
    };
    const result = {
      run: idOf(`run ${told.length}`),
      position: '1',
      standard: { ...cycle, version: 1 },
      code: `P${n}`,
      decidedBy: 'direct',
    };
    return tell(stream, 'ParcelGraded', day(), { ...about, ...result, ...empty, grade: pick(grades) });
  };

  const kinds = [ofParcel, ofParcel, ofCompany, ofShares, ofTitle, ofTitle, ofGrade];
  return { told, next: () => pick(kinds)(below(12)) };
};

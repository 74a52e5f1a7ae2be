// Whom a cycle evaluates: the parcels or the enterprises of its jurisdiction, as the ledger knows them now. Of each only ids are kept.
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { partyEvents } from '@yimu/domain/party/events';
import type { EventStore } from '@yimu/event-store';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { townAmong } from '../routes/parcel-town.ts';
import { landUserFacts, landUsers } from './land-users.ts';

/** What the 体检表 of a subject is opened with. */
export interface CycleSubject {
  readonly subjectId: string;
  /** 统一编码, else 宗地代码; USCC; else the id. */
  readonly code: string;
  readonly town: string;
  readonly enterprises: readonly string[];
}

interface Known {
  /** Where it lies, in whatever jurisdiction. */
  readonly codes: readonly string[];
  readonly code: string | null;
  /** The events by which it is no more, or no subject of its own. */
  readonly ends: readonly string[];
}

/** What a fact makes of a subject. */
type Change = (known: Known, event: RecordedEvent) => Known;

const end: Change = (known, { id }) => ({ ...known, ends: [...known.ends, id] });
/** A fact that corrects no event in particular undoes all. */
const revive: Change = (known, { corrects }) => ({
  ...known,
  ends: corrects === undefined ? [] : known.ends.filter((each) => each !== corrects),
});

const parcelFacts: Readonly<Record<string, Change>> = {
  ParcelEntered: (known) => known,
  ParcelCodeAssigned: (known, { data }) => {
    const { kind, code } = parcelEvents.ParcelCodeAssigned.data.parse(data).assigned;
    const isBetter = kind === 'unified-code' || (kind === 'parcel-code' && known.code === null);
    return isBetter ? { ...known, code } : known;
  },
  ParcelRetired: end,
  ParcelDuplicateDeclared: end,
  ParcelRetirementAnnulled: revive,
  ParcelDuplicateAnnulled: revive,
};

const partyFacts: Readonly<Record<string, Change>> = {
  EnterpriseEntered: (known, { data }) => ({ ...known, code: partyEvents.EnterpriseEntered.data.parse(data).uscc }),
  UsccAssigned: (known, { data }) => ({ ...known, code: partyEvents.UsccAssigned.data.parse(data).uscc }),
  PartyMoved: (known, { data }) => ({ ...known, codes: [partyEvents.PartyMoved.data.parse(data).jurisdiction] }),
  PartyDissolved: (known, event) =>
    partyEvents.PartyDissolved.data.parse(event.data).manner === 'deregistered' ? end(known, event) : known,
  PartyDivided: (known, event) => (partyEvents.PartyDivided.data.parse(event.data).continues ? known : end(known, event)),
  PartyMerged: end,
  PartyDuplicateDeclared: end,
  PartyRestored: revive,
  PartyDuplicateRevoked: revive,
};

/** By kind of subject: the facts it is gathered from, the one it begins with, and its streams. */
const kinds = {
  parcel: { facts: parcelFacts, begins: 'ParcelEntered', prefix: 'parcel-', more: landUserFacts },
  enterprise: { facts: partyFacts, begins: 'EnterpriseEntered', prefix: 'party-', more: [] },
} as const;

/** The code that a subject has by its own stream; its id while it has none. Whoever opens its 体检表 does not say it: equals are ranked by it. */
export const codeOfSubject = (subject: CyclePlace['subject'], subjectId: string, history: readonly RecordedEvent[]): string => {
  const { facts } = kinds[subject];
  const nothing: Known = { codes: [], code: null, ends: [] };
  return history.reduce((known, event) => facts[event.type]?.(known, event) ?? known, nothing).code ?? subjectId;
};

/** The subjects of a cycle in the order in which they were entered: parcels that are not retired, or enterprises that are not dissolved. */
export const subjectsOf = async (
  store: EventStore,
  { jurisdiction, subject }: CyclePlace,
  on: EffectiveDate,
): Promise<readonly CycleSubject[]> => {
  const { facts, begins, prefix, more } = kinds[subject];
  const subjects = new Map<string, Known>();
  const users = landUsers();
  for await (const event of store.readAll({ filter: { types: [...Object.keys(facts), ...more] } })) {
    const change = facts[event.type];
    if (change === undefined) users.note(event);
    else {
      const id = event.stream.slice(prefix.length);
      const known = event.type === begins ? { codes: event.jurisdictions, code: null, ends: [] } : subjects.get(id);
      // What began elsewhere is followed too: it may move here.
      if (known !== undefined) subjects.set(id, change(known, event));
    }
  }
  return [...subjects].flatMap(([subjectId, { codes, code, ends }]): readonly CycleSubject[] => {
    const town = townAmong(codes, jurisdiction);
    if (town === undefined || ends.length > 0) return [];
    return [{ subjectId, code: code ?? subjectId, town, enterprises: subject === 'parcel' ? users.of(subjectId, on) : [subjectId] }];
  });
};

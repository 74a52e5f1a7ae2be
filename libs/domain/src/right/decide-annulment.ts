// Decisions on annulling a fact that was no fact.
import { type Decision, type Rejection, refuse } from '../kernel/index.ts';
import { certificateOfOthers } from './certificates.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { alsoFound, fact, recorded } from './recorded.ts';
import { movesOf } from './rights.ts';
import { rightRefusals, unknown } from './rules.ts';
import type { Entry, Title } from './state.ts';

/** Which kind of thing each fact brings into being, by the name of its id in the facts that rest on it. */
const bringsForth: Readonly<Partial<Record<Entry['type'], readonly string[]>>> = {
  RightRegistered: ['rightId'],
  LeaseRegistered: ['leaseId', 'parentLeaseId'],
  SubleaseRegistered: ['leaseId', 'parentLeaseId'],
  OperatorAppointed: ['leaseId', 'parentLeaseId'],
  MortgageRegistered: ['mortgageId'],
  SeizureRecorded: ['seizureId'],
  RightTransferFiled: ['transferId'],
};

/** Facts that would speak of nothing if this one were annulled. */
const restingOn = ({ entries }: Title, entry: Entry): readonly Entry[] => {
  const [own, ...others] = bringsForth[entry.type] ?? [];
  if (own === undefined) return [];
  const id = new Map(Object.entries(entry.data)).get(own);
  return entries.filter(
    (other) => other !== entry && Object.entries(other.data).some(([key, value]) => [own, ...others].includes(key) && value === id),
  );
};

/** What annulling a transfer leaves behind: holders who got the right after it, and a certificate issued on it. */
const leftBehind = (title: Title, next: RightFact, { id, data: { rightId } }: Entry): readonly Rejection[] => {
  const moves = movesOf(title, rightId);
  const place = moves.findIndex((move) => move.id === id);
  if (place === -1) return [];
  const passedOn = moves.slice(place + 1, place + 2).map(({ on }) => refuse(rightRefusals, 'right-moved-later', { on }));
  return [...passedOn, ...certificateOfOthers(title, next, rightId)];
};

export const annul = (command: RightCommandNamed<'AnnulTitleFact'>, title: Title): Decision<RightFact> => {
  const { parcelId, entry: id, reason } = command.data;
  if (title.annulled.includes(id)) return [];
  const entry = title.entries.find((each) => each.id === id);
  if (entry === undefined) return unknown('fact', id);
  const resting = restingOn(title, entry);
  if (resting.length > 0) {
    const types = [...new Set(resting.map(({ type }) => type))].join(', ');
    return refuse(rightRefusals, 'title-fact-rested-on', { types });
  }
  const next = fact(command, 'TitleFactAnnulled', { parcelId, rightId: entry.data.rightId, reason }, title.jurisdictions, id);
  // What came after it stands, as far as is known: a person looks whether it can be undone.
  return alsoFound(command, recorded(command, title, next, 'reported'), entry.data.rightId, leftBehind(title, next, entry));
};

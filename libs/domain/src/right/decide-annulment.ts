// Decisions on annulling a fact that was no fact.
import { type Decision, discrepancyOf, type EffectiveDate, isRejection, refuse } from '../kernel/index.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { fact, recorded } from './recorded.ts';
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

/** The day on which a right passed on to others after this transfer of it. */
const movedOnAfter = (title: Title, { id, data }: Entry): EffectiveDate | undefined => {
  const moves = movesOf(title, data.rightId);
  const place = moves.findIndex((move) => move.id === id);
  return place === -1 ? undefined : moves[place + 1]?.on;
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
  const decision = recorded(command, title, next, 'reported');
  const passedOn = movedOnAfter(title, entry);
  if (isRejection(decision) || passedOn === undefined) return decision;
  // Whoever got the right later keeps it, as far as is known: a person looks whether it can be given back.
  const discrepancy = discrepancyOf(refuse(rightRefusals, 'right-moved-later', { on: passedOn }));
  const found = { parcelId, rightId: entry.data.rightId, discrepancy, about: next.type };
  return [...decision, fact(command, 'TitleDiscrepancyFound', found, title.jurisdictions)];
};

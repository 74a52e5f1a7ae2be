// One parcel from its provisional class to the final one, with what each of those concerned is told on the way.
import { checkPath } from './check-path.ts';
import { pathChapter } from './path-chapter.ts';
import { askPath, askSeen, askStandingRun, type Seen, untilFinal } from './path-questions.ts';
import { decidedOn, decision, publication, submission } from './sample-approval.ts';
import { type Acting, type ClientAfter, cycle, officerOf, type Player, playerWith, taskForce } from './sample-steps.ts';
import { dayBefore } from './wording.ts';

export interface Followed {
  readonly id: string;
  readonly name: string;
  /** Who uses it. */
  readonly partyId: string;
  readonly town: string;
}

interface Walk {
  readonly followed: Followed;
  readonly enterprise: Acting;
  readonly player: Player;
  /** The clients of those who ask, after everything that was written so far. */
  readonly clientOf: ReturnType<ClientAfter>;
}

/**
 * Has the list decided, unless an earlier demo did.
 * @returns what the enterprise was told before: asked there and then, or else as of the day before
 */
const untilDecided = async ({ followed: { id, town }, enterprise, player, clientOf }: Walk): Promise<Seen | null> => {
  const asTaskForce = await clientOf(taskForce);
  const told = async (asOf?: string) => askSeen(await clientOf(enterprise), cycle, id, asOf);
  const provisional = await askSeen(asTaskForce, cycle, id);
  if (provisional?.decision != null) return told(dayBefore(decidedOn));
  const run = await askStandingRun(asTaskForce, cycle);
  for (const step of submission({ town, run })) await player.take(step);
  const before = await told();
  const { appended } = await player.take(decision(run));
  await untilFinal(await clientOf(taskForce), cycle, id);
  // Otherwise it had been decided before anybody was asked.
  return appended ? before : told(dayBefore(decidedOn));
};

/** Everything that happened to the parcel; the list is published if it is not. */
const untilPublished = async ({ followed: { id, town }, player, clientOf }: Walk) => {
  const inCycle = `${cycle.jurisdiction}-${cycle.year}`;
  const path = async () =>
    askPath(await clientOf(taskForce), [
      `submission-${id}-${inCycle}`,
      `assessment-${id}-${inCycle}`,
      `townlist-${town}-${inCycle}`,
      `classlist-${cycle.jurisdiction}-${inCycle}`,
    ]);
  const events = await path();
  if (events.some(({ type }) => type === 'ClassListPublished')) return events;
  await player.take(publication);
  return path();
};

/**
 * Follows a parcel to its final class.
 * @param after which position its results are there
 * @returns the chapter to print, and a check that counts the points that are as they have to be
 * Throws a Sentence when the class does not become final.
 */
export const showPath = async (clientAfter: ClientAfter, after: string, followed: Followed) => {
  const { id, name, partyId, town } = followed;
  const enterprise: Acting = { code: partyId, role: 'enterprise' };
  const player = playerWith(clientAfter(''));
  const clientOf: Walk['clientOf'] = (by) => clientAfter(player.position() > after ? player.position() : after)(by);
  const walk = { followed, enterprise, player, clientOf };
  const before = await untilDecided(walk);
  const events = await untilPublished(walk);
  const seenBy = async (by: Acting): Promise<Seen | null> => askSeen(await clientOf(by), cycle, id);
  const seen = {
    town: await seenBy(officerOf(town)),
    taskForce: await seenBy(taskForce),
    enterprise: { before, after: await seenBy(enterprise) },
  };
  const text = pathChapter({
    name,
    events,
    viewers: [
      { name: '镇经办', seen: seen.town },
      { name: '区专班', seen: seen.taskForce },
      { name: '用地主体（审定前）', seen: seen.enterprise.before },
      { name: '用地主体（审定后）', seen: seen.enterprise.after },
    ],
  });
  return { text, check: () => checkPath({ events, ...seen }) };
};

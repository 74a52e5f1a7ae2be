// The sample evaluation of the listed parcels, from the first request to the printed explanation.
import { tidyName } from '../import/normalise.ts';
import { Sentence } from '../local/sentence.ts';
import { gradeChapter } from './grade-chapter.ts';
import { askOfCompletedRun, askWhy } from './grade-questions.ts';
import type { Parcel } from './questions.ts';
import { evaluateSample, type GradedParcel } from './sample-cycle.ts';
import { withoutEmission } from './sample-figures.ts';
import { type ClientAfter, cycle, officerOf, taskForce as taskForceOf } from './sample-steps.ts';
import type { Followed } from './show-path.ts';

const gradedOf = ({ id, area, landUsers }: Parcel): readonly GradedParcel[] =>
  area === null
    ? []
    : [
        {
          id,
          area: area.mu,
          users: landUsers.flatMap(({ party, nameAsPrinted }) => (party === null ? [] : [{ partyId: party.id, name: nameAsPrinted }])),
        },
      ];

export interface ShownGrades {
  /** The chapter to print. */
  readonly text: string;
  /** The parcel that was explained. */
  readonly followed: Followed;
  /** After which the results are there. */
  readonly position: string;
}

/**
 * Evaluates parcels under the sample standard and explains the one of which a figure is missing.
 * @param parcels in an order that stays the same
 * @param town in which they lie
 * @returns the chapter; throws a Sentence when the scoring job does not come to its end
 */
export const showGrades = async (clientAfter: ClientAfter, parcels: readonly Parcel[], town: string): Promise<ShownGrades> => {
  const measured = parcels.flatMap(gradedOf);
  const followed = measured[withoutEmission] ?? measured[0];
  const partyId = followed?.users[0]?.partyId;
  if (followed === undefined || partyId === undefined) throw new Sentence(`${town} 没有可供演示评价的地块及其用地主体。`);
  const { id } = followed;
  const { run, position } = await evaluateSample(clientAfter, { parcels: measured, followed, town });
  const clientFor = clientAfter(position);
  const taskForce = await clientFor(taskForceOf);
  const officer = await clientFor(officerOf(town));
  const results = await askOfCompletedRun(taskForce, cycle, { listed: town, run, parcels: measured.length });
  const names = new Map(parcels.map(({ id: own, name }) => [own, tidyName(name)]));
  const text = gradeChapter({
    names,
    results,
    explained: { id, taskForce: await askWhy(taskForce, cycle, id), town: await askWhy(officer, cycle, id) },
  });
  return { text, followed: { id, name: names.get(id) ?? id, partyId, town }, position };
};

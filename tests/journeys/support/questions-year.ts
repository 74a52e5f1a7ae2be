// A year that was graded and decided before the questions are asked: 合用 is C, 自用, 纸表 and 限评 are D, the last by veto.

import { names } from './cycle-land.ts';
import { district } from './cycle-offices.ts';
import type { CycleScene } from './cycle-scene.ts';
import { forms } from './cycle-standard.ts';

export const year = 2023;
const longFromNow = '2099-12-31';
export const document = '金府〔2023〕31号';
/** The day from which the classes hold. */
export const decidedOn = '2023-12-01';

/** Grades the parcels of the scene from figures alone: nobody fills in a form. */
export const gradedYear = async ({ offices, land, beginning, asked, lists }: CycleScene): Promise<void> => {
  const version = { version: 1 };
  await offices.done('economy', '/standards', '2023-01-10', beginning.content);
  await offices.done('economy', `${beginning.standards}/validations`, '2023-01-15', version);
  await offices.done('taskForce', `${beginning.standards}/publications`, '2023-01-20', version);
  await offices.done('taskForce', '/form-schemas', '2023-02-20', { jurisdiction: district, year, ...forms });
  const opening = { ...beginning.cycle(year), schedule: beginning.schedule(year, longFromNow) };
  await offices.done('taskForce', '/cycles', '2023-03-01', opening);
  await beginning.checksOpened(year);
  await offices.done('taskForce', `/cycles/${district}/${year}/parcel/phases`, '2023-04-01', { phase: 'evaluation' });
  await offices.done('a', `${land.formOf('own', year)}/forms`, '2023-04-05', {
    partyId: null,
    form: 'self-assessment',
    answers: [{ field: 'land-use-plan', value: '自用' }],
  });
  await beginning.figuresSupplied(year, '2023-04-10');
  await lists.straight(await asked.scored('2023-10-08'), decidedOn, document, '2024-01-31');
  for (const name of names) await asked.untilDecided(name, document);
  // The district has all scored again, which changes nothing of what was decided.
  await asked.scored('2024-02-01');
};

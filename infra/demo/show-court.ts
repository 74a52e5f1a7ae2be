// What courts and regulators ask, on a sample place of its own and on one real parcel: from the first request to the printed answers.
import { tidyName } from '../import/normalise.ts';
import { checkCourt } from './check-court.ts';
import { courtCases } from './court-cases.ts';
import { auditor, cityCode, clerk } from './court-cast.ts';
import { type CourtChapter, courtChapter } from './court-chapter.ts';
import { courtGrades } from './court-grades.ts';
import { courtLand } from './court-land.ts';
import { askChanges, askControlChanges, askLate, askReserve, askRulingDay } from './court-questions.ts';
import { untilFinal } from './path-questions.ts';
import { type Acting, type ClientAfter, cycle, officerOf, playerWith, taskForce } from './sample-steps.ts';

/** A real parcel and where it lies. */
export interface Watched {
  readonly id: string;
  readonly name: string;
  readonly town: string;
  /** The day before it was entered. */
  readonly dayBefore: string;
}

/** Of the city in which the real parcel lies. */
const realCity: Acting = { code: '310000', role: 'auditor' };
const lateDays = 365;

const asked = async (clientAfter: ClientAfter, watched: Watched): Promise<CourtChapter> => {
  const player = playerWith(clientAfter(''));
  const land = await courtLand(player);
  await courtGrades(clientAfter, player, land);
  const { auction, before } = await courtCases(clientAfter, player, land);
  const clientOf = clientAfter(player.position());
  // Its class is decided with those of the town; reactions tell it parcel by parcel.
  await untilFinal(await clientOf(taskForce), cycle, watched.id);
  const [regulator, court, city, town] = await Promise.all([auditor, clerk, realCity, officerOf(watched.town)].map(clientOf));
  if (regulator === undefined || court === undefined || city === undefined || town === undefined) throw new Error('four clients');
  const span = async (from: string, to: string) => ({ from, to, changes: await askChanges(town, watched.id, from, to) });
  const real = { lists: '漕府〔2024〕11号' };
  const sample = { lists: '样例清单' };
  return {
    control: { now: await askControlChanges(regulator), before: await askControlChanges(regulator, before) },
    ruling: { now: await askRulingDay(court, auction), before: await askRulingDay(court, auction, before) },
    planned: [
      { ...real, level: '区', byGrade: await askReserve(city, realCity.code, 'DISTRICT') },
      { ...real, level: '镇', byGrade: await askReserve(city, realCity.code, 'TOWN') },
      { ...sample, level: '区', byGrade: await askReserve(regulator, cityCode, 'DISTRICT') },
      { ...sample, level: '镇', byGrade: await askReserve(regulator, cityCode, 'TOWN') },
    ],
    followed: {
      name: tidyName(watched.name),
      spans: [await span(watched.dayBefore, '2024-09-30'), await span('2024-11-30', '2024-12-31')],
    },
    late: { days: lateDays, events: await askLate(regulator, lateDays) },
  };
};

/**
 * Lets a court sell a sample parcel, has two things become known afterwards, and asks what is asked then.
 * @returns the chapter to print, and a check that counts the answers that are as they have to be
 */
export const showCourt = async (clientAfter: ClientAfter, watched: Watched) => {
  const answers = await asked(clientAfter, watched);
  return { text: courtChapter(answers), check: () => checkCourt(answers) };
};

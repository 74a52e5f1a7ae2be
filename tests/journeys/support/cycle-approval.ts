// The way of a list: from the towns past the departments to the district, and from there to the city.
import { district, document, type Offices, sibling, suppliers, town } from './cycle-offices.ts';

const towns = { town, sibling } as const;
type Town = keyof typeof towns;

/** The lists of a year: where they are, and the steps that take more than one command. */
export const approvalOf = (offices: Offices, year: number) => {
  const of = { cycle: { jurisdiction: district, year }, subject: 'parcel' };
  const address = `${district}/${year}/parcel`;
  const townList = (which: Town, what: string): string => `/town-lists/${towns[which]}/${address}/${what}`;
  const classList = (what: string): string => `/class-lists/${district}/${address}/${what}`;
  const ofRun = (run: string, editions: Readonly<Record<Town, number>>) => ({
    ...of,
    jurisdiction: district,
    run,
    towns: [
      { town, edition: editions.town },
      { town: sibling, edition: editions.sibling },
    ],
  });

  const approval = {
    townList,
    classList,
    /** What submitting a town's list says. */
    ofTown: (which: Town, run: string) => ({ ...of, town: towns[which], run }),
    ofDistrict: ofRun,
    /** Both towns submit. */
    submitted: async (run: string, on: string): Promise<void> => {
      for (const which of ['town', 'sibling'] as const) await offices.done(which, '/town-lists', on, approval.ofTown(which, run));
    },
    /** Every supplying department passes its line of a town's list. */
    passed: async (which: Town, on: string, edition: number): Promise<void> => {
      for (const department of suppliers) await offices.done(department, townList(which, 'reviews'), on, { edition, verdict: 'passed' });
    },
    decision: (number: string, on: string, objectionsUntil: string) => ({ ...document(number, on), edition: 1, objectionsUntil }),
    /** All steps at once, where nobody has anything to say against them. */
    straight: async (run: string, on: string, number: string, objectionsUntil: string): Promise<void> => {
      await approval.submitted(run, on);
      for (const which of ['town', 'sibling'] as const) await approval.passed(which, on, 1);
      await offices.done('taskForce', '/class-lists', on, ofRun(run, { town: 1, sibling: 1 }));
      await offices.done('cityDepartment', classList('opinions'), on, { edition: 1, verdict: 'agree' });
      await offices.done('recorder', classList('decisions'), on, approval.decision(number, on, objectionsUntil));
    },
    stream: `classlist-${district}-${district}-${year}`,
    townStream: `townlist-${town}-${district}-${year}`,
  };
  return approval;
};

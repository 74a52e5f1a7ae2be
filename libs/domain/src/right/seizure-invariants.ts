// What must hold of seizures, and what must not happen while one stands.
import { addMonths, addYears } from '../kernel/index.ts';
import { breach, type Invariant } from './breach.ts';
import { rightsOf } from './rights.ts';
import { burdeningOn, coursesOf } from './seizures.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

/** The acts that a seizure forbids: to transfer, mortgage, lease or give up the right. Sublessees and the state's own acts are not the holder's. */
const forbidden = (title: Title): readonly Entry[] => [
  ...entriesOf(title, 'RightTransferred', 'MortgageRegistered', 'LeaseRegistered', 'OperatorAppointed'),
  ...entriesOf(title, 'RightEnded').filter(({ data }) => data.reason === 'surrender' || data.reason === 'reserve'),
];

/** A right is not disposed of while it is seized. What happened on the day of the service counts in the order it was recorded. */
const nothingMovesWhileSeized: Invariant = (title) => {
  const place = (entry: string): number => title.entries.findIndex(({ id }) => id === entry);
  return forbidden(title).flatMap(({ id, on, data: { rightId } }) => {
    const seizure = burdeningOn(title, rightId, on).find(({ servedOn, entry }) => servedOn < on || place(entry) < place(id));
    if (seizure === undefined) return [];
    const { court, caseNumber, until } = seizure;
    return [breach(rightId, [id], 'right-seized', { on, court, caseNumber, until: until ?? '—' })];
  });
};

/** A seizure of immovables lasts three years at most, and so does each renewal (民诉法解释 (2022) 485). */
const threeYears: Invariant = (title) =>
  rightsOf(title).flatMap(({ rightId }) =>
    coursesOf(title, rightId).flatMap(({ entry: { id, on, data }, terms }) => {
      const { court, caseNumber, months } = data;
      const waiting = { entry: id, countedFrom: on, until: addMonths(on, months) };
      return (terms.length === 0 ? [waiting] : terms)
        .filter(({ countedFrom, until }) => until > addYears(countedFrom, 3))
        .map(({ entry, countedFrom: from, until }) =>
          breach(rightId, [entry], 'seizure-over-three-years', { court, caseNumber, from, until }),
        );
    }),
  );

/** A renewal (续封) is served while the term runs: before that there is nothing to renew, after it the seizure has lapsed. */
const renewalsHaveEffect: Invariant = (title) =>
  rightsOf(title).flatMap(({ rightId }) => {
    const courses = coursesOf(title, rightId);
    const effective = new Set(courses.flatMap(({ terms }) => terms.map(({ entry }) => entry)));
    return courses.flatMap(({ entry: { data } }) =>
      entriesOf(title, 'SeizureRenewed')
        .filter((renewal) => renewal.data.seizureId === data.seizureId && !effective.has(renewal.id))
        .map(({ id, on }) =>
          breach(rightId, [id], 'seizure-renewal-without-effect', { on, court: data.court, caseNumber: data.caseNumber }),
        ),
    );
  });

export const seizureInvariants: readonly Invariant[] = [nothingMovesWhileSeized, threeYears, renewalsHaveEffect];

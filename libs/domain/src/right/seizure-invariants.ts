// What must hold of seizures, and what must not happen while one stands.
import { addMonths, addYears } from '../kernel/index.ts';
import { breach, type Invariant } from './breach.ts';
import { movesOf, rightsOf } from './rights.ts';
import { burdeningOn, coursesOf } from './seizures.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

/** What a seizure forbids: to transfer, mortgage, lease or give up the right. Sublessees' and the state's own acts are not the holder's. */
const forbidden = (title: Title): readonly Entry[] => [
  ...entriesOf(title, 'RightTransferred', 'MortgageRegistered', 'LeaseRegistered', 'OperatorAppointed'),
  ...entriesOf(title, 'RightEnded').filter(({ data }) => data.reason === 'surrender' || data.reason === 'reserve'),
];

/** Which of two entries was recorded first. */
const recordedBefore = ({ entries }: Title, first: string, second: string): boolean =>
  entries.findIndex(({ id }) => id === first) < entries.findIndex(({ id }) => id === second);

/** A right is not disposed of while it is seized. What happened on the day of the service counts in the order it was recorded. */
const nothingMovesWhileSeized: Invariant = (title) =>
  forbidden(title).flatMap(({ id, on, data: { rightId } }) => {
    const seizure = burdeningOn(title, rightId, on).find(({ servedOn, entry }) => servedOn < on || recordedBefore(title, entry, id));
    if (seizure === undefined) return [];
    const { court, caseNumber, until } = seizure;
    return [breach(rightId, [id], 'right-seized', { on, court, caseNumber, until: until ?? '—' })];
  });

/**
 * What is entered after a seizure is not dated before its service (倒签): nobody could see it when the court seized. What is reported so,
 * a judgment or a contract, may be true; then the seizure was served on what others already had, which a person looks at.
 */
const nothingIsBackdated: Invariant = (title) =>
  rightsOf(title).flatMap(({ rightId }) => {
    const stood = coursesOf(title, rightId).filter(({ entry, goneOn }) => goneOn > entry.on);
    return forbidden(title)
      .filter(({ data }) => data.rightId === rightId)
      .flatMap(({ id, on }) =>
        stood
          .filter(({ entry }) => entry.on > on && recordedBefore(title, entry.id, id))
          .slice(0, 1)
          .map(({ entry: { on: servedOn, data } }) =>
            breach(rightId, [id], 'right-seized-later', { on, servedOn, court: data.court, caseNumber: data.caseNumber }),
          ),
      );
  });

/**
 * A ruling passes the right before the register shows it (民法典 229): a seizure served in between meant the debtor, and stands on the
 * right of the new holders. Once their certificate is registered, a seizure that is served means them.
 */
const nobodySeizesAfterTheRuling: Invariant = (title) =>
  entriesOf(title, 'SeizureRecorded').flatMap(({ id, on, data: { rightId, court, caseNumber } }) => {
    const ruling = movesOf(title, rightId).findLast((move) => move.on <= on);
    if (ruling?.type !== 'RightTransferredByRuling' || ruling.on === on) return [];
    const shown = entriesOf(title, 'CertificateRegistered').some(
      (entry) => entry.data.rightId === rightId && entry.on >= ruling.on && entry.on <= on && recordedBefore(title, entry.id, id),
    );
    return shown ? [] : [breach(rightId, [ruling.id, id], 'seizure-after-ruling', { on, court, caseNumber, ruledOn: ruling.on })];
  });

/** A renewal counts as printed; one that is over before the term it renews takes from the seizure what it should add. */
const renewalsLengthen: Invariant = (title) =>
  rightsOf(title).flatMap(({ rightId }) =>
    coursesOf(title, rightId).flatMap(({ entry: { data }, terms }) =>
      terms
        .filter(({ countedFrom, until }) => until < countedFrom)
        .map(({ entry, countedFrom: before, until }) =>
          breach(rightId, [entry], 'seizure-renewal-shortens', { court: data.court, caseNumber: data.caseNumber, until, before }),
        ),
    ),
  );

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

export const seizureInvariants: readonly Invariant[] = [
  nothingMovesWhileSeized,
  nothingIsBackdated,
  nobodySeizesAfterTheRuling,
  threeYears,
  renewalsLengthen,
  renewalsHaveEffect,
];

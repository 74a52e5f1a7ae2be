// How a case of an equity transfer begins: filed, filed because a parent changes, found after the fact.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { equityEvents } from './events.ts';
import { equity } from './index.ts';
import {
  bound,
  causedBy,
  changes,
  clause,
  companyId,
  contractId,
  equityId,
  file,
  fileIndirect,
  holderA,
  holderB,
  holderC,
  opine,
  otherContractId,
  otherTown,
  parcelId,
  reportUndeclared,
  town,
} from './test/samples.ts';

const given = specify(equityEvents);
const subject = {
  equityId,
  companyId,
  kind: 'transfer' as const,
  changes: [...changes],
  parcels: [{ parcelId, jurisdictions: [otherTown] }],
  home: town,
  contractIds: [],
  clauses: [],
};

describe('filing an equity transfer (股权变更申报)', () => {
  it('opens a case about the company, its holders before and after, its land on the day and the contracts named', () =>
    given(equity)
      .when(file({ ...bound(clause()), opinionsDueOn: date('2024-04-01') }))
      .then({
        type: 'EquityTransferFiled',
        data: { ...subject, contractIds: [contractId], clauses: [clause()], opinionsDueOn: date('2024-04-01'), causedBy: null },
      }));
  it('concerns the home of the company and the towns of its land, those of the day only', () => {
    given(equity).when(file()).thenConcerns(town, otherTown);
    given(equity).when(file({}, '2024-03-10')).thenConcerns('310116101', town, otherTown);
    given(equity)
      .when(file({ registered: [] }, '2014-12-31'))
      .thenConcerns(otherTown);
  });
  it('is nothing new the second time, in whatever order the holders are named and however their shares are printed', () =>
    given(equity, file())
      .when(file({ changes: [{ holderId: holderC, before: null, after: '60%' }, ...changes.slice(0, 2)] }))
      .thenNothing());
  it.each([
    ['another company', { companyId: specId(9) }],
    ['another kind', { kind: 'inheritance' as const }],
    [
      'other changes',
      { changes: [changes[0], changes[1], { holderId: specId(9), before: null, after: '3/5' }].filter((each) => each !== undefined) },
    ],
    [
      'fewer holders',
      {
        changes: [
          { holderId: holderA, before: '1/1', after: null },
          { holderId: holderB, before: null, after: '1/1' },
        ],
      },
    ],
  ])('is refused under the same id for %s', (_, data) =>
    given(equity, file()).when(file(data)).thenRefused('equity-already-filed', '2024-03-11'),
  );
  it('names a contract once, however often it was named', () => {
    const twice = { contractIds: [contractId, contractId], clauses: [] };
    const { state } = given(equity, file(twice));
    expect(state.kind === 'open' && state.contractIds).toEqual([contractId]);
  });
  it('keeps every wording of a clause with its days: the day of the change is not known yet', () => {
    const clauses = [clause({ threshold: '50%', until: date('2024-03-11') }), clause({ from: date('2024-03-11') })];
    const { state } = given(equity, file(bound(...clauses)));
    expect(state.kind === 'open' && state.clauses).toEqual(clauses);
  });
  it('is refused for a contract whose grantee is another company', () =>
    given(equity)
      .when(file({ companyId: specId(9), ...bound(clause()) }))
      .thenRefused('equity-contract-of-another-grantee', contractId));
  it('is refused with a deadline for opinions that lies before it; the day itself is one', () => {
    given(equity)
      .when(file({ opinionsDueOn: date('2024-03-10') }))
      .thenRefused('equity-deadline-before-filing', '2024-03-10', '2024-03-11');
    expect(given(equity, file({ opinionsDueOn: date('2024-03-11') })).state.kind).toBe('open');
  });
  it('comes before anything else in a case, and nothing lies before it', () => {
    given(equity).when(opine('经委')).thenRefused('equity-not-filed');
    given(equity, file())
      .when(opine('经委', 'agree', null, '2024-03-10'))
      .thenRefused('equity-before-filing', '2024-03-10', '2024-03-11');
  });
  it('of a fact that no case began changes nothing', () => {
    const stray = { type: 'EquityTransferGranted' as const, version: 1, data: { equityId, companyId, reason: null } };
    const envelope = { id: specId(0), effectiveOn: date('2024-03-11'), jurisdictions: [town], sources: [] };
    expect(equity.evolve(equity.initial, { ...stray, ...envelope })).toEqual({ kind: 'absent' });
  });
});

describe('an indirect change (间接变更)', () => {
  it('is a case of the subsidiary, which names the case of the parent and moves no share', () => {
    const filing = given(equity).when(fileIndirect(bound(clause({ covers: ['control'] }))));
    const clauses = [clause({ covers: ['control'] })];
    filing.then({
      type: 'EquityTransferFiled',
      data: { ...subject, kind: 'indirect', changes: [], contractIds: [contractId], clauses, opinionsDueOn: null, causedBy },
    });
    filing.thenConcerns(town, otherTown);
  });
  it('is one case per cause and company', () => {
    given(equity, fileIndirect()).when(fileIndirect()).thenNothing();
    given(equity, fileIndirect())
      .when(fileIndirect({ causedBy: specId(7) }))
      .thenRefused('equity-already-filed');
    given(equity, fileIndirect())
      .when(fileIndirect({ companyId: specId(7) }))
      .thenRefused('equity-already-filed');
    given(equity, fileIndirect())
      .when(file({ kind: 'indirect', changes: [] }))
      .thenRefused('equity-already-filed');
  });
  it('is refused like any filing for a foreign contract and a deadline that has passed', () => {
    given(equity)
      .when(fileIndirect({ companyId: specId(9), ...bound(clause()) }))
      .thenRefused('equity-contract-of-another-grantee');
    given(equity)
      .when(fileIndirect({ opinionsDueOn: date('2024-03-10') }))
      .thenRefused('equity-deadline-before-filing');
  });
});

describe('an undeclared change (未申报变更)', () => {
  it('is a case of its own that tells how long nobody knew, and deletes nothing', () =>
    given(equity)
      .when(reportUndeclared())
      .then({
        type: 'UndeclaredEquityTransferReported',
        data: { ...subject, foundOn: date('2025-03-11'), daysUntilFound: 365 },
      }));
  it('leads to the contracts whose clauses it met (违约线索)', () =>
    given(equity)
      .when(
        reportUndeclared(
          bound(clause({ lockUntil: date('2024-03-11') }), clause({ contractId: otherContractId, threshold: '61%', covers: ['shares'] })),
        ),
      )
      .then(
        {
          type: 'UndeclaredEquityTransferReported',
          data: {
            ...subject,
            contractIds: [contractId, otherContractId],
            clauses: [
              clause({ lockUntil: date('2024-03-11') }),
              clause({ contractId: otherContractId, threshold: '61%', covers: ['shares'] }),
            ],
            foundOn: date('2025-03-11'),
            daysUntilFound: 365,
          },
        },
        {
          type: 'EquityClauseBreachSuspected',
          data: {
            equityId,
            companyId,
            changedOn: date('2024-03-11'),
            breaches: [
              { contractId, breach: 'consent-missing' },
              { contractId, breach: 'locked' },
            ],
          },
        },
      ));
  it('is nothing new the second time; another change is another case', () => {
    given(equity, reportUndeclared()).when(reportUndeclared()).thenNothing();
    given(equity, reportUndeclared())
      .when(reportUndeclared({ kind: 'inheritance' }))
      .thenRefused('equity-already-filed');
    given(equity, reportUndeclared())
      .when({ ...reportUndeclared(), effectiveOn: date('2024-03-12') })
      .thenRefused('equity-already-filed');
    given(equity, reportUndeclared()).when(file()).thenRefused('equity-already-filed');
    given(equity, file()).when(reportUndeclared()).thenRefused('equity-already-filed');
  });
  it('was found on the day of the change or later, and not in the future', () => {
    given(equity)
      .when(reportUndeclared({ foundOn: date('2024-03-10') }))
      .thenRefused('equity-found-before-change', '2024-03-10', '2024-03-11');
    given(equity)
      .when(reportUndeclared({ foundOn: date('2026-01-02') }))
      .thenRefused('equity-found-in-the-future', '2026-01-02', '2026-01-01');
  });
  it('accounts for the whole company and names contracts of this company only, like any statement', () => {
    given(equity)
      .when(reportUndeclared({ changes: [] }))
      .thenRefused('equity-nothing-changes');
    given(equity)
      .when(reportUndeclared({ companyId: specId(9), ...bound(clause()) }))
      .thenRefused('equity-contract-of-another-grantee');
  });
});

// Clauses by their wordings, and nodes by their due days, each with the verdicts given on it.
import { contractNodes } from '@yimu/domain/contract/events';
import { standingsOn } from '@yimu/domain/contract/read';
import type { Contract } from '@yimu/domain/contract/state';
import { type EffectiveDate, valueOn } from '@yimu/domain/kernel';
import { piecewise } from '../engine/dated.ts';
import type { DatedRow } from '../engine/projection.ts';

type Assessed = Contract['assessed'][number];

/** The verdicts on a clause by year, or on a node, as given by a day. */
const verdictsOn = (assessed: readonly Assessed[], day: EffectiveDate) =>
  assessed.flatMap(({ verdicts }) => {
    const given = valueOn(verdicts, day);
    return given === undefined ? [] : [given];
  });

const about = ({ assessed }: Contract, is: (subject: Assessed['verdicts'][number]['value']['subject']) => boolean): readonly Assessed[] =>
  assessed.filter(({ verdicts }) => verdicts.some(({ value }) => is(value.subject)));

const daysOf = (assessed: readonly Assessed[]): readonly EffectiveDate[] =>
  assessed.flatMap(({ verdicts }) => verdicts.map(({ from }) => from));

/** Each clause with the wording that holds; one that holds no longer has none. */
export const clauses = (contract: Contract): readonly DatedRow[] =>
  contract.clauses.flatMap(({ no, versions }, place) => {
    const assessed = about(contract, (subject) => subject.kind === 'clause' && subject.no === no);
    return piecewise([...versions.map(({ from }) => from), ...daysOf(assessed)], (day) => {
      const content = valueOn(versions, day)?.content;
      if (content === null || content === undefined) return [];
      const verdicts = verdictsOn(assessed, day).flatMap(({ subject, reason }) =>
        subject.kind === 'clause' ? [{ year: subject.year, verdict: subject.verdict, reason }] : [],
      );
      return [
        {
          table: 'contract_clause',
          key: no,
          columns: {
            contract_id: contract.contractId,
            no,
            place,
            kind: content.terms.kind,
            wording: content.wording,
            terms: JSON.stringify(content.terms),
            verdicts: JSON.stringify(verdicts),
          },
        },
      ];
    });
  });

/** The agreed nodes (开工, 竣工, 投产, 达产); whether one is missed is told by the day asked about. */
export const milestones = (contract: Contract): readonly DatedRow[] => {
  const assessed = about(contract, ({ kind }) => kind === 'milestone');
  const days = contractNodes.flatMap((node) => {
    const { dues, achieved } = contract.milestones[node];
    return [...dues.map(({ from }) => from), achieved?.on];
  });
  return piecewise([...days, ...daysOf(assessed)], (day) => {
    const verdicts = verdictsOn(assessed, day);
    return standingsOn(contract.milestones, day).map(({ node, dueOn, extendedTo, achievedOn }) => {
      const judged = verdicts.find(({ subject }) => subject.kind === 'milestone' && subject.node === node);
      const extensions = contract.milestones[node].dues
        .filter(({ from }) => from <= day)
        .flatMap(({ value }) =>
          contract.extensions
            .filter(({ id }) => id === value.entry)
            .map(({ on, approval, cause }) => ({ on, until: value.on, approval, cause })),
        );
      return {
        table: 'contract_milestone',
        key: node,
        columns: {
          contract_id: contract.contractId,
          node,
          place: contractNodes.indexOf(node),
          due_on: dueOn,
          extended_to: extendedTo,
          extensions: JSON.stringify(extensions),
          achieved_on: achievedOn,
          verdict: judged?.subject.verdict ?? null,
          verdict_reason: judged?.reason ?? null,
        },
      };
    });
  });
};

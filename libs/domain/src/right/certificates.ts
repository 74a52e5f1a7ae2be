// Certificates (不动产权证书) that an annulment or a correction leaves in force for those who do not hold the right.
import { type Rejection, refuse } from '../kernel/index.ts';
import type { RightFact } from './events.ts';
import { sameContent } from './period.ts';
import { byDay, holdersOn } from './rights.ts';
import { rightRefusals } from './rules.ts';
import { entriesOf, evolve, type Title } from './state.ts';

/** The certificate in force of a right, if with a fact others held the right on its day than before: only the registrar can replace it. */
export const certificateOfOthers = (title: Title, next: RightFact, rightId: string): readonly Rejection[] => {
  const after = evolve(title, { ...next, id: 'next' });
  return byDay(entriesOf(title, 'CertificateRegistered'), rightId)
    .slice(-1)
    .filter(({ on }) => !sameContent(holdersOn(title, rightId, on), holdersOn(after, rightId, on)))
    .map(({ on, data }) => refuse(rightRefusals, 'right-certificate-of-others', { number: data.certificateNumber, on }));
};

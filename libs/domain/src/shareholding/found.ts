import { discrepancyOf, factsOf, type Rejection } from '../kernel/index.ts';
import type { ShareholdingCommand } from './commands.ts';
import { type ShareholdingFact, shareholdingEvents } from './events.ts';

const fact = factsOf(shareholdingEvents);

/** The rules that a reported fact breaks, as facts beside it; `about` is the kind of that fact. */
export const found = (
  command: ShareholdingCommand,
  broken: readonly (Rejection | undefined)[],
  about: ShareholdingFact['type'],
  concerned: readonly string[],
): ShareholdingFact[] =>
  broken
    .filter((each) => each !== undefined)
    .map((each) => {
      const discrepancy = { companyId: command.data.companyId, discrepancy: discrepancyOf(each), about };
      return fact(command, 'ShareholdingDiscrepancyFound', discrepancy, concerned);
    });

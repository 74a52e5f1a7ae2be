// Under which terms figures and forms are entered: how the cycle stands, of which year figures must be, and what its standard asks for.
import { cycle } from '@yimu/domain/cycle';
import { type EffectiveDate, foldRecorded } from '@yimu/domain/kernel';
import type { Quantity, Standard } from '@yimu/domain/scoring';
import { standard, versionOf } from '@yimu/domain/standard';
import type { Terms } from '@yimu/domain/submission';
import type { EventStore } from '@yimu/event-store';
import { type CyclePlace, cycleStream, standardStream } from '../routes/cycle-place.ts';
import { foldedOnce } from './folded-once.ts';

export interface CycleTerms {
  readonly state: 'open' | 'frozen' | 'reopened';
  /** The last day of the evaluation phase; null when the schedule has none. */
  readonly evaluationEnds: EffectiveDate | null;
  readonly figureYear: number;
  readonly standard: Standard;
  /** By code. */
  readonly quantities: ReadonlyMap<string, Quantity>;
}

const versions = foldedOnce((history) => foldRecorded(standard, history));

/** A memory per kind of subject, because the name of a stream does not lead back to it. */
const termsOfCycle = (subject: CyclePlace['subject']) =>
  foldedOnce(async (history, store): Promise<CycleTerms> => {
    const state = foldRecorded(cycle, history);
    if (state.kind === 'absent') throw new Error('a cycle that was never opened has events');
    const { jurisdiction, year, version } = state.standard;
    const content = versionOf((await versions(store, standardStream({ jurisdiction, year, subject }))) ?? [], version)?.content;
    if (content === undefined) throw new Error(`the standard ${jurisdiction}-${year}, version ${version}, of a cycle is not to be found`);
    return {
      state: state.kind,
      evaluationEnds: state.schedule.find(({ phase }) => phase === 'evaluation')?.ends ?? null,
      figureYear: state.figureYear,
      standard: content,
      quantities: new Map(content.quantities.map((quantity) => [quantity.code, quantity])),
    };
  });

const memories = { parcel: termsOfCycle('parcel'), enterprise: termsOfCycle('enterprise') } as const;

/** The terms of a cycle; undefined when it was never opened. Asked again, it costs one look at the end of the cycle's stream. */
export const cycleTerms = (store: EventStore, place: CyclePlace): Promise<CycleTerms | undefined> =>
  memories[place.subject](store, cycleStream(place));

/** What a command is told of the cycle: of the standard only the quantities of these codes. Null without a cycle. */
export const termsFor = (known: CycleTerms | undefined, codes: Iterable<string>): Terms | null =>
  known === undefined
    ? null
    : {
        isFrozen: known.state === 'frozen',
        evaluationEnds: known.evaluationEnds,
        figureYear: known.figureYear,
        quantities: [...new Set(codes)].flatMap((of) => {
          const quantity = known.quantities.get(of);
          if (quantity === undefined) return [];
          const { code, unit, kind, options, suppliedBy } = quantity;
          return [{ code, unit, kind, options: [...options], suppliedBy }];
        }),
      };

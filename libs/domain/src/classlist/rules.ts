// What holds for every list: who reviews, in which order of days, and what lines may say.
import { type EffectiveDate, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { classListRefusals } from './refusals.ts';
import type { Line } from './state.ts';

/** An event holds 60 KiB: what lines and changes may take of that. */
const mostBytes = 50_000;

/** The length as UTF-8, counted without an encoder: every byte that needs one is written %XX. */
const bytesOf = (content: unknown): number => encodeURIComponent(JSON.stringify(content)).replaceAll(/%[\dA-F]{2}/g, ' ').length;

type WithLines = CommandNamed<'ReviewLine' | 'ReturnTownList' | 'GiveCityOpinion' | 'ReturnClassList'>;
type Approving = CommandNamed<'ReviewLine' | 'ReturnTownList' | 'GiveCityOpinion' | 'ReturnClassList' | 'DecideClassList'>;

const fits = (content: unknown): Rejection | undefined => {
  const bytes = bytesOf(content);
  return bytes > mostBytes ? refuse(classListRefusals, 'classlist-too-long', { bytes, most: mostBytes }) : undefined;
};
export const linesFit: Rule<WithLines, unknown> = ({ data: { lines } }) => fits(lines);
export const changesFit: Rule<CommandNamed<'DecideClassList'>, unknown> = ({ data: { changes } }) => fits(changes);

/** No one approves what they submitted, nor does their own level (domain: reviewer ≠ submitter level). */
export const approvedFromAbove: Rule<Approving, unknown> = ({ data: { approver } }) => {
  switch (approver) {
    case 'above':
      return undefined;
    case 'peer':
      return refuse(classListRefusals, 'classlist-approver-of-same-level');
    case 'submitter':
      return refuse(classListRefusals, 'classlist-approver-submitted');
  }
};

/** Every step is dated on or after the one it follows. */
export const notBefore: Rule<{ readonly effectiveOn: EffectiveDate }, { readonly since: EffectiveDate }> = ({ effectiveOn }, { since }) =>
  effectiveOn < since ? refuse(classListRefusals, 'classlist-dated-before', { effectiveOn, since }) : undefined;

export const ofParcels: Rule<CommandNamed<'SubmitTownList' | 'SubmitClassList'>, unknown> = ({ data: { subject } }) =>
  subject === 'enterprise' ? refuse(classListRefusals, 'classlist-enterprise-cycle') : undefined;

/** Every parcel that lines or changes name was graded in the place of the list. */
export const graded = (
  place: string,
  parcels: readonly Pick<Line, 'parcelId' | 'towns'>[],
  isHere: (town: string) => boolean,
): Rejection | undefined => {
  const stranger = parcels.find(({ towns }) => !towns.some(isHere));
  return stranger === undefined
    ? undefined
    : refuse(classListRefusals, 'classlist-parcel-without-result', { parcelId: stranger.parcelId, place });
};

/** The results that a list submits: those of the last completed run, of at least one parcel. */
export const resultsOf = <R extends { readonly parcels: number }>(place: string, run: string, results: R | null): R | Rejection => {
  if (results === null) return refuse(classListRefusals, 'classlist-run-not-standing', { run });
  return results.parcels === 0 ? refuse(classListRefusals, 'classlist-place-without-results', { place, run }) : results;
};

// The policy of the base map: each rule is a function that names what is wrong, or nothing.
import { type Command, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { basemapRefusals } from './refusals.ts';
import { type Known, matchWith } from './state.ts';

type Reading = CommandNamed<'ReadBaseMapRecord' | 'ReportBaseMapSurvey' | 'ReportSoeStock'>;
/** A command of a person about one parcel. */
type AboutParcel = CommandNamed<'ProposeBaseMapMatch' | 'ConfirmBaseMapMatch' | 'RejectBaseMapMatch' | 'AnnulBaseMapMatch'>;

export const recordLiesInDistrict: Rule<Reading, Known> = ({ data: { jurisdiction } }, { district }) =>
  jurisdiction.slice(0, 6) === district
    ? undefined
    : refuse(basemapRefusals, 'basemap-record-of-another-district', { jurisdiction, district });

export const batchIsOfOrigin: Rule<Reading, unknown> = ({ data: { origin, batch } }) =>
  batch === null || batch.origin === origin
    ? undefined
    : refuse(basemapRefusals, 'basemap-batch-of-another-origin', { origin, batchOrigin: batch.origin });

export const batchIsOpen: Rule<Reading, unknown> = ({ data: { batch } }) =>
  batch === null || batch.open ? undefined : refuse(basemapRefusals, 'basemap-batch-closed', { batchId: batch.batchId });

/** Who decides knows everything that was known: the decision holds from the day of the latest fact on, at the earliest. */
export const afterEverythingKnown: Rule<Command, Known> = ({ effectiveOn }, { latestOn }) =>
  effectiveOn < latestOn ? refuse(basemapRefusals, 'basemap-before-latest-fact', { effectiveOn, since: latestOn }) : undefined;

export const notJoined: Rule<Command, Known> = (_, { joinedInto }) =>
  joinedInto === null ? undefined : refuse(basemapRefusals, 'basemap-entry-joined', { intoId: joinedInto });

export const notMatched: Rule<Command, Known> = (_, { matched }) =>
  matched === null ? undefined : refuse(basemapRefusals, 'basemap-entry-matched', { parcelId: matched.parcelId });

export const awaitsDecision: Rule<AboutParcel, Known> = ({ data: { parcelId } }, state) =>
  matchWith(state, parcelId)?.standing === 'proposed' ? undefined : refuse(basemapRefusals, 'basemap-match-not-proposed', { parcelId });

export const isConfirmed: Rule<AboutParcel, Known> = ({ data: { parcelId } }, state) =>
  matchWith(state, parcelId)?.standing === 'confirmed' ? undefined : refuse(basemapRefusals, 'basemap-match-not-confirmed', { parcelId });

/** What a person declined is not proposed again on the same grounds, however often a tool runs. */
export const notDeclinedBefore: Rule<CommandNamed<'ProposeBaseMapMatch'>, Known> = ({ data: { parcelId, grounds } }, state) => {
  const before = matchWith(state, parcelId);
  const isNews = before === undefined || grounds.some((ground) => !before.grounds.includes(ground));
  return isNews ? undefined : refuse(basemapRefusals, 'basemap-match-declined', { parcelId });
};

/** Four eyes: the tool or the person who proposed is not the person who confirms. */
export const confirmedByAnother: Rule<CommandNamed<'ConfirmBaseMapMatch'>, Known> = ({ data: { parcelId, confirmedBy } }, state) =>
  matchWith(state, parcelId)?.proposers.includes(confirmedBy) === true
    ? refuse(basemapRefusals, 'basemap-match-own-proposal', { parcelId })
    : undefined;

export const parcelWasThere: Rule<CommandNamed<'ConfirmBaseMapMatch'>, Known> = ({ effectiveOn, data: { parcel } }) =>
  effectiveOn < parcel.since
    ? refuse(basemapRefusals, 'basemap-match-before-parcel', { effectiveOn, parcelSince: parcel.since })
    : undefined;

export const nothingProposed: Rule<Command, Known> = (_, { matches }) => {
  const pending = matches.find(({ standing }) => standing === 'proposed');
  return pending === undefined ? undefined : refuse(basemapRefusals, 'basemap-proposals-pending', { parcelId: pending.parcelId });
};

export const joinsAnother: Rule<CommandNamed<'JoinBaseMapEntry'>, Known> = ({ data: { intoId } }, { entryId }) =>
  intoId === entryId ? refuse(basemapRefusals, 'basemap-joined-into-itself') : undefined;

export const targetGoesOn: Rule<CommandNamed<'JoinBaseMapEntry'>, Known> = ({ data: { intoId, into } }) =>
  into.joined ? refuse(basemapRefusals, 'basemap-join-target-joined', { intoId }) : undefined;

export const targetLiesInDistrict: Rule<CommandNamed<'JoinBaseMapEntry'>, Known> = ({ data: { intoId, into } }, { district }) =>
  into.district === district
    ? undefined
    : refuse(basemapRefusals, 'basemap-join-across-districts', { intoId, other: into.district, district });

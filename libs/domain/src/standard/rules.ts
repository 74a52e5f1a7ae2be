// The policy of the standard context: each rule is a function that names what is wrong, or nothing.
import { type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { standardRefusals } from './refusals.ts';
import type { StandardState, Version, VersionRef } from './state.ts';
import { faultsOf } from './validate.ts';

/** The first fault refuses; `faultsOf` lists all. */
export const contentIsSound: Rule<CommandNamed<'ValidateStandard'>, Version> = (_, { content }) => faultsOf(content)[0];

export const isValidated: Rule<CommandNamed<'PublishStandard'>, Version> = (_, { kind, version }) =>
  kind === 'drafted' ? refuse(standardRefusals, 'standard-not-validated', { version }) : undefined;

export const validityIsForward: Rule<CommandNamed<'PublishStandard'>, Version> = ({ data: { validUntil }, effectiveOn }) =>
  validUntil !== null && validUntil < effectiveOn
    ? refuse(standardRefusals, 'standard-validity-reversed', { validUntil, effectiveOn })
    : undefined;

/** Versions follow each other: of two that hold on one day nobody could say which binds. */
export const followsPrevious =
  (state: StandardState): Rule<CommandNamed<'PublishStandard'>, Version> =>
  ({ effectiveOn }) => {
    const later = state.find(({ validFrom }) => validFrom !== null && validFrom >= effectiveOn);
    return later === undefined
      ? undefined
      : refuse(standardRefusals, 'standard-begins-before-previous', {
          previous: later.version,
          validFrom: String(later.validFrom),
          effectiveOn,
        });
  };

type Superseding = Rule<CommandNamed<'SupersedeStandard'>, Version>;

export const isPublished: Superseding = (_, { version, validFrom }) =>
  validFrom === null ? refuse(standardRefusals, 'standard-not-published', { version }) : undefined;

export const sameVersion = (left: VersionRef, right: VersionRef): boolean =>
  left.jurisdiction === right.jurisdiction && left.year === right.year && left.version === right.version;

export const notByItself: Superseding = ({ data }, { version }) =>
  sameVersion(data.by, data) ? refuse(standardRefusals, 'standard-supersedes-itself', { version }) : undefined;

export const notSupersededYet: Superseding = (_, { version, superseded }) =>
  superseded === null ? undefined : refuse(standardRefusals, 'standard-superseded-otherwise', { version, from: superseded.from });

export const notBeforeItHolds: Superseding = ({ effectiveOn }, { version, validFrom }) =>
  effectiveOn < String(validFrom)
    ? refuse(standardRefusals, 'standard-superseded-before-valid', { version, validFrom: String(validFrom), effectiveOn })
    : undefined;

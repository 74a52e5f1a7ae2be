import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, StandardCommand } from './commands.ts';
import { type StandardFact, standardEvents } from './events.ts';
import { draftRules } from './readable.ts';
import { standardRefusals } from './refusals.ts';
import {
  contentIsSound,
  followsPrevious,
  isPublished,
  isValidated,
  notBeforeItHolds,
  notByItself,
  notSupersededYet,
  sameVersion,
  validityIsForward,
} from './rules.ts';
import { isInForce, type StandardState, type Version, versionOf } from './state.ts';

const fact = factsOf(standardEvents);

/** Decides on a `standard-<code>-<year>` stream. */
export const decide = (command: StandardCommand, state: StandardState): Decision<StandardFact> => {
  if (command.type === 'DraftStandard') return draft(command, state);
  const version = versionOf(state, command.data.version);
  if (version === undefined) return refuse(standardRefusals, 'standard-version-unknown', { version: command.data.version });
  switch (command.type) {
    case 'ValidateStandard':
      return validate(command, version);
    case 'PublishStandard':
      return publish(command, version, state);
    case 'SupersedeStandard':
      return supersede(command, version);
  }
};

/** What a draft says. */
const gist = ({ content, parent }: Pick<Version, 'content' | 'parent'>): string => bitsOf([parent, content]);

/** A draft replaces the last one until that is published; then it begins the next version. */
const draft = (command: CommandNamed<'DraftStandard'>, state: StandardState): Decision<StandardFact> => {
  const refused = firstRefusal(draftRules, command, state);
  if (refused !== undefined) return refused;
  const { jurisdiction, year, subject, parent, content } = command.data;
  const last = state.at(-1);
  if (last !== undefined && gist(last) === gist(command.data)) return [];
  const version = state.filter(({ validFrom }) => validFrom !== null).length + 1;
  return [fact(command, 'StandardDrafted', { jurisdiction, year, subject, version, parent, content }, [jurisdiction])];
};

const validate = (command: CommandNamed<'ValidateStandard'>, version: Version): Decision<StandardFact> => {
  if (version.kind !== 'drafted') return [];
  return contentIsSound(command, version) ?? [fact(command, 'StandardValidated', command.data, [command.data.jurisdiction])];
};

/** Publication is final. The version in force before is superseded from that day on. */
const publish = (command: CommandNamed<'PublishStandard'>, version: Version, state: StandardState): Decision<StandardFact> => {
  const { data, effectiveOn } = command;
  if (version.validFrom !== null) {
    const { validFrom, validUntil } = version;
    return validFrom === effectiveOn && validUntil === data.validUntil
      ? []
      : refuse(standardRefusals, 'standard-published-otherwise', { version: data.version, validFrom });
  }
  const refused = firstRefusal([isValidated, validityIsForward, followsPrevious(state)], command, version);
  if (refused !== undefined) return refused;
  const { jurisdiction, year, subject } = data;
  const by = { jurisdiction, year, version: data.version };
  return [
    fact(command, 'StandardPublished', data, [jurisdiction]),
    ...state
      .filter((each) => isInForce(each, effectiveOn))
      .map((each) => fact(command, 'StandardSuperseded', { jurisdiction, year, subject, version: each.version, by }, [jurisdiction])),
  ];
};

const supersede = (command: CommandNamed<'SupersedeStandard'>, version: Version): Decision<StandardFact> => {
  const { superseded } = version;
  if (superseded !== null && sameVersion(superseded.by, command.data.by) && superseded.from === command.effectiveOn) return [];
  const refused = firstRefusal([isPublished, notByItself, notSupersededYet, notBeforeItHolds], command, version);
  return refused ?? [fact(command, 'StandardSuperseded', command.data, [command.data.jurisdiction])];
};

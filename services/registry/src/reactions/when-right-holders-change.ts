// Who holds a right to land is entered under the party too, so that a walk down from a party finds its land.
import { foldRecorded, type RecordedEvent } from '@yimu/domain/kernel';
import { rightsOn, title, turningDays } from '@yimu/domain/right';
import type { Reaction } from '@yimu/server';
import { type Told, tellInterests } from './interest-changes.ts';

const name = 'right-holders-change';

const told = (events: readonly RecordedEvent[]): Told => {
  const state = foldRecorded(title, events);
  return {
    days: turningDays(state),
    holdersOn: (day) => new Set(rightsOn(state, day).flatMap(({ holders }) => holders.map(({ partyId }) => partyId))),
  };
};

/** Enters and ends interests of kind `land`. */
export const whenRightHoldersChange: Reaction = {
  name,
  filter: {
    types: [
      'RightRegistered',
      'RightCorrected',
      'RightEnded',
      'RightTransferred',
      'RightTransferredByRuling',
      'RightTransferCorrected',
      'TitleFactAnnulled',
    ],
  },
  react: (context, event) => tellInterests(context, event, { name, kind: 'land', targetId: event.stream.slice('title-'.length), told }),
};

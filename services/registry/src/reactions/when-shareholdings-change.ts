// Who holds shares of a company is entered under the holder too, so that a walk down from a party finds its companies.
import { foldRecorded, type RecordedEvent } from '@yimu/domain/kernel';
import { holdingsOn, shareholding } from '@yimu/domain/shareholding';
import type { Reaction } from '@yimu/server';
import { type Told, tellInterests } from './interest-changes.ts';

const name = 'shareholdings-change';

/** Whoever is named as a holder holds: alone or jointly, whether or not its share is known. */
const told = (events: readonly RecordedEvent[]): Told => {
  const state = foldRecorded(shareholding, events);
  return {
    days: state.entries.map(({ on }) => on),
    holdersOn: (day) => new Set(holdingsOn(state, day)?.holdings.map(({ holderId }) => holderId)),
  };
};

/** Enters and ends interests of kind `company`. */
export const whenShareholdingsChange: Reaction = {
  name,
  filter: {
    types: ['ShareholdingsRecorded', 'ShareholdingsChanged', 'SharesTransferred', 'ShareholdingsCorrected', 'ShareTransferAnnulled'],
  },
  react: (context, event) => tellInterests(context, event, { name, kind: 'company', targetId: event.stream.slice('shares-'.length), told }),
};

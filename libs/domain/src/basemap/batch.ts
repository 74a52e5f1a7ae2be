// One run over one file of one origin: started with what it should bring, closed with what became of it.
import { type Decision, type EffectiveDate, factsOf, firstRefusal, type Identified, type Rule, refuse } from '../kernel/index.ts';
import type { BaseMapImportCommand } from './commands.ts';
import { type BaseMapImportFact, basemapEvents } from './events.ts';
import { basemapRefusals } from './refusals.ts';

type Start = Extract<BaseMapImportFact, { type: 'BaseMapImportStarted' }>['data'];
type Closing = Extract<BaseMapImportFact, { type: 'BaseMapImportClosed' }>['data'];
type Close = Extract<BaseMapImportCommand, { type: 'CloseBaseMapImport' }>;

export interface NoBatch {
  readonly kind: 'absent';
}

export interface Started {
  readonly kind: 'started';
  readonly start: Start;
  readonly startedOn: EffectiveDate;
}

export interface Closed {
  readonly kind: 'closed';
  readonly start: Start;
  readonly startedOn: EffectiveDate;
  readonly closing: Closing;
}

export type BatchState = NoBatch | Started | Closed;

export const noBatch: BatchState = { kind: 'absent' };

const fact = factsOf(basemapEvents);

/** Folds one event of a `basemapbatch-<batchId>` stream. */
export const evolveBatch = (state: BatchState, event: Identified<BaseMapImportFact>): BatchState => {
  if (event.type === 'BaseMapImportStarted') return { kind: 'started', start: event.data, startedOn: event.effectiveOn };
  return state.kind === 'absent' ? state : { ...state, kind: 'closed', closing: event.data };
};

const figuresOf = ({ recorded, unchanged, refused, conflicting }: Closing): string =>
  JSON.stringify([recorded, unchanged, refused, conflicting]);

const startOf = ({ jurisdiction, origin, expectedRecords, fileSha256 }: Start): string =>
  JSON.stringify([jurisdiction, origin, expectedRecords, fileSha256]);

const notBeforeStart: Rule<Close, Started> = ({ effectiveOn }, { startedOn }) =>
  effectiveOn < startedOn ? refuse(basemapRefusals, 'basemap-import-before-start', { effectiveOn, startedOn }) : undefined;

/** Every record of the file was recorded, known already or refused. */
const totalsAddUp: Rule<Close, Started> = ({ data: { recorded, unchanged, refused } }, { start }) => {
  const sum = recorded + unchanged + refused;
  return sum === start.expectedRecords
    ? undefined
    : refuse(basemapRefusals, 'basemap-import-incomplete', { sum, expected: start.expectedRecords });
};

const conflictsAreNews: Rule<Close, Started> = ({ data: { recorded, conflicting } }) =>
  conflicting === null || conflicting <= recorded
    ? undefined
    : refuse(basemapRefusals, 'basemap-import-conflicts-exceed-news', { conflicting, recorded });

/** Decides on a `basemapbatch-<batchId>` stream. */
export const decideBatch = (command: BaseMapImportCommand, state: BatchState): Decision<BaseMapImportFact> => {
  if (command.type === 'StartBaseMapImport') {
    if (state.kind === 'absent') return [fact(command, 'BaseMapImportStarted', command.data, [command.data.jurisdiction])];
    return startOf(state.start) === startOf(command.data) ? [] : refuse(basemapRefusals, 'basemap-import-started-otherwise');
  }
  if (state.kind === 'absent') return refuse(basemapRefusals, 'basemap-import-not-started');
  if (state.kind === 'closed')
    return figuresOf(state.closing) === figuresOf(command.data) ? [] : refuse(basemapRefusals, 'basemap-import-closed-otherwise');
  const refused = firstRefusal([notBeforeStart, totalsAddUp, conflictsAreNews], command, state);
  return refused ?? [fact(command, 'BaseMapImportClosed', command.data, [state.start.jurisdiction])];
};

import { Sentence } from '../local/sentence.ts';

/** A row that only a person can decide about; the message says why, without a full stop. The import goes on with the next row. */
export class Undecided extends Sentence {}

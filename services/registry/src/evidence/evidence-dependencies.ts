import type { CommandDependencies } from '@yimu/server';
import type { ContentStore } from './content-store.ts';

/** What the files of evidence need beside what every command needs. */
export interface EvidenceDependencies extends CommandDependencies {
  readonly content: ContentStore;
  /** The longest file that is taken, in bytes. */
  readonly longest: number;
}

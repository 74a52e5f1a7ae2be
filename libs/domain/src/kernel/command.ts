import { z } from 'zod';
import { type EffectiveDate, effectiveDate } from './effective-date.ts';
import type { EventCatalogue, Fact } from './event.ts';
import { type Source, sources } from './source.ts';

/** An intention in the imperative. `today` arrives with it, because the domain has no clock. */
export interface Command<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  readonly effectiveOn: EffectiveDate;
  readonly today: EffectiveDate;
  readonly sources: readonly Source[];
}

/** What every command carries beside its own data, in HTTP bodies too. */
export const commandEnvelope = z.strictObject({ effectiveOn: effectiveDate, sources });

/** All commands of a context by name, each with the schema of its data. */
export type CommandCatalogue = Readonly<Record<string, z.ZodObject>>;

/** The union of commands of a catalogue. */
export type CommandOf<C extends CommandCatalogue> = {
  [T in keyof C & string]: Command<T, z.output<C[T]>>;
}[keyof C & string];

/**
 * Makes facts of a catalogue out of a command: date and sources are the command's own.
 * @returns a function (type, data, jurisdictions, corrects?) → fact
 */
export const factsOf =
  <C extends EventCatalogue>(catalogue: C) =>
  <T extends keyof C & string>(
    command: Command,
    type: T,
    data: z.output<C[T]['data']>,
    jurisdictions: readonly string[],
    corrects?: string,
  ): Fact<T, z.output<C[T]['data']>> => ({
    type,
    version: (catalogue[type] as C[T]).version,
    data,
    effectiveOn: command.effectiveOn,
    jurisdictions: [...new Set(jurisdictions)].sort(),
    sources: command.sources,
    ...(corrects === undefined ? {} : { corrects }),
  });

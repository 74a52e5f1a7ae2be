// What the words behind a bench's name ask for. Whoever asks for what there is not gets one sentence and code 2, never an empty table.
import { parseArgs } from 'node:util';

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

/** The values of the options given. */
export const optionsOf = <O extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(options: O) => {
  try {
    return parseArgs({ options: options as NonNullable<O>, allowPositionals: true }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};

/** Whether a figure is asked for: `only` is how its name begins. */
export const chosenBy = (only: string, names: readonly string[]): ((name: string) => boolean) => {
  if (!names.some((name) => name.startsWith(only))) refuse(`There is no figure ${only}; there are: ${names.join(', ')}.`);
  return (name) => name.startsWith(only);
};

/** A number of minutes. */
export const minutesOf = (text: string): number =>
  Number(text) > 0 ? Number(text) : refuse(`--minutes ${text}: expected a number greater than 0.`);

/** Where progress goes: a terminal, or a file or pipe that keeps every line. */
interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const secondsBetweenLines = 10;

/** Shows how far something is: one line that is rewritten on a terminal, elsewhere a line every ten seconds. */
export const counterOn = (output: Output) => {
  let shownAt = performance.now();
  return {
    show: (text: string): void => {
      const wait = output.isTTY === true ? 0.1 : secondsBetweenLines;
      if (performance.now() - shownAt < wait * 1_000) return;
      shownAt = performance.now();
      output.write(output.isTTY === true ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end: (): void => {
      if (output.isTTY === true) output.write('\r\u001b[2K');
    },
  };
};

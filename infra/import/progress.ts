import type { Progress } from './run-import.ts';
import { fitting } from './table.ts';

/** Where progress goes: a terminal, or a file or pipe that keeps every line. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Shows progress: one line that is rewritten on a terminal, elsewhere a plain line for every list. */
export const progressOn = (output: Output): ((progress: Progress) => void) => {
  if (output.isTTY !== true) {
    let list = '';
    return ({ done, total, subject }) => {
      const [annex = '', title = ''] = subject.split(' ');
      if (done === total || `${annex} ${title}` === list) return;
      list = `${annex} ${title}`;
      output.write(`导入 ${list}（${done}/${total}）\n`);
    };
  }
  return ({ done, total, subject }) => {
    const line = fitting(`导入 ${done}/${total}　${subject.replace(/\s+/gu, ' ')}`, (output.columns ?? 80) - 1);
    output.write(done === total ? '\r\u001b[2K' : `\r\u001b[2K${line}`);
  };
};

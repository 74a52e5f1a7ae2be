// How the import says what is wrong with a file: one sentence in Chinese, the same in English below it.
import { Sentence } from '../local/sentence.ts';

/** Something wrong at one place of a file. */
export interface Fault {
  readonly file: string;
  /** From 1; the line on which the row begins. */
  readonly line: number;
  readonly column?: string | undefined;
  /** What was expected, without a full stop. */
  readonly zh: string;
  readonly en: string;
}

const mostFaults = 20;

const inWords = ({ file, line, column, zh, en }: Fault): string =>
  [
    `${file} 第 ${line} 行${column === undefined ? '' : `“${column}”列`}：${zh}。`,
    `  ${file}, line ${line}${column === undefined ? '' : `, column ${column}`}: ${en}.`,
  ].join('\n');

/** For `.catch` of whatever opens a file that somebody named: no such file, or a folder, is one sentence; anything else stays as it is. */
export const notAFile =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT') throw new Sentence(`${path}：文件不存在。 / There is no such file.`);
    if (error.code === 'EISDIR') throw new Sentence(`${path}：是文件夹，不是文件。 / This is a folder, not a file.`);
    throw error;
  };

/** Everything that keeps files from being imported. */
export class FaultyFiles extends Sentence {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const more = faults.length - mostFaults;
    super(
      [
        ...faults.slice(0, mostFaults).map(inWords),
        ...(more > 0 ? [`另有 ${more} 处。 / ${more} more.`] : []),
        '未发送任何数据。 / Nothing was sent.',
      ].join('\n'),
    );
    this.faults = faults;
  }
}

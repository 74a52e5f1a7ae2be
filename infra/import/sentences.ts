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

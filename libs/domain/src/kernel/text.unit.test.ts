import { describe, expect, it } from 'vitest';
import { rawText, text } from './text.ts';

describe('a printed text', () => {
  it('is trimmed at its ends and kept inside', () =>
    expect(text(20).parse(' 上海瓯风新材料科 技有限公司\n')).toBe('上海瓯风新材料科 技有限公司'));
  it('says something', () => expect(['', ' ', '\u3000'].map((empty) => text(20).safeParse(empty).success)).toEqual([false, false, false]));
  it('has its longest length', () =>
    expect([text(2).safeParse('亩产').success, text(2).safeParse('亩产论').success]).toEqual([true, false]));
});

describe('a raw cell', () => {
  it('keeps everything that was printed', () => expect(rawText(20).parse(' 1 0 \t\r\n')).toBe(' 1 0 \t\r\n'));
  it('may be empty', () => expect(rawText(20).parse('')).toBe(''));
});

it.each([
  ['甲\u0000乙', 'a NUL'],
  ['甲\u001b乙', 'an escape'],
  ['甲\u007f乙', 'a delete'],
  ['甲\u0085乙', 'a control character beyond ASCII'],
  ['甲\ud800乙', 'half a surrogate pair'],
])('no text holds %j: %s', (broken) => {
  for (const schema of [text(20), rawText(20)])
    expect(schema.safeParse(broken).error?.issues[0]?.message).toBe('expected text without control characters');
});

it('characters beyond the basic plane are whole', () => expect(text(20).parse('𠮷田有限公司')).toBe('𠮷田有限公司'));
